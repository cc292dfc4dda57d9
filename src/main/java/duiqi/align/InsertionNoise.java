package duiqi.align;

import duiqi.text.Segment;
import java.util.List;
import java.util.Random;

/**
 * ParagraphNoise of three to eight sentences of another text stand between the beads of one side, drawn by lot. Their sentences
 * number the share times those that were there.
 */
final class InsertionNoise implements Distortion {
    @Override
    public void distort(GoldDraft draft, double share, List<GoldText> others, Random random) {
        if (others.isEmpty()) {
            throw new IllegalArgumentException("foreign paragraphs come from another text; give two texts or more");
        }
        Side side = Side.drawn(random);
        int size = draft.sentences(side).size();
        double gaps = 0;
        for (int place = 0; place <= size; place++) {
            gaps += draft.cutsBead(side, place) ? 0 : 1;
        }
        double start = share * size / (gaps * Block.MEAN);
        // From the end, so that the places before stay where they are.
        for (int place = size; place >= 0; place--) {
            if (!draft.cutsBead(side, place) && random.nextDouble() < start) {
                draft.insert(side, place, paragraph(side, others, random));
            }
        }
    }

    private static List<Segment> paragraph(Side side, List<GoldText> others, Random random) {
        GoldText other = others.get(random.nextInt(others.size()));
        List<Segment> segments = (side == Side.CHINESE ? other.chinese() : other.english()).segments();
        int length = Math.min(Block.length(random), segments.size());
        int from = random.nextInt(segments.size() - length + 1);
        return segments.subList(from, from + length);
    }
}
