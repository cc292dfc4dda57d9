package duiqi.check;

import java.util.List;
import java.util.Objects;

/**
 * The result of a run of the checks. Immutable.
 *
 * @param findings what is to be reported, by place, then rule
 * @param ignored how many more are ignored in their units
 * @param known how many more the baseline knows
 * @param unchanged how many more are in units that have not changed
 * @param stale entries of the baseline, with how often, that nothing in the files that were checked is found for any more
 * @param baseline the baseline to come: what is found now in these files, and what it knows of others
 */
public record CheckResult(
        List<Finding> findings, int ignored, int known, int unchanged, List<Baseline.Entry> stale, Baseline baseline) {
    public CheckResult {
        findings = List.copyOf(findings);
        stale = List.copyOf(stale);
        Objects.requireNonNull(baseline, "baseline");
    }
}
