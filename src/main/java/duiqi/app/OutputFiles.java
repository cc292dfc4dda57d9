package duiqi.app;

import duiqi.io.AtomicFile;
import duiqi.io.CompressedFile;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of an output, one in most forms: all of them are written or none, compressed where their names end in {@code .gz}.
 * Files that are there already are not replaced unless that is asked for.
 *
 * @param replaces whether files that are there may be replaced
 */
public record OutputFiles(List<Path> files, boolean replaces) {
    public OutputFiles {
        files = List.copyOf(files);
    }

    /** Returns whether there is a file that would be replaced; a terminal is none. */
    public static boolean isTaken(Path file) {
        return Files.isRegularFile(file);
    }

    /**
     * Makes sure that nothing is replaced that may not be.
     *
     * @throws FormatException if a file is there already
     */
    public void requireFree() throws FormatException {
        for (Path file : files) {
            if (!replaces && isTaken(file)) {
                throw new FormatException(file.toString(), "is there already", "name another file, or add --force");
            }
        }
    }

    /**
     * Writes the files.
     *
     * @throws FormatException if one is there already
     */
    public void write(AtomicFile.Contents contents) throws IOException {
        requireFree();
        UninterruptibleWrite.run(
                () -> AtomicFile.writeAll(files, outs -> CompressedFile.writeAll(files, outs, contents)));
    }
}
