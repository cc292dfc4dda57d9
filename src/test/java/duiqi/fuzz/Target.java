package duiqi.fuzz;

import duiqi.text.FormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Describes a fuzz target: code that processes untrusted input.
 *
 * @param name name in {@code .ci/fuzz} and of folders
 * @param seeds initial inputs
 * @param body code that processes an input and checks the result
 */
record Target(String name, List<Seed> seeds, Body body) {
    /** Folder of the inputs that once caused a failure, in a folder for each target */
    static final Path KEPT = Path.of("src", "test", "resources", "fuzz");

    static final List<Target> ALL = Stream.of(DocumentTargets.all(), ExchangeTargets.all(), SettingTargets.all())
            .flatMap(List::stream)
            .toList();

    static Target named(String name) {
        return ALL.stream()
                .filter(target -> target.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown target \"" + name + "\"; use one of " + ALL));
    }

    /** Returns the inputs that once caused a failure, sorted by name. */
    List<Path> kept() {
        Path folder = KEPT.resolve(name);
        return Files.isDirectory(folder) ? Seed.files(folder) : List.of();
    }

    @FunctionalInterface
    interface Body {
        /**
         * Processes an input.
         *
         * @throws FormatException if the input is rejected, which is a valid result
         * @throws Exception any other exception is a finding
         */
        void take(byte[] input) throws Exception;
    }

    /**
     * Runs the target with an input.
     *
     * @throws Exception if the input is a finding
     */
    void show(byte[] input) throws Exception {
        try {
            body.take(input);
        } catch (FormatException rejected) {
            Laws.requireHelp(rejected);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
