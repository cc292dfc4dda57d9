package duiqi.align;

import duiqi.text.Text;

/**
 * Holds two texts to align. Immutable.
 *
 * @param chinese the source text
 * @param english its translation
 * @param gates boundaries that are known to correspond
 */
public record TextPair(Text chinese, Text english, HardBoundaries gates) {
    public TextPair {
        gates.requireWithin(chinese.segments(), english.segments());
    }

    public TextPair(Text chinese, Text english) {
        this(chinese, english, HardBoundaries.NONE);
    }

    /** Returns whether one of the texts has no segments. */
    boolean hasEmptySide() {
        return chinese.segments().isEmpty() || english.segments().isEmpty();
    }

    /** Identifies one of the two texts of a pair. */
    public enum Side {
        CHINESE,
        ENGLISH;

        public Side other() {
            return this == CHINESE ? ENGLISH : CHINESE;
        }
    }
}
