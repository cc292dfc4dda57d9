package duiqi.check;

import duiqi.glossary.Glossary;
import duiqi.lexicon.Lexicon;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs all checks on units, regardless of settings. */
public final class EveryCheck {
    private EveryCheck() {}

    /** Returns the findings of all checks: those of single units first, then those after the last unit. */
    public static List<Finding> findings(Glossary glossary, List<CheckedUnit> units) {
        List<Check> checks = checks(glossary).stream().map(Checks.Listed::check).toList();
        List<Finding> findings = new ArrayList<>();
        for (CheckedUnit unit : units) {
            checks.forEach(check -> findings.addAll(check.check(unit)));
        }
        checks.forEach(check -> findings.addAll(check.finish()));
        return findings;
    }

    /** Checks units as the command does, without a baseline. */
    static CheckRun.Result run(Glossary glossary, CheckSettings settings, List<CheckedUnit> units) {
        CheckRun run =
                CheckRun.of(glossary, Lexicon.standard(), settings, Baseline.none(Path.of("")), Optional.empty());
        units.forEach(run::add);
        return run.finish();
    }

    /** Returns the findings of one rule. */
    public static List<Finding> findings(Glossary glossary, List<CheckedUnit> units, String rule) {
        List<Finding> findings = new ArrayList<>();
        for (Checks.Listed listed : checks(glossary)) {
            if (listed.rules().stream().anyMatch(known -> known.id().equals(rule))) {
                units.forEach(unit -> findings.addAll(listed.check().check(unit)));
                findings.addAll(listed.check().finish());
            }
        }
        return findings.stream()
                .filter(finding -> finding.rule().id().equals(rule))
                .toList();
    }

    /** Returns the processor time of each check in seconds, by the first of its rules. */
    public static Map<String, Double> seconds(Glossary glossary, List<CheckedUnit> units) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (Checks.Listed listed : checks(glossary)) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            units.forEach(listed.check()::check);
            listed.check().finish();
            seconds.put(
                    listed.rules().get(0).id(),
                    (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9);
        }
        return seconds;
    }

    private static List<Checks.Listed> checks(Glossary glossary) {
        return Checks.all(glossary, Lexicon.standard(), CheckSettings.defaults(Path.of("")));
    }
}
