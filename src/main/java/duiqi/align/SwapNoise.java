package duiqi.align;

import java.util.List;
import java.util.Random;

/**
 * Neighbouring paragraphs of three to eight beads stand in the other order on one side, drawn by lot, so that the beads of one
 * cross those of the other. The share is that of the beads in such paragraphs.
 */
final class SwapNoise implements Distortion {
    @Override
    public void distort(GoldDraft draft, double share, List<GoldText> others, Random random) {
        Side side = Side.drawn(random);
        List<DraftBead> beads = draft.beads();
        for (int k = 0; k < beads.size(); k++) {
            if (random.nextDouble() >= Block.start(share, 2 * Block.MEAN)) {
                continue;
            }
            int middle = k + Block.length(random);
            int end = middle + Block.length(random);
            if (end <= beads.size() && draft.swap(side, beads.subList(k, middle), beads.subList(middle, end))) {
                k = end - 1;
            }
        }
    }
}
