package duiqi.align.evidence;

import duiqi.align.learn.TokenView;
import duiqi.align.learn.TokenizedPair;
import duiqi.align.learn.Translations;
import java.util.Arrays;
import java.util.List;

/**
 * Measures how well the tokens of the two sides match one to one and in order.
 *
 * <p>"placed" features are lexical scores in which a match counts less if its two words have different relative
 * positions: translations of a sentence keep roughly the same order, chance matches do not. "covered" and "matched"
 * features are the shares of each side's content with a match of its own on the other side. Single characters indicate
 * the meaning of words that the lexicon does not contain. The coverage of characters alone is not useful, since most
 * characters have no counterpart of their own.
 */
final class MatchEvidence implements Evidence {
    /** Keeps the score of a token finite if no token of the other side is near it. */
    private static final float FLOOR = 0.3f;

    private static final double SMOOTHING = 2;
    private static final double SCALE = 10;

    private final TokenizedPair pair;
    private final BeadMatches.Finder words;
    private final BeadMatches.Finder characters;
    private final float[] wordWeights;
    private final float[] stemWeights;
    private final Rarity wordRarity;
    private final Rarity characterRarity;

    MatchEvidence(TokenizedPair pair, Translations.Tables tables) {
        this.pair = pair;
        words = new BeadMatches.Finder(pair, pair.words(), tables.words());
        characters = new BeadMatches.Finder(pair, pair.characters(), tables.characters());
        wordWeights = pair.words().weights();
        stemWeights = pair.stems().weights();
        float[] stemRarity = Rarity.of(pair.stems());
        wordRarity = new Rarity(Rarity.of(pair.words()), stemRarity);
        characterRarity = new Rarity(Rarity.of(pair.characters()), stemRarity);
    }

    @Override
    public List<String> features() {
        return List.of(
                "placed words to English",
                "placed English to words",
                "English covered",
                "Chinese covered",
                "both covered",
                "Chinese matched",
                "English matched",
                "English covered by characters",
                "English matched by characters");
    }

    @Override
    public void measure(int i, int n, int j, int m, double[] values, int at) {
        if (n == 0 || m == 0) {
            return;
        }
        TokenView.Run english = pair.englishRun(j, m);
        BeadMatches found = words.find(pair.chineseRun(pair.words(), i, n), english, j, m);
        measurePlaced(found, values, at);
        Coverage byWords = Coverage.of(found, wordRarity);
        double both =
                (byWords.chineseMatched + byWords.englishMatched) / (byWords.chinese + byWords.english + 2 * SMOOTHING);
        values[at + 2] = m * byWords.englishMatched / (byWords.english + SMOOTHING);
        values[at + 3] = n * byWords.chineseMatched / (byWords.chinese + SMOOTHING);
        values[at + 4] = (n + m) * 0.5 * both * both;
        values[at + 5] = byWords.chineseMatched / SCALE;
        values[at + 6] = byWords.englishMatched / SCALE;
        Coverage byCharacters =
                Coverage.of(characters.find(pair.chineseRun(pair.characters(), i, n), english, j, m), characterRarity);
        values[at + 7] = m * byCharacters.englishMatched / (byCharacters.english + SMOOTHING);
        values[at + 8] = byCharacters.englishMatched / SCALE;
    }

    private void measurePlaced(BeadMatches found, double[] values, int at) {
        float[] toEnglish = new float[found.english().size()];
        float[] toChinese = new float[found.chinese().size()];
        for (int k = 0; k < found.size(); k++) {
            float near = found.nearness(k);
            toEnglish[found.englishIndex()[k]] += near * wordWeights[found.token(k)] * found.forward()[k];
            toChinese[found.chineseIndex()[k]] += near * stemWeights[found.stem(k)] * found.backward()[k];
        }
        values[at] = placed(toEnglish, found.english(), found.chinese(), wordWeights);
        values[at + 1] = placed(toChinese, found.chinese(), found.english(), stemWeights);
    }

