package duiqi.align;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Holds the expected counts of the stems in the whole corpus or in a part, in units of the counts. Immutable.
 *
 * @param words by stem: expected count of its generation by words
 * @param characters by stem: expected count of its generation by characters
 */
public record StemTotals(long[] words, long[] characters) implements Serializable {
    public static final StemTotals NONE = new StemTotals(new long[0], new long[0]);

    public StemTotals plus(StemTotals other) {
        return new StemTotals(sum(words, other.words), sum(characters, other.characters));
    }

    private static long[] sum(long[] one, long[] other) {
        long[] sum = Arrays.copyOf(one, Math.max(one.length, other.length));
        for (int stem = 0; stem < other.length; stem++) {
            sum[stem] += other[stem];
        }
        return sum;
    }

    double occurrences(boolean isCharacter, int stem) {
        return (isCharacter ? characters : words)[stem] / ExpectedCounts.UNIT;
    }
}
