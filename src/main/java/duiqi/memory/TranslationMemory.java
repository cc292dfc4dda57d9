package duiqi.memory;

import duiqi.index.Concordance;
import duiqi.index.Context;
import duiqi.index.Match;
import duiqi.index.MemoryIndex;
import duiqi.index.SearchOptions;
import duiqi.index.UnitSide;
import duiqi.memory.live.IndexCache;
import duiqi.memory.live.MemoryState;
import duiqi.text.FormatException;
import java.io.Closeable;
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
 * All the memories of a folder, ready to be looked up in. The files are the truth; indexes of them lie in a hidden folder beside
 * them, are made when a file is new or has changed, and can be deleted at any time. Safe for threads.
 */
public final class TranslationMemory implements Closeable {
    /** Where the indexes are, in the folder of the memories. */
    private static final String INDEX_FOLDER = ".index";

    /** The better match first; of equal ones that of the memory to be obeyed, then the newer. */
    private static final Comparator<Found> ORDER = Comparator.comparingInt((Found found) -> -found.match.score())
            .thenComparing(found -> found.file.role() == MemoryFile.Role.ENFORCE ? 0 : 1)
            .thenComparingDouble(found -> -found.match.similarity())
            .thenComparing(
                    found -> found.match.unit().pair().created(),
                    Comparator.comparing(
                            date -> date.map(day -> -day.getEpochSecond()).orElse(Long.MAX_VALUE)));

    private final List<Opened> memories;

    /** Is told what a user may wonder about; passes over what it does not override. */
    public interface Watcher {
        /** Takes note that the index of a memory is being made. */
        default void indexing(MemoryFile memory) {}

        /** Takes note that so many places of a memory could not be read and are not found. */
        default void lost(MemoryFile memory, int places) {}

        /** Takes note that a memory of a folder cannot be read and is passed over. */
        default void unreadable(MemoryFile memory, FormatException problem) {}
    }

    /**
     * The memories opened again.
     *
     * @param held files that are as they were before, or are missing, since they are being written
     */
    record Reopened(TranslationMemory memory, Set<Path> held) {
        Reopened {
            held = Set.copyOf(held);
        }
    }

    /** A match and the memory that has it. */
    public record Found(MemoryFile file, Match match) {}

    /** A unit with the words looked for, and the memory that has it. */
    public record Hit(MemoryFile file, Concordance.Hit hit) {}

    /**
     * Units with the words looked for.
     *
     * @param hits the first, in the order of the memories
     * @param total how many there are
     */
    public record Hits(List<Hit> hits, long total) {
        public Hits {
            hits = List.copyOf(hits);
        }
    }

    private TranslationMemory(List<Opened> memories) {
        this.memories = List.copyOf(memories);
    }

    /**
     * Opens a memory, or all memories of a folder, and tells nobody what takes time or is passed over.
     *
     * @param elsewhere where to put indexes whose own folder cannot be written
     * @throws FormatException if there is no such folder or file, or a memory named by itself is no TMX
     */
    public static TranslationMemory open(Path place, Path elsewhere, Clock clock) throws IOException {
        return open(List.of(place), elsewhere, clock, new Watcher() {});
    }

    /**
     * Opens the memories of folders and files.
     *
     * @param places folders of memories, or memories
     * @param elsewhere where to put indexes whose own folder cannot be written
     * @throws FormatException if there is no such folder or file, or a memory named by itself is no TMX
     */
    public static TranslationMemory open(List<Path> places, Path elsewhere, Clock clock, Watcher watcher)
            throws IOException {
        Opening opening = new Opening(List.of(), Set.of(), elsewhere, clock, watcher);
        for (Path place : places) {
            opening.open(place);
        }
        for (Path file : opening.held()) {
            FormatException changing =
                    new FormatException(file.toString(), "changes while it is read", "try again when it is written");
            if (places.contains(file)) {
                throw changing;
            }
            watcher.unreadable(MemoryFile.of(file, String.valueOf(file.getFileName())), changing);
        }
        return new TranslationMemory(opening.opened());
    }

    /**
     * Opens the memories again.
     *
     * @param unsettled files that stay as they are here, since they are being written
     */
    Reopened reopened(List<Path> places, Set<Path> unsettled, Path elsewhere, Clock clock, Watcher watcher)
            throws IOException {
        Opening opening = new Opening(memories, unsettled, elsewhere, clock, watcher);
        for (Path place : places) {
            opening.open(place);
        }
        return new Reopened(new TranslationMemory(opening.opened()), opening.held());
    }

    /** Returns the same with more pairs of one memory, which lie in indexes of their own. */
    TranslationMemory with(MemoryFile file, List<MemoryIndex> more) {
        List<Opened> all = new ArrayList<>(memories);
        more.forEach(index -> all.add(new Opened(file, index)));
        return new TranslationMemory(all);
    }

