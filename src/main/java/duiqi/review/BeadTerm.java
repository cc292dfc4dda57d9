package duiqi.review;

import duiqi.glossary.TermStatus;
import java.util.List;
import java.util.Objects;

/**
 * A term of the glossary that stands in a bead. Immutable.
 *
 * @param chinese the term as the glossary has it
 * @param spans where it stands
 * @param renderings what the glossary says of how to render it, in its order
 */
public record BeadTerm(String chinese, List<SentenceSpan> spans, List<Rendering> renderings) {
    /**
     * One rendering.
     *
     * @param english as the glossary has it
     * @param status whether it is to be used
     * @param spans where it stands in the bead; empty when it does not
     */
    public record Rendering(String english, TermStatus status, List<SentenceSpan> spans) {
        public Rendering {
            Objects.requireNonNull(english, "english");
            Objects.requireNonNull(status, "status");
            spans = List.copyOf(spans);
        }
    }

    public BeadTerm {
        Objects.requireNonNull(chinese, "chinese");
        spans = List.copyOf(spans);
        renderings = List.copyOf(renderings);
    }
}
