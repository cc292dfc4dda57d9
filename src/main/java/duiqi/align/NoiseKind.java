package duiqi.align;

import java.util.Locale;

/**
 * How real documents differ from annotated ones. The one list of kinds: to add one, write its {@link Distortion}, name it here
 * and put a line into {@link #distortion}. What is not said to be on both sides is on one, as one document of a pair may be
 * converted or segmented badly and the other not.
 */
public enum NoiseKind {
    /** ParagraphNoise without their other side, on both sides. */
    OMISSIONS,

    /** ParagraphNoise without their other side, always the same. */
    ONE_SIDED_OMISSIONS,

    /** ParagraphNoise of another text. */
    INSERTIONS,

    /** ParagraphNoise in another order. */
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
            case OMISSIONS -> new OmissionNoise(false);
            case ONE_SIDED_OMISSIONS -> new OmissionNoise(true);
            case INSERTIONS -> new InsertionNoise();
            case SWAPS -> new SwapNoise();
            case JOINS -> new JoinNoise();
            case SPLITS -> new SplitNoise();
            case FURNITURE -> new FurnitureNoise();
            case PARAGRAPHS -> new ParagraphNoise();
        };
    }

    /** As the user writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
