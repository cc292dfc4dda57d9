package duiqi.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for what is read from files, the same for all inputs. */
final class ScratchFolder {
    private final Path folder;

    ScratchFolder() {
        try {
            folder = Files.createTempDirectory("duiqi-fuzz");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                empty();
                Files.delete(folder);
            } catch (IOException leftForTheSystem) {
                return;
            }
        }));
    }

    Path path() {
        return folder;
    }

    /** The folder with nothing in it. */
    Path empty() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.filter(path -> !path.equals(folder))
                    .sorted(Comparator.reverseOrder())
                    .toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
        return folder;
    }

    /** A file in the folder, beside what is there, since emptying takes longer than most readers do. */
    Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }
}
