package duiqi.check.project;

import duiqi.check.CheckSettings;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.text.Direction;
import duiqi.text.Location;
import duiqi.text.NearestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Collects the ignores of all units: the rules that translators allow a unit to break. It also records which ignores
 * match a finding. Not thread-safe.
 */
public final class Ignores {
    /** An obsolete ignore would hide the next error, so ignores have a rule of their own. */
    public static final Rule RULE =
            Rule.of("ignore", Severity.WARNING, "an ignore has no reason, has no valid rule, or matches no finding");

    private final Map<String, Rule> known;

    /** Ignores by unit, with the rules that each one suppressed. */
    private final Map<Key, List<Use>> uses = new HashMap<>();

    /** Units that have ignores, in the order of the input. */
    private final List<CheckedUnit> units = new ArrayList<>();

    private final List<CheckSettings.IgnoreSection> sections;
    private final Set<CheckSettings.IgnoreSection> usedSections = new HashSet<>();

    private record Use(Ignore ignore, Set<String> used) {}

    /** Identifies a unit, also if a check has stored and read it. */
    private record Key(String id, Location source, Location target, String text) {
        static Key of(CheckedUnit unit) {
            return new Key(
                    unit.id(),
                    unit.source().place().at(0),
                    unit.target().place().at(0),
                    unit.target().text());
        }
    }

    /**
     * Creates an empty collection.
     *
     * @param known all rules by id
     * @param sections the ignores of the settings
     */
    public Ignores(Map<String, Rule> known, List<CheckSettings.IgnoreSection> sections) {
        this.known = Map.copyOf(known);
        this.sections = List.copyOf(sections);
    }

    public void add(CheckedUnit unit) {
        List<Use> found = Ignore.of(unit).stream()
                .map(ignore -> new Use(ignore, new HashSet<>()))
                .toList();
        if (!found.isEmpty() && uses.put(Key.of(unit), found) == null) {
            units.add(unit);
        }
    }

    /** Returns whether an ignore suppresses a finding. Records that the ignore is used. */
    public boolean suppress(Finding finding) {
        String rule = finding.rule().id();
        List<Use> own = uses.isEmpty() ? List.of() : uses.getOrDefault(Key.of(finding.unit()), List.of());
        for (Use use : own) {
            if (use.ignore.holds() && use.ignore.rules().contains(rule)) {
                use.used.add(rule);
                return true;
            }
        }
        List<CheckSettings.IgnoreSection> found =
                sections.stream().filter(section -> section.matches(finding)).toList();
        usedSections.addAll(found);
        return !found.isEmpty();
    }

    /**
     * Returns the findings about the ignores themselves. Call it after the last finding.
     *
     * @param isActive true for a rule that is on for a unit; an ignore of a rule that is off is not reported as
     *     unused
     */
    public List<Finding> problems(BiPredicate<Rule, CheckedUnit> isActive) {
        List<Finding> problems = new ArrayList<>();
        for (CheckedUnit unit : units) {
            for (Use use : uses.getOrDefault(Key.of(unit), List.of())) {
                problems(unit, use, isActive, problems);
            }
        }
        return problems;
    }

    /**
     * Returns the findings about ignores of the settings that matched nothing. Call it after the last finding of a whole
     * project.
     *
     * @param isActive true for a rule that is on in the settings file
     */
    public List<Finding> unused(BiPredicate<Rule, CheckedUnit> isActive) {
        List<Finding> unused = new ArrayList<>();
        for (CheckSettings.IgnoreSection section : sections) {
            CheckedUnit.Passage nothing = CheckedUnit.Passage.of("", section.place());
            CheckedUnit unit = CheckedUnit.of("", Direction.INTO_ENGLISH, nothing, nothing);
            boolean isOff = section.rule()
                    .map(known::get)
                    .filter(rule -> !isActive.test(rule, unit))
                    .isPresent();
            if (!usedSections.contains(section) && !isOff) {
                unused.add(
                        Finding.of(RULE, unit, "[[ignore]] of " + section.subject() + " matches no finding; remove it")
                                .about(section.subject()));
            }
        }
        return unused;
    }

    private void problems(CheckedUnit unit, Use use, BiPredicate<Rule, CheckedUnit> isActive, List<Finding> problems) {
        if (use.ignore.rules().isEmpty()) {
            problems.add(Finding.of(
                    RULE, unit, "the ignore has no rule; write it as \"term-missing: the title of a film\""));
            return;
        }
        if (!use.ignore.holds()) {
            String rules = String.join(" ", use.ignore.rules());
            problems.add(Finding.of(
                            RULE,
                            unit,
                            "the ignore of " + rules + " has no reason and no effect; add a reason after a colon")
                    .about(rules));
        }
        for (String id : use.ignore.rules()) {
            if (!known.containsKey(id)) {
                problems.add(Finding.of(RULE, unit, "the ignore has the unknown rule " + id + nearest(id))
                        .about(id));
            } else if (use.ignore.holds() && !use.used.contains(id) && isActive.test(known.get(id), unit)) {
                problems.add(Finding.of(RULE, unit, "the ignore of " + id + " matches no finding; remove it")
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
     * Represents a statement of a translator that a unit may break some rules, and why. It is the value of the TMX
     * property {@code x-duiqi-ignore}, or follows {@code duiqi-ignore:} on a line of a note in TMX, XLIFF or PO:
     * {@code term-missing doubled-word: reason}. Immutable.
     *
     * @param rules ids of rules, as written
     * @param reason reason; empty if not given
     */
    public record Ignore(List<String> rules, String reason) {
        /** Name of the TMX property; a unit may have several. */
        public static final String PROPERTY = "x-duiqi-ignore";

        private static final Pattern NOTE = Pattern.compile("\\s*duiqi-ignore\\s*[:：](.*)");
        private static final Pattern STATEMENT = Pattern.compile("([^:：]*)(?:[:：](.*))?");

        public Ignore {
            rules = List.copyOf(rules);
        }

        /** Returns the ignores of a unit. */
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

        /** Returns whether the ignore has a reason, without which it has no effect. */
        boolean holds() {
            return !reason.isEmpty();
        }
    }
}
