package duiqi.align;

import duiqi.align.gold.Distortion;
import duiqi.align.gold.GoldDraft;
import duiqi.text.Segment;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;

/**
 * A kind of noise and how much of it. The same text always gets the same noise, on every machine. Immutable.
 *
 * @param kind what is changed
 * @param share about how much of a text is changed, above 0 and below 1; each kind says what it counts
 */
public record Noise(Kind kind, double share) {
    public Noise {
        Objects.requireNonNull(kind, "kind");
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("the share of " + kind + " lies between 0 and 1, not at " + share);
        }
    }

    /**
     * Returns a copy of a text with the noise, the gold changed in step.
     *
     * @param texts where foreign paragraphs may come from; the text itself among them is passed over
     * @param number copies of different numbers differ
     */
    public GoldText copy(GoldText text, List<GoldText> texts, int number) {
        // Hashes of strings are fixed by the language, so the copy is the same on every machine.
        long seed = number;
        for (Segment segment : text.chinese().segments()) {
            seed = 31 * seed + segment.text().hashCode();
        }
        List<GoldText> others = texts.stream()
                .filter(other -> !other.name().equals(text.name())
                        && !other.chinese().segments().isEmpty()
                        && !other.english().segments().isEmpty())
                .toList();
        GoldDraft draft = new GoldDraft(text);
        kind.distortion().distort(draft, share, others, new Random(seed));
        return draft.finish("~" + this);
    }

    /** As the user writes it. */
    @Override
    public String toString() {
        return kind + "=" + share;
    }

    /**
     * How real documents differ from annotated ones. The one list of kinds: to add one, write its {@link Distortion}, name it here
     * and put a line into {@link #distortion}. What is not said to be on both sides is on one, as one document of a pair may be
     * converted or segmented badly and the other not.
     */
    public enum Kind {
        /** Paragraphs without their other side, on both sides. */
        OMISSIONS,

        /** Paragraphs without their other side, always the same. */
        ONE_SIDED_OMISSIONS,

        /** Paragraphs of another text. */
        INSERTIONS,

        /** Paragraphs in another order. */
        SWAPS,

        /** Sentences that were not cut. */
        JOINS,

        /** Sentences that were cut at a comma. */
        SPLITS,

        /** Running titles and notes. */
        FURNITURE,

        /** A paragraph a line, on both sides. */
        PARAGRAPHS;

        Distortion distortion() {
            return switch (this) {
                case OMISSIONS -> new Distortion.Omissions(false);
                case ONE_SIDED_OMISSIONS -> new Distortion.Omissions(true);
                case INSERTIONS -> new Distortion.Insertions();
                case SWAPS -> new Distortion.Swaps();
                case JOINS -> new Distortion.Joins();
                case SPLITS -> new Distortion.Splits();
                case FURNITURE -> new Distortion.Furniture();
                case PARAGRAPHS -> new Distortion.Paragraphs();
            };
        }

        /** As the user writes it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
