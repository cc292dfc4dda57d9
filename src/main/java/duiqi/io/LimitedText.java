package duiqi.io;

import duiqi.text.FormatException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A text for a regular expression that a stranger may have written: it lets its characters be looked at only so often. An
 * expression that tries ever new ways to match ends there, and not after years. Not thread-safe; a part of it counts for itself.
 */
public final class LimitedText implements CharSequence {
    private final CharSequence text;
    private final Supplier<FormatException> refusal;
    private long left;

    /**
     * @param text what is searched
     * @param looks how often its characters may be looked at, all together
     * @param refusal what is thrown behind that, in an {@link UncheckedIOException}, since a search lets nothing else pass
     */
    public LimitedText(CharSequence text, long looks, Supplier<FormatException> refusal) {
        this.text = Objects.requireNonNull(text, "text");
        this.refusal = Objects.requireNonNull(refusal, "refusal");
        this.left = looks;
    }

    /** Returns what is thrown at the limit; for who finds that a search has gone too deep before. */
    public UncheckedIOException refusal() {
        return new UncheckedIOException(refusal.get());
    }

    @Override
    public char charAt(int index) {
        if (--left < 0) {
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
        return new LimitedText(text.subSequence(start, end), left, refusal);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
