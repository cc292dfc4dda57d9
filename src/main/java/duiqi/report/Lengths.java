package duiqi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How long the two sides of pairs are, in characters. Lengths are counted in steps of half a doubling, so that any number of pairs needs
 * the same memory. Not thread-safe.
 */
final class Lengths {
    /** Steps on either side: the last holds what has 2,897 characters (the square root of 2 to the 23rd) and more. */
    static final int STEPS = 24;

    private final long[][] pairs = new long[STEPS][STEPS];
    private long most;

    /**
     * Pairs whose Chinese is about as long.
     *
     * @param from the least characters of the Chinese
     * @param count of pairs
     * @param low a tenth of them have English below the step that begins with so many characters
     * @param middle half of them
     * @param high nine tenths of them
     */
    record Line(int from, long count, int low, int middle, int high) {}

    /** Counts a pair, neither side of which is empty. */
    void add(String chinese, String english) {
        long now = ++pairs[step(characters(chinese))][step(characters(english))];
        most = Math.max(most, now);
    }

    private static int characters(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The step that a length is in: twice its logarithm to the base 2, rounded down. */
    static int step(int length) {
        return Math.min(STEPS - 1, (int) Math.floor(2 * Math.log(Math.max(1, length)) / Math.log(2) + 1e-9));
    }

    /** The least length of a step, in whole characters. */
    static int from(int step) {
        return (int) Math.ceil(Math.pow(2, step / 2.0) - 1e-9);
    }

    long pairs(int chinese, int english) {
        return pairs[chinese][english];
    }

    /** Pairs in the fullest cell. */
    long most() {
        return most;
    }

    /** By length of the Chinese, the shortest first; steps without pairs are left out. */
    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            long[] row = pairs[i];
            long count = 0;
            for (long cell : row) {
                count += cell;
            }
            if (count > 0) {
                lines.add(new Line(
                        from(i), count, below(row, 0.1 * count), below(row, 0.5 * count), below(row, 0.9 * count)));
            }
        }
        return lines;
    }

    private static int below(long[] row, double share) {
        long passed = 0;
        int step = 0;
        while (step < STEPS - 1 && passed + row[step] < share) {
            passed += row[step];
            step++;
        }
        return from(step);
    }

    /** What the picture shows, in words. */
    String words() {
        return lines().stream()
                .map(line -> "Chinese from " + line.from() + " with English from " + line.middle())
                .collect(Collectors.joining(", ", "Lengths of the two sides, in characters, at the middle pair: ", ""));
    }
}
