package duiqi.app;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets a write that has begun come to its end when an interrupt ends the program, so that no temporary file is left. An interrupt does
 * not unwind the threads of a Java program; the exit only waits for its hooks. There is one for the process, as there is one exit.
 * Thread-safe.
 */
public final class UninterruptibleWrite {
    private static final ReentrantLock WRITING = new ReentrantLock();

    private UninterruptibleWrite() {}

    /** A write. */
    @FunctionalInterface
    public interface Write {
        /** Writes. */
        void run() throws IOException;
    }

    /** Writes, and keeps the exit waiting meanwhile. */
    public static void run(Write write) throws IOException {
        WRITING.lock();
        try {
            write.run();
        } finally {
            WRITING.unlock();
        }
    }

    /**
     * Waits for a write at hand. When it has ended, no other thread begins one.
     *
     * @return whether the write ended in time
     */
    public static boolean awaitEnd(Duration patience) {
        try {
            return WRITING.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            return false;
        }
    }
}
