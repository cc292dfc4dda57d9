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
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Opens the memories of a folder for search. Stores their indexes in a hidden folder next to them, and builds an index
 * again when its file has changed. You can delete the indexes at any time. Thread-safe.
 */
public final class TranslationMemory implements Closeable {
    /** Folder of the indexes, inside the folder of the memories. */
    private static final String INDEX_FOLDER = ".index";

    /**
     * Order of matches: by score; then memories in {@code enforce} first; then by similarity; then the newer unit
     * first.
     */
    private static final Comparator<Found> ORDER = Comparator.comparingInt((Found found) -> -found.match.score())
            .thenComparing(found -> found.file.role() == MemoryFile.Role.ENFORCE ? 0 : 1)
            .thenComparingDouble(found -> -found.match.similarity())
            .thenComparing(
                    found -> found.match.unit().pair().created(),
                    Comparator.comparing(
                            date -> date.map(day -> -day.getEpochSecond()).orElse(Long.MAX_VALUE)));

    private final List<Opened> memories;
    private final Watcher watcher;

    /** Receives progress and problems. By default each method does nothing. */
    public interface Watcher {
        /** Reports that duiqi starts to build the index of a memory. */
        default void indexing(MemoryFile memory) {}

        /** Reports the number of parts of a memory that are unreadable, so that searches do not find them. */
        default void lost(MemoryFile memory, int places) {}

        /** Reports an unreadable memory of a folder, which duiqi skips. */
        default void unreadable(MemoryFile memory, FormatException problem) {}

        /** Reports a text that is too long to compare with all units, so that a search finds only equal units. */
        default void tooLong(MemoryFile memory, String text) {}
    }

    /**
     * Holds the reopened memories.
     *
     * @param held files that other programs are writing; their old versions stay in use, or the files are missing
     */
    record Reopened(TranslationMemory memory, Set<Path> held) {
        Reopened {
            held = Set.copyOf(held);
        }
    }

    /** Holds a match and its memory. */
    public record Found(MemoryFile file, Match match) {}

    /** Holds a concordance hit and its memory. */
    public record Hit(MemoryFile file, Concordance.Hit hit) {}

    /**
     * Holds the result of a concordance search.
     *
     * @param hits the first hits, in the order of the memories
     * @param total the number of all hits
     */
    public record Hits(List<Hit> hits, long total) {
        public Hits {
            hits = List.copyOf(hits);
        }
    }

    private TranslationMemory(List<Opened> memories, Watcher watcher) {
        this.memories = List.copyOf(memories);
        this.watcher = watcher;
    }

    /**
     * Opens memories and folders of memories.
     *
     * @param places memory files, or folders of them
     * @param fallback the folder for indexes of memories whose own folder is read-only
     * @throws FormatException if a path does not exist, or is a file that is not TMX
     */
    public static TranslationMemory open(List<Path> places, Path fallback, Clock clock, Watcher watcher)
            throws IOException {
        Opening opening = new Opening(List.of(), Set.of(), fallback, clock, watcher);
        opening.open(places);
        for (Path file : opening.held()) {
            FormatException changing = new FormatException(
                    file.toString(), "changes while duiqi reads it", "retry when the other program has finished");
            if (places.contains(file)) {
                opening.close();
                throw changing;
            }
            watcher.unreadable(MemoryFile.of(file, String.valueOf(file.getFileName())), changing);
        }
        return new TranslationMemory(opening.opened(), watcher);
    }

    /**
     * Reopens the memories.
     *
     * @param unsettled files that are being written; their old versions stay in use
     */
    Reopened reopened(List<Path> places, Set<Path> unsettled, Path fallback, Clock clock, Watcher watcher)
            throws IOException {
        Opening opening = new Opening(memories, unsettled, fallback, clock, watcher);
        opening.open(places);
        return new Reopened(new TranslationMemory(opening.opened(), watcher), opening.held());
    }

    /** Returns these memories with further indexes for one of them. */
    TranslationMemory with(MemoryFile file, List<MemoryIndex> more) {
        List<Opened> all = new ArrayList<>(memories);
        more.forEach(index -> all.add(new Opened(file, index)));
        return new TranslationMemory(all, watcher);
    }

