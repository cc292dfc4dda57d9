package duiqi.align;

import duiqi.text.Text;

/**
 * Holds two texts and their alignment. Immutable.
 *
 * @param source the source text
 * @param target its translation
 * @param alignment beads over the segments of both
 */
public record ParallelText(Text source, Text target, Alignment alignment) {
    /**
     * Requires that the alignment fits the texts.
     *
     * @param source the source text
     * @param target its translation
     * @param alignment beads over the segments of both
     * @throws IllegalArgumentException if a text has another number of segments than the alignment
     */
    public ParallelText {
        if (source.segments().size() != alignment.sourceSize()
                || target.segments().size() != alignment.targetSize()) {
            throw new IllegalArgumentException("an alignment of " + alignment.sourceSize() + " with "
                    + alignment.targetSize() + " segments does not fit texts with "
                    + source.segments().size() + " and " + target.segments().size() + " segments");
        }
    }

    /** {@return the same alignment with the target as the source} */
    public ParallelText reversed() {
        return new ParallelText(target, source, alignment.reversed());
    }

    /**
     * {@return the source text of a bead, or an empty string if it has none}
     *
     * @param bead a bead of this alignment
     */
    public String sourceText(Bead bead) {
        return source.join(bead.source());
    }

    /**
     * {@return the target text of a bead, or an empty string if it has none}
     *
     * @param bead a bead of this alignment
     */
    public String targetText(Bead bead) {
        return target.join(bead.target());
    }
}
