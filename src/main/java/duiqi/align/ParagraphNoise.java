package duiqi.align;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Runs of three to eight beads stand on one line on each side, as in corpora with a paragraph a line and in transcripts without
 * full stops. One in ten of these lines has lost its other side, so that it can be learnt what a long line is worth alone.
 */
final class ParagraphNoise implements Distortion {
    private static final double LOST = 0.1;

    @Override
    public void distort(GoldDraft draft, double share, List<GoldText> others, Random random) {
        List<DraftBead> run = new ArrayList<>();
        int left = 0;
        for (DraftBead bead : draft.beads()) {
            if (left == 0 && random.nextDouble() < Block.start(share, Block.MEAN)) {
                left = Block.length(random);
            }
            if (left > 0) {
                left--;
                run.add(bead);
                if (left == 0) {
                    boolean lost = random.nextDouble() < LOST;
                    Side side = Side.drawn(random);
                    draft.gather(run).filter(line -> lost).ifPresent(line -> draft.lose(line, side));
                    run.clear();
                }
            }
        }
    }
}
