package duiqi.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Splits the command line of Windows into arguments. The launchers of Windows pass it in an environment variable, because
 * Java 17 converts the arguments of a process to the code page of Windows, which lacks Chinese characters in most
 * countries.
 *
 * <p>Source: Microsoft, C language documentation, "Parsing C command-line arguments". Wildcards as in java.exe (OpenJDK 17,
 * {@code sun.launcher.LauncherHelper.expandArgs}), except that names are sorted.
 */
final class WindowsArguments {
    private final String line;
    private final List<String> arguments = new ArrayList<>();
    private int next;

    private WindowsArguments(String line) {
        this.line = line;
    }

    /**
     * Returns the arguments of a command line without the name of the program. An argument with a wildcard outside
     * quotation marks becomes the names of the matching files; without such a file, it stays.
     */
    static List<String> of(String line, Path folder) {
        WindowsArguments parser = new WindowsArguments(line);
        parser.skipSpaces();
        while (parser.next < line.length()) {
            parser.read(folder);
            parser.skipSpaces();
        }
        return parser.arguments;
    }

    private void skipSpaces() {
        while (next < line.length() && isSpace(line.charAt(next))) {
            next++;
        }
    }

    private void read(Path folder) {
        StringBuilder argument = new StringBuilder();
        boolean isQuoted = false;
        boolean hasWildcard = false;
        while (next < line.length() && (isQuoted || !isSpace(line.charAt(next)))) {
            int backslashes = count('\\');
            int quotes = count('"');
            if (quotes == 0) {
                argument.append("\\".repeat(backslashes));
                if (backslashes == 0) {
                    char c = line.charAt(next++);
                    argument.append(c);
                    hasWildcard |= !isQuoted && (c == '*' || c == '?');
                }
                continue;
            }
            // Before a quotation mark, two backslashes are one, and a single one makes the mark a character.
            argument.append("\\".repeat(backslashes / 2));
            int left = quotes;
            if (backslashes % 2 == 1) {
                argument.append('"');
                left--;
            }
            for (; left > 0; left--) {
                if (isQuoted && left > 1) {
                    argument.append('"');
                    left--;
                } else {
                    isQuoted = !isQuoted;
                }
            }
        }
        List<String> names = hasWildcard ? matches(argument.toString(), folder) : List.of();
        arguments.addAll(names.isEmpty() ? List.of(argument.toString()) : names);
    }

    private int count(char wanted) {
        int start = next;
        while (next < line.length() && line.charAt(next) == wanted) {
            next++;
        }
        return next - start;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    /** Returns the files whose names match the last part of a path with wildcards, or an empty list if there are none. */
    private static List<String> matches(String path, Path folder) {
        int name = 1 + Math.max(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')), path.lastIndexOf(':'));
        String parent = path.substring(0, name);
        Pattern pattern = Pattern.compile(
                "\\Q" + path.substring(name).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
        try (Stream<Path> files = Files.list(folder.resolve(parent))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> pattern.matcher(file).matches())
                    .sorted()
                    .map(parent::concat)
                    .toList();
        } catch (IOException | InvalidPathException noSuchFolder) {
            return List.of();
        }
    }
}
