package duiqi.check.project;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.text.NearestName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Keeps the rules that translators let be broken, unit by unit, and whether that was of use. Not thread-safe. */
public final class Ignores {
    /** An ignore is held to a rule itself: one that stays when it has had its day hides the next fault. */
    public static final Rule RULE =
            Rule.of("ignore", Severity.WARNING, "an ignore has no reason, has no valid rule, or matches no finding");

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
    public Ignores(Map<String, Rule> known) {
        this.known = Map.copyOf(known);
    }

    public void add(CheckedUnit unit) {
        List<Use> found = Ignore.of(unit).stream()
                .map(ignore -> new Use(ignore, new HashSet<>()))
                .toList();
        if (!found.isEmpty() && uses.put(unit, found) == null) {
            units.add(unit);
        }
    }

    /** Returns whether a finding is not to be reported. */
    public boolean cover(Finding finding) {
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
     * Returns what is wrong with the ignores themselves, when all findings have been shown.
     *
     * @param isLookedAt whether a rule is looked at in a unit; one that is not cannot be of use
     */
    public List<Finding> faults(BiPredicate<Rule, CheckedUnit> isLookedAt) {
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
            faults.add(Finding.of(
                    RULE, unit, "the ignore has no rule; write it as \"term-missing: the title of a film\""));
            return;
        }
        if (!use.ignore.holds()) {
            String rules = String.join(" ", use.ignore.rules());
            faults.add(Finding.of(
                            RULE,
                            unit,
                            "the ignore of " + rules + " has no reason and no effect; add a reason after a colon")
                    .about(rules));
        }
        for (String id : use.ignore.rules()) {
            if (!known.containsKey(id)) {
                faults.add(Finding.of(RULE, unit, "the ignore has the unknown rule " + id + nearest(id))
                        .about(id));
            } else if (use.ignore.holds() && !use.used.contains(id) && isLookedAt.test(known.get(id), unit)) {
                faults.add(Finding.of(RULE, unit, "the ignore of " + id + " matches no finding; remove it")
                        .about(id));
            }
        }
    }

    private String nearest(String id) {
        return NearestName.of(id, known.keySet())
                .map(rule -> "; did you mean " + rule + "?")
                .orElse("");
    }

    /**
     * A translator's word on a unit: that rules may be broken in it, and why. It stands in the TMX property {@code x-duiqi-ignore},
     * or in a note (of TMX, XLIFF or PO) on a line that begins with {@code duiqi-ignore:}, as {@code term-missing doubled-word: reason}.
     * Immutable.
     *
     * @param rules ids of rules, as they are written
     * @param reason why; empty when not said
     */
    public record Ignore(List<String> rules, String reason) {
        /** Where it stands in TMX; a unit may have several. */
        public static final String PROPERTY = "x-duiqi-ignore";

        private static final Pattern NOTE = Pattern.compile("\\s*duiqi-ignore\\s*[:：](.*)");
        private static final Pattern STATEMENT = Pattern.compile("([^:：]*)(?:[:：](.*))?");

        public Ignore {
            rules = List.copyOf(rules);
        }

        /** All that is said of a unit. */
        public static List<Ignore> of(CheckedUnit unit) {
            Stream<String> property = Optional.ofNullable(unit.properties().get(PROPERTY)).stream()
                    .flatMap(String::lines);
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

        /** Returns whether it holds: there is a reason. */
        boolean holds() {
            return !reason.isEmpty();
        }
    }
}
