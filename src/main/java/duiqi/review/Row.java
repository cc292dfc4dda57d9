package duiqi.review;

import java.util.List;
import java.util.Objects;

/**
 * What stands side by side on the page: a bead, or a piece of one whose sentences do not stand together, as of two that cross. Both
 * columns of all rows, read downwards, have all sentences in the order of their texts. Immutable.
 *
 * @param bead the bead
 * @param piece which piece of it this is, from 0
 * @param pieces how many there are; 1 when the bead is a row
 * @param source the sentences on the left; empty when there are none
 * @param target the sentences on the right; empty when there are none
 */
public record Row(ReviewBead bead, int piece, int pieces, List<Sentence> source, List<Sentence> target) {
    public Row {
        Objects.requireNonNull(bead, "bead");
        Objects.checkIndex(piece, pieces);
        source = List.copyOf(source);
        target = List.copyOf(target);
    }
}
