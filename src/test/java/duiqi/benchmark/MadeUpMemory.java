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
import java.util.function.Consumer;

/** Writes a memory of generated units as TMX, to measure commands with. */
final class MadeUpMemory {
    static final long SEED = 20_261_125;

    private MadeUpMemory() {}

    /**
     * Writes a file.
     *
     * @param arguments number of units, and file
     */
    public static void main(String[] arguments) throws IOException {
        write(Integer.parseInt(arguments[0]), Path.of(arguments[1]), unit -> {});
    }

    static void write(int units, Path file, Consumer<TranslationUnit> watcher) throws IOException {
        MarkovMemory memory = new MarkovMemory(SEED);
        Iterator<TranslationUnit> made = new Iterator<>() {
            private int count;

            @Override
            public boolean hasNext() {
                return count < units;
            }

            @Override
            public TranslationUnit next() {
                count++;
                TranslationUnit unit = memory.next();
                watcher.accept(unit);
                return unit;
            }
        };
        AtomicFile.write(
                file, out -> new TmxWriter("1").write(Language.CHINESE, Language.ENGLISH, Instant.EPOCH, made, out));
    }
}
