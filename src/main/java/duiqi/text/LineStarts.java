package duiqi.text;

import java.util.Arrays;

/**
 * Converts offsets in a text to line and column, with columns in code points. A line ends with LF, CR or CR LF.
 * Immutable.
 */
public final class LineStarts {
    private final int[] lineStarts;

    /** Offsets of low surrogates, to convert columns from UTF-16 units to code points. */
    private final int[] secondHalves;

    public LineStarts(CharSequence text) {
        int[] starts = new int[16];
        int[] halves = new int[16];
        int lines = 1;
        int pairs = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
                starts = roomFor(lines, starts);
                starts[lines++] = i + 1;
            } else if (i > 0 && Character.isSurrogatePair(text.charAt(i - 1), c)) {
                halves = roomFor(pairs, halves);
                halves[pairs++] = i;
            }
        }
        lineStarts = Arrays.copyOf(starts, lines);
        secondHalves = Arrays.copyOf(halves, pairs);
    }

    private static int[] roomFor(int index, int[] numbers) {
        return index < numbers.length ? numbers : Arrays.copyOf(numbers, 2 * numbers.length);
    }

    /** Returns the number of lines, at least one. */
    public int count() {
        return lineStarts.length;
    }

    /** Returns the line of an offset, from 1. */
    public int line(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** Returns the column of an offset in its line, from 1. */
    public int column(int offset) {
        int start = lineStarts[line(offset) - 1];
        return offset - start - (halvesBefore(offset) - halvesBefore(start)) + 1;
    }

    private int halvesBefore(int offset) {
        int found = Arrays.binarySearch(secondHalves, offset);
        return found >= 0 ? found : -found - 1;
    }
}
