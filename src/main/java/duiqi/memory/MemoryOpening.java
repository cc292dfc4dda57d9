package duiqi.memory;

import duiqi.index.MemoryIndex;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Opens the memories of some places once more while other programs write them: what is being written stays as it was opened before,
 * and all else is taken up. Good for one opening. Not thread-safe.
 */
final class MemoryOpening {
    private final List<OpenedMemory> before;
    private final Set<Path> unsettled;
    private final Path elsewhere;
    private final Clock clock;
    private final TranslationMemory.Watcher watcher;
    private final List<OpenedMemory> opened = new ArrayList<>();
    private final Set<Path> held = new HashSet<>();

    /**
     * Prepares.
     *
     * @param before what was open
     * @param unsettled files that are not looked at, since they are being written
     * @param elsewhere where to put indexes whose own folder cannot be written
     */
    MemoryOpening(
            List<OpenedMemory> before,
            Set<Path> unsettled,
            Path elsewhere,
            Clock clock,
            TranslationMemory.Watcher watcher) {
        this.before = before;
        this.unsettled = unsettled;
        this.elsewhere = elsewhere;
        this.clock = clock;
        this.watcher = watcher;
    }

    /** What is open now. */
    List<OpenedMemory> opened() {
        return List.copyOf(opened);
    }

    /** The files that are as they were before, or are missing, since they were being written. */
    Set<Path> held() {
        return Set.copyOf(held);
    }

    /**
     * Opens a folder of memories, or a memory.
     *
     * @throws FormatException if there is no such folder or file, or a memory named by itself is no TMX
     */
    void open(Path place) throws IOException {
        Path folder = Files.isDirectory(place) ? place : place.toAbsolutePath().resolveSibling(".");
        IndexCache cache = new IndexCache(TranslationMemory.indexes(folder, elsewhere), clock, watcher);
        List<MemoryFile> files = withUnsettled(place, MemoryFolder.files(place));
        if (Files.isDirectory(place)) {
            cache.retain(files);
        }
        for (MemoryFile file : files) {
            if (unsettled.contains(file.path())) {
                hold(file);
            } else {
                open(file, cache, file.path().equals(place));
            }
        }
    }

    /** The files of a place with those that are away only as long as it takes to write them anew. */
    private List<MemoryFile> withUnsettled(Path place, List<MemoryFile> files) {
        List<MemoryFile> all = new ArrayList<>(files);
        Set<Path> listed = new HashSet<>();
        files.forEach(file -> listed.add(file.path()));
        for (OpenedMemory memory : before) {
            Path path = memory.file().path();
            if (unsettled.contains(path) && path.startsWith(place) && listed.add(path)) {
                all.add(memory.file());
            }
        }
        all.sort(Comparator.comparing(MemoryFile::name));
        return all;
    }

    private void hold(MemoryFile file) {
        held.add(file.path());
        before.stream().filter(memory -> memory.file().equals(file)).forEach(opened::add);
    }

    private void open(MemoryFile file, IndexCache cache, boolean isPlace) throws IOException {
        try {
            Optional<MemoryIndex> index = cache.open(file);
            if (index.isPresent()) {
                opened.add(new OpenedMemory(file, index.get()));
            } else {
                hold(file);
            }
        } catch (FormatException problem) {
            if (isPlace) {
                throw problem;
            }
            watcher.unreadable(file, problem);
        }
    }
}
