package duiqi.report;

import duiqi.check.CheckRun;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.report.page.FindingText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Holds the result of a check and the metadata that reports print. Immutable.
 *
 * @param version the version of duiqi
 * @param time start of the run
 * @param files names of the checked files, as in locations
 * @param units number of checked units
 * @param rules the rules of the run
 * @param result the findings in the order of the run
 * @param failOn lowest severity that makes the run fail; empty if no severity does
 * @param incomplete problems that prevented units from being checked, one line each: {@code location: problem; remedy}
 */
public record FindingReport(
        String version,
        Instant time,
        List<String> files,
        int units,
        List<Rule> rules,
        CheckRun.Result result,
        Optional<Severity> failOn,
        List<String> incomplete) {
    /** End of a problem in a file that duiqi could check after a repair */
    public static final String CHECKED = ", checked after a repair; correct the file";

    public FindingReport {
        files = List.copyOf(files);
        rules = List.copyOf(rules);
        incomplete = List.copyOf(incomplete);
    }

    /** Returns a problem with its consequence, for people. */
    public static String labelled(String problem) {
        return (problem.endsWith(CHECKED) ? "damaged: " : "not checked: ") + problem;
    }

    /** Returns the findings, sorted by location, then by rule. */
    public List<Finding> findings() {
        return result.findings();
    }

    public boolean isFailing(Severity severity) {
        return failOn.filter(least -> severity.compareTo(least) >= 0).isPresent();
    }

    public int count(Severity severity) {
        return (int) findings().stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    public SortedMap<String, Integer> byRule() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        findings().forEach(finding -> counts.merge(finding.rule().id(), 1, Integer::sum));
        return counts;
    }

    /** Returns the findings of each severity, the highest first, without severities that have none. */
    public static List<List<Finding>> bySeverity(List<Finding> findings) {
        return List.copyOf(findings.stream()
                .collect(Collectors.groupingBy(
                        Finding::severity, () -> new TreeMap<>(Comparator.reverseOrder()), Collectors.toList()))
                .values());
    }

    /** Returns the findings by file name. A checked file without findings has an empty list. */
    public SortedMap<String, List<Finding>> byFile() {
        SortedMap<String, List<Finding>> byFile = new TreeMap<>();
        files.forEach(file -> byFile.put(file, new ArrayList<>()));
        findings()
                .forEach(finding -> byFile.computeIfAbsent(finding.location().file(), file -> new ArrayList<>())
                        .add(finding));
        return byFile;
    }

    /** Returns the rules of the run and all other rules that have findings, sorted by id. */
    public List<Rule> allRules() {
        SortedMap<String, Rule> all = new TreeMap<>();
        rules.forEach(rule -> all.put(rule.id(), rule));
        findings().forEach(finding -> all.putIfAbsent(finding.rule().id(), finding.rule()));
        return List.copyOf(all.values());
    }

    /**
     * Returns the most severe findings, the most severe first.
     *
     * @param most maximum number of findings to return
     */
    public List<Finding> mostSevere(int most) {
        return bySeverity(findings()).stream().flatMap(List::stream).limit(most).toList();
    }

    /** Returns the message and the suggestions of a finding on one line. */
    public static String advice(Finding finding) {
        return FindingText.advice(finding);
    }
}
