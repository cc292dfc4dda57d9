package duiqi.align;

import duiqi.align.gold.Distortion;
import duiqi.align.gold.GoldDraft;
import duiqi.text.Segment;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;

/**
 * Describes a kind and an amount of noise. The same text always gets the same noise, on every machine. Immutable.
 *
 * @param kind kind of the changes
 * @param share approximate share of the text to change, above 0 and below 1; each kind has its own unit
 */
public record Noise(Kind kind, double share) {
    public Noise {
        Objects.requireNonNull(kind, "kind");
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("share " + share + " of " + kind + " is outside 0 to 1");
        }
    }

    /**
     * Returns a copy of a text with noise. The gold is changed accordingly.
     *
     * @param number number of the copy; different numbers give different copies
     */
    public GoldText copy(GoldText text, int number) {
        // Java defines the hash code of strings, so the copy is the same on every machine.
        long seed = number;
        for (Segment segment : text.chinese().segments()) {
            seed = 31 * seed + segment.text().hashCode();
        }
        GoldDraft draft = new GoldDraft(text);
        kind.distortion.distort(draft, share, new Random(seed));
        return draft.finish("~" + this);
    }

    /** Returns the value of the command-line option. */
    @Override
    public String toString() {
        return kind + "=" + share;
    }

    /**
     * Lists differences between real documents and annotated ones. To add a kind, write its {@link Distortion} and add a
     * constant. Unless stated otherwise, noise changes one side only, since often only one document of a pair was
     * converted or segmented badly.
     */
    public enum Kind {
        /** Removes the counterparts of paragraphs, on both sides. */
        OMISSIONS(Distortion::omitParagraphs),

        /** Removes the counterparts of single beads, on both sides. */
        SINGLE_OMISSIONS(Distortion::omitSentences),

        /** Inserts page headers and notes. */
        FURNITURE(Distortion::addFurniture),

        /** Puts each paragraph on one line, on both sides. */
        PARAGRAPHS(Distortion::joinParagraphs);

        @SuppressWarnings("ImmutableEnumChecker") // The functions have no state.
        private final Distortion distortion;

        Kind(Distortion distortion) {
            this.distortion = distortion;
        }

        /** Returns the value of the command-line option. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
