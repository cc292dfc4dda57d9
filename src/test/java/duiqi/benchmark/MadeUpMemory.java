package duiqi.benchmark;

import duiqi.exchange.TmxWriter;
import duiqi.index.MarkovMemory;
import duiqi.io.AtomicFile;
import duiqi.text.Language;
import duiqi.text.TranslationUnit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Writes a large memory as TMX, to measure commands with. Its units are pairs of tables, or made up without tables. */
final class MadeUpMemory {
    static final long SEED = 20_261_125;

    private MadeUpMemory() {}

    /**
     * Writes a file.
     *
     * @param arguments number of units, file, and optionally a folder with tables of pairs
     */
    public static void main(String[] arguments) throws IOException {
        Bench bench = new Bench(MadeUpMemory.class, arguments);
        write(bench.nextNumber(1_000_000), Path.of(bench.next("made-up.tmx")), tables(bench), unit -> {});
    }

    /** Takes the folder of tables from the arguments; {@code -} represents none. */
    static Optional<Path> tables(Bench bench) {
        return Optional.of(bench.next("-")).filter(word -> !word.equals("-")).map(Path::of);
    }

    /**
     * Returns a source of units without end. The tables ({@code .tsv.gz}) have Chinese, a tab and English on each line.
     * Their pairs come in random order, and again after the last one.
     */
    private static Supplier<TranslationUnit> units(Optional<Path> tables) throws IOException {
        if (tables.isEmpty()) {
            return new MarkovMemory(SEED)::next;
        }
        List<String> pairs = new ArrayList<>();
        for (Path table : Bench.files(tables.get(), "(?!.*\\.lex\\.).*\\.tsv\\.gz")) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(table))) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.matches("[^\t]*\\p{IsHan}[^\t]*\t[^\t]*[a-zA-Z][^\t]*.*"))
                        .forEach(pairs::add);
            }
        }
        Collections.shuffle(pairs, new Random(SEED));
        AtomicInteger made = new AtomicInteger();
        return () -> {
            String[] texts = pairs.get(made.get() % pairs.size()).split("\t");
            return new TranslationUnit(
                    Integer.toHexString(made.incrementAndGet()),
                    new TranslationUnit.Variant(Language.CHINESE, texts[0]),
                    new TranslationUnit.Variant(Language.ENGLISH, texts[1]),
                    Collections.emptySortedMap(),
                    Optional.of(Instant.EPOCH));
        };
    }

    /** Writes units, and passes each to a watcher. */
    static void write(int units, Path file, Optional<Path> tables, Consumer<TranslationUnit> watcher)
            throws IOException {
        Iterator<TranslationUnit> made =
                Stream.generate(units(tables)).limit(units).peek(watcher).iterator();
        AtomicFile.write(
                file, out -> new TmxWriter("1").write(Language.CHINESE, Language.ENGLISH, Instant.EPOCH, made, out));
    }
}
