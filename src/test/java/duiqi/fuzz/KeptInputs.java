package duiqi.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Inputs that once broke something, in a folder for each target. */
final class KeptInputs {
    static final Path FOLDER = Path.of("src", "test", "resources", "fuzz");

    private KeptInputs() {}

    /** Those of a target, by name. */
    static List<Path> of(String target) throws IOException {
        Path folder = FOLDER.resolve(target);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
