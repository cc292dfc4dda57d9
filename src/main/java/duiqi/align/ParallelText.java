package duiqi.align;

import duiqi.text.Text;

/**
 * Two texts and how they correspond. Immutable.
 *
 * @param source the original
 * @param target its rendering
 * @param alignment beads over the segments of the two
 */
public record ParallelText(Text source, Text target, Alignment alignment) {
    public ParallelText {
        if (source.segments().size() != alignment.sourceSize()
                || target.segments().size() != alignment.targetSize()) {
            throw new IllegalArgumentException("an alignment of " + alignment.sourceSize() + " with "
                    + alignment.targetSize() + " segments does not fit texts of "
                    + source.segments().size() + " with " + target.segments().size());
        }
    }

    /** Returns the Chinese or other source text of a bead; empty when it has none. */
    public String sourceText(Bead bead) {
        return source.join(bead.source());
    }

    /** Returns the target text of a bead; empty when it has none. */
    public String targetText(Bead bead) {
        return target.join(bead.target());
    }
}
