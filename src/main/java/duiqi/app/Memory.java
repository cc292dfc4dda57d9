package duiqi.app;

import duiqi.check.CheckSettings;
import duiqi.index.Concordance;
import duiqi.index.Context;
import duiqi.index.IndexedUnit;
import duiqi.index.SearchOptions;
import duiqi.index.UnitSide;
import duiqi.lexicon.Lexicon;
import duiqi.memory.LiveMemory;
import duiqi.memory.MemoryFile;
import duiqi.memory.TranslationMemory;
import duiqi.report.Terminal;
import duiqi.server.AccessToken;
import duiqi.server.MemoryServer;
import duiqi.server.ProjectTerms;
import duiqi.server.ServerPlace;
import duiqi.text.FormatException;
import duiqi.text.Plurals;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Searches open translation memories. Thread-safe. */
public final class Memory implements Closeable {
    /** Maximum number of units that a concordance search returns. */
    private static final int MAX_UNITS = 20;

    private final TranslationMemory units;
    private final boolean isComplete;

    private Memory(TranslationMemory units, boolean isComplete) {
        this.units = units;
        this.isComplete = isComplete;
    }

    /**
     * Holds a translation unit that a search found.
     *
     * @param score the similarity to the sentence in percent, after penalties; 100 for a unit of a concordance
     * @param chinese the Chinese text
     * @param english the English text
     * @param memory the file of the unit
     * @param line the line number of the unit in the file
     */
    public record Match(int score, String chinese, String english, Path memory, int line) {
        private static Match of(int score, IndexedUnit unit, MemoryFile file) {
            return new Match(score, unit.text(UnitSide.SOURCE), unit.text(UnitSide.TARGET), file.path(), unit.line());
        }
    }

    /**
     * Holds a sentence to search for.
     *
     * @param text the sentence
     * @param side the side of the units to search
     * @param context the neighbouring sentences, if known
     */
    public record Query(String text, UnitSide side, Context context) {
        /**
         * {@return a query for a sentence without neighbours} A text that contains a Chinese character is Chinese.
         *
         * @param text a sentence of one language
         */
        public static Query of(String text) {
            return new Query(text, UnitSide.of(text, Optional.empty()), Context.NONE);
        }

        /**
         * {@return a query for each sentence of a text, with the neighbouring sentences}
         *
         * @param text a text with at least one sentence, or none for no queries
         */
        public static List<Query> of(Text text) {
            UnitSide side = UnitSide.of("", Optional.of(text.language()));
            List<Query> queries = new ArrayList<>();
            for (int i = 0; i < text.segments().size(); i++) {
                Context context = new Context(sentence(text, i - 1), sentence(text, i + 1));
                queries.add(new Query(text.segments().get(i).text(), side, context));
            }
            return queries;
        }

        private static Optional<String> sentence(Text text, int index) {
            List<Segment> segments = text.segments();
            return index < 0 || index >= segments.size()
                    ? Optional.empty()
                    : Optional.of(segments.get(index).text());
        }
    }

    /**
     * Opens memories and builds missing indexes.
     *
     * @param places TMX files, and folders of TMX files
     * @param workspace the folder for indexes, the clock and the listener for warnings
     * @return the memories, which the caller closes
     * @throws FormatException if there is no memory, or a given file is in other languages than Chinese and English
     * @throws IOException if a memory or its index cannot be read
     */
    public static Memory open(List<Path> places, Workspace workspace) throws IOException {
        for (Path place : places) {
            MemoryFiles.requireTmxContent(place);
        }
        Watcher watcher = new Watcher(workspace.messages());
        watcher.others(places);
        TranslationMemory units = TranslationMemory.open(places, workspace.indexes(), workspace.clock(), watcher);
        if (units.files().isEmpty() && !watcher.hasFailed) {
            String names = places.stream().map(Path::toString).collect(Collectors.joining(", "));
            throw new FormatException(names, "contains no memory", "put a .tmx file there, or give one with --tm");
        }
        for (MemoryFile file : units.files()) {
            try {
                MemoryFiles.requireMemory(file.path());
            } catch (FormatException other) {
                if (places.contains(file.path())) {
                    units.close();
                    throw other;
                }
                watcher.unreadable(file, other);
            }
        }
        return new Memory(units, !watcher.hasFailed);
    }

    /** {@return whether duiqi could read every memory} */
    public boolean isComplete() {
        return isComplete;
    }

    /** {@return the translation memory, which has searches with more details} */
    public TranslationMemory units() {
        return units;
    }

    /**
     * {@return the units that are most similar to a sentence, best first} Returns at most 5 units, with a score of at
     * least 70%.
     *
     * @param sentence a Chinese or English sentence
     */
    public List<Match> lookup(String sentence) {
        return search(Query.of(sentence), SearchOptions.STANDARD).stream()
                .map(found -> Match.of(found.match().score(), found.match().unit(), found.file()))
                .toList();
    }

    /**
     * {@return the units that are most similar to a sentence, best first}
     *
     * @param query the sentence to search for
     * @param options the minimum score, the maximum number of units and the penalties
     */
    public List<TranslationMemory.Found> search(Query query, SearchOptions options) {
        return units.search(query.side(), query.text(), query.context(), options);
    }

