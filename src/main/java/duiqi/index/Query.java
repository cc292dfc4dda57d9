package duiqi.index;

import java.util.List;

/**
 * What is looked up.
 *
 * @param side in which texts
 * @param text the text, letter for letter
 * @param tokens its tokens
 * @param before hash of the sentence before, or {@link TextHash#NONE}
 * @param after hash of the sentence after
 */
record Query(UnitSide side, String text, List<String> tokens, long before, long after) {
    Query {
        tokens = List.copyOf(tokens);
    }

    /** Neighbours are only known of sources, so the context of a target counts for nothing. */
    static Query of(UnitSide side, String text, Context context) {
        boolean hasContext = side == UnitSide.SOURCE;
        return new Query(
                side,
                text,
                Tokens.of(text),
                hasContext ? TextHash.of(context.before()) : TextHash.NONE,
                hasContext ? TextHash.of(context.after()) : TextHash.NONE);
    }

    /** How many neighbours of a unit are the same as here, 0 to 2. */
    int equalNeighbours(UnitRecord unit) {
        return (before != TextHash.NONE && before == unit.before() ? 1 : 0)
                + (after != TextHash.NONE && after == unit.after() ? 1 : 0);
    }
}
