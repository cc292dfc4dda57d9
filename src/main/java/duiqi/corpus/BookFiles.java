package duiqi.corpus;

import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Where the sentences of books lie, as tasks take it along.
 *
 * @param configuration of the file system
 * @param folder with its scheme
 */
record BookFiles(SerializableConfiguration configuration, String folder) implements Serializable {
    Path path() {
        return new Path(folder);
    }

    FileSystem files() throws IOException {
        return path().getFileSystem(configuration.value());
    }

    BookSentences sentences(BookIndex book) throws IOException {
        return new BookSentences(book, files(), path());
    }
}
