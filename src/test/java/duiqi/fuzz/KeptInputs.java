package duiqi.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Provides inputs that once caused a failure, in a folder for each target. */
final class KeptInputs {
    static final Path FOLDER = Path.of("src", "test", "resources", "fuzz");

    private KeptInputs() {}

    /** Returns the inputs of a target, sorted by name. */
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