    /**
     * Returns the lexical score of one side.
     *
     * @param ratios by token of the side: sum of the ratios of its matches
     * @param weights by number of a token of the other side
     */
    private static double placed(float[] ratios, TokenView.Run side, TokenView.Run other, float[] weights) {
        int[] tokens = other.tokens();
        float[] otherWeights = new float[tokens.length];
        for (int a = 0; a < tokens.length; a++) {
            otherWeights[a] = weights[tokens[a]];
        }
        double sum = 0;
        for (int b = 0; b < ratios.length; b++) {
            float total = FLOOR;
            if (ratios[b] > 0) {
                float place = side.places()[b];
                for (int a = 0; a < tokens.length; a++) {
                    total += otherWeights[a] * TokenView.Run.nearness(other.places()[a], place);
                }
            }
            sum += Math.log(LexicalEvidence.Sums.CHANCE + (1 - LexicalEvidence.Sums.CHANCE) * ratios[b] / total);
        }
        return sum;
    }

    /**
     * Holds the rarity of each token of a text, which is its weight in coverage.
     *
     * @param chinese rarity by Chinese token
     * @param english rarity by stem
     */
    private record Rarity(float[] chinese, float[] english) {
        /** Rarity below which a word does not count: these words make up more than e<sup>-3</sup> of a text. */
        private static final double COMMON = 3;

        static float[] of(TokenView view) {
            double[] shares = view.background();
            float[] rarity = new float[shares.length];
            for (int token = 0; token < rarity.length; token++) {
                rarity[token] = view.isContent(token) ? (float) Math.max(0, -Math.log(shares[token]) - COMMON) : 0;
            }
            return rarity;
        }
    }

    /**
     * Measures the share of each side's content that has a match of its own. Matches are taken greedily, the strongest
     * first, each token once.
     *
     * @param chineseMatched rarity of the matched Chinese tokens
     * @param chinese rarity of all Chinese tokens
     * @param englishMatched rarity of the matched stems
     * @param english rarity of all stems
     */
    private record Coverage(double chineseMatched, double chinese, double englishMatched, double english) {
        private static final float MIN_STRENGTH = 2;

        static Coverage of(BeadMatches found, Rarity rarity) {
            long[] order = new long[found.size()];
            int strong = 0;
            for (int k = 0; k < order.length; k++) {
                float strength = found.forward()[k] * found.nearness(k);
                if (strength > MIN_STRENGTH) {
                    order[strong++] = key(strength, k);
                }
            }
            Arrays.sort(order, 0, strong);
            boolean[] chineseUsed = new boolean[found.chinese().size()];
            boolean[] englishUsed = new boolean[found.english().size()];
            double chineseMatched = 0;
            double englishMatched = 0;
            for (int rank = 0; rank < strong; rank++) {
                int k = (int) order[rank];
                int a = found.chineseIndex()[k];
                int b = found.englishIndex()[k];
                if (!chineseUsed[a] && !englishUsed[b]) {
                    chineseUsed[a] = true;
                    englishUsed[b] = true;
                    chineseMatched += rarity.chinese[found.token(k)];
                    englishMatched += rarity.english[found.stem(k)];
                }
            }
            return new Coverage(
                    chineseMatched,
                    total(rarity.chinese, found.chinese()),
                    englishMatched,
                    total(rarity.english, found.english()));
        }

        /**
         * Returns a key that sorts matches by decreasing strength and then by number. The bits of positive floats
         * increase with their values, so sorting needs neither objects nor a comparator.
         */
        private static long key(float strength, int match) {
            return (long) (Integer.MAX_VALUE - Float.floatToIntBits(strength)) << 32 | match;
        }

        private static double total(float[] rarity, TokenView.Run side) {
            double total = 0;
            for (int token : side.tokens()) {
                total += rarity[token];
            }
            return total;
        }
    }
}
