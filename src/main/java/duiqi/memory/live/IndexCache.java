package duiqi.memory.live;

import duiqi.exchange.Pairs;
import duiqi.exchange.TmxReader;
import duiqi.exchange.Tu;
import duiqi.index.IndexWriter;
import duiqi.index.MemoryIndex;
import duiqi.io.FileState;
import duiqi.memory.IndexedFields;
import duiqi.memory.MemoryFile;
import duiqi.memory.TranslationMemory;
import duiqi.text.FormatException;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
import java.util.stream.Stream;

/**
 * The indexes of memories, each in a folder of its own that is named after the memory's state ({@link MemoryState.FileIdentity}). A memory that
 * has changed has another name and so no index; it is made anew, and those of earlier states are removed. An index that was made
 * of a file that had just been changed is compared with the file by its content until it is old enough to be told by its date.
 * All of it may be deleted at any time. Safe for threads and processes: a folder takes its name when it is complete.
 */
public final class IndexCache {
    private static final String UNSETTLED = "content.sha256";

    /** How many places of the memory were lost, and how many shards there are. */
    private static final String SUMMARY = "summary";

    private static final String SEPARATOR = "@";
    static final String UNFINISHED = ".new-";

    /** An index that is not finished after that time never will be. */
    private static final Duration MAX_WORK = Duration.ofDays(1);

    /** A memory is read again when it changes while it is read, but not for ever. */
    private static final int MAX_READINGS = 3;

    private final Path folder;
    private final Clock clock;
    private final TranslationMemory.Watcher watcher;

    /**
     * Prepares.
     *
     * @param folder where the indexes are
     * @param watcher is told what takes time
     */
    public IndexCache(Path folder, Clock clock, TranslationMemory.Watcher watcher) {
        this.folder = folder;
        this.clock = clock;
        this.watcher = watcher;
    }

    /**
     * Opens the index of a memory, which is made first where there is none of its present state.
     *
     * @return empty when the memory goes on changing while it is read, or is taken away
     * @throws FormatException if the memory is no TMX, or the index cannot be written
     */
    public Optional<MemoryIndex> open(MemoryFile memory) throws IOException {
        for (int reading = 1; reading <= MAX_READINGS && Files.exists(memory.path()); reading++) {
            MemoryState.FileIdentity identity = MemoryState.FileIdentity.of(memory.path());
            Path place = folder.resolve(stem(memory) + SEPARATOR + identity.name());
            Optional<MemoryIndex> present = present(memory, place, identity);
            if (present.isPresent()) {
                return present;
            }
            watcher.indexing(memory);
            if (make(memory, place, identity)) {
                removeIf(other -> stem(other).equals(stem(memory)) && !other.equals(place.getFileName()));
            }
        }
        return Optional.empty();
    }

