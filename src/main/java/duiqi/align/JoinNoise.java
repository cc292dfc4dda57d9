package duiqi.align;

import java.util.List;
import java.util.Random;

/**
 * Neighbouring sentences of one side, drawn by lot, stand as one, as where a full stop was not seen. The share is that of the
 * sentences that lose their own place.
 */
final class JoinNoise implements Distortion {
    @Override
    public void distort(GoldDraft draft, double share, List<GoldText> others, Random random) {
        Side side = Side.drawn(random);
        int size = draft.sentences(side).size();
        for (int place = 0; place + 1 < size; place++) {
            if (random.nextDouble() < Block.start(share, 2)) {
                draft.join(side, place);
                size--;
            }
        }
    }
}
