package duiqi.cli;

import java.nio.file.Path;
import java.util.Optional;

/** Where programs keep what they can do without (XDG Base Directory Specification). */
final class CacheFolder {
    private CacheFolder() {}

    /**
     * A folder of this program there, which need not exist; nowhere for users without a home.
     *
     * @param name what is kept in it
     */
    static Optional<Path> of(Console console, String name) {
        return console.variable("XDG_CACHE_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .or(() -> console.variable("HOME").map(home -> Path.of(home, ".cache")))
                .map(folder -> folder.resolve("duiqi").resolve(name));
    }
}
