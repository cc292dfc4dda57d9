package duiqi.align;

import java.util.ArrayList;
import java.util.List;

/**
 * The slices of two texts: they cover both from the start to the end, one behind the other, which the constructor checks.
 * Immutable.
 *
 * @param parts in the order of the texts; at least one
 */
public record Slices(List<Slice> parts) {
    public Slices {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || parts.get(0).chineseFrom() != 0 || parts.get(0).englishFrom() != 0) {
            throw new IllegalArgumentException("the first slice begins with both texts: " + parts);
        }
        for (int k = 1; k < parts.size(); k++) {
            if (!parts.get(k).follows(parts.get(k - 1))) {
                throw new IllegalArgumentException(
                        "a slice begins where the one before ends: " + parts.get(k - 1) + ", " + parts.get(k));
            }
        }
    }

    /**
     * The alignment of the whole texts.
     *
     * @param alignments those of the slices, in the same order
     * @throws IllegalArgumentException if they are not the alignments of these slices
     */
    public Alignment join(List<Alignment> alignments) {
        if (alignments.size() != parts.size()) {
            throw new IllegalArgumentException(alignments.size() + " alignments of " + parts.size() + " slices");
        }
        List<Bead> beads = new ArrayList<>();
        for (int k = 0; k < parts.size(); k++) {
            Slice slice = parts.get(k);
            Alignment alignment = alignments.get(k);
            if (alignment.sourceSize() != slice.chineseSize() || alignment.targetSize() != slice.englishSize()) {
                throw new IllegalArgumentException("an alignment of " + alignment.sourceSize() + " and "
                        + alignment.targetSize() + " segments is none of " + slice);
            }
            beads.addAll(slice.inWhole(alignment.beads()));
        }
        Slice last = parts.get(parts.size() - 1);
        return new Alignment(last.chineseEnd(), last.englishEnd(), beads);
    }
}
