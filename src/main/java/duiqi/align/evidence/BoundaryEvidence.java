package duiqi.align.evidence;

import duiqi.align.learn.TokenView;
import duiqi.align.learn.TokenizedPair;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Looks for clauses that are translated outside their bead. If the last clause of a bead fits the next segment of the
 * other language better than its own bead, then the boundary is wrong, or the two beads are one. The same holds for the
 * first clause and the previous segment.
 *
 * <p>The gain of a token is its lexical score given the neighbour, minus its score given the bead. The gain of a segment
 * is the largest sum of gains over its first or last clauses, or 0 if no sum is positive. A whole segment is not a
 * clause. A value is 0 where the texts begin and end.
 */
final class BoundaryEvidence implements Evidence {
    private static final double MAX = 3;
    private static final double CLAUSE_SCALE = 2;

    /** Weight of a match of characters; a match of words has the weight 1. */
    private static final double CHARACTERS = 0.5;

    private final TokenizedPair pair;
    private final PairScores scores;
    private final float[] wordSums;
    private final float[] characterSums;
    private final float[] stemSums;
    private final Clauses[] chineseClauses;
    private final Clauses[] englishClauses;

    BoundaryEvidence(TokenizedPair pair, PairScores scores) {
        this.pair = pair;
        this.scores = scores;
        wordSums = pair.words().sums();
        characterSums = pair.characters().sums();
        stemSums = pair.stems().sums();
        chineseClauses = Clauses.of(pair.words(), i -> pair.chinese(i).text(), "，；：、。！？…—");
        englishClauses = Clauses.of(pair.stems(), j -> pair.english(j).text(), ",;:-—–.!?");
    }

    @Override
    public List<String> features() {
        return List.of("English clause fits neighbour", "Chinese clause fits neighbour");
    }

    @Override
    public void measure(int i, int n, int j, int m, double[] values, int at) {
        if (n == 0 || m == 0) {
            return;
        }
        double english = englishGain(i, n, j, m, true) + englishGain(i, n, j, m, false);
        double chinese = chineseGain(i, n, j, m, true) + chineseGain(i, n, j, m, false);
        values[at] = Math.min(MAX, english / CLAUSE_SCALE);
        values[at + 1] = Math.min(MAX, chinese / CLAUSE_SCALE);
    }

    /**
     * Returns the gain of the English clauses at one boundary of a bead.
     *
     * @param end true for the boundary at the end, false for the one at the start
     */
    private double englishGain(int i, int n, int j, int m, boolean end) {
        int own = end ? j + m - 1 : j;
        int next = end ? i + n : i - 1;
        return isScored(next, own) ? englishClauses[own].gain(english(next, 1, own), english(i, n, own), end) : 0;
    }

    private double chineseGain(int i, int n, int j, int m, boolean end) {
        int own = end ? i + n - 1 : i;
        int next = end ? j + m : j - 1;
        return isScored(own, next) ? chineseClauses[own].gain(chinese(own, next, 1), chinese(own, j, m), end) : 0;
    }

    private boolean isScored(int i, int j) {
        return i >= 0 && i < pair.chineseSize() && j >= 0 && j < pair.englishSize() && scores.covers(i, 1, j, 1);
    }

    /** Returns the scores of the tokens of an English segment given {@code n} Chinese segments from {@code i} on. */
    private double[] english(int i, int n, int j) {
        double[] words = new double[pair.stems().tokens(j).length];
        double[] characters = new double[words.length];
        double wordSum = 0;
        double characterSum = 0;
        for (int k = i; k < i + n; k++) {
            PairScores.Row row = scores.row(k);
            int offset = scores.stemOffset(j) - scores.stemOffset(row.first());
            for (int place = 0; place < words.length; place++) {
                words[place] += row.wordForward()[offset + place];
                characters[place] += row.characterForward()[offset + place];
            }
            wordSum += wordSums[k];
            characterSum += characterSums[k];
        }
        for (int place = 0; place < words.length; place++) {
            words[place] = score(Math.max(words[place] / wordSum, CHARACTERS * characters[place] / characterSum));
        }
        return words;
    }

    /** Returns the scores of the words of a Chinese segment given {@code m} English segments from {@code j} on. */
    private double[] chinese(int i, int j, int m) {
        PairScores.Row row = scores.row(i);
        double[] words = new double[pair.words().tokens(i).length];
        double sum = 0;
        for (int l = j; l < j + m; l++) {
            int offset = (l - row.first()) * words.length;
            for (int place = 0; place < words.length; place++) {
                words[place] += row.wordBackward()[offset + place];
            }
            sum += stemSums[l];
        }
        for (int place = 0; place < words.length; place++) {
            words[place] = score(words[place] / sum);
        }
        return words;
    }

    private static double score(double ratio) {
        return Math.log(LexicalSums.CHANCE + (1 - LexicalSums.CHANCE) * ratio);
    }

    /**
     * Holds the clauses of a segment.
     *
     * @param order indices of the tokens by their start in the text; names and terms are last in a row of tokens
     * @param begins by position in {@code order}: whether a clause begins with the token
     */
    private record Clauses(int[] order, boolean[] begins) {
        static Clauses[] of(TokenView view, IntFunction<String> texts, String marks) {
            Clauses[] all = new Clauses[view.segments()];
            for (int k = 0; k < all.length; k++) {
                all[k] = of(view.starts(k), texts.apply(k), marks);
            }
            return all;
        }

        private static Clauses of(int[] starts, String text, String marks) {
            int[] order = new int[starts.length];
            for (int k = 0; k < order.length; k++) {
                int at = k;
                while (at > 0 && starts[order[at - 1]] > starts[k]) {
                    order[at] = order[at - 1];
                    at--;
                }
                order[at] = k;
            }
            boolean[] begins = new boolean[order.length];
            for (int k = 1; k < order.length; k++) {
                for (int at = starts[order[k - 1]]; at < Math.min(starts[order[k]], text.length()); at++) {
                    begins[k] |= marks.indexOf(text.charAt(at)) >= 0;
                }
            }
            return new Clauses(order, begins);
        }

        /**
         * Returns the largest sum of gains of the last or first clauses.
         *
         * @param there scores of the tokens given the neighbour
         * @param here scores of the tokens given the bead
         */
        double gain(double[] there, double[] here, boolean last) {
            double gain = 0;
            double sum = 0;
            int size = order.length;
            for (int count = 1; count < size; count++) {
                int token = order[last ? size - count : count - 1];
                sum += there[token] - here[token];
                if (sum > gain && begins[last ? size - count : count]) {
                    gain = sum;
                }
            }
            return gain;
        }
    }
}
