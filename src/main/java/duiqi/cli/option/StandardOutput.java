package duiqi.cli.option;

import duiqi.cli.print.Console;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lets commands that write files write to standard output too: {@code -o -}. The command writes a temporary file, and
 * this class copies the complete file. Stateless.
 */
public final class StandardOutput {
    private static final String NAME = "-";

    private StandardOutput() {}

    @FunctionalInterface
    public interface Writing {
        /**
         * Writes the file.
         *
         * @param file the file of the user, or a temporary file for standard output; empty if the user gives none
         * @return the exit code
         */
        int write(Optional<Path> file) throws IOException;
    }

    public static boolean is(Path output) {
        return output.toString().equals(NAME);
    }

    public static Optional<Path> file(Optional<Path> output) {
        return output.filter(file -> !is(file));
    }

    /**
     * Writes the output of a command to the file of the user or to standard output.
     *
     * @param output the file of the user; empty if the user gives none
     * @param extension extension of the temporary file, for example {@code .tmx}
     * @return the exit code of the command
     * @throws FormatException if the output is not text
     */
    public static int write(Console console, Optional<Path> output, String extension, Writing writing)
            throws IOException {
        if (output.filter(StandardOutput::is).isEmpty()) {
            return writing.write(output);
        }
        Path folder = Files.createTempDirectory("duiqi-");
        Path file = folder.resolve("output" + extension);
        try {
            int exitCode = writing.write(Optional.of(file));
            if (Files.exists(file)) {
                console.out().print(text(file));
            } else if (!files(folder).isEmpty()) {
                throw new FormatException(NAME, "the format has two files", "give their name with -o NAME");
            }
            return exitCode;
        } finally {
            for (Path left : files(folder)) {
                Files.deleteIfExists(left);
            }
            Files.delete(folder);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new FormatException(NAME, "standard output takes text only", "give a file with -o", e);
        }
    }
}
