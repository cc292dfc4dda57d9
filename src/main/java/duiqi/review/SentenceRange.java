package duiqi.review;

import java.util.ArrayList;
import java.util.List;

/**
 * Sentences of one side of a bead that follow each other in the text, as many as do. Immutable.
 *
 * @param bead number of the bead among all
 * @param from number of the first sentence in its text
 * @param to number after that of the last
 */
record SentenceRange(int bead, int from, int to) {
    int size() {
        return to - from;
    }

    /**
     * The runs of one side.
     *
     * @param positions of the sentences in their text, increasing
     */
    static List<SentenceRange> of(int bead, int[] positions) {
        if (positions.length == 0) {
            return List.of();
        }
        List<SentenceRange> runs = new ArrayList<>(1);
        int first = 0;
        for (int k = 1; k <= positions.length; k++) {
            if (k == positions.length || positions[k] != positions[k - 1] + 1) {
                runs.add(new SentenceRange(bead, positions[first], positions[k - 1] + 1));
                first = k;
            }
        }
        return runs;
    }
}
