package duiqi.align;

import java.util.Locale;

/**
 * How real documents differ from annotated ones. The one list of kinds: to add one, write its {@link Distortion}, name it here
 * and put a line into {@link #distortion}. What is not said to be on both sides is on one, as one document of a pair may be
 * converted or segmented badly and the other not.
 */
public enum NoiseKind {
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
            case OMISSIONS -> new Omissions(false);
            case ONE_SIDED_OMISSIONS -> new Omissions(true);
            case INSERTIONS -> new Insertions();
            case SWAPS -> new Swaps();
            case JOINS -> new Joins();
            case SPLITS -> new Splits();
            case FURNITURE -> new Furniture();
            case PARAGRAPHS -> new Paragraphs();
        };
    }

    /** As the user writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
