package duiqi.app;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Lets a write that has begun come to its end when an interrupt ends the program, so that no temporary file is left. An interrupt does
 * not unwind the threads of a Java program; the exit only waits for its hooks. There is one for the process, as there is one exit.
 * Thread-safe.
 */
public final class UninterruptibleWrite {
    /** Writes share the lock, since one may wait for a file that another has locked; the exit takes it alone. */
    private static final ReadWriteLock EXIT = new ReentrantReadWriteLock();

    private UninterruptibleWrite() {}

    /** A write. */
    @FunctionalInterface
    public interface Write {
        /** Writes. */
        void run() throws IOException;
    }

    /** Writes, and keeps the exit waiting meanwhile. */
    public static void run(Write write) throws IOException {
        EXIT.readLock().lock();
        try {
            write.run();
        } finally {
            EXIT.readLock().unlock();
        }
    }

    /**
     * Waits for the writes at hand. When they have ended, no thread begins another.
     *
     * @return whether they ended in time
     */
    public static boolean awaitEnd(Duration patience) {
        try {
            return EXIT.writeLock().tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            return false;
        }
    }
}
