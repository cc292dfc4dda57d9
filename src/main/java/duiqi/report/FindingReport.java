package duiqi.report;

import duiqi.check.CheckResult;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The result of a run of the checks with all else that a report tells. Immutable.
 *
 * @param version the version of this program
 * @param time the time when the run began
 * @param files the names of the checked files, as locations have them
 * @param units the number of checked units
 * @param rules the rules of the run
 * @param result the findings, in the order in which the run sorted them
 * @param failOn the least severity that makes the run fail; empty when none does
 * @param incomplete the problems that kept units from being checked, one line each such as {@code place: problem; remedy}
 */
public record FindingReport(
        String version,
        Instant time,
        List<String> files,
        int units,
        List<Rule> rules,
        CheckResult result,
        Optional<Severity> failOn,
        List<String> incomplete) {
    public FindingReport {
        if (units < 0) {
            throw new IllegalArgumentException("units are counted from 0, not " + units);
        }
        files = List.copyOf(files);
        rules = List.copyOf(rules);
        incomplete = List.copyOf(incomplete);
    }

    /** Returns the findings by location, then by rule. */
    public List<Finding> findings() {
        return result.findings();
    }

    /** Returns whether a finding makes the run fail. */
    public boolean isFailing(Finding finding) {
        return failOn.filter(finding::isAtLeast).isPresent();
    }

    /** Returns the number of findings of a severity. */
    public int count(Severity severity) {
        return (int) findings().stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    /** Returns the number of findings by the id of their rule, for the rules that were broken. */
    public SortedMap<String, Integer> byRule() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        findings().forEach(finding -> counts.merge(finding.rule().id(), 1, Integer::sum));
        return counts;
    }

    /** Returns the findings of each file by its name; a checked file without findings has an empty list. */
    public SortedMap<String, List<Finding>> byFile() {
        SortedMap<String, List<Finding>> byFile = new TreeMap<>();
        files.forEach(file -> byFile.put(file, new ArrayList<>()));
        findings()
                .forEach(finding -> byFile.computeIfAbsent(finding.location().file(), file -> new ArrayList<>())
                        .add(finding));
        return byFile;
    }

    /** Returns the rules of the run and any other rule that was broken, by id. */
    public List<Rule> allRules() {
        SortedMap<String, Rule> all = new TreeMap<>();
        rules.forEach(rule -> all.put(rule.id(), rule));
        findings().forEach(finding -> all.putIfAbsent(finding.rule().id(), finding.rule()));
        return List.copyOf(all.values());
    }

    /** Returns the worst findings, in their order, when there are more than a reader takes. */
    public List<Finding> worst(int most) {
        if (findings().size() <= most) {
            return findings();
        }
        Set<Finding> worst = Collections.newSetFromMap(new IdentityHashMap<>());
        findings().stream()
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .limit(most)
                .forEach(worst::add);
        return findings().stream().filter(worst::contains).toList();
    }
}
