package duiqi.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Provides a folder for files to read, shared by all inputs. */
final class ScratchFolder {
    /** Folder of this process */
    static final ScratchFolder SCRATCH = new ScratchFolder();

    private final Path folder;

    private ScratchFolder() {
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

    /** Returns the folder, emptied. */
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

    /** Writes a file into the folder without emptying it, because emptying takes longer than most readers. */
    Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }
}