    /** Returns where the indexes of a folder of memories are. */
    static Path indexes(Path folder, Path elsewhere) throws IOException {
        Path indexes = folder.normalize().resolve(INDEX_FOLDER);
        boolean isWritable = Files.isDirectory(indexes) ? Files.isWritable(indexes) : Files.isWritable(folder);
        return isWritable ? indexes : elsewhere.resolve(MemoryState.FileIdentity.name(folder));
    }

    /** Returns how many pairs there are. */
    public long size() {
        return memories.stream().mapToLong(memory -> memory.index().size()).sum();
    }

    /** Returns the memories, in the order of their names. */
    public List<MemoryFile> files() {
        return memories.stream().map(Opened::file).distinct().toList();
    }

    /**
     * Returns the five units most like a sentence from 70 percent on, the best first. A sentence with Chinese characters is sought
     * among the Chinese texts, any other among the English ones.
     */
    public List<Found> lookup(String sentence) {
        boolean isChinese = sentence.codePoints().anyMatch(Character::isIdeographic);
        return search(isChinese ? UnitSide.SOURCE : UnitSide.TARGET, sentence, Context.NONE, SearchOptions.STANDARD);
    }

    /**
     * Returns the units whose text of one side is most like a text, the best first. None that is among the best is missed.
     *
     * @param context the neighbours of a source text
     * @param options whose penalties the folder of a memory adds to
     */
    public List<Found> search(UnitSide side, String text, Context context, SearchOptions options) {
        List<Found> found = new ArrayList<>();
        for (Opened memory : memories) {
            SearchOptions.Penalties own = options.penalties();
            SearchOptions.Penalties penalties = new SearchOptions.Penalties(
                    own.aligned(),
                    own.machine(),
                    own.unrevised(),
                    own.folder() + memory.file().penalty());
            memory.index()
                    .search(side, text, context, new SearchOptions(options.minimum(), options.limit(), penalties))
                    .forEach(match -> found.add(new Found(memory.file(), match)));
        }
        found.sort(ORDER);
        return found.size() > options.limit() ? found.subList(0, options.limit()) : found;
    }

    /** Returns the units that have all of some words. */
    public Hits find(Concordance.Query query) {
        List<Hit> hits = new ArrayList<>();
        long total = 0;
        for (Opened memory : memories) {
            Concordance concordance = memory.index()
                    .find(new Concordance.Query(query.phrases(), query.side(), query.limit() - hits.size()));
            concordance.hits().forEach(hit -> hits.add(new Hit(memory.file(), hit)));
            total += concordance.total();
        }
        return new Hits(hits, total);
    }

    @Override
    public void close() {
        memories.forEach(memory -> memory.index().close());
    }

    /**
     * Opens the memories of some places once more while other programs write them: what is being written stays as it was opened before,
     * and all else is taken up. Good for one opening. Not thread-safe.
     */
    private static final class Opening {
        private final List<Opened> before;
        private final Set<Path> unsettled;
        private final Path elsewhere;
        private final Clock clock;
        private final Watcher watcher;
        private final List<Opened> opened = new ArrayList<>();
        private final Set<Path> held = new HashSet<>();

        /**
         * Prepares.
         *
         * @param before what was open
         * @param unsettled files that are not looked at, since they are being written
         * @param elsewhere where to put indexes whose own folder cannot be written
         */
        Opening(List<Opened> before, Set<Path> unsettled, Path elsewhere, Clock clock, Watcher watcher) {
            this.before = before;
            this.unsettled = unsettled;
            this.elsewhere = elsewhere;
            this.clock = clock;
            this.watcher = watcher;
        }

        /** Returns what is open now. */
        List<Opened> opened() {
            return List.copyOf(opened);
        }

        /** Returns the files that are as they were before, or are missing, since they were being written. */
        Set<Path> held() {
            return Set.copyOf(held);
        }

        /**
         * Opens a folder of memories, or a memory.
         *
         * @throws FormatException if there is no such folder or file, or a memory named by itself is no TMX
         */
        void open(Path place) throws IOException {
            Path folder =
                    Files.isDirectory(place) ? place : place.toAbsolutePath().resolveSibling(".");
            IndexCache cache = new IndexCache(TranslationMemory.indexes(folder, elsewhere), clock, watcher);
            List<MemoryFile> files = withUnsettled(place, MemoryFile.in(place));
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

        /** Returns the files of a place with those that are away only as long as it takes to write them anew. */
        private List<MemoryFile> withUnsettled(Path place, List<MemoryFile> files) {
            List<MemoryFile> all = new ArrayList<>(files);
            Set<Path> listed = new HashSet<>();
            files.forEach(file -> listed.add(file.path()));
            for (Opened memory : before) {
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
                    opened.add(new Opened(file, index.get()));
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

    /** A memory and its index. */
    private record Opened(MemoryFile file, MemoryIndex index) {}
}
