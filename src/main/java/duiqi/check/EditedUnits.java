package duiqi.check;

import duiqi.exchange.Content;
import duiqi.glossary.Glossary;
import duiqi.lexicon.Lexicon;
import duiqi.text.Direction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Checks the units of a document again after each change of a person. Keeps the findings of the units whose texts have not
 * changed. Not thread-safe.
 */
public final class EditedUnits {
    private final Glossary glossary;
    private final Lexicon lexicon;
    private final CheckSettings settings;
    private final Baseline baseline;

    /** The checks of single units, which keep nothing of a unit. */
    private final CheckRun.UnitWork single;

    /** The checks of all units together, as the last comparison left them. */
    private CheckRun.UnitWork together;

    private Map<Key, Known> known = Map.of();

    /**
     * Identifies a unit of a document by its texts.
     *
     * @param number the number of equal units before it
     */
    private record Key(
            String id,
            Direction direction,
            String source,
            Content sourceContent,
            String target,
            Content targetContent,
            Map<String, String> properties,
            List<String> notes,
            int number) {
        static Key of(CheckedUnit unit, int number) {
            return new Key(
                    unit.id(),
                    unit.direction(),
                    unit.source().text(),
                    unit.source().content(),
                    unit.target().text(),
                    unit.target().content(),
                    unit.properties(),
                    unit.notes(),
                    number);
        }
    }

    /**
     * Holds the findings of a unit.
     *
     * @param single those of the checks of single units
     * @param together those of the last comparison or, if the unit is newer, those that need only the unit
     */
    private record Known(List<Finding> single, List<Finding> together) {}

    /** Creates the checks of a document without units. */
    public EditedUnits(Glossary glossary, Lexicon lexicon, CheckSettings settings, Baseline baseline) {
        this.glossary = glossary;
        this.lexicon = lexicon;
        this.settings = settings;
        this.baseline = baseline;
        this.single = work(false);
        this.together = work(true);
    }

    private CheckRun.UnitWork work(boolean isOfAllUnits) {
        List<List<Checks.Listed>> lanes = Checks.active(glossary, lexicon, settings, Checks.Words.of(lexicon)).stream()
                .map(lane -> lane.stream()
                        .filter(listed -> listed.check() instanceof Check.OfAllUnits == isOfAllUnits)
                        .toList())
                .toList();
        return new CheckRun.UnitWork(lanes, settings);
    }

    /**
     * Checks the units that are new since the last call. The findings that need several units are those of the last
     * comparison.
     *
     * @param units all units of the document
     * @return the findings in all units that the project wants, sorted by location
     */
    public List<Finding> findings(List<CheckedUnit> units) {
        return update(units, false);
    }

    /**
     * Checks the units that are new since the last call, and compares all units.
     *
     * @param units all units of the document
     * @return the findings in all units that the project wants, sorted by location
     */
    public List<Finding> compared(List<CheckedUnit> units) {
        together = work(true);
        return update(units, true);
    }

    private List<Finding> update(List<CheckedUnit> units, boolean isComparison) {
        Map<Key, CheckedUnit> keyed = keyed(units);
        List<CheckedUnit> fresh = new ArrayList<>();
        keyed.forEach((key, unit) -> {
            if (!known.containsKey(key)) {
                fresh.add(unit);
            }
        });
        IdentityHashMap<CheckedUnit, List<Finding>> alone = findings(single, fresh, false);
        IdentityHashMap<CheckedUnit, List<Finding>> compared =
                findings(together, isComparison ? units : fresh, isComparison);
        Map<Key, Known> next = new HashMap<>();
        CheckRun run = new CheckRun(List.of(), settings, baseline, Optional.empty());
        keyed.forEach((key, unit) -> {
            Known last = known.getOrDefault(key, new Known(List.of(), List.of()));
            Known now = new Known(
                    alone.getOrDefault(unit, last.single),
                    compared.getOrDefault(unit, isComparison ? List.of() : last.together));
            next.put(key, now);
            run.add(
                    unit,
                    Stream.concat(now.single.stream(), now.together.stream())
                            .map(finding -> finding.in(unit))
                            .toList());
        });
        known = next;
        return run.finish().findings();
    }

    private static Map<Key, CheckedUnit> keyed(List<CheckedUnit> units) {
        Map<Key, Integer> equal = new HashMap<>();
        Map<Key, CheckedUnit> keyed = new LinkedHashMap<>();
        for (CheckedUnit unit : units) {
            Key key = Key.of(unit, 0);
            keyed.put(keyed.containsKey(key) ? Key.of(unit, equal.merge(key, 1, Integer::sum)) : key, unit);
        }
        return keyed;
    }

    /** Returns the findings of some checks by unit. */
    private static IdentityHashMap<CheckedUnit, List<Finding>> findings(
            CheckRun.UnitWork work, List<CheckedUnit> units, boolean areAll) {
        IdentityHashMap<CheckedUnit, List<Finding>> found = new IdentityHashMap<>();
        Consumer<Finding> listener = finding ->
                found.computeIfAbsent(finding.unit(), unit -> new ArrayList<>()).add(finding);
        units.forEach(unit -> work.check(unit, listener));
        if (areAll) {
            work.finish(listener);
        } else {
            work.checkWaiting(listener);
        }
        return found;
    }
}
