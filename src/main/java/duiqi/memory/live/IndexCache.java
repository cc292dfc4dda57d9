package duiqi.memory.live;

import duiqi.exchange.Pairs;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.index.IndexWriter;
import duiqi.index.MemoryIndex;
import duiqi.io.AtomicFile;
import duiqi.io.FileState;
import duiqi.io.InputFile;
import duiqi.memory.IndexedFields;
import duiqi.memory.MemoryFile;
import duiqi.memory.TranslationMemory;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Caches the indexes of memories. Each index has a folder named after the memory and its state
 * ({@link MemoryState.FileIdentity}). When a memory changes, its identity changes, and the cache builds a new index and
 * deletes the old one. If a file changed just before it was indexed, the cache compares its content until the file is
 * old enough to trust its date. You can delete all indexes at any time. Thread-safe, and safe for several processes: a
 * folder gets its final name when it is complete.
 */
public final class IndexCache {
    private static final String UNSETTLED = "content.sha256";

    /** File with the number of unreadable parts of the memory and the number of shards. */
    private static final String SUMMARY = "summary";

    private static final String SEPARATOR = "@";
    static final String UNFINISHED = ".new-";

    /** Age after which an unfinished index is deleted. */
    private static final Duration MAX_UNFINISHED_AGE = Duration.ofDays(1);

    /** Maximum number of attempts to read a memory that changes while it is read. */
    private static final int MAX_READINGS = 3;

    private final Path folder;
    private final Clock clock;
    private final TranslationMemory.Watcher watcher;

    /**
     * Creates a cache.
     *
     * @param folder the folder of the indexes
     * @param watcher receives progress and problems
     */
    public IndexCache(Path folder, Clock clock, TranslationMemory.Watcher watcher) {
        this.folder = folder;
        this.clock = clock;
        this.watcher = watcher;
    }

    /**
     * Opens the index of a memory. Builds it first if there is no index of the current state.
     *
     * @return empty if the memory keeps changing while it is read, or is deleted
     * @throws FormatException if the memory is not TMX, or the index cannot be written
     */
    public Optional<MemoryIndex> open(MemoryFile memory) throws IOException {
        for (int reading = 1; reading <= MAX_READINGS && Files.exists(memory.path()); reading++) {
            MemoryState.FileIdentity identity = MemoryState.FileIdentity.of(memory.path());
            Path place = folder.resolve(stem(memory) + SEPARATOR + identity.name());
            Optional<MemoryIndex> current = current(memory, place, identity);
            if (current.isPresent()) {
                return current;
            }
            watcher.indexing(memory);
            if (build(memory, place, identity)) {
                removeIf(other -> stem(other).equals(stem(memory)) && !other.equals(place.getFileName()));
            }
        }
        return Optional.empty();
    }