    /**
     * {@return the units that contain all given words or phrases on their Chinese or their English side} Returns at most
     * 20 units.
     *
     * @param words words or phrases of one language
     */
    public List<Match> concordance(String... words) {
        return units.find(new Concordance.Query(List.of(words), Optional.empty(), MAX_UNITS)).hits().stream()
                .map(hit -> Match.of(100, hit.hit().unit(), hit.file()))
                .toList();
    }

    @Override
    public void close() {
        units.close();
    }

    /** Passes the messages of the memories to the listener of the workspace. */
    private static final class Watcher implements LiveMemory.Watcher {
        private final Workspace.Messages messages;
        private volatile boolean hasFailed;

        Watcher(Workspace.Messages messages) {
            this.messages = messages;
        }

        /** Warns about files in folders of memories that are not TMX. */
        void others(List<Path> places) throws IOException {
            for (Path place : places) {
                List<Path> others = MemoryFile.others(place);
                if (!others.isEmpty()) {
                    String like = others.size() == 1 ? "" : ", like " + Plurals.of(others.size() - 1, "other file");
                    problem(others.get(0) + ": is not a memory" + like + "; skipped; convert it with: duiqi tm convert "
                            + others.get(0) + " -o NAME.tmx");
                }
            }
        }

        @Override
        public void indexing(MemoryFile memory) {
            messages.progress(Terminal.plain(memory.path() + ": building the index"));
        }

        @Override
        public void lost(MemoryFile memory, int places) {
            problem(memory.path() + ": cannot read " + Plurals.of(places, "location")
                    + "; skipped; run duiqi tm validate to list them");
        }

        @Override
        public void unreadable(MemoryFile memory, FormatException problem) {
            hasFailed = true;
            problem(String.valueOf(problem.getMessage()));
        }

        @Override
        public void tooLong(MemoryFile memory, String text) {
            problem(memory.path() + ": has too many long units to compare with a sentence of "
                    + Plurals.of(text.length(), "character")
                    + "; only equal units are listed; split the sentence");
        }

        @Override
        public void problem(String message) {
            messages.warn(Terminal.plain(message));
        }
    }

    /** Serves memories and glossaries to other programs. The caller closes it. */
    public static final class Service implements Closeable {
        private final LiveMemory memory;
        private final MemoryServer server;

        private Service(LiveMemory memory, MemoryServer server) {
            this.memory = memory;
            this.server = server;
        }

        /**
         * Opens memories that stay open while other programs change them.
         *
         * @param places TMX files, and folders of TMX files
         * @param isAdding true if one of the memories receives new pairs
         * @param additions the memory that receives new pairs; empty for {@code additions.tmx} in the folder of the
         *     first memory
         * @param workspace the clock, the cache and the listener for messages
         * @return the memories, which the caller closes
         * @throws FormatException if there is no such place, or another process adds to the same memory
         */
        public static LiveMemory open(
                List<Path> places, boolean isAdding, Optional<Path> additions, Workspace workspace) throws IOException {
            Watcher watcher = new Watcher(workspace.messages());
            watcher.others(places);
            Optional<Path> addTo = Optional.empty();
            if (isAdding) {
                addTo = Optional.of(additions.isPresent() ? MemoryFiles.newTmx(additions.get()) : usual(places.get(0)));
            }
            return LiveMemory.open(places, addTo, workspace.indexes(), Version.number(), workspace.clock(), watcher);
        }

        /**
         * Starts a server.
         *
         * @param places TMX files, and folders of TMX files
         * @param additions the memory that receives new pairs; empty for {@code additions.tmx} in the folder of the
         *     first memory
         * @param project the settings and glossaries
         * @param place the host and port
         * @param token the access token; empty for none
         * @param workspace the clock, the cache and the listener for messages
         * @param problems receives the failures of requests
         * @return the running server, which the caller closes
         * @throws IOException if a memory cannot be read, or the port is in use
         */
        public static Service start(
                List<Path> places,
                Optional<Path> additions,
                Project project,
                ServerPlace place,
                Optional<AccessToken> token,
                Workspace workspace,
                Consumer<Throwable> problems)
                throws IOException {
            CheckSettings settings = project.settings(problems::accept);
            LiveMemory memory = open(places, true, additions, workspace);
            try {
                ProjectTerms terms = new ProjectTerms(
                        project.glossaries(settings),
                        Lexicon.standard(),
                        message -> workspace.messages().warn(Terminal.plain(message)));
                MemoryServer.Project served =
                        new MemoryServer.Project(memory, terms, settings, Version.number(), workspace.clock());
                return new Service(memory, MemoryServer.start(place, token, served, problems));
            } catch (IOException | RuntimeException failure) {
                memory.close();
                throw failure;
            }
        }

        private static Path usual(Path first) {
            return Files.isDirectory(first) ? first.resolve("additions.tmx") : first.resolveSibling("additions.tmx");
        }

        /** {@return the server} */
        public MemoryServer server() {
            return server;
        }

        /** {@return the state of the memories} */
        public LiveMemory.Standing standing() {
            return memory.standing();
        }

        @Override
        public void close() throws IOException {
            try {
                server.close();
            } finally {
                memory.close();
            }
        }
    }
}
