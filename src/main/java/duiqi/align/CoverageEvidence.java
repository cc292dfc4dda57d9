package duiqi.align;

import duiqi.lexicon.FunctionWords;
import duiqi.lexicon.Token;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * How much of the content of each side finds a partner of its own on the other side. Matches are taken greedily, the strongest
 * first, each word once; words count by how rare they are in their text.
 */
final class CoverageEvidence implements Evidence {
    private static final float LEAST_STRENGTH = 2;

    /** Words that make up more than e<sup>-3</sup> of a text count nothing. */
    private static final double COMMON = 3;

    private static final double SMOOTHING = 2;
    private static final double SCALE = 10;

    private final BeadMatches matches;
    private final float[] wordRarity;
    private final float[] stemRarity;

    CoverageEvidence(TokenizedPair pair, BeadMatches matches) {
        this.matches = matches;
        wordRarity = rarity(pair.words(), FunctionWords::isChinese);
        stemRarity = rarity(pair.stems(), FunctionWords::isEnglish);
    }

    private static float[] rarity(TokenView view, Predicate<String> isFunctionWord) {
        double[] shares = view.background();
        float[] rarity = new float[shares.length];
        for (int token = 0; token < rarity.length; token++) {
            Token.Kind kind = view.kind(token);
            boolean counts =
                    kind != Token.Kind.MARK && kind != Token.Kind.NAME && !isFunctionWord.test(view.form(token));
            rarity[token] = counts ? (float) Math.max(0, -Math.log(shares[token]) - COMMON) : 0;
        }
        return rarity;
    }

    @Override
    public List<String> features() {
        return List.of("English covered", "Chinese covered", "both covered", "Chinese matched", "English matched");
    }

    @Override
    public void measure(int i, int n, int j, int m, double[] values, int at) {
        if (n == 0 || m == 0) {
            return;
        }
        BeadMatches found = matches.of(i, n, j, m);
        float[] strengths = new float[found.size()];
        for (int k = 0; k < strengths.length; k++) {
            strengths[k] = found.forward(k) * PositionEvidence.nearness(found.distance(k));
        }
        int[] order = IntStream.range(0, strengths.length)
                .filter(k -> strengths[k] > LEAST_STRENGTH)
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
                chineseMatched += wordRarity[found.chineseToken(a)];
                englishMatched += stemRarity[found.englishToken(b)];
            }
        }
        double chinese = total(wordRarity, chineseUsed.length, found::chineseToken);
        double english = total(stemRarity, englishUsed.length, found::englishToken);
        double both = (chineseMatched + englishMatched) / (chinese + english + 2 * SMOOTHING);
        values[at] = m * englishMatched / (english + SMOOTHING);
        values[at + 1] = n * chineseMatched / (chinese + SMOOTHING);
        values[at + 2] = (n + m) * 0.5 * both * both;
        values[at + 3] = chineseMatched / SCALE;
        values[at + 4] = englishMatched / SCALE;
    }

    private static double total(float[] rarity, int size, IntUnaryOperator token) {
        return Arrays.stream(IntStream.range(0, size).map(token).toArray())
                .mapToDouble(t -> rarity[t])
                .sum();
    }
}