    static Path indexes(Path folder, Path fallback) throws IOException {
        Path indexes = folder.normalize().resolve(INDEX_FOLDER);
        if (Files.exists(indexes, LinkOption.NOFOLLOW_LINKS)
                && !Files.isDirectory(indexes, LinkOption.NOFOLLOW_LINKS)) {
            // A link in an untrusted folder must not choose where duiqi writes and deletes files.
            return fallback.resolve(MemoryState.FileIdentity.name(folder));
        }
        boolean isWritable = Files.isDirectory(indexes) ? Files.isWritable(indexes) : Files.isWritable(folder);
        return isWritable ? indexes : fallback.resolve(MemoryState.FileIdentity.name(folder));
    }

    /** Returns the number of pairs. */
    public long size() {
        return memories.stream().mapToLong(memory -> memory.index().size()).sum();
    }

    /** Returns the memories in the order of their names. */
    public List<MemoryFile> files() {
        return memories.stream().map(Opened::file).distinct().toList();
    }

    /**
     * Returns the units whose text on one side is most similar to a text, the best first. The result is exact: no
     * better match exists, unless the watcher receives that the text is too long.
     *
     * @param context the sentences before and after the text
     * @param options the options of the search; the penalties of the folders are added to theirs
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
                    .search(
                            side,
                            text,
                            context,
                            new SearchOptions(options.minimum(), options.limit(), penalties),
                            () -> watcher.tooLong(memory.file(), text))
                    .forEach(match -> found.add(new Found(memory.file(), match)));
        }
        found.sort(ORDER);
        return found.size() > options.limit() ? found.subList(0, options.limit()) : found;
    }

    /** Returns the units that contain all phrases of a query. */
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

    /**
     * Runs a search with the files open, even if another thread closes them.
     *
     * @return empty if the files are already closed
     */
    <T> Optional<T> held(Function<TranslationMemory, T> search) {
        int holding = 0;
        try {
            for (Opened memory : memories) {
                if (!memory.index().hold()) {
                    return Optional.empty();
                }
                holding++;
            }
            return Optional.of(search.apply(this));
        } finally {
            memories.subList(0, holding).forEach(memory -> memory.index().release());
        }
    }

    /** Closes the files that other memories do not use. */
    void closeExcept(TranslationMemory others) {
        Set<MemoryIndex> kept = others.memories.stream().map(Opened::index).collect(Collectors.toSet());
        memories.stream()
                .map(Opened::index)
                .filter(index -> !kept.contains(index))
                .forEach(MemoryIndex::close);
    }

    @Override
    public void close() {
        memories.forEach(memory -> memory.index().close());
    }

    /**
     * Reopens memories while other programs may write them. Files that are being written stay as they were opened
     * before; all others are loaded. Use a new instance for each opening. Not thread-safe.
     */
    private static final class Opening {
        private final List<Opened> before;
        private final Set<Path> unsettled;
        private final Path fallback;
        private final Clock clock;
        private final Watcher watcher;
        private final List<Opened> opened = new ArrayList<>();
        private final Set<Path> held = new HashSet<>();

        /**
         * Creates an opening.
         *
         * @param before the memories that are open
         * @param unsettled files that are being written and therefore not read
         * @param fallback the folder for indexes of memories whose own folder is read-only
         */
        Opening(List<Opened> before, Set<Path> unsettled, Path fallback, Clock clock, Watcher watcher) {
            this.before = before;
            this.unsettled = unsettled;
            this.fallback = fallback;
            this.clock = clock;
            this.watcher = watcher;
        }

        List<Opened> opened() {
            return List.copyOf(opened);
        }

        /**
         * Returns the files that other programs were writing. Their old versions stay in use, or the files are missing.
         */
        Set<Path> held() {
            return Set.copyOf(held);
        }

        /**
         * Opens memories and folders of memories.
         *
         * @throws FormatException if a path does not exist, or is a file that is not TMX; no new file is then open
         */
        void open(List<Path> places) throws IOException {
            try {
                for (Path place : places) {
                    open(place);
                }
            } catch (IOException | RuntimeException failure) {
                close();
                throw failure;
            }
        }

        /** Closes the files that were not open before. */
        void close() {
            new TranslationMemory(opened, new Watcher() {})
                    .closeExcept(new TranslationMemory(before, new Watcher() {}));
        }

        private void open(Path place) throws IOException {
            Path folder =
                    Files.isDirectory(place) ? place : place.toAbsolutePath().resolveSibling(".");
            IndexCache cache = new IndexCache(TranslationMemory.indexes(folder, fallback), clock, watcher);
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

        /** Returns the files at a path, including those that are missing only because a program is replacing them. */
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

    private record Opened(MemoryFile file, MemoryIndex index) {}
}
