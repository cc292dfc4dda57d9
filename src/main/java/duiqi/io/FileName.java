package duiqi.io;

import duiqi.text.FormatException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rejects file names that are not UTF-8, and finds programs by name. Java decodes each invalid byte to U+FFFD, so two of them would be the same name
 * for an output, an index or a journal.
 */
public final class FileName {
    private static final String REPLACED = "\uFFFD";

    private FileName() {}

    /**
     * Returns a path of a folder that was listed.
     *
     * @throws FormatException if a name in the path is not UTF-8
     */
    public static Path requireUtf8(Path path) throws FormatException {
        if (isBroken(path)) {
            throw new FormatException(
                    path.toString(), "the name is not UTF-8", "rename it, because other names could look the same");
        }
        return path;
    }

    /**
     * Checks a path that a user gave as text. Java takes an empty one for the current folder, but it comes from an unset
     * variable.
     *
     * @throws FormatException if it is empty, or its name was not UTF-8
     */
    public static void requireUtf8(String given) throws IOException {
        if (given.isEmpty()) {
            throw new FormatException("\"\"", "the name is empty", "give a file or folder; . is the current folder");
        }
        if (!given.contains(REPLACED)) {
            return;
        }
        Path path = Path.of(given);
        Path folder = Optional.ofNullable(path.getParent()).orElse(Path.of(""));
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    if (String.valueOf(file.getFileName()).equals(String.valueOf(path.getFileName()))) {
                        requireUtf8(file);
                    }
                }
            }
        }
        if (!Files.exists(path)) {
            throw new FormatException(given, "the name is not UTF-8", "give another name");
        }
    }

    /**
     * Rejects paths of folders that were listed.
     *
     * @throws FormatException if a name is not UTF-8
     */
    public static void requireUtf8(List<Path> paths) throws FormatException {
        for (Path path : paths) {
            requireUtf8(path);
        }
    }

    private static boolean isBroken(Path path) {
        return path.toString().contains(REPLACED) && !Path.of(path.toString()).equals(path);
    }

    /**
     * Finds a program in the folders of a PATH. Ignores relative folders, because the checked folder may contain a program with
     * this name.
     */
    public static Optional<Path> ofProgram(String program, String path) {
        String name = File.separatorChar == '\\' ? program + ".exe" : program;
        for (String entry : path.split(File.pathSeparator)) {
            try {
                Path file = Path.of(entry.replace("\"", "")).resolve(name);
                if (file.isAbsolute() && Files.isRegularFile(file) && Files.isExecutable(file)) {
                    return Optional.of(file);
                }
            } catch (InvalidPathException noFolder) {
                // The system ignores the entry too.
            }
        }
        return Optional.empty();
    }
}
