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
import duiqi.text.TranslationUnit;
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
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Builds the index of a memory of generated units, and looks up sentences in one thread: unit texts, unit texts with 5
 * to 30 % of their tokens changed, and sentences of other texts. The times of lookups are processor times, so other work
 * on the machine changes them little. It compares some of the results with a search that
 * scores every unit, and counts the units that have a similar unit.
 */
final class MemorySearch {
    private static final int QUERIES = 1000;
    private static final int CHECKED = 20;
    private static final int WARM_UP = 200;
    private static final int[] MINIMUMS = {70, 50};
    private static final int BEST = 5;
    private static final int BATCH = 20_000;
    private static final double MILLION = 1e6;
    private static final String LOOKUPS = "lookups.tsv";
    private static final Path OTHER_TEXTS = Path.of("src/test/resources/gold");

    private final int units;
    private final Optional<Path> tables;
    private final Path folder;
    private final List<Lookup> lookups = new ArrayList<>();

    private MemorySearch(int units, Optional<Path> tables, Path folder) {
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
     * @param arguments number of units, "." for a million; optionally a folder with tables of pairs; and optionally a
     *     folder that keeps the memory and its index for the next run
     */
    public static void main(String[] arguments) throws Exception {
        int units = arguments[0].equals(".") ? 1_000_000 : Integer.parseInt(arguments[0]);
        Machine.print(
                System.out,
                "./mvnw -q -Pbenchmark test -Dbenchmark.main=duiqi.benchmark.MemorySearch \"-Dbenchmark="
                        + String.join(" ", arguments) + "\"");
        if (arguments.length > 2) {
            Path folder = Files.createDirectories(Path.of(arguments[2]));
            new MemorySearch(units, MadeUpMemory.tables(arguments, 1), folder).measure();
            return;
        }
        Path folder = Files.createTempDirectory("duiqi-memory");
        try {
            new MemorySearch(units, MadeUpMemory.tables(arguments, 1), folder).measure();
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void measure() throws Exception {
        if (!Files.exists(folder.resolve(LOOKUPS))) {
            write();
        }
        for (String line : Files.readAllLines(folder.resolve(LOOKUPS))) {
            String[] columns = line.split("\t", 3);
            lookups.add(new Lookup(UnitSide.valueOf(columns[0]), Kind.valueOf(columns[1]), columns[2]));
        }
        print("memory", size(folder.resolve("made-up.tmx")) / MILLION, "MB of TMX, " + units + " units");
        double built = seconds(() -> open().size());
        print("index", built, "s to read the TMX and write it, or to open it");
        print("index", size(folder.resolve(".index")) / MILLION, "MB of files");
        long before = heap();
        long start = System.nanoTime();
        try (TranslationMemory index = open()) {
            search(index, lookups.get(0), MINIMUMS[0]);
            print("reopen", (System.nanoTime() - start) / 1e9, "s, with the first lookup");
            print("heap", (heap() - before) / MILLION, "MB more than before opening");
            for (int minimum : MINIMUMS) {
                measure(index, minimum);
            }
            for (String words : List.of("研究", "长周期资助", "Research", "的", "研究 research", "内存泄漏", "the")) {
                Concordance.Query query = Concordance.Query.words(words, Optional.empty(), 20);
                index.find(query);
                long[] total = {0};
                long started = Machine.processorTime();
                total[0] = index.find(query).total();
                print("find " + words, (Machine.processorTime() - started) / MILLION, "ms, " + total[0] + " units");
            }
            long similar = lookups.stream()
                    .filter(lookup -> lookup.kind() == Kind.UNIT)
                    .filter(lookup -> index.search(lookup.side(), lookup.text(), Context.NONE, options(70, 2))
                                    .size()
                            > 1)
                    .count();
            long all = lookups.stream()
                    .filter(lookup -> lookup.kind() == Kind.UNIT)
                    .count();
            print("similar", 100.0 * similar / all, "% of the units have another unit from 70 %");
            check(index);
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

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(
                            file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
        }
    }

    /** Writes the memory and the sentences to look up. */
    private void write() throws IOException {
        List<String> made = new ArrayList<>();
        MarkovMemory editor = new MarkovMemory(MadeUpMemory.SEED + 1);
        List<String> others = otherTexts();
        int every = Math.max(1, units / (QUERIES + WARM_UP));
        int[] count = {0};
        MadeUpMemory.write(units, folder.resolve("made-up.tmx"), tables, unit -> {
            if (count[0]++ % every == every / 2) {
                int number = made.size();
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
                made.add(side + "\t" + kind + "\t" + text.replaceAll("\\s", " "));
            }
        });
        Files.write(folder.resolve(LOOKUPS), made);
    }

    /** Returns sentences of other texts, Chinese and English in turn. */
    private static List<String> otherTexts() throws IOException {
        List<List<String>> sides = new ArrayList<>();
        for (String language : List.of("zh", "en")) {
            List<String> lines = new ArrayList<>();
            try (Stream<Path> files = Files.list(OTHER_TEXTS)) {
                for (Path file : files.filter(file -> file.toString().endsWith("." + language))
                        .sorted()
                        .toList()) {
                    lines.addAll(Files.readAllLines(file));
                }
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

    private static SearchOptions options(int minimum, int limit) {
        return new SearchOptions(minimum, limit, SearchOptions.Penalties.NONE);
    }

    private static int search(TranslationMemory index, Lookup lookup, int minimum) {
        return index.search(lookup.side(), lookup.text(), Context.NONE, options(minimum, BEST))
                .size();
    }

    private void measure(TranslationMemory index, int minimum) {
        List<Lookup> measured = lookups.subList(0, Math.min(QUERIES, lookups.size()));
        lookups.subList(measured.size(), lookups.size()).forEach(lookup -> search(index, lookup, minimum));
        double[] times = new double[measured.size()];
        for (int i = 0; i < times.length; i++) {
            long start = Machine.processorTime();
            search(index, measured.get(i), minimum);
            times[i] = (Machine.processorTime() - start) / MILLION;
        }
        print(times, measured, lookup -> true, "all, from " + minimum);
        for (UnitSide side : UnitSide.values()) {
            print(times, measured, lookup -> lookup.side() == side, side + ", from " + minimum);
        }
        for (Kind kind : Kind.values()) {
            print(times, measured, lookup -> lookup.kind() == kind, kind + ", from " + minimum);
        }
    }

    private static void print(double[] times, List<Lookup> lookups, Predicate<Lookup> wanted, String name) {
        double[] sorted = new double[times.length];
        int count = 0;
        for (int i = 0; i < times.length; i++) {
            if (wanted.test(lookups.get(i))) {
                sorted[count++] = times[i];
            }
        }
        Arrays.sort(sorted, 0, count);
        System.out.printf(
                Locale.ROOT,
                "%-18s median %.2f ms, 90 %% %.2f ms, 99 %% %.2f ms, maximum %.2f ms, %d lookups%n",
                name,
                sorted[count / 2],
                sorted[count * 90 / 100],
                sorted[count * 99 / 100],
                sorted[count - 1],
                count);
    }

    private void check(TranslationMemory index) throws IOException {
        BruteForce.Numbers numbers = new BruteForce.Numbers();
        List<Lookup> checked = lookups.subList(0, CHECKED);
        List<BruteForce> all = checked.stream()
                .map(lookup -> new BruteForce(numbers, lookup.side(), lookup.text(), Context.NONE, MINIMUMS[0]))
                .toList();
        Supplier<TranslationUnit> source = MadeUpMemory.units(tables);
        List<BruteForce.Tokenized> batch = new ArrayList<>();
        for (int i = 1; i <= units; i++) {
            batch.add(numbers.of(source.get(), IndexedUnit.Origin.UNKNOWN));
            if (i == units || batch.size() == BATCH) {
                all.parallelStream().forEach(brute -> batch.forEach(brute::look));
                batch.clear();
            }
        }
        int wrong = 0;
        int found = 0;
        for (int i = 0; i < checked.size(); i++) {
            SearchOptions options = options(MINIMUMS[0], BEST);
            List<BruteForce.Found> expected = all.get(i).best(options);
            found += expected.size();
            wrong += index.search(checked.get(i).side(), checked.get(i).text(), Context.NONE, options).stream()
                            .map(each -> BruteForce.Found.of(each.match()))
                            .toList()
                            .equals(expected)
                    ? 0
                    : 1;
        }
        System.out.println("check      " + wrong + " wrong of " + checked.size()
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
