package duiqi.align;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * For each token of a Chinese view the English stems that may render it, with the translation probabilities of both directions,
 * as primitive rows. Not to be changed once made, hence thread-safe.
 *
 * @param stems by Chinese token: stems in increasing order
 * @param forward by Chinese token, for each of its stems: t(stem | token)
 * @param backward by Chinese token, for each of its stems: t(token | stem)
 */
record TranslationProbabilities(int[][] stems, float[][] forward, float[][] backward) {

    /**
     * @param forward by Chinese token: t(stem | token) by stem
     * @param backward by Chinese token: t(token | stem) by stem
     */
    static TranslationProbabilities of(
            List<SortedMap<Integer, Double>> forward, List<SortedMap<Integer, Double>> backward) {
        int size = forward.size();
        TranslationProbabilities table = empty(size);
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

    /** A table whose rows are yet to be set. */
    static TranslationProbabilities empty(int size) {
        return new TranslationProbabilities(new int[size][], new float[size][], new float[size][]);
    }

    void set(int token, int[] row, float[] forwardRow, float[] backwardRow) {
        stems[token] = row;
        forward[token] = forwardRow;
        backward[token] = backwardRow;
    }

    /** Number of Chinese tokens. */
    int size() {
        return stems.length;
    }
}
