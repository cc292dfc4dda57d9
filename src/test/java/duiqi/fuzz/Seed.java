package duiqi.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds an initial input for fuzzing.
 *
 * @param name name, unique within the target
 * @param content provider of the bytes
 */
record Seed(String name, Content content) {
    private static final List<Path> FOLDERS = List.of(
            Path.of("src", "test", "resources", "golden"),
            Path.of("tm"),
            Path.of("glossary"),
            Path.of("src", "main", "resources"));

    /** Maximum size of seed files. Larger files are slow to mutate and find no additional errors. */
    private static final long MAX_SIZE = 24_000;

    @FunctionalInterface
    interface Content {
        byte[] bytes() throws IOException;
    }

    static Seed of(String name, String text) {
        return new Seed(name, () -> text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns small files of this project as seeds.
     *
     * @param glob path below the folders of examples, as {@code reader/*.srt}, or a file name for files in any of these
     *     folders
     */
    static List<Seed> files(String glob) {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:{**/,}" + glob);
        return FOLDERS.stream()
                .flatMap(folder -> files(folder).stream())
                .filter(file -> matcher.matches(file) && file.toFile().length() <= MAX_SIZE)
                .map(file -> new Seed(file.getFileName().toString(), () -> Files.readAllBytes(file)))
                .toList();
    }

    /** Returns the files under a folder in order. */
    static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns small zip documents of this project as seeds, split into parts. */
    static List<Seed> zips(String glob) {
        return files(glob).stream()
                .map(zip -> new Seed(zip.name(), () -> Parts.ofZip(zip.content().bytes())))
                .toList();
    }
}
