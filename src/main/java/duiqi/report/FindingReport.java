package duiqi.report;

import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run of the checks came to. Immutable.
 *
 * @param version of this program
 * @param time when the run began
 * @param files names of the files that were checked, as locations have them
 * @param units how many units were looked at
 * @param rules what was looked for
 * @param findings what was found; kept by location, then by rule
 * @param failOn the least severity at which the run fails; empty when nothing makes it fail
 * @param incomplete what kept the run from looking at everything, one line each such as {@code place: problem; remedy}
 */
public record FindingReport(
        String version,
        Instant time,
        List<String> files,
        int units,
        List<Rule> rules,
        List<Finding> findings,
        Optional<Severity> failOn,
        List<String> incomplete) {
    public FindingReport {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(failOn, "failOn");
        if (units < 0) {
            throw new IllegalArgumentException("units are counted from 0, not " + units);
        }
        files = List.copyOf(files);
        rules = List.copyOf(rules);
        findings = Finding.inOrder(findings);
        incomplete = List.copyOf(incomplete);
    }

    /** Whether a finding makes the run fail. */
    public boolean isFailing(Finding finding) {
        return failOn.filter(finding::isAtLeast).isPresent();
    }

    /** How many findings of a severity there are. */
    public int count(Severity severity) {
        return bySeverity().getOrDefault(severity, 0);
    }

    /** Findings by severity. */
    Map<Severity, Integer> bySeverity() {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        findings.forEach(finding -> counts.merge(finding.severity(), 1, Integer::sum));
        return counts;
    }

    /** Findings by the id of their rule, for the rules that were broken. */
    public SortedMap<String, Integer> byRule() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        findings.forEach(finding -> counts.merge(finding.rule().id(), 1, Integer::sum));
        return counts;
    }

    /** The rules that findings are told under: those that were looked for, and any other that was broken. */
    public List<Rule> allRules() {
        SortedMap<String, Rule> all = new TreeMap<>();
        rules.forEach(rule -> all.put(rule.id(), rule));
        findings.forEach(finding -> all.putIfAbsent(finding.rule().id(), finding.rule()));
        return List.copyOf(all.values());
    }

    /** The worst findings, by location, when there are more than a reader takes. */
    public List<Finding> worst(int most) {
        if (findings.size() <= most) {
            return findings;
        }
        return Finding.inOrder(findings.stream()
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .limit(most)
                .toList());
    }

    /** Findings by file, for forms that are made that way. */
    public static final class ByFile {
        private ByFile() {}

        /** The findings of each file by its name; a file that was checked and has none is there as well. */
        public static SortedMap<String, List<Finding>> of(FindingReport report) {
            SortedMap<String, List<Finding>> byFile = new TreeMap<>();
            report.files().forEach(file -> byFile.put(file, new ArrayList<>()));
            report.findings()
                    .forEach(
                            finding -> byFile.computeIfAbsent(finding.location().file(), file -> new ArrayList<>())
                                    .add(finding));
            return byFile;
        }
    }
}
