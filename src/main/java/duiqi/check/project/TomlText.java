package duiqi.check.project;

import duiqi.text.Location;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/**
 * Reads TOML 1.0.0 and continues after errors. The parser stops at the first error. To keep the rest, duiqi removes the
 * line with the error, or an unfinished statement before it, and parses again. As this takes time, it rejects files
 * that are too long, too deeply nested or have too many errors.
 *
 * @param table the valid statements
 * @param problems the errors
 */
public record TomlText(TomlTable table, List<LenientUtf8.FileProblem> problems) {
    private static final Pattern BEGINNING = Pattern.compile("\\s*(\\[|[\\w.\"'-]+\\s*=).*");

    /** {@link String#isBlank} does not fit, since TOML does not allow all white space. */
    private static final Pattern BLANK = Pattern.compile("[ \\t]*");

    /** Maximum number of characters. Settings have a few hundred lines. */
    private static final int MAX_LENGTH = 1 << 16;

    /** Maximum number of errors; a file with more is not TOML. */
    private static final int MAX_ERRORS = 50;

    /** Maximum number of statements before an error to test for an unfinished one. */
    private static final int MAX_TESTED = 20;

    public TomlText {
        problems = List.copyOf(problems);
    }

    /**
     * Reads TOML.
     *
     * @param file name of the file, for messages
     */
    static TomlText of(String file, String text) {
        if (text.length() > MAX_LENGTH) {
            return rejected(file, "is longer than " + MAX_LENGTH + " characters", List.of());
        }
        try {
            return lineByLine(file, text);
        } catch (StackOverflowError tooDeep) { // The parser recurses for each bracket.
            return rejected(file, "has too many nested brackets", List.of());
        }
    }

    private static TomlText rejected(String file, String problem, List<LenientUtf8.FileProblem> before) {
        List<LenientUtf8.FileProblem> problems = new ArrayList<>(before);
        problems.add(new LenientUtf8.FileProblem(
                new Location(file, 1, 1), problem, "correct the file, or duiqi ignores it"));
        return new TomlText(Toml.parse(""), problems);
    }

    private static TomlText lineByLine(String file, String text) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\r?\n", -1)));
        List<LenientUtf8.FileProblem> problems = new ArrayList<>();
        Attempt result = parse(lines);
        while (result.hasErrors()) {
            if (problems.size() == MAX_ERRORS) {
                return rejected(file, "has too many errors", problems);
            }
            TomlParseError error = result.errors().get(0);
            int line = lastWritten(lines, error.position().line());
            int cut = line;
            List<String> rest = without(lines, line, line);
            result = parse(rest);
            // The parser reports duplicate keys after all syntax errors. An error further down may come from an
            // unfinished statement before this line.
            if (reach(result) >= error.position().line()) {
                cut = unfinished(lines, line, result);
                if (cut < line) {
                    rest = without(lines, cut, end(lines, cut, line));
                    result = parse(rest);
                }
            }
            int column = line == error.position().line() ? error.position().column() : 1;
            problems.add(
                    cut < line
                            ? problem(new Location(file, cut, 1), "is not closed", error)
                            : problem(new Location(file, line, column), "is not valid TOML", error));
            if (rest.equals(lines)) {
                // The error is in an empty line, so removing more lines does not help.
                return new TomlText(Toml.parse(""), problems);
            }
            lines = rest;
        }
        return new TomlText(result.table, problems);
    }

    private static LenientUtf8.FileProblem problem(Location place, String problem, TomlParseError error) {
        String message = String.valueOf(error.getMessage());
        String said = message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
        return new LenientUtf8.FileProblem(place, problem + " (" + said + ")", "correct it, or duiqi ignores it");
    }

    /** Holds the result of the parser. */
    private record Attempt(TomlTable table, List<TomlParseError> errors) {
        boolean hasErrors() {
            return !errors.isEmpty();
        }
    }

    private static Attempt parse(List<String> lines) {
        try {
            TomlParseResult result = Toml.parse(String.join("\n", lines));
            return new Attempt(result, result.errors());
        } catch (TomlParseError thrown) {
            // The parser throws errors in escapes of table keys and collects all others.
            return new Attempt(Toml.parse(""), List.of(thrown));
        }
    }

    /** Returns the line of the first error, or the maximum integer if there is no error. */
    private static int reach(Attempt result) {
        return result.hasErrors() ? result.errors().get(0).position().line() : Integer.MAX_VALUE;
    }

    /**
     * Returns the line of an error, or the last non-empty line before it if the parser reports the error at the end of
     * the file.
     */
    private static int lastWritten(List<String> lines, int line) {
        int last = Math.min(line, lines.size());
        while (last > 1 && BLANK.matcher(lines.get(last - 1)).matches()) {
            last--;
        }
        return last;
    }

    /**
     * Returns the first line of a statement whose removal lets the parser continue further than removal of the line
     * with the error. Returns the line with the error if no statement meets this condition.
     */
    private static int unfinished(List<String> lines, int line, Attempt withoutLine) {
        if (!withoutLine.hasErrors()) {
            return line;
        }
        int tested = 0;
        for (int before = line - 1; before >= 1 && tested < MAX_TESTED; before--) {
            if (!BEGINNING.matcher(lines.get(before - 1)).matches()) {
                continue;
            }
            tested++;
            if (reach(parse(without(lines, before, end(lines, before, line)))) > reach(withoutLine)) {
                return before;
            }
        }
        return line;
    }

    /** Returns the last line of the statement that begins at a line: the one before the next statement. */
    private static int end(List<String> lines, int beginning, int last) {
        int end = beginning;
        while (end + 1 < last && !BEGINNING.matcher(lines.get(end)).matches()) {
            end++;
        }
        return end;
    }

    private static List<String> without(List<String> lines, int first, int last) {
        List<String> rest = new ArrayList<>(lines);
        Collections.fill(rest.subList(first - 1, last), "");
        return rest;
    }
}
