package duiqi.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets a write that has begun come to its end when an interrupt ends the program, so that no temporary file is left. An interrupt
 * does not unwind the threads of a Java program; it only waits for what is to be done at the exit. One for the process, as its exit
 * is. Safe for threads.
 */
final class UninterruptibleWrite {
    private static final ReentrantLock WRITING = new ReentrantLock();

    private UninterruptibleWrite() {}

    /** A write that says what it has written. */
    @FunctionalInterface
    interface Write {
        String run() throws IOException;
    }

    /** Writes, and keeps the exit waiting meanwhile. */
    static String run(Write write) throws IOException {
        WRITING.lock();
        try {
            return write.run();
        } finally {
            WRITING.unlock();
        }
    }

    /**
     * Waits for a write at hand. When it has ended, no other thread begins one.
     *
     * @return whether the write ended in time
     */
    static boolean awaitEnd(Duration patience) {
        try {
            return WRITING.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            return false;
        }
    }
}
