package duiqi.align;

import duiqi.text.FormatException;
import duiqi.text.Text;
import java.util.Locale;

/** Marks in both texts of which a user says that they correspond, one to one, so that no bead crosses them. */
public enum Boundaries {
    /** Each paragraph of one text renders one of the other. */
    PARAGRAPHS {
        @Override
        public HardBoundaries between(Text chinese, Text english) throws FormatException {
            return ParagraphBoundaries.between(chinese, english);
        }
    },

    /** Each heading of one text renders one of the other. */
    HEADINGS {
        @Override
        public HardBoundaries between(Text chinese, Text english) throws FormatException {
            return HeadingBoundaries.between(chinese, english);
        }
    };

    /**
     * The boundaries of two texts.
     *
     * @throws FormatException if those of one text do not correspond to those of the other
     */
    public abstract HardBoundaries between(Text chinese, Text english) throws FormatException;

    /** How messages call two texts. */
    static String place(Text chinese, Text english) {
        return chinese.name() + " + " + english.name();
    }

    /** As the user writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
