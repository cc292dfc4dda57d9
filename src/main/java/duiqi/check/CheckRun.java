package duiqi.check;

import duiqi.check.project.Ignores;
import duiqi.glossary.Glossary;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks units and leaves out what a project does not want to be told: by its settings, what is ignored in the units, its baseline,
 * and what has not changed. Used once; not thread-safe.
 *
 * <p>All units are shown to all checks, also those that have not changed, since a new unit may be at odds with an old one.
 */
public final class CheckRun {
    private final List<Check> checks;
    private final CheckSettings settings;
    private final Baseline baseline;
    private final Optional<ChangedUnits> changes;
    private final Map<String, Rule> rules;
    private final Ignores ignores;
    private final List<Finding> found = new ArrayList<>();
    private final Set<String> files = new HashSet<>();

    /**
     * A run of all checks.
     *
     * @param changes what has changed, if only that is to be reported
     */
    public static CheckRun of(
            Glossary glossary,
            Lexicon lexicon,
            CheckSettings settings,
            Baseline baseline,
            Optional<ChangedUnits> changes) {
        return new CheckRun(Checks.all(glossary, lexicon), settings, baseline, changes);
    }

    /** A run of some checks, of which those are left out that are off everywhere. */
    CheckRun(List<Check> checks, CheckSettings settings, Baseline baseline, Optional<ChangedUnits> changes) {
        this.checks = checks.stream()
                .filter(check -> check.rules().stream().anyMatch(settings::mayLookAt))
                .toList();
        this.settings = settings;
        this.baseline = baseline;
        this.changes = changes;
        this.rules = Stream.concat(Stream.of(Ignores.RULE), checks.stream().flatMap(check -> check.rules().stream()))
                .collect(Collectors.toMap(Rule::id, Function.identity(), (one, same) -> one));
        this.ignores = new Ignores(rules);
    }

    /** Checks a unit. */
    public void add(CheckedUnit unit) {
        ignores.add(unit);
        for (Check check : checks) {
            found.addAll(check.check(unit));
        }
    }

    /**
     * Says that a file has been read to its end, so that what the baseline knows of it and was not found is gone. To be said as well
     * of files that the baseline knows and that are no more, when all of a project is checked.
     *
     * @param file as it is named in the locations of its units
     */
    public void endFile(String file) {
        files.add(new CheckSettings.ProjectFolder(baseline.folder()).relative(file));
    }

    /** Returns the result, when all units have been added. */
    public CheckResult finish() {
        checks.forEach(check -> found.addAll(check.finish()));
        List<Finding> wanted = graded(found.stream());
        List<Finding> all = new ArrayList<>(
                wanted.stream().filter(finding -> !ignores.cover(finding)).toList());
        int ignored = wanted.size() - all.size();
        all.addAll(graded(ignores.faults(this::isLookedAt).stream()));

        // Of findings that are alike, those in old units were there when the baseline was made.
        Map<Boolean, List<Finding>> byChange =
                Finding.inOrder(all).stream().collect(Collectors.partitioningBy(this::isReported));
        List<Finding> unchanged = byChange.getOrDefault(false, List.of());
        List<Finding> oldFirst = Stream.concat(unchanged.stream(), byChange.getOrDefault(true, List.of()).stream())
                .toList();
        Baseline.Match match = baseline.match(oldFirst);
        List<Finding> reported = match.fresh().stream().filter(this::isReported).toList();

        List<Baseline.Entry> stale =
                match.unused().stream().filter(this::isStale).toList();
        List<Baseline.Entry> kept =
                match.unused().stream().filter(entry -> !stale.contains(entry)).toList();
        return new CheckResult(
                reported,
                ignored,
                all.size() - match.fresh().size(),
                match.fresh().size() - reported.size(),
                stale,
                baseline.next(oldFirst, kept));
    }

    private List<Finding> graded(Stream<Finding> findings) {
        return findings.flatMap(finding -> settings.grade(finding).stream()).toList();
    }

    private boolean isLookedAt(Rule rule, CheckedUnit unit) {
        return settings.severity(rule, unit.location(0).file()).isPresent();
    }

    private boolean isReported(Finding finding) {
        return changes.map(units -> units.isChanged(finding.unit())).orElse(true);
    }

    /** A rule that is off finds nothing, and that says nothing of what the baseline knows. */
    private boolean isStale(Baseline.Entry entry) {
        String file = baseline.folder() + "/" + entry.file();
        boolean isOff = Optional.ofNullable(rules.get(entry.rule()))
                .filter(rule -> settings.severity(rule, file).isEmpty())
                .isPresent();
        return files.contains(entry.file()) && !isOff;
    }
}
