package duiqi.index;

import java.util.Objects;

/**
 * Which matches are wanted.
 *
 * @param minimum the least score after penalties, 0 to 102
 * @param limit how many at most, at least 1
 * @param penalties what to subtract
 */
public record SearchOptions(int minimum, int limit, Penalties penalties) {
    /** The five best from 70 on, as Trados and memoQ have it. */
    public static final SearchOptions STANDARD = new SearchOptions(70, 5, Penalties.STANDARD);

    public SearchOptions {
        if (minimum < 0 || minimum > Similarity.BOTH_NEIGHBOURS) {
            throw new IllegalArgumentException("the least score is 0 to 102, not " + minimum);
        }
        if (limit < 1) {
            throw new IllegalArgumentException("at least one match must be wanted, not " + limit);
        }
        Objects.requireNonNull(penalties, "penalties");
    }
}
