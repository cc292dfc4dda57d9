package duiqi.benchmark;

import duiqi.exchange.TmxWriter;
import duiqi.index.Concordance;
import duiqi.index.Context;
import duiqi.index.MarkovMemory;
import duiqi.index.SearchOptions;
import duiqi.index.UnitSide;
import duiqi.io.AtomicFile;
import duiqi.memory.MemoryFile;
import duiqi.memory.TranslationMemory;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.TranslationUnit;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Defines the memories that are rewritten while a server is under load, and the units that must be found in them.
 * {@code steady.tmx} has the same units in another order. All units of {@code turning.tmx} contain the same generation.
 * {@code growing.tmx} gets one unit more with each generation. {@code aligned.tmx} is made from texts with a sentence
 * that contains the generation. Immutable.
 */
final class LoadMemories {
    /** Number of units in {@code turning.tmx} */
    static final int TURNING = 300;

    /** Words that every English text of {@code turning.tmx} contains, and no other text */
    static final String TURNING_WORDS = "harbour office files record";

    static final SearchOptions OPTIONS = new SearchOptions(70, 100, SearchOptions.Penalties.STANDARD);
    private static final int QUESTIONS = 150;
    private static final int PIECE = 16 << 10;
    private static final int PHRASE = 14;

    final Path tm;
    final List<TranslationUnit> steady;
    final List<Question> fuzzy = new ArrayList<>();
    final List<Question> words = new ArrayList<>();

    /**
     * Holds a text to look up and its expected results in {@code steady.tmx}, one line each; for words, only their
     * number.
     */
    record Question(String text, Set<String> found) {}

    LoadMemories(Path project, int units) throws IOException {
        tm = Files.createDirectories(project.resolve("tm"));
        MarkovMemory made = new MarkovMemory(MadeUpMemory.SEED);
        Set<String> known = new HashSet<>();
        List<TranslationUnit> all = new ArrayList<>();
        while (all.size() < units) {
            TranslationUnit unit = made.next();
            if (known.add(unit.source().text()) && known.add(unit.target().text())) {
                all.add(unit);
            }
        }
        steady = List.copyOf(all);
        write(steady(), steady);
        expect(project, made);
        write(turning(), turning(0));
        write(growing(), List.of(growing(0)));
    }

    private void expect(Path project, MarkovMemory editor) throws IOException {
        Path copy = Files.createDirectories(project.resolve("truth"));
        Files.copy(steady(), copy.resolve("steady.tmx"));
        try (TranslationMemory truth = TranslationMemory.open(List.of(copy), copy, Clock.systemUTC(), new Strict())) {
            for (int i = 0; i < QUESTIONS; i++) {
                TranslationUnit unit = steady.get((int) ((long) i * steady.size() / QUESTIONS));
                String text = editor.edited(unit, UnitSide.SOURCE, 0.05 + 0.2 * i / QUESTIONS);
                Set<String> found = new TreeSet<>();
                truth.search(UnitSide.SOURCE, text, Context.NONE, OPTIONS)
                        .forEach(each -> found.add(line(
                                each.match().score(),
                                each.match().unit().text(UnitSide.SOURCE),
                                each.match().unit().text(UnitSide.TARGET))));
                if (found.size() < OPTIONS.limit()) {
                    fuzzy.add(new Question(text, found));
                }
                String chinese = unit.source().text();
                String phrase = chinese.substring(
                        0,
                        chinese.offsetByCodePoints(0, Math.min(PHRASE, chinese.codePointCount(0, chinese.length()))));
                Set<String> hits = new TreeSet<>();
                TranslationMemory.Hits all =
                        phrase.codePoints().filter(Character::isLetterOrDigit).count() < 4
                                ? new TranslationMemory.Hits(List.of(), 0)
                                : truth.find(
                                        Concordance.Query.words(phrase, Optional.of(UnitSide.SOURCE), OPTIONS.limit()));
                all.hits()
                        .forEach(hit -> hits.add(line(
                                0,
                                hit.hit().unit().text(UnitSide.SOURCE),
                                hit.hit().unit().text(UnitSide.TARGET))));
                if (!hits.isEmpty() && all.total() < OPTIONS.limit()) {
                    words.add(new Question(phrase, hits));
                }
            }
        }
    }

    /** Returns the line that identifies a result. */
    static String line(int score, String chinese, String english) {
        return score + " " + chinese + " = " + english;
    }

    private static final class Strict implements TranslationMemory.Watcher {
        @Override
        public void indexing(MemoryFile memory) {}

        @Override
        public void lost(MemoryFile memory, int places) {
            throw new IllegalStateException(memory.name() + " lost " + places);
        }

        @Override
        public void unreadable(MemoryFile memory, FormatException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    Path steady() {
        return tm.resolve("steady.tmx");
    }

    Path turning() {
        return tm.resolve("turning.tmx");
    }

    Path growing() {
        return tm.resolve("growing.tmx");
    }

    Path aligned() {
        return tm.resolve("aligned.tmx");
    }

    Path additions() {
        return tm.resolve("additions.tmx");
    }

    static String turningText(int key) {
        return "航标" + key + "号的检修记录由港务处保管。";
    }

    static String turningTarget(int key, int generation) {
        return "In generation " + generation + " the " + TURNING_WORDS + " " + key + " of the beacons.";
    }

    static List<TranslationUnit> turning(int generation) {
        List<TranslationUnit> units = new ArrayList<>();
        for (int key = 0; key < TURNING; key++) {
            units.add(unit("t" + key, turningText(key), turningTarget(key, generation)));
        }
        return units;
    }

    static TranslationUnit growing(int generation) {
        return unit("g" + generation, growingText(generation), growingTarget(generation));
    }

    static String growingText(int generation) {
        return "第" + generation + "艘渡船已经靠岸。";
    }

    static String growingTarget(int generation) {
        return "Ferry number " + generation + " has come alongside.";
    }

    private static TranslationUnit unit(String id, String chinese, String english) {
        return new TranslationUnit(
                id,
                new TranslationUnit.Variant(Language.CHINESE, chinese),
                new TranslationUnit.Variant(Language.ENGLISH, english),
                java.util.Collections.emptySortedMap(),
                Optional.empty());
    }

    static void write(Path file, List<TranslationUnit> units) throws IOException {
        AtomicFile.write(
                file,
                out -> new TmxWriter("1")
                        .write(Language.CHINESE, Language.ENGLISH, Instant.EPOCH, units.iterator(), out));
    }

    /** Replaces a file as a git checkout does: deletes it, creates it, and writes it in parts. */
    static void checkOut(Path file, List<TranslationUnit> units) throws IOException {
        Path other = file.resolveSibling(".checked-out");
        write(other, units);
        byte[] bytes = Files.readAllBytes(other);
        Files.delete(other);
        Files.delete(file);
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int at = 0; at < bytes.length; at += PIECE) {
                out.write(bytes, at, Math.min(PIECE, bytes.length - at));
            }
        }
    }

    /** Writes texts in place, not atomically. */
    static void writeTexts(Path chinese, Path english, List<String> chineseLines, List<String> englishLines)
            throws IOException {
        Files.write(chinese, chineseLines, StandardCharsets.UTF_8);
        Files.write(english, englishLines, StandardCharsets.UTF_8);
    }
}
