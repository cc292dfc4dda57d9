package duiqi.align.evidence;

import duiqi.align.learn.TokenView;
import duiqi.align.learn.TokenizedPair;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Looks for clauses that are translated outside their bead. If the last clause of a bead fits the next segment of the
 * other language better than its own bead, then the boundary is wrong, or the two beads are one. The same holds for the
 * first clause and the previous segment.
 *
 * <p>The gain of a token is its lexical score given the neighbour, minus its score given the bead. The gain of a segment
 * is the largest sum of gains over its first or last tokens, or 0 if no sum is positive. A value is 0 where the texts
 * begin and end.
 *
 * <ul>
 *   <li>"English clause fits neighbour" adds the gains of the English first and last clauses. A whole segment is not a
 *       clause.
 *   <li>"Chinese clause fits neighbour" adds the gains of the Chinese first and last clauses.
 *   <li>"clauses cross boundary" compares two segments that would be better translations of each other: the last one of a
 *       bead, and the first one of the next bead in the other language. The lower one of their two gains counts.
 * </ul>
 */
final class BoundaryEvidence implements Evidence {
    private static final double MAX = 3;
    private static final double CLAUSE_SCALE = 2;
    private static final double CROSSING_SCALE = 3;

    /** Weight of a match of characters; a match of words has the weight 1. */
    private static final double CHARACTERS = 0.5;

    private static final double[] NONE = {};

    private final TokenizedPair pair;
    private final PairScores scores;
    private final float[] wordSums;
    private final float[] characterSums;
    private final float[] stemSums;
    private final Clauses[] chineseClauses;
    private final Clauses[] englishClauses;
    private final Recent recentChinese = new Recent();
    private final Recent recentEnglish = new Recent();

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
        return List.of("English clause fits neighbour", "Chinese clause fits neighbour", "clauses cross boundary");
    }

    @Override
    public void measure(int i, int n, int j, int m, double[] values, int at) {
        if (n == 0 || m == 0) {
            return;
        }
        addBoundary(i, n, j, m, true, values, at);
        addBoundary(i, n, j, m, false, values, at);
        for (int f = at; f < at + 3; f++) {
            values[f] = Math.min(MAX, values[f]);
        }
    }

    /**
     * Adds the values of one boundary of a bead.
     *
     * @param end true for the boundary at the end, false for the one at the start
     */
    private void addBoundary(int i, int n, int j, int m, boolean end, double[] values, int at) {
        int ownI = end ? i + n - 1 : i;
        int ownJ = end ? j + m - 1 : j;
        int nextI = end ? ownI + 1 : ownI - 1;
        int nextJ = end ? ownJ + 1 : ownJ - 1;
        double[] english = NONE;
        double[] chinese = NONE;
        if (isScored(nextI, ownJ)) {
            english = difference(english(nextI, ownJ), n == 1 ? english(ownI, ownJ) : english(i, n, ownJ));
            values[at] += englishClauses[ownJ].gain(english, end, true) / CLAUSE_SCALE;
        }
        if (isScored(ownI, nextJ)) {
            chinese = difference(chinese(ownI, nextJ), m == 1 ? chinese(ownI, ownJ) : chinese(ownI, j, m));
            values[at + 1] += chineseClauses[ownI].gain(chinese, end, true) / CLAUSE_SCALE;
        }
        if (english.length > 0 && chinese.length > 0 && isScored(nextI, nextJ)) {
            double[] nextChinese = difference(chinese(nextI, ownJ), chinese(nextI, nextJ));
            double[] nextEnglish = difference(english(ownI, nextJ), english(nextI, nextJ));
            double one = Math.min(
                    englishClauses[ownJ].gain(english, end, false),
                    chineseClauses[nextI].gain(nextChinese, !end, false));
            double other = Math.min(
                    chineseClauses[ownI].gain(chinese, end, false),
                    englishClauses[nextJ].gain(nextEnglish, !end, false));
            values[at + 2] = Math.max(values[at + 2], Math.max(one, other) / CROSSING_SCALE);
        }
    }

    private boolean isScored(int i, int j) {
        return i >= 0 && i < pair.chineseSize() && j >= 0 && j < pair.englishSize() && scores.covers(i, 1, j, 1);
    }

    private double[] english(int i, int j) {
        double[] known = recentEnglish.find(i, j);
        return known.length > 0 ? known : recentEnglish.put(i, j, english(i, 1, j));
    }

    private double[] chinese(int i, int j) {
        double[] known = recentChinese.find(i, j);
        return known.length > 0 ? known : recentChinese.put(i, j, chinese(i, j, 1));
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
        return Math.log(LexicalEvidence.Sums.CHANCE + (1 - LexicalEvidence.Sums.CHANCE) * ratio);
    }

    private static double[] difference(double[] these, double[] others) {
        double[] difference = new double[these.length];
        for (int place = 0; place < difference.length; place++) {
            difference[place] = these[place] - others[place];
        }
        return difference;
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
         * Returns the largest sum of gains of the last or first tokens.
         *
         * @param last true for the last tokens, false for the first
         * @param clauses true to sum whole clauses only, and not the whole segment
         */
        double gain(double[] gains, boolean last, boolean clauses) {
            double gain = 0;
            double sum = 0;
            int size = order.length;
            for (int count = 1; count <= size; count++) {
                sum += gains[order[last ? size - count : count - 1]];
                int boundary = last ? size - count : count;
                if (sum > gain && (!clauses || (boundary < size && begins[boundary]))) {
                    gain = sum;
                }
            }
            return gain;
        }
    }

    /** Keeps the token scores of recent pairs of segments, since neighbouring beads need the same ones. */
    private static final class Recent {
        private static final int SIZE = 1024;
        private static final int STEP = 29;

        private final long[] keys = new long[SIZE];
        private final double[][] kept = new double[SIZE][];

        Recent() {
            Arrays.fill(keys, -1);
            Arrays.fill(kept, NONE);
        }

        double[] find(int i, int j) {
            int slot = slot(i, j);
            return keys[slot] == key(i, j) ? kept[slot] : NONE;
        }

        double[] put(int i, int j, double[] scores) {
            int slot = slot(i, j);
            keys[slot] = key(i, j);
            kept[slot] = scores;
            return scores;
        }

        private static int slot(int i, int j) {
            return i * STEP + j & SIZE - 1;
        }

        private static long key(int i, int j) {
            return (long) i << Integer.SIZE | j;
        }
    }
}
