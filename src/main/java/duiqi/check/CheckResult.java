package duiqi.check;

import java.util.List;
import java.util.Objects;

/**
 * Holds the result of a check run. Immutable.
 *
 * @param findings the findings to report, sorted by location, then rule
 * @param ignored number of further findings that an ignore in the unit suppresses
 * @param known number of further findings that are in the baseline
 * @param unchanged number of further findings in units that have not changed
 * @param stale baseline entries of checked files that no longer match a finding, with their counts
 * @param baseline the next baseline: the current findings of the checked files, and the old entries of other files
 */
public record CheckResult(
        List<Finding> findings, int ignored, int known, int unchanged, List<Baseline.Entry> stale, Baseline baseline) {
    public CheckResult {
        findings = List.copyOf(findings);
        stale = List.copyOf(stale);
        Objects.requireNonNull(baseline, "baseline");
    }
}
