package duiqi.text;

import java.util.Arrays;
import java.util.List;

/**
 * Finds a longest increasing subsequence in O(n log n) steps (Knuth, The Art of Computer Programming 3, 5.1.4; Fredman
 * 1975).
 */
public final class LongestIncreasing {
    private LongestIncreasing() {}

    /**
     * Returns the indices of the values in the subsequence, in order.
     *
     * @param values distinct values
     */
    public static List<Integer> of(int[] values) {
        int[] before = new int[values.length];
        // For each length, the last value of the best chain and the index of that value.
        int[] ends = new int[values.length];
        int[] indices = new int[values.length];
        int length = 0;
        for (int i = 0; i < values.length; i++) {
            int at = -Arrays.binarySearch(ends, 0, length, values[i]) - 1;
            before[i] = at == 0 ? -1 : indices[at - 1];
            ends[at] = values[i];
            indices[at] = i;
            length = Math.max(length, at + 1);
        }
        Integer[] chain = new Integer[length];
        for (int k = length - 1, i = length == 0 ? -1 : indices[length - 1]; k >= 0; k--, i = before[i]) {
            chain[k] = i;
        }
        return List.of(chain);
    }
}
