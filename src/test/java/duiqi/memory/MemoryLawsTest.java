package duiqi.memory;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.TmxRewrite;
import duiqi.exchange.Tu;
import duiqi.io.AtomicFile;
import duiqi.memory.MemoryMerge.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Checks properties that hold for all memories. */
class MemoryLawsTest {
    private static final Path FOLDER = Path.of("target/laws");

    @BeforeContainer
    static void makeFolder() throws IOException {
        Files.createDirectories(FOLDER);
    }

    @Provide
    Arbitrary<List<String>> memories() {
        return TestMemories.units();
    }

    private static Path file(String name, List<String> units) {
        return TestMemories.write(FOLDER.resolve(name), units.toArray(String[]::new));
    }

    private static Path merged(MemoryMerge.Policy policy, String name, Path base, Path... others) throws IOException {
        Path to = FOLDER.resolve(name);
        MemoryMerge merge = TestMemories.merge(policy, to, base, others);
        assertThat(TestMemories.read(to)).hasSize(TestMemories.read(base).size() + merge.added());
        return to;
    }

    private static MemoryDiff diff(Path first, Path second) throws IOException {
        return MemoryDiff.of(TestMemories.source(first), TestMemories.source(second), damage -> {});
    }

    @Property(tries = 150)
    void mergeWithBothLosesNothing(@ForAll("memories") List<String> a, @ForAll("memories") List<String> b)
            throws IOException {
        Path base = file("a.tmx", a);
        Path other = file("b.tmx", b);
        Path all = merged(Policy.BOTH, "ab.tmx", base, other);
        assertThat(diff(base, all).removed()).isEmpty();
        assertThat(diff(base, all).changed()).isEmpty();
        assertThat(TestMemories.texts(all)).containsAll(TestMemories.texts(other));
    }

    @Property(tries = 200)
    void secondMergeChangesNothing(
            @ForAll("memories") List<String> a, @ForAll("memories") List<String> b, @ForAll Policy policy)
            throws IOException {
        Path base = file("a.tmx", a);
        Path other = file("b.tmx", b);
        Path once = merged(policy, "once.tmx", base, other);
        assertThat(merged(policy, "twice.tmx", once, other)).hasSameBinaryContentAs(once);
        assertThat(merged(policy, "same.tmx", base, base)).hasSameBinaryContentAs(base);
    }

    @Property(tries = 150)
    void secondDedupeRemovesNothing(@ForAll("memories") List<String> a, @ForAll boolean folds) throws IOException {
        Path before = file("a.tmx", a);
        Path after = FOLDER.resolve("deduped.tmx");
        Duplicates duplicates = TestMemories.dedupe(folds, before, after);
        assertThat(TestMemories.read(after)).hasSize(a.size() - duplicates.count());
        assertThat(TestMemories.dedupe(folds, after, FOLDER.resolve("again.tmx"))
                        .count())
                .isZero();
        assertThat(notes(after)).containsAll(notes(before));
    }

    private static Set<String> notes(Path memory) throws IOException {
        return TestMemories.read(memory).stream()
                .flatMap(unit -> unit.annotations().stream())
                .filter(annotation -> annotation.isNote())
                .map(annotation -> annotation.text())
                .collect(Collectors.toSet());
    }

    @Property(tries = 100)
    void sortKeepsUnitsAndIsIdempotent(
            @ForAll("memories") List<String> a, @ForAll MemoryOrder.By by, @ForAll boolean reverse) throws IOException {
        Path before = file("a.tmx", a);
        Path after = FOLDER.resolve("sorted.tmx");
        TestMemories.rewrite(before, new MemoryOrder(TestMemories.source(before), by, reverse, d -> {}), after);
        assertThat(TestMemories.read(after)).containsExactlyInAnyOrderElementsOf(TestMemories.read(before));
        assertThat(new MemoryOrder(TestMemories.source(after), by, reverse, d -> {}).moved())
                .isZero();
        TestMemories.rewrite(before, new MemoryCleaning(List.of(), (u, p, f, r) -> {}), after);
        assertThat(after).hasSameBinaryContentAs(before);
    }

    @Property(tries = 100)
    void partsContainAllUnitsOnce(@ForAll("memories") List<String> a, @ForAll boolean bySize) throws IOException {
        Path whole = file("a.tmx", a);
        MemoryParts parts = bySize
                ? MemoryParts.ofSize(TestMemories.source(whole), 2, d -> {})
                : MemoryParts.by(TestMemories.source(whole), "p", d -> {});
        List<Integer> sizes = List.copyOf(parts.sizes().values());
        List<Path> files = IntStream.range(0, sizes.size())
                .mapToObj(number -> FOLDER.resolve("part" + number + ".tmx"))
                .toList();
        AtomicFile.writeAll(files, outs -> new TmxRewrite(whole, d -> {}).split(outs, parts::of));
        List<Tu> all = new ArrayList<>();
        for (int part = 0; part < sizes.size(); part++) {
            List<Tu> units = TestMemories.read(files.get(part));
            assertThat(units).hasSize(sizes.get(part));
            all.addAll(units);
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(TestMemories.read(whole));
    }
}
