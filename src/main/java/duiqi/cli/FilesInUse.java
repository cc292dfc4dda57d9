package duiqi.cli;

import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files that a command reads, none of which it may replace by what it writes. Immutable.
 *
 * @param files those that are there, and such as are not
 */
record FilesInUse(List<Path> files) {
    FilesInUse {
        files = List.copyOf(files);
    }

    /** These and another. */
    FilesInUse and(Optional<Path> other) {
        return new FilesInUse(Stream.concat(files.stream(), other.stream()).toList());
    }

    /**
     * Makes sure that a file to be written is none of these, under whatever name.
     *
     * @throws FormatException if it is one
     */
    void requireOther(Path output) throws IOException {
        for (Path file : files) {
            if (Files.exists(output) && Files.exists(file) && Files.isSameFile(output, file)) {
                throw new FormatException(
                        output.toString(), "is to be read and written as well", "name another file to write");
            }
        }
    }
}
