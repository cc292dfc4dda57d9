package duiqi.align;

/**
 * Which points of the grid between two texts a path may touch: for each number of Chinese segments passed, a range of numbers
 * of English segments passed. Both ends of the ranges never decrease, the first range holds 0, the last the whole.
 *
 * @param low by Chinese position 0 to n: the least English position
 * @param high by Chinese position 0 to n: the greatest English position, inclusive
 */
record Band(int[] low, int[] high) {
    Band {
        if (low.length != high.length || low[0] != 0) {
            throw new IllegalArgumentException("a band starts at 0 and has a range for each position");
        }
        for (int i = 0; i < low.length; i++) {
            boolean ordered = low[i] <= high[i];
            boolean rising = i == 0 || (low[i] >= low[i - 1] && high[i] >= high[i - 1] && low[i] <= high[i - 1]);
            if (!ordered || !rising) {
                throw new IllegalArgumentException("a band rises without gaps; position " + i + " does not");
            }
        }
    }

    /** Number of Chinese segments. */
    int rows() {
        return low.length - 1;
    }

    boolean contains(int i, int j) {
        return j >= low[i] && j <= high[i];
    }

    /** The first English segment that Chinese segment {@code i} may be compared with. */
    int first(int i) {
        return low[i];
    }

    /** One past the last English segment that Chinese segment {@code i} may be compared with. */
    int end(int i) {
        return high[i + 1];
    }
}
