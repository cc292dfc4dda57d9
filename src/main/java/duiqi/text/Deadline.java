package duiqi.text;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Limits the time of the work on one unit or one document, so that a text that repeats itself cannot keep a thread busy
 * for hours. The limits are so generous that real texts never reach them, on a slow machine too.
 *
 * <p>A deadline belongs to the current thread and needs no parameter. Loops whose work may grow faster than the text call
 * {@link #check}, and untrusted regular expressions search {@link #watched} texts. Without a deadline, both have no
 * effect. Thread-safe, since no thread sees the deadline of another.
 */
public final class Deadline {
    /** The time at which the work of a thread must have ended. */
    private static final ThreadLocal<Optional<Long>> END = ThreadLocal.withInitial(Optional::empty);

    /** Nanoseconds of a thread that no deadline counts. */
    private static final ThreadLocal<Long> UNCOUNTED = ThreadLocal.withInitial(() -> 0L);

    private Deadline() {}

    private static long now() {
        return System.nanoTime() - UNCOUNTED.get();
    }

    /** Does work that serves all units, such as the index of a large glossary. No deadline of this thread counts its time. */
    public static <T> T uncounted(Supplier<T> work) {
        Optional<Long> end = END.get();
        long start = now();
        END.set(Optional.empty());
        try {
            return work.get();
        } finally {
            END.set(end);
            UNCOUNTED.set(UNCOUNTED.get() + now() - start);
        }
    }

    /**
     * Does work within a time. An inner deadline replaces the outer one until it ends, and is never later.
     *
     * @return the result of the work
     * @throws ExpiredException if the work needs more time
     */
    public static <T> T within(Duration time, Supplier<T> work) {
        Optional<Long> outer = END.get();
        long end = now() + time.toNanos();
        END.set(Optional.of(outer.filter(earlier -> earlier - end < 0).orElse(end)));
        try {
            return work.get();
        } finally {
            END.set(outer);
        }
    }

    /**
     * Ends work whose deadline is over, or whose thread is interrupted.
     *
     * @throws ExpiredException if the current deadline is over
     */
    public static void check() {
        Optional<Long> end = END.get();
        if (end.isPresent() && (now() - end.get() > 0 || Thread.currentThread().isInterrupted())) {
            throw new ExpiredException();
        }
    }

    /**
     * Ends the work if there is a deadline. Call it in place of work that grows faster than the text, for example
     * the comparison of two long tables of numbers.
     *
     * @throws ExpiredException if there is a deadline
     */
    public static void giveUp() {
        if (END.get().isPresent()) {
            throw new ExpiredException();
        }
    }

    /** Returns the time up to the current deadline; zero if it is over or if there is none. */
    public static Duration left() {
        return END.get().map(end -> Duration.ofNanos(Math.max(0, end - now()))).orElse(Duration.ZERO);
    }

    /** Returns a text that checks the deadline while a regular expression searches it. */
    public static CharSequence watched(CharSequence text) {
        return END.get().isPresent() ? new WatchedText(text) : text;
    }

    /** Checks the deadline at some of the reads. */
    private static final class WatchedText implements CharSequence {
        private static final int READS = 1 << 12;

        private final CharSequence text;
        private int reads;

        private WatchedText(CharSequence text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++reads % READS == 0) {
                check();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    /** Reports that the time of some work is over. It has no stack trace, because it is expected. */
    public static final class ExpiredException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private ExpiredException() {
            super("takes too long", null, false, false);
        }
    }
}
