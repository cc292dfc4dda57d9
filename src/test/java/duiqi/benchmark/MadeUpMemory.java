package duiqi.benchmark;

import duiqi.exchange.TmxWriter;
import duiqi.index.MarkovMemory;
import duiqi.io.AtomicFile;
import duiqi.text.Language;
import duiqi.text.TranslationUnit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Writes a memory of generated units as TMX, to measure commands with. The units come from tables of real pairs, or from
 * made-up sentences without tables.
 */
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

    /** Returns a source of units without end; all sources of the same tables have the same units. */
    static Supplier<TranslationUnit> units(Optional<Path> tables) throws IOException {
        return tables.isPresent() ? new MultipliedTables(tables.get(), SEED) : new MarkovMemory(SEED)::next;
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
