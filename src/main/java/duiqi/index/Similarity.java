package duiqi.index;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much two texts resemble each other, as a translator is told.
 *
 * <p>Both are cut into {@link Tokens}, m and n of them. With d the least number of tokens to insert, delete or replace (Levenshtein
 * 1966), similarity is 1 - d / max(m, n), and the percentage 100 times that, rounded down. Two texts without tokens are alike.
 *
 * <p>100 is only for texts that are equal letter for letter. With one neighbour equal too it is 101, with both 102: the scale of
 * memoQ. Texts of the same tokens get 99, and so does what rounding down would bring higher than that.
 */
public final class Similarity {
    static final int SAME_TOKENS = 99;
    static final int EXACT = 100;
    static final int BOTH_NEIGHBOURS = 102;

    private Similarity() {}

    /**
     * Returns the similarity of two texts, 0 to 1. It takes memory and time in proportion to both lengths multiplied by 1/64.
     */
    public static double of(String one, String other) {
        NumberedTokens numbers = new NumberedTokens();
        int[] left = numbers.of(one);
        int[] right = numbers.of(other);
        return of(
                new EditDistance(left).to(right, right.length, Integer.MAX_VALUE), Math.max(left.length, right.length));
    }

    /**
     * @param distance d, at most {@code longer}
     * @param longer max(m, n)
     */
    static double of(int distance, int longer) {
        return longer == 0 ? 1 : (double) (longer - distance) / longer;
    }

    /** Returns the percentage of texts that are not of the same tokens. */
    static int fuzzyPercentage(int distance, int longer) {
        return (int) Math.min(SAME_TOKENS, 100L * (longer - distance) / longer);
    }

    /** Gives equal tokens the same number, in the order in which they are first seen. Not thread-safe. */
    static final class NumberedTokens {
        private final Map<String, Integer> numbers = new HashMap<>();

        int[] of(String text) {
            List<String> tokens = Tokens.of(text);
            int[] result = new int[tokens.size()];
            for (int i = 0; i < result.length; i++) {
                Integer next = numbers.size();
                Integer known = numbers.putIfAbsent(tokens.get(i), next);
                result[i] = known == null ? next : known;
            }
            return result;
        }
    }
}
