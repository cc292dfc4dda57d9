package duiqi.cli;

import duiqi.check.CheckResult;
import duiqi.check.CheckSettings;
import duiqi.check.Checks;
import duiqi.check.Severity;
import duiqi.report.FindingReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a run of the checks came to, to be told or written into the baseline. Immutable.
 *
 * @param result what was found
 * @param settings by which
 * @param least the severity from which a finding fails the run; empty when none does
 * @param files names of what was checked
 * @param units how many units were
 * @param problems what kept some from being read, each as {@code place: problem; remedy}
 */
record CheckOutcome(
        CheckResult result,
        CheckSettings settings,
        Optional<Severity> least,
        List<String> files,
        int units,
        List<String> problems) {
    CheckOutcome {
        files = List.copyOf(files);
        problems = List.copyOf(problems);
    }

    /** Whether a finding is bad enough to fail. */
    boolean isFailed() {
        return result.findings().stream()
                .anyMatch(finding -> least.filter(finding::isAtLeast).isPresent());
    }

    /** Reports what was found, and how much more is not reported. */
    void tell(ReportOptions reports, boolean inColour, Console console) throws IOException {
        FindingReport report = new FindingReport(
                Version.number(),
                console.clock().instant(),
                files,
                units,
                Checks.rules().stream()
                        .filter(rule -> settings.severity(rule, "").isPresent())
                        .toList(),
                result.findings(),
                least,
                problems);
        reports.write(report, inColour, console);
        if (result.ignored() + result.known() + result.unchanged() > 0) {
            console.err()
                    .println("duiqi: not reported: " + result.ignored() + " ignored in their units, " + result.known()
                            + " in the baseline, " + result.unchanged() + " in units that have not changed");
        }
        int stale = result.stale().size();
        if (stale > 0) {
            console.err()
                    .println("duiqi: the baseline knows " + Plurals.of(stale, "finding") + " that "
                            + (stale == 1 ? "is" : "are") + " no more; --update-baseline takes "
                            + (stale == 1 ? "it" : "them") + " out");
        }
    }

    /** Writes the baseline to come. */
    void writeBaseline(Path file, Console console) throws IOException {
        UninterruptibleWrite.run(() -> {
            result.baseline().write(file);
            return "";
        });
        console.out()
                .print(file + ": " + Plurals.of(result.baseline().entries().size(), "finding") + " known, "
                        + result.stale().size() + " taken out\n");
    }
}
