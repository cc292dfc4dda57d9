package duiqi.app;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Holds the environment of duiqi: folder, clock, cache and message listener. Immutable. Only {@link #standard()} reads
 * the environment of the process.
 *
 * @param folder the folder of the project, which contains {@code duiqi.toml}, {@code tm} and {@code glossary}
 * @param clock the clock for the dates in memories
 * @param cache the folder for indexes and vectors, which may be missing; empty for none
 * @param encoderKey the API key of the encoder server; empty for none
 * @param input the standard input, for documents named {@code -}
 * @param messages receives warnings and progress
 */
public record Workspace(
        Path folder,
        Clock clock,
        Optional<Path> cache,
        Optional<String> encoderKey,
        InputStream input,
        Messages messages) {
    public Workspace {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(messages, "messages");
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
    }

    /**
     * Returns the workspace of this process: the current folder, the system clock and the cache folder of the user. Its
     * listener ignores all messages.
     */
    public static Workspace standard() {
        Function<String, Optional<String>> variable =
                name -> Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
        return new Workspace(
                Path.of(""),
                Clock.systemUTC(),
                cacheFolder(variable),
                variable.apply("DUIQI_API_KEY"),
                System.in,
                message -> {});
    }

    /** Returns a copy of this workspace with the given project folder. */
    public Workspace in(Path project) {
        return new Workspace(project, clock, cache, encoderKey, input, messages);
    }

    /** Returns a copy of this workspace with the given clock. */
    public Workspace with(Clock other) {
        return new Workspace(folder, other, cache, encoderKey, input, messages);
    }

    /** Returns a copy of this workspace with the given cache folder. */
    public Workspace withCache(Path other) {
        return new Workspace(folder, clock, Optional.of(other), encoderKey, input, messages);
    }

    /** Returns a copy of this workspace with the given listener. */
    public Workspace with(Messages other) {
        return new Workspace(folder, clock, cache, encoderKey, input, other);
    }

    /**
     * Returns the cache folder of duiqi, according to the XDG Base Directory Specification; empty if the user has no
     * home folder.
     *
     * @param variable looks up an environment variable
     */
    public static Optional<Path> cacheFolder(Function<String, Optional<String>> variable) {
        return variable.apply("XDG_CACHE_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .or(() -> variable.apply("HOME").map(home -> Path.of(home, ".cache")))
                .map(caches -> caches.resolve("duiqi"));
    }

    /** Returns the folder for the indexes of memories in folders that duiqi cannot write. */
    public Path indexes() {
        return cache.map(folder -> folder.resolve("index"))
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "duiqi-index"));
    }
}
