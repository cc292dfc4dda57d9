package duiqi.app;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The surroundings of the work: folder, time, cache and listener. Immutable. {@link #standard()} alone asks the process for them.
 *
 * @param folder the folder of the project, which holds {@code duiqi.toml}, {@code tm} and {@code glossary}
 * @param clock the time that memories record
 * @param cache the folder for indexes and vectors, which need not exist; empty for none
 * @param encoderKey the key that the server of an encoder asks for
 * @param input standard input, for documents named {@code -}
 * @param messages hears what the work warns of
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

    /** Hears of problems and progress. Called by several threads at once. */
    @FunctionalInterface
    public interface Messages {
        /** Hears of a problem that does not end the work. */
        void warn(String message);

        /** Hears of a fact that a user wants to know. */
        default void note(String message) {}

        /** Hears that the work takes a while now. */
        default void progress(String message) {}
    }

    /** Returns the surroundings of this process: its folder, its clock and its cache. Warnings are dropped. */
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

    /** Returns the same surroundings with another folder of the project. */
    public Workspace in(Path project) {
        return new Workspace(project, clock, cache, encoderKey, input, messages);
    }

    /** Returns the same surroundings with another clock. */
    public Workspace with(Clock other) {
        return new Workspace(folder, other, cache, encoderKey, input, messages);
    }

    /** Returns the same surroundings with another cache folder. */
    public Workspace withCache(Path other) {
        return new Workspace(folder, clock, Optional.of(other), encoderKey, input, messages);
    }

    /** Returns the same surroundings with another listener. */
    public Workspace with(Messages other) {
        return new Workspace(folder, clock, cache, encoderKey, input, other);
    }

    /**
     * Returns the cache folder of duiqi by the XDG Base Directory Specification; empty for users without a home.
     *
     * @param variable looks up a variable of the environment
     */
    public static Optional<Path> cacheFolder(Function<String, Optional<String>> variable) {
        return variable.apply("XDG_CACHE_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .or(() -> variable.apply("HOME").map(home -> Path.of(home, ".cache")))
                .map(caches -> caches.resolve("duiqi"));
    }

    /** Returns the folder for indexes of memories whose own folder cannot be written. */
    public Path indexes() {
        return cache.map(folder -> folder.resolve("index"))
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "duiqi-index"));
    }
}
