package duiqi.align.learn;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * Maps each token of a Chinese view to the English stems that may translate it. The translation probabilities of both
 * directions are stored as ratios to chance. Rows are primitive arrays. Immutable and thread-safe.
 *
 * <p>The ratio t(e|z)/p(e) is the expected frequency of a stem in the translation of a Chinese token, relative to its
 * frequency anywhere. It is capped, since the frequency of a rare word is only an estimate.
 */
public final class TranslationTable {
    private static final float MAX_COUNT = 3000;

    private final int[][] stems;
    private final float[][] forward;
    private final float[][] backward;

    /**
     * Computes the ratios.
     *
     * @param probabilities probabilities of both directions
     * @param chinese shares of the Chinese tokens in their text
     * @param english shares of the stems in their text
     */
    TranslationTable(Probabilities probabilities, double[] chinese, double[] english) {
        int size = probabilities.size();
        stems = probabilities.stems();
        forward = new float[size][];
        backward = new float[size][];
        for (int token = 0; token < size; token++) {
            int[] row = stems[token];
            forward[token] = new float[row.length];
            backward[token] = new float[row.length];
            for (int k = 0; k < row.length; k++) {
                forward[token][k] = ratio(probabilities.forward()[token][k], english[row[k]]);
                backward[token][k] = ratio(probabilities.backward()[token][k], chinese[token]);
            }
        }
    }

    private static float ratio(double probability, double chance) {
        return (float) Math.min(MAX_COUNT, probability / chance);
    }

    /** Returns the stems that may translate a token, in increasing order. Do not change them. */
    public int[] stems(int token) {
        return stems[token];
    }

    /** Returns for each of {@link #stems} the ratio t(stem | token) / p(stem). Do not change the array. */
    public float[] forward(int token) {
        return forward[token];
    }

    /** Returns for each of {@link #stems} the ratio t(token | stem) / p(token). Do not change the array. */
    public float[] backward(int token) {
        return backward[token];
    }

    /**
     * Maps each token of a Chinese view to the English stems that may translate it, with the translation probabilities
     * of both directions. Rows are primitive arrays. They do not change after construction, so instances are
     * thread-safe.
     *
     * @param stems by Chinese token: stems in increasing order
     * @param forward by Chinese token, for each of its stems: t(stem | token)
     * @param backward by Chinese token, for each of its stems: t(token | stem)
     */
    public record Probabilities(int[][] stems, float[][] forward, float[][] backward) {

        /**
         * Converts maps to rows.
         *
         * @param forward by Chinese token: t(stem | token) by stem
         * @param backward by Chinese token: t(token | stem) by stem
         */
        static Probabilities of(List<SortedMap<Integer, Double>> forward, List<SortedMap<Integer, Double>> backward) {
            int size = forward.size();
            Probabilities table = empty(size);
            for (int token = 0; token < size; token++) {
                SortedMap<Integer, Double> to = forward.get(token);
                SortedMap<Integer, Double> from = backward.get(token);
                int[] row = IntStream.concat(
                                to.keySet().stream().mapToInt(Integer::intValue),
                                from.keySet().stream().mapToInt(Integer::intValue))
                        .sorted()
                        .distinct()
                        .toArray();
                float[] forwardRow = new float[row.length];
                float[] backwardRow = new float[row.length];
                for (int k = 0; k < row.length; k++) {
                    forwardRow[k] = to.getOrDefault(row[k], 0.0).floatValue();
                    backwardRow[k] = from.getOrDefault(row[k], 0.0).floatValue();
                }
                table.set(token, row, forwardRow, backwardRow);
            }
            return table;
        }

        /** Returns a table with empty rows that {@code set} fills. */
        static Probabilities empty(int size) {
            return new Probabilities(new int[size][], new float[size][], new float[size][]);
        }

        void set(int token, int[] row, float[] forwardRow, float[] backwardRow) {
            stems[token] = row;
            forward[token] = forwardRow;
            backward[token] = backwardRow;
        }

        /** Returns the number of Chinese tokens. */
        int size() {
            return stems.length;
        }
    }
}
