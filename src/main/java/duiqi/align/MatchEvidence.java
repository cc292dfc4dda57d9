package duiqi.align;

import duiqi.lexicon.FunctionWords;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The kinds of evidence that look at which tokens of a bead match, and where they stand. */
final class MatchEvidence {
    private MatchEvidence() {}

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
                strengths[k] = found.forward(k) * Placed.nearness(found.distance(k));
            }
            int[] order = IntStream.range(0, strengths.length)
                    .filter(k -> strengths[k] > MIN_STRENGTH)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer k) -> -strengths[k])
                            .thenComparingInt(k -> k))
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

    /** How much of the content of each side finds a partner of its own on the other side. */
    static final class CoveredWords implements Evidence {
        private static final double SMOOTHING = 2;
        private static final double SCALE = 10;

        private final BeadMatches matches;
        private final MatchEvidence.Coverage.Rarity rarity;

        /**
         * @param matches of words
         */
        CoveredWords(TokenizedPair pair, BeadMatches matches) {
            this.matches = matches;
            rarity = MatchEvidence.Coverage.Rarity.of(pair.words(), pair.stems());
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
            MatchEvidence.Coverage words = MatchEvidence.Coverage.of(matches.of(i, n, j, m), rarity);
            double both = (words.chineseMatched() + words.englishMatched())
                    / (words.chinese() + words.english() + 2 * SMOOTHING);
            values[at] = m * words.englishMatched() / (words.english() + SMOOTHING);
            values[at + 1] = n * words.chineseMatched() / (words.chinese() + SMOOTHING);
            values[at + 2] = (n + m) * 0.5 * both * both;
            values[at + 3] = words.chineseMatched() / SCALE;
            values[at + 4] = words.englishMatched() / SCALE;
        }
    }

    /**
     * How much of the English content finds a Chinese character of its own. Single characters say what a word means that the
     * lexicon does not have; how much of the characters is covered says nothing of use, since most have no word of their own.
     */
    static final class CoveredCharacters implements Evidence {
        private static final double SMOOTHING = 2;
        private static final double SCALE = 10;

        private final BeadMatches matches;
        private final MatchEvidence.Coverage.Rarity rarity;

        /**
         * @param matches of characters
         */
        CoveredCharacters(TokenizedPair pair, BeadMatches matches) {
            this.matches = matches;
            rarity = MatchEvidence.Coverage.Rarity.of(pair.characters(), pair.stems());
        }

        @Override
        public List<String> features() {
            return List.of("English covered by characters", "English matched by characters");
        }

        @Override
        public void measure(int i, int n, int j, int m, double[] values, int at) {
            if (n == 0 || m == 0) {
                return;
            }
            MatchEvidence.Coverage characters = MatchEvidence.Coverage.of(matches.of(i, n, j, m), rarity);
            values[at] = m * characters.englishMatched() / (characters.english() + SMOOTHING);
            values[at + 1] = characters.englishMatched() / SCALE;
        }
    }

    /**
     * The lexical scores again, but a match counts the less the farther apart its two words stand along their sides: translations
     * of one sentence say things in about the same order, chance matches stand anywhere.
     */
    static final class Placed implements Evidence {
        /** A match at distance d counts exp(-DECAY d) plus a remainder for free word order. */
        private static final double DECAY = 6;

        private static final float REMAINDER = 0.05f;
        private static final int STEPS = 1000;
        private static final float[] NEARNESS = new float[STEPS + 1];

        static {
            for (int k = 0; k <= STEPS; k++) {
                NEARNESS[k] = (float) Math.exp(-DECAY * k / STEPS) + REMAINDER;
            }
        }

        private static final float FLOOR = 0.3f;

        private final BeadMatches matches;
        private final float[] wordWeights;
        private final float[] stemWeights;

        Placed(TokenizedPair pair, BeadMatches matches) {
            this.matches = matches;
            wordWeights = TokenView.Weights.chinese(pair.words());
            stemWeights = TokenView.Weights.english(pair.stems());
        }

        /** How much a match counts by the distance of its ends, 0 to 1. */
        static float nearness(float distance) {
            return NEARNESS[(int) (STEPS * distance)];
        }

        @Override
        public List<String> features() {
            return List.of("placed words to English", "placed English to words");
        }

        @Override
        public void measure(int i, int n, int j, int m, double[] values, int at) {
            if (n == 0 || m == 0) {
                return;
            }
            BeadMatches found = matches.of(i, n, j, m);
            float[] toEnglish = new float[found.englishSize()];
            float[] toChinese = new float[found.chineseSize()];
            for (int k = 0; k < found.size(); k++) {
                int a = found.chineseIndex(k);
                int b = found.englishIndex(k);
                float near = nearness(found.distance(k));
                toEnglish[b] += near * wordWeights[found.chineseToken(a)] * found.forward(k);
                toChinese[a] += near * stemWeights[found.englishToken(b)] * found.backward(k);
            }
            double forward = 0;
            for (int b = 0; b < toEnglish.length; b++) {
                float total = FLOOR;
                if (toEnglish[b] > 0) {
                    for (int a = 0; a < toChinese.length; a++) {
                        float near = nearness(Math.abs(found.chinesePlace(a) - found.englishPlace(b)));
                        total += wordWeights[found.chineseToken(a)] * near;
                    }
                }
                forward += Math.log(
                        LexicalEvidence.Sums.CHANCE + (1 - LexicalEvidence.Sums.CHANCE) * toEnglish[b] / total);
            }
            double backward = 0;
            for (int a = 0; a < toChinese.length; a++) {
                float total = FLOOR;
                if (toChinese[a] > 0) {
                    for (int b = 0; b < toEnglish.length; b++) {
                        float near = nearness(Math.abs(found.chinesePlace(a) - found.englishPlace(b)));
                        total += stemWeights[found.englishToken(b)] * near;
                    }
                }
                backward += Math.log(
                        LexicalEvidence.Sums.CHANCE + (1 - LexicalEvidence.Sums.CHANCE) * toChinese[a] / total);
            }
            values[at] = forward;
            values[at + 1] = backward;
        }
    }
}
