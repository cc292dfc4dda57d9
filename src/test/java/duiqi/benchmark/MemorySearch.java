package duiqi.benchmark;

import duiqi.index.BruteForce;
import duiqi.index.Concordance;
import duiqi.index.Context;
import duiqi.index.IndexedUnit;
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
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Builds the index of a memory of generated units, and looks up its sentences with 5 to 40 % of their tokens changed,
 * in one thread. It compares some of the results with a search that scores every unit.
 */
final class MemorySearch {
    private static final int QUERIES = 1000;
    private static final int CHECKED = 25;
    private static final int WARM_UP = 200;
    private static final int[] MINIMUMS = {70, 50};
    private static final int[] LIMITS = {5, 10};
    private static final double MILLION = 1e6;

    private MemorySearch() {}

    private record Lookup(UnitSide side, String text) {}

    /**
     * Prints a table.
     *
     * @param arguments number of units; "." means a million
     */
    public static void main(String[] arguments) throws Exception {
        int units = arguments[0].equals(".") ? 1_000_000 : Integer.parseInt(arguments[0]);
        Machine.print(
                System.out,
                "./mvnw -q -Pbenchmark test -Dbenchmark.main=duiqi.benchmark.MemorySearch -Dbenchmark=" + arguments[0]);
        Path folder = Files.createTempDirectory("duiqi-memory");
        try {
            measure(units, folder);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void measure(int units, Path folder) throws Exception {
        List<Lookup> lookups = write(units, folder.resolve("made-up.tmx"));
        print("memory", size(folder) / MILLION, "MB of TMX, " + units + " units");
        double built = seconds(() -> open(folder).size());
        print("index", built, "s to read the TMX and write it");
        print("index", size(folder.resolve(".index")) / MILLION, "MB of files");
        long before = heap();
        long start = System.nanoTime();
        TranslationMemory index = open(folder);
        search(index, lookups.get(0), new SearchOptions(70, 5, SearchOptions.Penalties.NONE));
        print("reopen", (System.nanoTime() - start) / 1e9, "s, with the first lookup");
        print("heap", (heap() - before) / MILLION, "MB more than before opening");
        List<Lookup> warm = lookups.subList(QUERIES, lookups.size());
        for (int minimum : MINIMUMS) {
            for (int limit : LIMITS) {
                SearchOptions options = new SearchOptions(minimum, limit, SearchOptions.Penalties.NONE);
                warm.forEach(lookup -> search(index, lookup, options));
                for (UnitSide side : UnitSide.values()) {
                    measure(index, lookups.subList(0, QUERIES), side, options);
                }
            }
        }
        for (String words : List.of("研究", "长周期资助", "Research", "的", "研究 research")) {
            Concordance.Query query = Concordance.Query.words(words, Optional.empty(), 20);
            long[] total = {0};
            double seconds = seconds(() -> total[0] = index.find(query).total());
            print("find " + words, 1000 * seconds, "ms, " + total[0] + " units");
        }
        check(units, index, lookups.subList(0, CHECKED));
        index.close();
    }

    private static TranslationMemory open(Path folder) throws IOException {
        return TranslationMemory.open(List.of(folder), folder, Clock.systemUTC(), new TranslationMemory.Watcher() {
            @Override
            public void indexing(MemoryFile memory) {}

            @Override
            public void lost(MemoryFile memory, int places) {}

            @Override
            public void unreadable(MemoryFile memory, FormatException failure) {}
        });
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            long size = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                size += Files.size(file);
            }
            return size;
        }
    }

    private static List<Lookup> write(int units, Path file) throws IOException {
        List<Lookup> lookups = new ArrayList<>();
        MarkovMemory editor = new MarkovMemory(MadeUpMemory.SEED + 1);
        int every = Math.max(1, units / (QUERIES + WARM_UP));
        int[] made = {0};
        MadeUpMemory.write(units, file, unit -> {
            if (made[0]++ % every == 0 && lookups.size() < QUERIES + WARM_UP) {
                UnitSide side = lookups.size() % 2 == 0 ? UnitSide.SOURCE : UnitSide.TARGET;
                double share = 0.05 + 0.35 * (lookups.size() % 101) / 100;
                lookups.add(new Lookup(side, editor.edited(unit, side, share)));
            }
        });
        return lookups;
    }

    private static int search(TranslationMemory index, Lookup lookup, SearchOptions options) {
        return index.search(lookup.side(), lookup.text(), Context.NONE, options).size();
    }

    private static void measure(TranslationMemory index, List<Lookup> lookups, UnitSide side, SearchOptions options) {
        double[] times = new double[lookups.size()];
        int count = 0;
        int found = 0;
        for (Lookup lookup : lookups) {
            if (lookup.side() == side) {
                long start = System.nanoTime();
                found += search(index, lookup, options);
                times[count++] = (System.nanoTime() - start) / MILLION;
            }
        }
        double[] sorted = Arrays.copyOf(times, count);
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "  %s from %d, best %d: median %.2f ms, 95 %% %.2f ms, maximum %.2f ms, %.1f matches each%n",
                side,
                options.minimum(),
                options.limit(),
                sorted[count / 2],
                sorted[count * 95 / 100],
                sorted[count - 1],
                (double) found / count);
    }

    private static void check(int units, TranslationMemory index, List<Lookup> lookups) {
        BruteForce.Numbers numbers = new BruteForce.Numbers();
        int least = MINIMUMS[0];
        List<BruteForce> all = lookups.stream()
                .map(lookup -> new BruteForce(numbers, lookup.side(), lookup.text(), Context.NONE, least))
                .toList();
        MarkovMemory memory = new MarkovMemory(MadeUpMemory.SEED);
        for (int i = 0; i < units; i++) {
            BruteForce.Tokenized unit = numbers.of(memory.next(), IndexedUnit.Origin.UNKNOWN);
            all.forEach(brute -> brute.look(unit));
        }
        int wrong = 0;
        int found = 0;
        for (int i = 0; i < lookups.size(); i++) {
            SearchOptions options = new SearchOptions(least, LIMITS[1], SearchOptions.Penalties.NONE);
            List<BruteForce.Found> expected = all.get(i).best(options);
            found += expected.size();
            wrong += index.search(lookups.get(i).side(), lookups.get(i).text(), Context.NONE, options).stream()
                            .map(each -> BruteForce.Found.of(each.match()))
                            .toList()
                            .equals(expected)
                    ? 0
                    : 1;
        }
        System.out.println("check      " + wrong + " wrong of " + lookups.size()
                + " compared with a search of all units, " + found + " matches");
    }

    private static double seconds(Callable<?> action) throws Exception {
        long start = System.nanoTime();
        action.call();
        return (System.nanoTime() - start) / 1e9;
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void print(String what, double value, String unit) {
        System.out.printf(Locale.ROOT, "%-10s %.3f %s%n", what, value, unit);
    }
}
