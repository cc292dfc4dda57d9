package duiqi.align;

import duiqi.lexicon.FunctionWords;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * How much of the content of each side of a bead finds a partner of its own on the other side. Matches are taken greedily, the
 * strongest first, each token once; tokens count by how rare they are in their text.
 *
 * @param chineseMatched rarity of the Chinese tokens that found one
 * @param chinese rarity of all Chinese tokens
 * @param englishMatched rarity of the stems that found one
 * @param english rarity of all stems
 */
record Coverage(double chineseMatched, double chinese, double englishMatched, double english) {
    private static final float MIN_STRENGTH = 2;

    /** Words that make up more than e<sup>-3</sup> of a text count nothing. */
    private static final double COMMON = 3;

    /** How rare each token of a text is. */
    record Rarity(float[] chinese, float[] english) {
        static Rarity of(TokenView chinese, TokenView english) {
            return new Rarity(rarity(chinese, FunctionWords::isChinese), rarity(english, FunctionWords::isEnglish));
        }

        private static float[] rarity(TokenView view, Predicate<String> isFunctionWord) {
            double[] shares = view.background();
            float[] rarity = new float[shares.length];
            for (int token = 0; token < rarity.length; token++) {
                rarity[token] = view.isContent(token, isFunctionWord)
                        ? (float) Math.max(0, -Math.log(shares[token]) - COMMON)
                        : 0;
            }
            return rarity;
        }
    }

    static Coverage of(BeadMatches found, Rarity rarity) {
        float[] strengths = new float[found.size()];
        for (int k = 0; k < strengths.length; k++) {
            strengths[k] = found.forward(k) * PositionEvidence.nearness(found.distance(k));
        }
        int[] order = IntStream.range(0, strengths.length)
                .filter(k -> strengths[k] > MIN_STRENGTH)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer k) -> -strengths[k]).thenComparingInt(k -> k))
                .mapToInt(Integer::intValue)
                .toArray();
        boolean[] chineseUsed = new boolean[found.chineseSize()];
        boolean[] englishUsed = new boolean[found.englishSize()];
        double chineseMatched = 0;
        double englishMatched = 0;
        for (int k : order) {
            int a = found.chineseIndex(k);
            int b = found.englishIndex(k);
            if (!chineseUsed[a] && !englishUsed[b]) {
                chineseUsed[a] = true;
                englishUsed[b] = true;
                chineseMatched += rarity.chinese[found.chineseToken(a)];
                englishMatched += rarity.english[found.englishToken(b)];
            }
        }
        return new Coverage(
                chineseMatched,
                total(rarity.chinese, chineseUsed.length, found::chineseToken),
                englishMatched,
                total(rarity.english, englishUsed.length, found::englishToken));
    }

    private static double total(float[] rarity, int size, IntUnaryOperator token) {
        return Arrays.stream(IntStream.range(0, size).map(token).toArray())
                .mapToDouble(t -> rarity[t])
                .sum();
    }
}
