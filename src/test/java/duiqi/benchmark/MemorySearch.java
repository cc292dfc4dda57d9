package duiqi.benchmark;

import duiqi.index.Concordance;
import duiqi.index.Context;
import duiqi.index.MarkovMemory;
import duiqi.index.SearchOptions;
import duiqi.index.UnitSide;
import duiqi.memory.MemoryFile;
import duiqi.memory.TranslationMemory;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Builds the index of a memory of generated units, and looks up sentences in one thread: unit texts, unit texts with 5
 * to 30 % of their tokens changed, and sentences of other texts. The times of lookups are processor times, so other work
 * on the machine changes them little. It also counts the units that have a similar unit.
 */
final class MemorySearch {
    private static final int QUERIES = 1000;
    private static final int WARM_UP = 200;
    private static final int MINIMUM = 70;
    private static final int BEST = 5;
    private static final double MILLION = 1e6;
    private static final Path OTHER_TEXTS = Path.of("src/test/resources/gold");

    private final Bench bench;
    private final int units;
    private final Optional<Path> tables;
    private final Path folder;
    private final List<Lookup> lookups = new ArrayList<>();

    private MemorySearch(Bench bench, int units, Optional<Path> tables, Path folder) {
        this.bench = bench;
        this.units = units;
        this.tables = tables;
        this.folder = folder;
    }

    private enum Kind {
        CHANGED,
        UNIT,
        OTHER
    }

    private record Lookup(UnitSide side, Kind kind, String text) {}

    /**
     * Prints the figures.
     *
     * @param arguments number of units, "." for a million; optionally a folder with tables of pairs, "-" for none
     */
    public static void main(String[] arguments) throws Exception {
        Bench bench = new Bench(MemorySearch.class, arguments);
        int units = bench.nextNumber(1_000_000);
        Optional<Path> tables = MadeUpMemory.tables(bench);
        Bench.inFolder(folder -> new MemorySearch(bench, units, tables, folder).measure());
    }

    private void measure() throws Exception {
        write();
        bench.say("memory     %.3f MB of TMX, %d units", size(folder.resolve("made-up.tmx")) / MILLION, units);
        long begun = System.nanoTime();
        open().close();
        bench.say("index      %.3f s to read the TMX and write it", Bench.seconds(begun));
        bench.say("index      %.3f MB of files", size(folder.resolve(".index")) / MILLION);
        long before = heap();
        long start = System.nanoTime();
        try (TranslationMemory index = open()) {
            search(index, lookups.get(0));
            bench.say("reopen     %.3f s, with the first lookup", Bench.seconds(start));
            bench.say("heap       %.3f MB more than before opening", (heap() - before) / MILLION);
            measure(index);
            for (String words : List.of("研究", "的", "the")) {
                Concordance.Query query = Concordance.Query.words(words, Optional.empty(), 20);
                index.find(query);
                long started = Bench.processorTime();
                long total = index.find(query).total();
                bench.say("find %s %.3f ms, %d units", words, (Bench.processorTime() - started) / MILLION, total);
            }
            List<Lookup> own = lookups.stream()
                    .filter(lookup -> lookup.kind() == Kind.UNIT)
                    .toList();
            long similar = own.stream()
                    .filter(lookup -> index.search(lookup.side(), lookup.text(), Context.NONE, options(2))
                                    .size()
                            > 1)
                    .count();
            bench.say("similar    %.3f %% of the units have another unit from 70 %%", 100.0 * similar / own.size());
        }
    }

    private TranslationMemory open() throws IOException {
        return TranslationMemory.open(
                List.of(folder.resolve("made-up.tmx")), folder, Clock.systemUTC(), new TranslationMemory.Watcher() {
                    @Override
                    public void indexing(MemoryFile memory) {}

                    @Override
                    public void lost(MemoryFile memory, int places) {}

                    @Override
                    public void unreadable(MemoryFile memory, FormatException failure) {}
                });
    }

    private static long size(Path place) throws IOException {
        long size = 0;
        for (Path file : Bench.files(place, ".*")) {
            size += Files.size(file);
        }
        return size;
    }

    /** Writes the memory and the sentences to look up. */
    private void write() throws IOException {
        MarkovMemory editor = new MarkovMemory(MadeUpMemory.SEED + 1);
        List<String> others = otherTexts();
        int every = Math.max(1, units / (QUERIES + WARM_UP));
        int[] count = {0};
        MadeUpMemory.write(units, folder.resolve("made-up.tmx"), tables, unit -> {
            if (count[0]++ % every == every / 2) {
                int number = lookups.size();
                UnitSide side = List.of(UnitSide.values()).get(number % 2);
                Kind kind = List.of(Kind.values()).get(number / 2 % 3);
                String text = switch (kind) {
                    case UNIT ->
                        side == UnitSide.SOURCE
                                ? unit.source().text()
                                : unit.target().text();
                    case CHANGED -> editor.edited(unit, side, 0.05 + 0.25 * (number % 101) / 100);
                    case OTHER -> others.get((int) (number * 7919L / 2 % (others.size() / 2)) * 2 + number % 2);
                };
                lookups.add(new Lookup(side, kind, text));
            }
        });
    }

    /** Returns sentences of other texts, Chinese and English in turn. */
    private static List<String> otherTexts() throws IOException {
        List<List<String>> sides = new ArrayList<>();
        for (String language : List.of("zh", "en")) {
            List<String> lines = new ArrayList<>();
            for (Path file : Bench.files(OTHER_TEXTS, ".*\\." + language)) {
                lines.addAll(Files.readAllLines(file));
            }
            lines.removeIf(String::isBlank);
            sides.add(lines);
        }
        List<String> all = new ArrayList<>();
        for (int i = 0; i < Math.min(sides.get(0).size(), sides.get(1).size()); i++) {
            all.add(sides.get(0).get(i));
            all.add(sides.get(1).get(i));
        }
        return all;
    }

    private static SearchOptions options(int limit) {
        return new SearchOptions(MINIMUM, limit, SearchOptions.Penalties.NONE);
    }

    private static int search(TranslationMemory index, Lookup lookup) {
        return index.search(lookup.side(), lookup.text(), Context.NONE, options(BEST))
                .size();
    }

    private void measure(TranslationMemory index) {
        List<Lookup> measured = lookups.subList(0, Math.min(QUERIES, lookups.size()));
        lookups.subList(measured.size(), lookups.size()).forEach(lookup -> search(index, lookup));
        Map<String, List<Double>> times = new TreeMap<>();
        for (Lookup lookup : measured) {
            long start = Bench.processorTime();
            search(index, lookup);
            double time = (Bench.processorTime() - start) / MILLION;
            for (String group :
                    List.of("ALL", lookup.side().toString(), lookup.kind().toString())) {
                times.computeIfAbsent(group, name -> new ArrayList<>()).add(time);
            }
        }
        times.forEach((name, all) -> bench.say("%-18s %s", name, Bench.spread(all)));
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
