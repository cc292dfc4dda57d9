package duiqi.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An input to begin with.
 *
 * @param name tells it from the others of its target
 * @param content makes it, when it is wanted
 */
record Seed(String name, Content content) {
    private static final List<Path> FOLDERS = List.of(
            Path.of("src", "test", "resources", "golden"),
            Path.of("tm"),
            Path.of("glossary"),
            Path.of("src", "main", "resources"));

    /** Larger files are slow to change and hold nothing that smaller ones do not. */
    private static final long MAX_SIZE = 16_000;

    /** Reads or makes the bytes. */
    @FunctionalInterface
    interface Content {
        byte[] bytes() throws IOException;
    }

    static Seed of(String name, String text) {
        return new Seed(name, () -> text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Small files of this project.
     *
     * @param glob path below the folders of examples, as {@code reader/*.srt}; the file name alone may be given for those in any
     */
    static List<Seed> files(String glob) {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:{**/,}" + glob);
        List<Seed> seeds = new ArrayList<>();
        for (Path folder : FOLDERS) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(matcher::matches)
                        .filter(Files::isRegularFile)
                        .sorted()
                        .toList()) {
                    if (Files.size(file) <= MAX_SIZE) {
                        seeds.add(new Seed(file.getFileName().toString(), () -> Files.readAllBytes(file)));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return seeds;
    }

    /** Small documents of this project that are folders in a zip file, taken apart. */
    static List<Seed> zips(String glob) {
        return files(glob).stream()
                .map(zip -> new Seed(zip.name(), () -> Parts.ofZip(zip.content().bytes())))
                .toList();
    }
}
