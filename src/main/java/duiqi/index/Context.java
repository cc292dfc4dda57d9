package duiqi.index;

import java.util.Objects;
import java.util.Optional;

/**
 * Holds the sentences before and after the query, in its language.
 *
 * @param before the previous sentence as plain text, or empty at the start of a document or if unknown
 * @param after the next sentence as plain text, or empty at the end of a document or if unknown
 */
public record Context(Optional<String> before, Optional<String> after) {
    /** Context without known neighbours. */
    public static final Context NONE = new Context(Optional.empty(), Optional.empty());

    public Context {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }
}
