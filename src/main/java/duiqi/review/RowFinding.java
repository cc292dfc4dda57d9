package duiqi.review;

import duiqi.check.Severity;
import java.util.List;
import java.util.Objects;

/**
 * What the checks find in a bead. Immutable.
 *
 * @param rule id of the rule that is broken
 * @param severity how bad it is
 * @param message what is wrong, as a clause without a full stop
 * @param bead id of the bead
 * @param spans which words; empty when it is the bead as a whole
 * @param term the term, number or word that it is about; empty when there is none
 * @param suggestions what to write instead of the first span of the target, the best first
 */
public record RowFinding(
        String rule,
        Severity severity,
        String message,
        String bead,
        List<SentenceSpan> spans,
        String term,
        List<String> suggestions) {
    public RowFinding {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(bead, "bead");
        Objects.requireNonNull(term, "term");
        spans = List.copyOf(spans);
        suggestions = List.copyOf(suggestions);
    }
}
