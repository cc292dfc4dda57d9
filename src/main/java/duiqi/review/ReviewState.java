package duiqi.review;

import java.util.List;

/**
 * An alignment under review as it stands. Each sentence is in exactly one bead. Immutable.
 *
 * @param version how many steps have been made since the review was begun
 * @param source the source sentences in the order of the text
 * @param target the target sentences in the order of the text
 * @param beads in the order in which they stand on the page
 */
public record ReviewState(long version, List<Sentence> source, List<Sentence> target, List<ReviewBead> beads) {
    public ReviewState {
        source = List.copyOf(source);
        target = List.copyOf(target);
        beads = List.copyOf(beads);
    }
}
