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
        write(Integer.parseInt(arguments[0]), Path.of(arguments[1]), tables(arguments, 2), unit -> {});
    }

    /** Returns the argument with the given number as a folder. */
    static Optional<Path> tables(String[] arguments, int number) {
        return arguments.length > number ? Optional.of(Path.of(arguments[number])) : Optional.empty();
    }

    /** Returns a source of units without end; all sources of the same tables have the same units. */
    static Supplier<TranslationUnit> units(Optional<Path> tables) throws IOException {
        return tables.isPresent() ? new MultipliedTables(tables.get(), SEED) : new MarkovMemory(SEED)::next;
    }

    /** Writes units, and passes each to a watcher. */
    static void write(int units, Path file, Optional<Path> tables, Consumer<TranslationUnit> watcher)
            throws IOException {
        Supplier<TranslationUnit> source = units(tables);
        Iterator<TranslationUnit> made = new Iterator<>() {
            private int count;

            @Override
            public boolean hasNext() {
                return count < units;
            }

            @Override
            public TranslationUnit next() {
                count++;
                TranslationUnit unit = source.get();
                watcher.accept(unit);
                return unit;
            }
        };
        AtomicFile.write(
                file, out -> new TmxWriter("1").write(Language.CHINESE, Language.ENGLISH, Instant.EPOCH, made, out));
    }
}
