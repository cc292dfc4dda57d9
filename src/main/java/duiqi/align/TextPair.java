package duiqi.align;

import duiqi.text.Text;

/**
 * Holds a Chinese and an English text to align, in either direction. Immutable.
 *
 * @param chinese the Chinese text
 * @param english the English text
 * @param gates boundaries that are known to correspond
 * @param isIntoChinese true if the English text is the source
 */
public record TextPair(Text chinese, Text english, HardBoundaries gates, boolean isIntoChinese) {
    public TextPair {
        gates.requireWithin(chinese.segments(), english.segments());
    }

    public TextPair(Text chinese, Text english, HardBoundaries gates) {
        this(chinese, english, gates, false);
    }

    public TextPair(Text chinese, Text english) {
        this(chinese, english, HardBoundaries.NONE);
    }

    /**
     * Returns the pair of a text and its translation.
     *
     * @param gates boundaries that are known to correspond, source first
     */
    public static TextPair of(Text source, Text target, HardBoundaries gates) {
        return source.language().isEnglish() && target.language().isChinese()
                ? new TextPair(target, source, gates.reversed(), true)
                : new TextPair(source, target, gates);
    }

    /** Returns the text that was translated. */
    public Text source() {
        return isIntoChinese ? english : chinese;
    }

    /** Returns the translation. */
    public Text target() {
        return isIntoChinese ? chinese : english;
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
