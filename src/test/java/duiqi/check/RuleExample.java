package duiqi.check;

import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermStatus;
import duiqi.text.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Represents an example on the page of a rule. Its lines are {@code term 中文 = English (preferred)} for a glossary
 * entry, {@code zh} and {@code en} for each unit, and {@code note} for a note of the previous unit. Immutable.
 *
 * @param glossary the terms
 * @param units at least one unit
 */
record RuleExample(Glossary glossary, List<CheckedUnit> units) {
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
        CheckedUnit.Passage source = CheckedUnit.Passage.of("", place);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            Location here = new Location(place.file(), place.line() + i, 1);
            Matcher term = TERM.matcher(line);
            Matcher side = SIDE.matcher(line);
            Matcher note = NOTE.matcher(line);
            if (term.matches()) {
                terms.add(term(term, here));
            } else if (side.matches()) {
                CheckedUnit.Passage passage = CheckedUnit.Passage.of(side.group(2) == null ? "" : side.group(2), here);
                if (side.group(1).equals("zh")) {
                    source = passage;
                } else {
                    units.add(CheckedUnit.of(String.valueOf(units.size() + 1), source, passage));
                }
            } else if (note.matches() && !units.isEmpty()) {
                CheckedUnit unit = units.remove(units.size() - 1);
                List<String> notes = new ArrayList<>(unit.notes());
                notes.add(note.group(1));
                units.add(new CheckedUnit(unit.id(), unit.source(), unit.target(), new TreeMap<>(Map.of()), notes));
            } else if (!line.isEmpty()) {
                throw new IllegalArgumentException(
                        here + ": a line of an example must begin with term, zh, en or, after a unit, note: " + line);
            }
        }
        return new RuleExample(new Glossary(terms), units);
    }

    private static TermEntry term(Matcher term, Location place) {
        TermStatus status = term.group(3) == null
                ? TermStatus.PREFERRED
                : TermStatus.named(term.group(3)).orElseThrow();
        return new TermEntry(term.group(1), term.group(1), term.group(2), status, place);
    }
}
