package duiqi.benchmark;

import duiqi.index.Concordance;
import duiqi.index.Context;
import duiqi.index.IndexWriter;
import duiqi.index.IndexedUnit;
import duiqi.index.MarkovMemory;
import duiqi.index.Match;
import duiqi.index.MemoryIndex;
import duiqi.index.SearchOptions;
import duiqi.index.UnitSide;
import duiqi.text.TranslationUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures a lookup in a memory of 100,000 generated units: the mean of many queries with 5 to 40 % of their tokens
 * changed.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 5)
public class MemoryBenchmark {
    private static final int UNITS = 100_000;
    private static final int QUERIES = 500;

    @Param({"SOURCE", "TARGET"})
    public UnitSide side = UnitSide.SOURCE;

    @Param({"70", "50"})
    public int minimum;

    private final List<String> queries = new ArrayList<>();
    private Path folder = Path.of("");
    private Optional<MemoryIndex> index = Optional.empty();
    private int next;

    @Setup
    public void makeIndex() throws IOException {
        folder = Files.createTempDirectory("duiqi-memory");
        MarkovMemory memory = new MarkovMemory(1);
        MarkovMemory editor = new MarkovMemory(2);
        try (IndexWriter writer = new IndexWriter(folder, Set.of())) {
            for (int i = 0; i < UNITS; i++) {
                TranslationUnit unit = memory.next();
                if (i % (UNITS / QUERIES) == 0) {
                    queries.add(editor.edited(unit, side, 0.05 + 0.35 * (queries.size() % 101) / 100));
                }
                writer.add(unit, i + 1, IndexedUnit.Origin.UNKNOWN);
            }
            index = Optional.of(MemoryIndex.open(writer.finish()));
        }
    }

    @TearDown
    public void removeIndex() throws IOException {
        index.orElseThrow().close();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Benchmark
    public List<Match> search() {
        next = (next + 1) % queries.size();
        return index.orElseThrow()
                .search(
                        side,
                        queries.get(next),
                        Context.NONE,
                        new SearchOptions(minimum, 5, SearchOptions.Penalties.NONE));
    }

    @Benchmark
    public Concordance find() {
        return index.orElseThrow().find(Concordance.Query.words("基础研究", Optional.empty(), 20));
    }
}
