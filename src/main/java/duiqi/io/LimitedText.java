package duiqi.io;

import duiqi.text.FormatException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Limits how often a regular expression may read the characters of a text. It stops untrusted expressions that
 * backtrack exponentially. Not thread-safe; a subsequence has its own count.
 */
public final class LimitedText implements CharSequence {
    private final CharSequence text;
    private final Supplier<FormatException> refusal;
    private long remaining;

    /**
     * Creates a text with a limit.
     *
     * @param text the text to search
     * @param maxReads maximum number of character reads
     * @param refusal supplies the exception for a search that exceeds the limit. It is wrapped in an
     *     {@link UncheckedIOException}, because a search can throw no checked exception
     */
    public LimitedText(CharSequence text, long maxReads, Supplier<FormatException> refusal) {
        this.text = Objects.requireNonNull(text, "text");
        this.refusal = Objects.requireNonNull(refusal, "refusal");
        this.remaining = maxReads;
    }

    /**
     * Returns the exception for the limit. Callers that detect too deep recursion throw it before the limit is reached.
     */
    public UncheckedIOException refusal() {
        return new UncheckedIOException(refusal.get());
    }

    @Override
    public char charAt(int index) {
        if (--remaining < 0) {
            throw refusal();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new LimitedText(text.subSequence(start, end), remaining, refusal);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
