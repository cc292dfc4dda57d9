package duiqi.check;

import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Represents an example on the page of a rule. Its lines are {@code term 中文 = English (preferred)} for a glossary
 * entry, with {@code -} for a missing term, {@code zh} and {@code en} for each unit, the source first, {@code note} for a note of the previous unit, and {@code set} for a line of duiqi.toml. Immutable.
 *
 * @param glossary the terms
 * @param units at least one unit
 * @param settings the settings
 */
record RuleExample(Glossary glossary, List<CheckedUnit> units, CheckSettings settings) {
    private static final Pattern TERM =
            Pattern.compile("term\\s+(.+?)\\s+=\\s+(.+?)(?:\\s+\\((preferred|admitted|deprecated|forbidden)\\))?");
    private static final Pattern SIDE = Pattern.compile("(zh|en)(?:\\s+(.*))?");
    private static final Pattern NOTE = Pattern.compile("note\\s+(.+)");

    RuleExample {
        units = List.copyOf(units);
        if (units.isEmpty()) {
            throw new IllegalArgumentException("an example needs a unit");
        }
    }

    /**
     * Reads an example.
     *
     * @param place location of its first line
     * @throws IllegalArgumentException if a line has another form
     */
    static RuleExample of(Location place, List<String> lines) {
        List<TermEntry> terms = new ArrayList<>();
        List<CheckedUnit> units = new ArrayList<>();
        List<String> settings = new ArrayList<>();
        Optional<Matcher> source = Optional.empty();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            Location here = new Location(place.file(), place.line() + i, 1);
            Matcher term = TERM.matcher(line);
            Matcher side = SIDE.matcher(line);
            Matcher note = NOTE.matcher(line);
            if (term.matches()) {
                terms.add(term(term, here));
            } else if (side.matches()) {
                if (source.isEmpty()) {
                    source = Optional.of(side);
                } else {
                    units.add(unit(String.valueOf(units.size() + 1), source.get(), side, here));
                    source = Optional.empty();
                }
            } else if (note.matches() && !units.isEmpty()) {
                CheckedUnit unit = units.remove(units.size() - 1);
                List<String> notes = new ArrayList<>(unit.notes());
                notes.add(note.group(1));
                units.add(new CheckedUnit(
                        unit.id(), unit.direction(), unit.source(), unit.target(), new TreeMap<>(Map.of()), notes));
            } else if (line.startsWith("set ")) {
                settings.add(line.substring("set ".length()));
            } else if (!line.isEmpty()) {
                throw new IllegalArgumentException(here
                        + ": a line of an example must begin with term, set, zh, en or, after a unit, note: " + line);
            }
        }
        return new RuleExample(new Glossary(terms), units, ExampleSettings.of(settings));
    }

    private static CheckedUnit unit(String id, Matcher source, Matcher target, Location place) {
        return CheckedUnit.of(
                id,
                source.group(1).equals("zh") ? Direction.INTO_ENGLISH : Direction.INTO_CHINESE,
                CheckedUnit.Passage.of(Optional.ofNullable(source.group(2)).orElse(""), place),
                CheckedUnit.Passage.of(Optional.ofNullable(target.group(2)).orElse(""), place));
    }

    private static TermEntry term(Matcher term, Location place) {
        TermStatus status = term.group(3) == null
                ? TermStatus.PREFERRED
                : TermStatus.named(term.group(3)).orElseThrow();
        String chinese = term.group(1).replaceFirst("^-$", "");
        String english = term.group(2).replaceFirst("^-$", "");
        return new TermEntry(chinese.isEmpty() ? english : chinese, chinese, english, status, place);
    }
}