    /** Returns the index of the present state, if there is one and it is whole. */
    private Optional<MemoryIndex> present(MemoryFile memory, Path place, MemoryState.FileIdentity identity)
            throws IOException {
        if (!Files.isDirectory(place)) {
            return Optional.empty();
        }
        try {
            if (isTrue(memory, place, identity)) {
                return Optional.of(opened(memory, place));
            }
        } catch (IOException | NumberFormatException damaged) {
            // made anew: the index is nobody's only copy of anything
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
        String[] summary = Files.readString(place.resolve(SUMMARY)).strip().split(" ", 2);
        if (summary.length < 2 || Integer.parseInt(summary[1]) != shards.size()) {
            throw new FormatException(place.toString(), "is not whole", "delete it; it is made again from the memory");
        }
        MemoryIndex index = MemoryIndex.open(shards);
        int lost = Integer.parseInt(summary[0]);
        if (lost > 0) {
            watcher.lost(memory, lost);
        }
        return index;
    }

    /** Returns whether an index is of what the file holds now. */
    private boolean isTrue(MemoryFile memory, Path place, MemoryState.FileIdentity identity) throws IOException {
        Path unsettled = place.resolve(UNSETTLED);
        if (!Files.exists(unsettled)) {
            return true;
        }
        if (!Files.readString(unsettled).equals(FileState.hash(memory.path()))) {
            return false;
        }
        if (!identity.isYoung(clock.instant())) {
            Files.deleteIfExists(unsettled);
        }
        return true;
    }

    /** Makes an index; false when the memory changed meanwhile. */
    private boolean make(MemoryFile memory, Path place, MemoryState.FileIdentity identity) throws IOException {
        Instant start = clock.instant();
        Path unfinished = folder.resolve(UNFINISHED + UUID.randomUUID());
        try {
            prepare();
            Files.createDirectories(unfinished);
            boolean isYoung = identity.isYoung(start);
            String content = isYoung ? FileState.hash(memory.path()) : "";
            String summary = write(memory, unfinished);
            if (hasChanged(memory, identity)
                    || (isYoung && !FileState.hash(memory.path()).equals(content))) {
                return false;
            }
            Files.writeString(unfinished.resolve(SUMMARY), summary);
            if (isYoung) {
                Files.writeString(unfinished.resolve(UNSETTLED), content);
            }
            publish(unfinished, place);
            return true;
        } catch (FormatException | FileSystemException named) {
            // What is wrong may only be that somebody is writing it.
            if (hasChanged(memory, identity)) {
                return false;
            }
            throw named;
        } catch (IOException e) {
            // A full disk has no name of its own.
            throw new IOException(folder + ": the index cannot be written: " + e.getMessage() + "; make room", e);
        } finally {
            deleteAll(unfinished);
        }
    }

    private static boolean hasChanged(MemoryFile memory, MemoryState.FileIdentity identity) throws IOException {
        return !MemoryState.of(memory.path()).equals(identity.name());
    }

    private static void publish(Path unfinished, Path place) throws IOException {
        try {
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException another) {
            return; // another process made it meanwhile, of the same state
        } catch (FileSystemException e) {
            if (!Files.isDirectory(place)) {
                throw e;
            }
        }
    }

    /** Makes the folder, which git passes over. */
    private void prepare() throws IOException {
        Files.createDirectories(folder);
        Path ignore = folder.resolve(".gitignore");
        if (!Files.exists(ignore)) {
            Files.write(ignore, "*\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Writes the index of a memory and says how much of it could not be read, and how many shards it has. */
    private static String write(MemoryFile memory, Path unfinished) throws IOException {
        int[] lost = {0};
        Pairs pairs = new Pairs(memory.name());
        boolean isMachine = memory.role() == MemoryFile.Role.MACHINE;
        try (IndexWriter writer = new IndexWriter(unfinished, IndexedFields.KEPT);
                TmxReader reader = TmxReader.open(
                        memory.path(), damage -> lost[0] += damage.kind() == ReadProblem.Kind.LOST ? 1 : 0)) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                IndexedFields.add(writer, pairs, unit.get(), reader.location().line(), isMachine);
            }
            return lost[0] + " " + writer.finish().size();
        }
    }

    /** Removes the indexes of memories of the folder other than these, which are gone. */
    public void retain(List<MemoryFile> memories) throws IOException {
        Set<String> stems = memories.stream().map(IndexCache::stem).collect(Collectors.toSet());
        removeIf(other -> !stems.contains(stem(other)));
    }

    /** Removes some indexes, and what a process that was killed has left. */
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
            deleteAll(entry);
        }
    }

    private boolean isLeftOver(Path entry, Path name) throws IOException {
        if (!name.toString().startsWith(UNFINISHED)) {
            return false;
        }
        try {
            Instant written = Files.getLastModifiedTime(entry).toInstant();
            return written.isBefore(clock.instant().minus(MAX_WORK));
        } catch (NoSuchFileException finishedMeanwhile) {
            return false;
        }
    }

    /** Returns the part of an index's name that tells its memory. */
    private static String stem(Path index) {
        String name = index.toString();
        return name.substring(0, Math.max(0, name.lastIndexOf(SEPARATOR)));
    }

    private static String stem(MemoryFile memory) {
        return memory.name().replace("+", "++").replace("/", "+");
    }

    /** Deletes a folder, as far as no other process does so at the same time. */
    private static void deleteAll(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (NoSuchFileException deletedByAnother) {
            return;
        }
    }
}
