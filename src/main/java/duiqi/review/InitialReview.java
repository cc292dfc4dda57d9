package duiqi.review;

import java.util.List;
import java.util.Objects;

/**
 * What a review begins with. Each sentence is in exactly one bead. Immutable.
 *
 * @param origin where it comes from
 * @param source the source sentences in the order of the text
 * @param target the target sentences in the order of the text
 * @param beads the beads, in any order
 */
public record InitialReview(ReviewOrigin origin, List<Sentence> source, List<Sentence> target, List<ReviewBead> beads) {
    public InitialReview {
        Objects.requireNonNull(origin, "origin");
        source = List.copyOf(source);
        target = List.copyOf(target);
        beads = List.copyOf(beads);
    }
}
