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
import duiqi.text.Plurals;
import duiqi.report.Terminal;
import duiqi.server.AccessToken;
import duiqi.server.MemoryServer;
import duiqi.server.ProjectTerms;
import duiqi.server.ServerPlace;
import duiqi.text.FormatException;
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

/** Translation memories that are open for lookups. Thread-safe. */
public final class Memory implements Closeable {
    /** The number of units that a concordance returns. */
    private static final int MAX_UNITS = 20;

    private final TranslationMemory units;
    private final boolean isComplete;

    private Memory(TranslationMemory units, boolean isComplete) {
        this.units = units;
        this.isComplete = isComplete;
    }

    /**
     * A unit of a memory.
     *
     * @param score how similar it is to the sentence, in percent after penalties; 100 for a unit of a concordance
     * @param chinese the Chinese
     * @param english the English
     * @param memory the file it is in
     * @param line the line of the file
     */
    public record Match(int score, String chinese, String english, Path memory, int line) {
        private static Match of(int score, IndexedUnit unit, MemoryFile file) {
            return new Match(score, unit.text(UnitSide.SOURCE), unit.text(UnitSide.TARGET), file.path(), unit.line());
        }
    }

    /**
     * A sentence to look up.
     *
     * @param text the sentence
     * @param side its side in the units
     * @param context its neighbours, as far as they are known
     */
    public record Query(String text, UnitSide side, Context context) {
        /** Returns a query for a sentence without neighbours. A text with a Han character is Chinese. */
        public static Query of(String text) {
            boolean isChinese = text.codePoints().anyMatch(Character::isIdeographic);
            return new Query(
                    text,
                    isChinese ? UnitSide.SOURCE : UnitSide.TARGET,
                    new Context(Optional.empty(), Optional.empty()));
        }

        /** Returns a query for each sentence of a text, with its neighbours. */
        public static List<Query> of(Text text) {
            UnitSide side = text.language().isChinese() ? UnitSide.SOURCE : UnitSide.TARGET;
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
     * Opens memories, and makes their indexes where they have none.
     *
     * @param places folders of memories, and memories
     * @throws FormatException if there is no memory
     */
    public static Memory open(List<Path> places, Workspace workspace) throws IOException {
        Watcher watcher = new Watcher(workspace.messages());
        TranslationMemory units = TranslationMemory.open(places, workspace.indexes(), workspace.clock(), watcher);
        if (units.files().isEmpty() && !watcher.hasFailed) {
            String names = places.stream().map(Path::toString).collect(Collectors.joining(", "));
            throw new FormatException(
                    names, "there is no memory in it", "put a .tmx file there, or name one with --tm");
        }
        return new Memory(units, !watcher.hasFailed);
    }

    /** Returns whether every memory could be read. */
    public boolean isComplete() {
        return isComplete;
    }

    /** Returns the units, for searches with all details. */
    public TranslationMemory units() {
        return units;
    }

    /** Returns the units that are most similar to a Chinese or English sentence, the best first: at most 5 of 70 % or more. */
    public List<Match> lookup(String sentence) {
        return search(Query.of(sentence), SearchOptions.STANDARD).stream()
                .map(found -> Match.of(found.match().score(), found.match().unit(), found.file()))
                .toList();
    }

    /** Returns the units that are most similar to a sentence, the best first. */
    public List<TranslationMemory.Found> search(Query query, SearchOptions options) {
        return units.search(query.side(), query.text(), query.context(), options);
    }

    /** Returns the units that have all the words or phrases, in the Chinese or the English: at most 20. */
    public List<Match> concordance(String... words) {
        return units.find(new Concordance.Query(List.of(words), Optional.empty(), MAX_UNITS)).hits().stream()
                .map(hit -> Match.of(100, hit.hit().unit(), hit.file()))
                .toList();
    }

    @Override
    public void close() {
        units.close();
    }

    /** Passes the messages of memories on. */
    private static final class Watcher implements LiveMemory.Watcher {
        private final Workspace.Messages messages;
        private volatile boolean hasFailed;

        Watcher(Workspace.Messages messages) {
            this.messages = messages;
        }

        @Override
        public void indexing(MemoryFile memory) {
            messages.progress(Terminal.plain(memory.path() + ": new or changed, making its index"));
        }

        @Override
        public void lost(MemoryFile memory, int places) {
            problem(memory.path() + ": " + Plurals.of(places, "place")
                    + " cannot be read and what is there is not found; duiqi tm validate shows them");
        }

        @Override
        public void unreadable(MemoryFile memory, FormatException problem) {
            hasFailed = true;
            problem(String.valueOf(problem.getMessage()));
        }

        @Override
        public void problem(String message) {
            messages.warn(Terminal.plain(message));
        }
    }

    /** Memories and glossaries that are served to programs. The caller closes it. */
    public static final class Service implements Closeable {
        private final LiveMemory memory;
        private final MemoryServer server;

        private Service(LiveMemory memory, MemoryServer server) {
            this.memory = memory;
            this.server = server;
        }

        /**
         * Starts to serve.
         *
         * @param places folders of memories, and memories
         * @param additions the memory that takes new pairs; empty for {@code additions.tmx} beside the first
         * @param problems hears of requests that fail
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
            Watcher watcher = new Watcher(workspace.messages());
            CheckSettings settings = project.settings(problems::accept);
            LiveMemory memory = LiveMemory.open(
                    places,
                    additions.isPresent() ? MemoryFiles.newTmx(additions.get()) : usual(places.get(0)),
                    workspace.indexes(),
                    Version.number(),
                    workspace.clock(),
                    watcher);
            try {
                ProjectTerms terms =
                        new ProjectTerms(project.glossaries(settings), Lexicon.standard(), watcher::problem);
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

        /** Returns the server. */
        public MemoryServer server() {
            return server;
        }

        /** Returns how the memories stand. */
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
