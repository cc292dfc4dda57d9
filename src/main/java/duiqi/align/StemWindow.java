package duiqi.align;

import java.util.Arrays;

/**
 * The stems of some neighbouring English segments, numbered among themselves in the order in which they first occur.
 *
 * <p>A common Chinese token has thousands of stems in its table row, of which a few occur near any one segment. What is kept by
 * number here and not by stem stays small, and the others are passed over by one look at an array. Not thread-safe.
 */
final class StemWindow {
    static final int ABSENT = -1;

    private final TokenView stems;

    /** By stem. */
    private final int[] numbers;

    /** By number. */
    private int[] present = new int[256];

    private int size;
    private int[] tokens = new int[1024];
    private int tokenCount;

    StemWindow(TokenView stems) {
        this.stems = stems;
        numbers = new int[stems.size()];
        Arrays.fill(numbers, ABSENT);
    }

    /** Holds the English segments {@code first} to {@code end - 1} from now on. */
    void move(int first, int end) {
        for (int number = 0; number < size; number++) {
            numbers[present[number]] = ABSENT;
        }
        size = 0;
        tokenCount = 0;
        for (int j = first; j < end; j++) {
            for (int stem : stems.tokens(j)) {
                if (tokenCount == tokens.length) {
                    tokens = Arrays.copyOf(tokens, tokenCount * 2);
                }
                tokens[tokenCount++] = number(stem);
            }
        }
    }

    private int number(int stem) {
        if (numbers[stem] == ABSENT) {
            if (size == present.length) {
                present = Arrays.copyOf(present, size * 2);
            }
            present[size] = stem;
            numbers[stem] = size++;
        }
        return numbers[stem];
    }

    /** How many different stems there are. */
    int size() {
        return size;
    }

    /** The number of a stem, or {@link #ABSENT}. */
    int find(int stem) {
        return numbers[stem];
    }

    /** The number of the stem at a place, counted in tokens from the first segment on. */
    int at(int place) {
        return tokens[place];
    }
}
