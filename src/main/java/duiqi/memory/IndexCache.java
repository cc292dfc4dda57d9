package duiqi.memory;

import duiqi.bitext.FormatException;
import duiqi.bitext.TranslationUnit;
import duiqi.bitext.UnitProperties;
import duiqi.exchange.ContextText;
import duiqi.exchange.Damage;
import duiqi.exchange.Pairs;
import duiqi.exchange.TmxReader;
import duiqi.exchange.Tu;
import duiqi.index.IndexWriter;
import duiqi.index.MemoryIndex;
import duiqi.index.Origin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The indexes of memories, each in a folder of its own that is named after the memory's state ({@link FileIdentity}). A memory that
 * has changed has another name and so no index; it is made anew, and those of earlier states are removed. An index that was made
 * of a file that had just been changed is compared with the file by its content until it is old enough to be told by its date.
 * All of it may be deleted at any time. Safe for threads and processes: a folder takes its name when it is complete.
 */
final class IndexCache {
    /** Properties that a match is shown with. */
    private static final Set<String> SHOWN = Set.of(
            UnitProperties.PROBABILITY, UnitProperties.SOURCE_FILE, UnitProperties.SOURCE_POSITION, "domain", "client");

    private static final String UNSETTLED = "content.sha256";
    private static final String LOST = "lost";
    private static final String SEPARATOR = "@";

    /** A memory is read again when it changes while it is read, but not for ever. */
    private static final int MOST_READINGS = 3;

    private final Path folder;
    private final Clock clock;
    private final TranslationMemory.Watcher watcher;

    /**
     * Prepares.
     *
     * @param folder where the indexes are
     * @param watcher is told what takes time
     */
    IndexCache(Path folder, Clock clock, TranslationMemory.Watcher watcher) {
        this.folder = folder;
        this.clock = clock;
        this.watcher = watcher;
    }

    /**
     * Opens the index of a memory, which is made first where there is none of its present state.
     *
     * @throws FormatException if the memory is no TMX, or the index cannot be written
     */
    MemoryIndex open(MemoryFile memory) throws IOException {
        for (int reading = 1; reading <= MOST_READINGS; reading++) {
            FileIdentity identity = FileIdentity.of(memory.path());
            Path place = folder.resolve(stem(memory) + SEPARATOR + identity.name());
            if (Files.isDirectory(place) && isTrue(memory, place, identity)) {
                try {
                    return opened(memory, place);
                } catch (FormatException damaged) {
                    // made anew below: the index is nobody's only copy of anything
                }
            }
            remove(memory);
            watcher.indexing(memory);
            if (make(memory, place, identity)) {
                return opened(memory, place);
            }
        }
        throw new FormatException(memory.path().toString(), "changes while it is read", "try again when it is written");
    }

    private MemoryIndex opened(MemoryFile memory, Path place) throws IOException {
        List<Path> shards = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(place, "*.shard")) {
            found.forEach(shards::add);
        }
        shards.sort(null);
        int lost = Integer.parseInt(Files.readString(place.resolve(LOST)).strip());
        if (lost > 0) {
            watcher.lost(memory, lost);
        }
        return MemoryIndex.open(shards);
    }

    /** Whether an index is of what the file holds now. */
    private boolean isTrue(MemoryFile memory, Path place, FileIdentity identity) throws IOException {
        Path unsettled = place.resolve(UNSETTLED);
        if (!Files.exists(unsettled)) {
            return true;
        }
        if (!Files.readString(unsettled).equals(FileIdentity.content(memory.path()))) {
            return false;
        }
        if (!identity.isYoung(clock.instant())) {
            Files.deleteIfExists(unsettled);
        }
        return true;
    }

    /** Makes an index; false when the memory changed meanwhile. */
    private boolean make(MemoryFile memory, Path place, FileIdentity identity) throws IOException {
        Instant start = clock.instant();
        Path unfinished = folder.resolve(".new-" + UUID.randomUUID());
        try {
            prepare();
            Files.createDirectories(unfinished);
            boolean isYoung = identity.isYoung(start);
            String content = isYoung ? FileIdentity.content(memory.path()) : "";
            int lost = write(memory, unfinished);
            if (!FileIdentity.of(memory.path()).equals(identity)
                    || (isYoung && !FileIdentity.content(memory.path()).equals(content))) {
                return false;
            }
            Files.writeString(unfinished.resolve(LOST), Integer.toString(lost));
            if (isYoung) {
                Files.writeString(unfinished.resolve(UNSETTLED), content);
            }
            publish(unfinished, place);
            return true;
        } finally {
            deleteAll(unfinished);
        }
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

    /** Writes the index of a memory and says how much of it could not be read. */
    private static int write(MemoryFile memory, Path unfinished) throws IOException {
        int[] lost = {0};
        Pairs pairs = new Pairs(memory.name());
        boolean isMachine = memory.role() == MemoryFile.Role.MACHINE;
        try (IndexWriter writer = new IndexWriter(unfinished, SHOWN);
                TmxReader reader =
                        TmxReader.open(memory.path(), damage -> lost[0] += damage.kind() == Damage.Kind.LOST ? 1 : 0)) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                Origin own = UnitOrigin.of(unit.get());
                Origin origin = new Origin(own.aligned(), own.machine() || isMachine, own.author());
                for (TranslationUnit pair : pairs.of(unit.get())) {
                    writer.add(dated(pair, unit.get()), reader.location().line(), origin);
                }
            }
            writer.finish();
        }
        return lost[0];
    }

    /** A pair with the date of its last change, by which newer matches are told, and with its neighbours as plain text. */
    private static TranslationUnit dated(TranslationUnit pair, Tu unit) {
        SortedMap<String, String> properties = new TreeMap<>(pair.source().properties());
        for (String name : UnitProperties.OF_SOURCE) {
            properties.computeIfPresent(name, (key, value) -> ContextText.plain(value));
        }
        TranslationUnit.Variant source = new TranslationUnit.Variant(
                pair.source().language(), pair.source().text(), properties);
        return new TranslationUnit(pair.id(), source, pair.target(), pair.properties(), unit.changed());
    }

    /** Removes the indexes of earlier states. */
    private void remove(MemoryFile memory) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> old = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
            for (Path entry : found) {
                String name = String.valueOf(entry.getFileName());
                int end = name.lastIndexOf(SEPARATOR);
                if (end >= 0 && name.substring(0, end).equals(stem(memory))) {
                    old.add(entry);
                }
            }
        }
        for (Path entry : old) {
            deleteAll(entry);
        }
    }

    private static String stem(MemoryFile memory) {
        return memory.name().replace("+", "++").replace("/", "+");
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
