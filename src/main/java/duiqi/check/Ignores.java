package duiqi.check;

import duiqi.text.NearestName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/** What translators say may be broken, unit by unit, and whether it was of use. Not thread-safe. */
final class Ignores {
    /** An ignore is held to a rule itself: one that stays when it has had its day hides the next fault. */
    static final Rule RULE =
            Rule.of("ignore", Severity.WARNING, "an ignore gives no reason, names no rule, or ignores nothing");

    private final Map<String, Rule> known;

    /** The ignores that are in the units, with the rules that each of them has been of use for. */
    private final IdentityHashMap<CheckedUnit, List<Use>> uses = new IdentityHashMap<>();

    /** The units that have any, in the order in which they came. */
    private final List<CheckedUnit> units = new ArrayList<>();

    private record Use(Ignore ignore, Set<String> used) {}

    /**
     * Begins without units.
     *
     * @param known all rules, by id
     */
    Ignores(Map<String, Rule> known) {
        this.known = Map.copyOf(known);
    }

    void add(CheckedUnit unit) {
        List<Use> found = Ignore.of(unit).stream()
                .map(ignore -> new Use(ignore, new HashSet<>()))
                .toList();
        if (!found.isEmpty() && uses.put(unit, found) == null) {
            units.add(unit);
        }
    }

    /** Whether a finding is not to be reported. */
    boolean cover(Finding finding) {
        String rule = finding.rule().id();
        for (Use use : uses.getOrDefault(finding.unit(), List.of())) {
            if (use.ignore.holds() && use.ignore.rules().contains(rule)) {
                use.used.add(rule);
                return true;
            }
        }
        return false;
    }

    /**
     * What is wrong with the ignores themselves, when all findings have been shown.
     *
     * @param isLookedAt whether a rule is looked at in a unit; one that is not cannot be of use
     */
    List<Finding> faults(BiPredicate<Rule, CheckedUnit> isLookedAt) {
        List<Finding> faults = new ArrayList<>();
        for (CheckedUnit unit : units) {
            for (Use use : uses.getOrDefault(unit, List.of())) {
                faults(unit, use, isLookedAt, faults);
            }
        }
        return faults;
    }

    private void faults(CheckedUnit unit, Use use, BiPredicate<Rule, CheckedUnit> isLookedAt, List<Finding> faults) {
        if (use.ignore.rules().isEmpty()) {
            faults.add(Finding.of(RULE, unit, "an ignore names no rule, as in \"term-missing: the title of a film\""));
            return;
        }
        if (!use.ignore.holds()) {
            String rules = String.join(" ", use.ignore.rules());
            faults.add(
                    Finding.of(RULE, unit, "the ignore of " + rules + " does not hold without a reason behind a colon")
                            .about(rules));
        }
        for (String id : use.ignore.rules()) {
            if (!known.containsKey(id)) {
                faults.add(Finding.of(RULE, unit, "an ignore names " + id + ", which is no rule" + nearest(id))
                        .about(id));
            } else if (use.ignore.holds() && !use.used.contains(id) && isLookedAt.test(known.get(id), unit)) {
                faults.add(Finding.of(RULE, unit, "the ignore of " + id + " ignores nothing")
                        .about(id));
            }
        }
    }

    private String nearest(String id) {
        return NearestName.of(id, known.keySet())
                .map(rule -> "; is " + rule + " meant?")
                .orElse("");
    }
}