    /** Returns the index of the current state, if it exists and is complete. */
    private Optional<MemoryIndex> current(MemoryFile memory, Path place, MemoryState.FileIdentity identity)
            throws IOException {
        if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            // Another thread may create the folder now, but never a link.
            if (Files.isSymbolicLink(place) || Files.isRegularFile(place)) {
                Files.deleteIfExists(place);
            }
            return Optional.empty();
        }
        try {
            if (isCurrent(memory, place, identity)) {
                return Optional.of(opened(memory, place));
            }
        } catch (IOException | NumberFormatException damaged) {
            // The cache builds a damaged index again; it contains no data of its own.
        }
        deleteAll(place);
        return Optional.empty();
    }

    private MemoryIndex opened(MemoryFile memory, Path place) throws IOException {
        List<Path> shards = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(place, "*.shard")) {
            found.forEach(shards::add);
        }
        shards.sort(null);
        String[] summary = InputFile.text(place.resolve(SUMMARY), StandardCharsets.US_ASCII)
                .strip()
                .split(" ", 2);
        if (summary.length < 2 || Integer.parseInt(summary[1]) != shards.size()) {
            throw new FormatException(
                    place.toString(), "index is incomplete", "delete it; duiqi builds it again from the memory");
        }
        int lost = Integer.parseInt(summary[0]);
        MemoryIndex index = MemoryIndex.open(shards);
        if (lost > 0) {
            watcher.lost(memory, lost);
        }
        return index;
    }

    private boolean isCurrent(MemoryFile memory, Path place, MemoryState.FileIdentity identity) throws IOException {
        Path unsettled = place.resolve(UNSETTLED);
        if (!Files.exists(unsettled)) {
            return true;
        }
        if (!InputFile.text(unsettled, StandardCharsets.US_ASCII).equals(FileState.hash(memory.path()))) {
            return false;
        }
        if (!identity.isRecent(clock.instant())) {
            Files.deleteIfExists(unsettled);
        }
        return true;
    }

    /** Builds an index. Returns false if the memory changed meanwhile. */
    private boolean build(MemoryFile memory, Path place, MemoryState.FileIdentity identity) throws IOException {
        Instant start = clock.instant();
        Path unfinished = folder.resolve(UNFINISHED + UUID.randomUUID());
        try {
            // An error of the memory must not wait for its hash: a file with a hole may seem to have terabytes.
            UnitReader.tmx(memory.path(), damage -> {}).close();
            prepare();
            Files.createDirectories(unfinished);
            boolean isRecent = identity.isRecent(start);
            String content = isRecent ? FileState.hash(memory.path()) : "";
            String summary = write(memory, unfinished);
            if (hasChanged(memory, identity)
                    || (isRecent && !FileState.hash(memory.path()).equals(content))) {
                return false;
            }
            Files.writeString(unfinished.resolve(SUMMARY), summary);
            if (isRecent) {
                Files.writeString(unfinished.resolve(UNSETTLED), content);
            }
            publish(unfinished, place);
            return true;
        } catch (FormatException | FileSystemException named) {
            // The error may only mean that another program is writing the file.
            if (hasChanged(memory, identity)) {
                return false;
            }
            throw named;
        } catch (IOException e) {
            // This exception, for example on a full disk, does not contain the file name.
            throw new IOException(folder + ": index cannot be written: " + e.getMessage() + "; free disk space", e);
        } finally {
            deleteAll(unfinished);
        }
    }

    private static boolean hasChanged(MemoryFile memory, MemoryState.FileIdentity identity) throws IOException {
        return !MemoryState.of(memory.path()).equals(identity.name());
    }

    private static void publish(Path unfinished, Path place) throws IOException {
        try {
            AtomicFile.move(unfinished, place);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException another) {
            return; // Another process has built the index of the same state.
        } catch (FileSystemException e) {
            if (!Files.isDirectory(place)) {
                throw e;
            }
        }
    }

    /** Creates the folder with a {@code .gitignore}, so that git ignores it. */
    private void prepare() throws IOException {
        Files.createDirectories(folder);
        Path ignore = folder.resolve(".gitignore");
        if (!Files.exists(ignore, LinkOption.NOFOLLOW_LINKS)) {
            Files.write(
                    ignore,
                    "*\n".getBytes(StandardCharsets.US_ASCII),
                    LinkOption.NOFOLLOW_LINKS,
                    StandardOpenOption.CREATE);
        }
    }

    /** Writes the index of a memory. Returns the number of unreadable parts and the number of shards. */
    private static String write(MemoryFile memory, Path unfinished) throws IOException {
        int[] lost = {0};
        Pairs pairs = new Pairs(memory.name());
        boolean isMachine = memory.role() == MemoryFile.Role.MACHINE;
        try (IndexWriter writer = new IndexWriter(unfinished, IndexedFields.STORED);
                UnitReader reader = UnitReader.tmx(memory.path(), damage -> lost[0] += damage.isLost() ? 1 : 0)) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                IndexedFields.add(writer, pairs, unit.get(), reader.location().line(), isMachine);
            }
            return lost[0] + " " + writer.finish().size();
        }
    }

    /** Removes the indexes of all memories of the folder except these. */
    public void retain(List<MemoryFile> memories) throws IOException {
        Set<String> stems = memories.stream().map(IndexCache::stem).collect(Collectors.toSet());
        removeIf(other -> !stems.contains(stem(other)));
    }

    /** Removes indexes that match a condition, and unfinished indexes of killed processes. */
    private void removeIf(Predicate<Path> condition) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> old = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
            for (Path entry : found) {
                Path name = Optional.ofNullable(entry.getFileName()).orElseThrow();
                boolean isIndex = name.toString().contains(SEPARATOR);
                if (isIndex ? condition.test(name) : isLeftOver(entry, name)) {
                    old.add(entry);
                }
            }
        }
        for (Path entry : old) {
            try {
                deleteAll(entry);
            } catch (FileSystemException inUse) {
                // Windows deletes no mapped file. The next build tries again.
            }
        }
    }

    private boolean isLeftOver(Path entry, Path name) throws IOException {
        if (!name.toString().startsWith(UNFINISHED)) {
            return false;
        }
        try {
            Instant written = Files.getLastModifiedTime(entry).toInstant();
            return written.isBefore(clock.instant().minus(MAX_UNFINISHED_AGE));
        } catch (NoSuchFileException finishedMeanwhile) {
            return false;
        }
    }

    /** Returns the part of an index name that identifies its memory. */
    private static String stem(Path index) {
        String name = index.toString();
        return name.substring(0, Math.max(0, name.lastIndexOf(SEPARATOR)));
    }

    private static String stem(MemoryFile memory) {
        return memory.name().replace("+", "++").replace("/", "+");
    }

    /** Deletes a folder. Another process may delete it at the same time. */
    static void deleteAll(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            // The target of a link may be any folder.
            Files.deleteIfExists(folder);
            return;
        }
        // An index without its summary is incomplete, even if a shard stays because it is in use.
        Files.deleteIfExists(folder.resolve(SUMMARY));
        List<Path> inside = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            files.forEach(inside::add);
        } catch (NoSuchFileException deletedByAnother) {
            return;
        }
        for (Path file : inside) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
    }
}
