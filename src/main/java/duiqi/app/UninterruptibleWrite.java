package duiqi.app;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Delays the exit of the process until running writes are complete, so that an interrupt leaves no temporary file. On
 * an interrupt, Java does not unwind threads; it only waits for shutdown hooks. The lock is global because a process
 * has one exit. Thread-safe.
 */
public final class UninterruptibleWrite {
    /**
     * Writes share the read lock, because one write may wait for a file that another has locked. The exit takes the
     * write lock.
     */
    private static final ReadWriteLock EXIT = new ReentrantReadWriteLock();

    private UninterruptibleWrite() {}

    /** Writes files. */
    @FunctionalInterface
    public interface Write {
        void run() throws IOException;
    }

    /** Runs a write. The process does not exit before the write ends. */
    public static void run(Write write) throws IOException {
        EXIT.readLock().lock();
        try {
            write.run();
        } finally {
            EXIT.readLock().unlock();
        }
    }

    /**
     * Waits for the running writes. After they have ended, no thread can start another write.
     *
     * @param patience the maximum time to wait
     * @return true if the writes ended in time
     */
    public static boolean awaitEnd(Duration patience) {
        try {
            return EXIT.writeLock().tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            return false;
        }
    }
}
