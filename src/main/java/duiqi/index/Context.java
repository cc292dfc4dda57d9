package duiqi.index;

import java.util.Objects;
import java.util.Optional;

/**
 * The source sentences beside the one that is looked up.
 *
 * @param before the sentence before, plain text; empty at the beginning of a document or when not known
 * @param after the sentence after
 */
public record Context(Optional<String> before, Optional<String> after) {
    /** Nothing is known of the neighbours. */
    public static final Context NONE = new Context(Optional.empty(), Optional.empty());

    public Context {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }
}
