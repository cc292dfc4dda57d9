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
 * TOML (1.0.0) of which single statements may be wrong. The parser stops at the first fault; so that the rest holds, the line of the
 * fault, or the statement before it where that is what was not finished, is left out and all is parsed again, which takes time:
 * what is far too long, too deep or too faulty for settings is given up as a whole.
 *
 * @param table what could be read
 * @param problems what could not
 */
public record TomlText(TomlTable table, List<LenientUtf8.FileProblem> problems) {
    private static final Pattern BEGINNING = Pattern.compile("\\s*(\\[|[\\w.\"'-]+\\s*=).*");

    /** Not {@link String#isBlank}: some white space is a fault in TOML. */
    private static final Pattern BLANK = Pattern.compile("[ \\t]*");

    /** Characters. Settings have some hundred lines. */
    private static final int MAX_LENGTH = 1 << 16;

    /** Behind so many faults it is no TOML at all. */
    private static final int MAX_FAULTS = 50;

    /** How many statements before a fault are tried for the one that was not finished. */
    private static final int MAX_TRIED = 20;

    public TomlText {
        problems = List.copyOf(problems);
    }

    /**
     * Reads it.
     *
     * @param file its name
     */
    static TomlText of(String file, String text) {
        if (text.length() > MAX_LENGTH) {
            return givenUp(file, "has more than " + MAX_LENGTH + " characters", List.of());
        }
        try {
            return lineByLine(file, text);
        } catch (StackOverflowError tooDeep) { // the parser descends with every bracket
            return givenUp(file, "has brackets within brackets without end", List.of());
        }
    }

    private static TomlText givenUp(String file, String problem, List<LenientUtf8.FileProblem> before) {
        List<LenientUtf8.FileProblem> problems = new ArrayList<>(before);
        problems.add(new LenientUtf8.FileProblem(
                new Location(file, 1, 1), problem, "give a file of settings, as nothing of it holds"));
        return new TomlText(Toml.parse(""), problems);
    }

    private static TomlText lineByLine(String file, String text) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\r?\n", -1)));
        List<LenientUtf8.FileProblem> problems = new ArrayList<>();
        Attempt result = parse(lines);
        while (result.hasErrors()) {
            if (problems.size() == MAX_FAULTS) {
                return givenUp(file, "has too many faults", problems);
            }
            TomlParseError error = result.errors().get(0);
            int line = lastWritten(lines, error.position().line());
            int cut = line;
            List<String> rest = without(lines, line, line);
            result = parse(rest);
            // Doubled keys are told after all that cannot be read; only a fault further on may come from before the
            // line.
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
                            ? problem(new Location(file, cut, 1), "what begins here does not end", error)
                            : problem(new Location(file, line, column), "is not TOML", error));
            if (rest.equals(lines)) {
                // The parser finds fault with nothing; there is no more to be had of the file.
                return new TomlText(Toml.parse(""), problems);
            }
            lines = rest;
        }
        return new TomlText(result.table, problems);
    }

    private static LenientUtf8.FileProblem problem(Location place, String problem, TomlParseError error) {
        String message = String.valueOf(error.getMessage());
        String said = message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
        return new LenientUtf8.FileProblem(
                place, problem + " (" + said + ")", "mend it, as until then it does not hold");
    }

    /** The result of the parser. */
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
            // A wrong escape in the key of a table is thrown, where all other faults are collected.
            return new Attempt(Toml.parse(""), List.of(thrown));
        }
    }

    /** Returns how far the parser came. */
    private static int reach(Attempt result) {
        return result.hasErrors() ? result.errors().get(0).position().line() : Integer.MAX_VALUE;
    }

    /** The line of a fault; the last before it that says anything where it is found at the end of the file. */
    private static int lastWritten(List<String> lines, int line) {
        int last = Math.min(line, lines.size());
        while (last > 1 && BLANK.matcher(lines.get(last - 1)).matches()) {
            last--;
        }
        return last;
    }

    /**
     * The line in which a statement begins without which the parser comes further than without the line of the fault; that line
     * itself where there is none.
     */
    private static int unfinished(List<String> lines, int line, Attempt withoutLine) {
        if (!withoutLine.hasErrors()) {
            return line;
        }
        int tried = 0;
        for (int before = line - 1; before >= 1 && tried < MAX_TRIED; before--) {
            if (!BEGINNING.matcher(lines.get(before - 1)).matches()) {
                continue;
            }
            tried++;
            if (reach(parse(without(lines, before, end(lines, before, line)))) > reach(withoutLine)) {
                return before;
            }
        }
        return line;
    }

    /** The last line of the statement that begins in a line: the one before the next. */
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
