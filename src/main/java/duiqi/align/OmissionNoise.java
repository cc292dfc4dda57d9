package duiqi.align;

import java.util.List;
import java.util.Random;

/**
 * Blocks of three to eight beads lose one of their sides, as if they had not been translated, or been added by the translator.
 *
 * @param oneSided whether all blocks lose the same side, drawn by lot; otherwise a side is drawn for each
 */
record OmissionNoise(boolean oneSided) implements Distortion {
    @Override
    public void distort(GoldDraft draft, double share, List<GoldText> others, Random random) {
        Side always = oneSided ? Side.drawn(random) : Side.CHINESE;
        Side lost = always;
        int left = 0;
        for (DraftBead bead : draft.beads()) {
            if (left == 0 && random.nextDouble() < Block.start(share, Block.MEAN)) {
                left = Block.length(random);
                lost = oneSided ? always : Side.drawn(random);
            }
            if (left > 0) {
                left--;
                draft.lose(bead, lost);
            }
        }
    }
}
