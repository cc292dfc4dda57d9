package duiqi.text;

import java.lang.management.ManagementFactory;
import java.time.Duration;
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
    /** The deadline of a thread, one object for all of its work, because checks set it a million times. */
    private static final ThreadLocal<Deadline> OF_THREAD = ThreadLocal.withInitial(Deadline::new);

    private boolean isSet;

    /** The time at which the work must have ended, if there is a deadline. */
    private long end;

    /** Nanoseconds that no deadline counts. */
    private long uncounted;

    private Deadline() {}

    private long now() {
        return System.nanoTime() - uncounted;
    }

    private <T> T during(boolean isLimited, long until, Supplier<T> work) {
        boolean wasSet = isSet;
        long outer = end;
        isSet = isLimited;
        end = until;
        try {
            return work.get();
        } finally {
            isSet = wasSet;
            end = outer;
        }
    }

    /** Does work that serves all units, such as the index of a large glossary. No deadline of this thread counts its time. */
    public static <T> T uncounted(Supplier<T> work) {
        Deadline own = OF_THREAD.get();
        long start = own.now();
        try {
            return own.during(false, 0, work);
        } finally {
            own.uncounted += own.now() - start;
        }
    }

    /**
     * Does work within a time. An inner deadline replaces the outer one until it ends, and is never later.
     *
     * @return the result of the work
     * @throws ExpiredException if the work needs more time
     */
    public static <T> T within(Duration time, Supplier<T> work) {
        Deadline own = OF_THREAD.get();
        long end = own.now() + time.toNanos();
        return own.during(true, own.isSet && own.end - end < 0 ? own.end : end, work);
    }

    /**
     * Ends work whose deadline is over, or whose thread is interrupted.
     *
     * @throws ExpiredException if the current deadline is over
     */
    public static void check() {
        Deadline own = OF_THREAD.get();
        if (own.isSet && (own.end - own.now() < 0 || Thread.currentThread().isInterrupted())) {
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
        if (OF_THREAD.get().isSet) {
            throw new ExpiredException();
        }
    }

    /** Returns the time up to the current deadline; zero if it is over or if there is none. */
    public static Duration left() {
        Deadline own = OF_THREAD.get();
        return own.isSet ? Duration.ofNanos(Math.max(0, own.end - own.now())) : Duration.ZERO;
    }

    /** Returns the time that the processor spent on the current thread. Other programs do not lengthen it. */
    public static Duration processorTime() {
        return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }

    /** Returns a text that checks the deadline while a regular expression searches it. */
    public static CharSequence watched(CharSequence text) {
        return OF_THREAD.get().isSet ? new WatchedText(text) : text;
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
