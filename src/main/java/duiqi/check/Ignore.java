package duiqi.check;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a translator says of a unit: that rules may be broken in it, and why. It stands in the TMX property {@code x-duiqi-ignore},
 * or in a note (of TMX, XLIFF or PO) on a line that begins with {@code duiqi-ignore:}, as {@code term-missing doubled-word: reason}.
 * Immutable.
 *
 * @param rules ids of rules, as they are written
 * @param reason why; empty when not said
 */
record Ignore(List<String> rules, String reason) {
    /** Where it stands in TMX; a unit may have several. */
    static final String PROPERTY = "x-duiqi-ignore";

    private static final Pattern NOTE = Pattern.compile("\\s*duiqi-ignore\\s*[:：](.*)");
    private static final Pattern STATEMENT = Pattern.compile("([^:：]*)(?:[:：](.*))?");

    Ignore {
        rules = List.copyOf(rules);
    }

    /** All that is said of a unit. */
    static List<Ignore> of(CheckedUnit unit) {
        Stream<String> property =
                Optional.ofNullable(unit.properties().get(PROPERTY)).stream().flatMap(String::lines);
        Stream<String> notes = unit.notes().stream()
                .flatMap(String::lines)
                .map(NOTE::matcher)
                .filter(Matcher::matches)
                .map(note -> note.group(1));
        return Stream.concat(property, notes).map(Ignore::parse).toList();
    }

    private static Ignore parse(String line) {
        Matcher statement = STATEMENT.matcher(line);
        if (!statement.matches()) {
            throw new IllegalStateException("a line has a first part: " + line);
        }
        List<String> rules = Stream.of(statement.group(1).split("[\\s,，、]+"))
                .filter(rule -> !rule.isEmpty())
                .distinct()
                .toList();
        return new Ignore(
                rules, Optional.ofNullable(statement.group(2)).orElse("").strip());
    }

    /** Whether it holds: there is a reason. */
    boolean holds() {
        return !reason.isEmpty();
    }
}
