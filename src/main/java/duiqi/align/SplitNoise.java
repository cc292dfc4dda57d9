package duiqi.align;

import java.util.List;
import java.util.Random;

/**
 * Long sentences of one side, drawn by lot, stand as two, cut after the comma or semicolon nearest to their middle. The share is
 * that of the sentences that are long enough, have a quarter at least on either side of the sign, and have one partner at most:
 * beside several, the halves might be pairs by themselves, and what gold is would be unknown.
 */
final class SplitNoise implements Distortion {
    private static final String SIGNS = "，；,;";

    /** UTF-16 units of a sentence that is worth cutting; Chinese says as much in a third of the room. */
    private static final int MIN_CHINESE_LENGTH = 16;

    private static final int MIN_ENGLISH_LENGTH = 48;

    private static final double MIN_PART = 0.25;

    @Override
    public void distort(GoldDraft draft, double share, List<GoldText> others, Random random) {
        Side side = Side.drawn(random);
        int shortest = side == Side.CHINESE ? MIN_CHINESE_LENGTH : MIN_ENGLISH_LENGTH;
        List<GoldDraft.Sentence> sentences = draft.sentences(side);
        for (int place = sentences.size() - 1; place >= 0; place--) {
            String text = sentences.get(place).text();
            boolean isLong = text.length() >= shortest && draft.partners(side, place) <= 1;
            int offset = isLong ? cut(text) : 0;
            if (offset > 0 && random.nextDouble() < share) {
                draft.split(side, place, offset);
            }
        }
    }

    /** Where the second part begins, or 0 if nowhere. */
    static int cut(String text) {
        int middle = text.length() / 2;
        int best = 0;
        for (int k = 1; k < text.length(); k++) {
            char sign = text.charAt(k - 1);
            // A comma of English ends its word; in 12,000 it does not.
            boolean ends = SIGNS.indexOf(sign) >= 0 && (sign > 0x7f || text.charAt(k) == ' ');
            if (ends && (best == 0 || Math.abs(k - middle) < Math.abs(best - middle))) {
                best = k;
            }
        }
        return Math.min(best, text.length() - best) < MIN_PART * text.length() ? 0 : best;
    }
}
