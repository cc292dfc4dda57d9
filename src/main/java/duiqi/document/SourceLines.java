package duiqi.document;

import java.util.Arrays;

/**
 * Finds line and column of an offset in a text, columns in code points. A line ends with LF, CR or CR LF. Immutable.
 */
final class SourceLines {
    private final int[] lineStarts;

    /** Offsets of the second halves of surrogate pairs: what a column counted in UTF-16 units has too much. */
    private final int[] secondHalves;

    SourceLines(CharSequence text) {
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

    /** How many lines there are; at least one. */
    int count() {
        return lineStarts.length;
    }

    /** Line of an offset, from 1. */
    int line(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** Column of an offset in its line, from 1. */
    int column(int offset) {
        int start = lineStarts[line(offset) - 1];
        return offset - start - (halvesBefore(offset) - halvesBefore(start)) + 1;
    }

    private int halvesBefore(int offset) {
        int found = Arrays.binarySearch(secondHalves, offset);
        return found >= 0 ? found : -found - 1;
    }
}
