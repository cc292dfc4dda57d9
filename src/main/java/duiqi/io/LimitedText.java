package duiqi.io;

import duiqi.text.FormatException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Limits how often a regular expression may read the characters of a text. It stops untrusted expressions that
 * backtrack exponentially. Not thread-safe; a subsequence has its own count.
 *
 * <p>duiqi limits Java expressions instead of using an engine that needs no limits, for example RE2/J: SRX rules,
 * glossaries and settings need look-around, and references to groups.
 */
public final class LimitedText implements CharSequence {
    /** Number of reads between two looks at the allowance. */
    private static final long PORTION = 1_000;

    private final CharSequence text;
    private final Allowance allowance;
    private final Supplier<FormatException> refusal;

    /** Reads of this text after the current portion. */
    private long remaining;

    /** Reads until the next look at the allowance. */
    private long portion;

    private LimitedText(CharSequence text, long maxReads, Allowance allowance, Supplier<FormatException> refusal) {
        this.text = Objects.requireNonNull(text, "text");
        this.allowance = allowance;
        this.refusal = Objects.requireNonNull(refusal, "refusal");
        this.portion = Math.min(maxReads, 2L * text.length() + 100);
        this.remaining = maxReads - portion;
    }

    /**
     * Creates a text with a limit.
     *
     * @param text the text to search
     * @param maxReads maximum number of character reads
     * @param refusal supplies the exception for a search that exceeds the limit. It is wrapped in an
     *     {@link UncheckedIOException}, because a search can throw no checked exception
     */
    public LimitedText(CharSequence text, long maxReads, Supplier<FormatException> refusal) {
        this(text, maxReads, new Allowance(Long.MAX_VALUE / 2, 0), refusal);
    }

    /**
     * Limits the reads of an expression in all texts of a run. The limit grows with the texts, so that normal
     * expressions never reach it. Otherwise an expression that is a little below the limit of a text could take hours
     * in many texts. Thread-safe.
     */
    public static final class Allowance {
        private final long perCharacter;
        private final AtomicLong reads;

        /**
         * Creates an allowance.
         *
         * @param reads reads in any texts
         * @param perCharacter additional reads for each character of a text; the first two are always allowed
         */
        public Allowance(long reads, long perCharacter) {
            this.reads = new AtomicLong(reads);
            this.perCharacter = perCharacter;
        }

        /** Returns the next text of the run with its own limit, as in {@link LimitedText#LimitedText}. */
        public LimitedText next(CharSequence text, long maxReads, Supplier<FormatException> refusal) {
            reads.addAndGet(perCharacter * text.length());
            return new LimitedText(text, maxReads, this, refusal);
        }

        /** Uses reads for work without a text. */
        public void spend(long used) {
            reads.addAndGet(-used);
        }

        /** Returns whether the run has used all reads. */
        public boolean isSpent() {
            return reads.get() < 0;
        }
    }

    /**
     * Compiles an untrusted expression whose searches this class can limit. It rejects expressions that can work for
     * long without reading a character, for example {@code (|){60}}.
     *
     * @throws PatternSyntaxException if the expression is invalid, too long, nested too deeply, or cannot be limited
     */
    public static Pattern compile(String expression, int flags) {
        if (expression.length() > SilentWork.MAX_LENGTH) {
            throw new PatternSyntaxException(
                    "has more than " + SilentWork.MAX_LENGTH + " characters", expression.substring(0, 40), -1);
        }
        try {
            Pattern pattern = Pattern.compile(expression, flags);
            new SilentWork(expression).check();
            return pattern;
        } catch (StackOverflowError tooDeep) {
            throw new PatternSyntaxException("has too many nested groups", expression, -1);
        }
    }

    /**
     * Returns the exception for the limit. Callers that detect too deep recursion throw it before the limit is reached.
     */
    public UncheckedIOException refusal() {
        return new UncheckedIOException(refusal.get());
    }

    @Override
    public char charAt(int index) {
        if (--portion < 0) {
            takePortion();
        }
        return text.charAt(index);
    }

    private void takePortion() {
        if (remaining <= 0 || allowance.isSpent()) {
            throw refusal();
        }
        long taken = Math.min(remaining, PORTION);
        allowance.spend(taken);
        remaining -= taken;
        portion = taken - 1;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new LimitedText(text.subSequence(start, end), remaining + Math.max(0, portion), allowance, refusal);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
