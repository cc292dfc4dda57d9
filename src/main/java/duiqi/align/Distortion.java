package duiqi.align;

import java.util.List;
import java.util.Random;

/** A way to make an annotated text like real documents, the gold changed in step. {@link NoiseKind} lists them. */
interface Distortion {
    /**
     * Changes a text.
     *
     * @param draft the text, not empty
     * @param share about how much of it to change, above 0 and below 1
     * @param others further texts, to take sentences from
     * @param random the same numbers make the same changes
     */
    void distort(GoldDraft draft, double share, List<GoldText> others, Random random);
}
