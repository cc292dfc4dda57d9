package duiqi.align;

import duiqi.bitext.Text;

/**
 * Two texts to align. Immutable.
 *
 * @param chinese the original
 * @param english its rendering
 * @param gates boundaries that are known to correspond
 */
public record TextPair(Text chinese, Text english, Gates gates) {
    public TextPair {
        gates.requireWithin(chinese.segments(), english.segments());
    }

    public TextPair(Text chinese, Text english) {
        this(chinese, english, Gates.NONE);
    }

    /** Whether one of the texts has no segments. */
    boolean hasEmptySide() {
        return chinese.segments().isEmpty() || english.segments().isEmpty();
    }
}
