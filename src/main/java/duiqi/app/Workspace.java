package duiqi.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * Holds the environment of duiqi: folder, clock, cache and message listener. Immutable. Only {@link #standard()} and
 * {@link #user()} read the environment of the process.
 *
 * @param folder the folder of the project, which contains {@code duiqi.toml}, {@code tm} and {@code glossary}
 * @param clock the clock for the dates in memories
 * @param cache the folder for indexes, which may be missing; empty for none
 * @param input the standard input, for documents named {@code -}
 * @param messages receives warnings and progress
 */
public record Workspace(Path folder, Clock clock, Optional<Path> cache, InputStream input, Messages messages) {
    /** {@return the name of the user in the system; empty if unknown} */
    public Optional<String> user() {
        return Optional.ofNullable(System.getProperty("user.name")).filter(name -> !name.isBlank());
    }

    /** Receives warnings, notes and progress messages. Several threads may call it at the same time. */
    @FunctionalInterface
    public interface Messages {
        /**
         * Receives a problem that does not stop the work.
         *
         * @param message one line, {@code location: problem; remedy}
         */
        void warn(String message);

        /**
         * Receives a note for the user. The default implementation ignores it.
         *
         * @param message one line
         */
        default void note(String message) {}

        /**
         * Receives a message when a step that takes some time begins. The default implementation ignores it.
         *
         * @param message one line
         */
        default void progress(String message) {}

        /**
         * Receives the current work, often. The default implementation ignores it.
         *
         * @param what a clause without a period
         */
        default void working(String what) {}
    }

    /**
     * {@return the workspace of this process: the current folder, the system clock and the cache folder of the user} Its
     * listener ignores all messages.
     */
    public static Workspace standard() {
        Function<String, Optional<String>> variable =
                name -> Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
        return new Workspace(Path.of(""), Clock.systemUTC(), cacheFolder(variable), System.in, message -> {});
    }

    /**
     * {@return a copy of this workspace with the given project folder}
     *
     * @param project the folder with {@code duiqi.toml}, {@code tm} and {@code glossary}
     */
    public Workspace in(Path project) {
        return new Workspace(project, clock, cache, input, messages);
    }

    /**
     * {@return a copy of this workspace with the given clock}
     *
     * @param other the clock for the dates in memories
     */
    public Workspace with(Clock other) {
        return new Workspace(folder, other, cache, input, messages);
    }

    /**
     * {@return a copy of this workspace with the given cache folder}
     *
     * @param other the folder for indexes, which may be missing
     */
    public Workspace withCache(Path other) {
        return new Workspace(folder, clock, Optional.of(other), input, messages);
    }

    /**
     * {@return a copy of this workspace with the given listener}
     *
     * @param other receives warnings and progress
     */
    public Workspace with(Messages other) {
        return new Workspace(folder, clock, cache, input, other);
    }

    /** Returns whether the process ends because of a signal. */
    static boolean isEnding() {
        Thread hook = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            Runtime.getRuntime().removeShutdownHook(hook);
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }

    /**
     * {@return the cache folder of duiqi, according to the XDG Base Directory Specification or Windows; empty if the user
     * has no home folder}
     *
     * @param variable looks up an environment variable
     */
    public static Optional<Path> cacheFolder(Function<String, Optional<String>> variable) {
        return variable.apply("XDG_CACHE_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .or(() -> variable.apply("LOCALAPPDATA").map(Path::of))
                .or(() -> variable.apply("HOME").map(home -> Path.of(home, ".cache")))
                .map(caches -> caches.resolve("duiqi"));
    }

    /** {@return the folder for the indexes of memories in folders that duiqi cannot write} */
    public Path indexes() {
        return cache.map(folder -> folder.resolve("index"))
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "duiqi-index"));
    }

    /**
     * Delays the exit of the process until running writes are complete, so that an interrupt leaves no temporary file. On
     * an interrupt, Java does not unwind threads; it only waits for shutdown hooks. The lock is global because a process
     * has one exit. Thread-safe.
     */
    public static final class UninterruptibleWrite {
        /**
         * Writes share the read lock, because one write may wait for a file that another has locked. The exit takes the
         * write lock.
         */
        private static final ReadWriteLock EXIT = new ReentrantReadWriteLock();

        private UninterruptibleWrite() {}

        /** Writes files. */
        @FunctionalInterface
        public interface Write {
            /**
             * Writes all files, or throws and leaves none.
             *
             * @throws IOException if a file cannot be written
             */
            void run() throws IOException;
        }

        /**
         * Runs a write. The process does not exit before the write ends.
         *
         * @param write the write to complete
         * @throws IOException if the write throws it
         */
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
}
