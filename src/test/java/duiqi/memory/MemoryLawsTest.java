package duiqi.memory;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.TmxRewrite;
import duiqi.exchange.Tu;
import duiqi.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Checks properties that hold for all memories. */
class MemoryLawsTest {
    private static Path folder = Path.of("");

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("laws");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Provide
    Arbitrary<List<String>> memories() {
        return TestMemories.units();
    }

    private static Path file(String name, List<String> units) throws IOException {
        return TestMemories.write(folder.resolve(name), units.toArray(String[]::new));
    }

    private static Path merged(Path base, MemoryMerge.Policy policy, String name, Path... others) throws IOException {
        MemoryMerge merge = new MemoryMerge(
                TestMemories.source(base),
                Stream.of(others).map(TestMemories::source).toList(),
                policy,
                damage -> {});
        Path to = folder.resolve(name);
        TestMemories.rewrite(base, merge.plan(damage -> {}), to);
        assertThat(TestMemories.read(to)).hasSize(TestMemories.read(base).size() + merge.added());
        return to;
    }

    private static MemoryDiff diff(Path first, Path second) throws IOException {
        return MemoryDiff.of(TestMemories.source(first), TestMemories.source(second), damage -> {});
    }

    @Property(tries = 150)
    void mergeWithBothRemovesNothing(@ForAll("memories") List<String> a, @ForAll("memories") List<String> b)
            throws IOException {
        Path base = file("a.tmx", a);
        MemoryDiff diff = diff(base, merged(base, MemoryMerge.Policy.BOTH, "ab.tmx", file("b.tmx", b)));
        assertThat(diff.removed()).isEmpty();
        assertThat(diff.changed()).isEmpty();
    }

    @Property(tries = 150)
    void mergeWithItselfChangesNothing(@ForAll("memories") List<String> a, @ForAll MemoryMerge.Policy policy)
            throws IOException {
        Path base = file("a.tmx", a);
        assertThat(merged(base, policy, "aa.tmx", base)).hasSameBinaryContentAs(base);
    }

    @Property(tries = 200)
    void secondMergeChangesNothing(
            @ForAll("memories") List<String> a, @ForAll("memories") List<String> b, @ForAll MemoryMerge.Policy policy)
            throws IOException {
        Path other = file("b.tmx", b);
        Path once = merged(file("a.tmx", a), policy, "once.tmx", other);
        assertThat(merged(once, policy, "twice.tmx", other)).hasSameBinaryContentAs(once);
    }

    @Property(tries = 150)
    void mergeWithBothKeepsAllTexts(@ForAll("memories") List<String> a, @ForAll("memories") List<String> b)
            throws IOException {
        Path other = file("b.tmx", b);
        Path all = merged(file("a.tmx", a), MemoryMerge.Policy.BOTH, "ab.tmx", other);
        assertThat(TestMemories.texts(all)).containsAll(TestMemories.texts(other));
    }

    @Property(tries = 150)
    void twoMergesEqualOneOfThreeMemories(
            @ForAll("memories") List<String> a, @ForAll("memories") List<String> b, @ForAll("memories") List<String> c)
            throws IOException {
        Path second = file("b.tmx", b);
        Path third = file("c.tmx", c);
        Path base = file("a.tmx", a);
        Path atOnce = merged(base, MemoryMerge.Policy.BOTH, "abc.tmx", second, third);
        Path inTurn = merged(
                merged(base, MemoryMerge.Policy.BOTH, "ab.tmx", second), MemoryMerge.Policy.BOTH, "ab-c.tmx", third);
        assertThat(TestMemories.texts(atOnce)).isEqualTo(TestMemories.texts(inTurn));
    }

    @Property(tries = 150)
    void diffIsEmptyForEqualMemoriesAndSymmetric(@ForAll("memories") List<String> a, @ForAll("memories") List<String> b)
            throws IOException {
        Path first = file("a.tmx", a);
        Path second = file("b.tmx", b);
        assertThat(diff(first, first).isEmpty()).isTrue();
        MemoryDiff there = diff(first, second);
        MemoryDiff back = diff(second, first);
        assertThat(units(there.added())).isEqualTo(units(back.removed()));
        assertThat(units(there.removed())).isEqualTo(units(back.added()));
        assertThat(there.same()).isEqualTo(back.same());
        assertThat(there.changed()).hasSameSizeAs(back.changed());
        assertThat(there.annotated()).hasSameSizeAs(back.annotated());
        assertThat(there.same()
                        + there.removed().size()
                        + there.changed().size()
                        + there.annotated().size())
                .isEqualTo(a.size());
    }

    /** Returns only the texts, because units that differ only in notes are interchangeable here. */
    private static List<List<String>> units(List<MemoryDiff.Placed> placed) {
        return placed.stream()
                .map(one ->
                        one.unit().variants().stream().map(side -> side.text()).toList())
                .sorted((x, y) -> x.toString().compareTo(y.toString()))
                .toList();
    }

    @Property(tries = 150)
    void secondDedupeRemovesNothing(@ForAll("memories") List<String> a, @ForAll boolean folds) throws IOException {
        Path before = file("a.tmx", a);
        Duplicates duplicates = new Duplicates(TestMemories.source(before), folds, damage -> {});
        Path after = folder.resolve("deduped.tmx");
        TestMemories.rewrite(before, duplicates.plan(), after);
        assertThat(TestMemories.read(after)).hasSize(a.size() - duplicates.count());
        assertThat(new Duplicates(TestMemories.source(after), folds, damage -> {}).count())
                .isZero();
        List<String> notes = TestMemories.read(before).stream()
                .flatMap(unit -> unit.annotations().stream())
                .filter(annotation -> annotation.isNote())
                .map(annotation -> annotation.text())
                .distinct()
                .toList();
        assertThat(TestMemories.read(after).stream().flatMap(unit -> unit.annotations().stream()))
                .extracting(annotation -> annotation.text())
                .containsAll(notes);
    }

    @Property(tries = 100)
    void sortKeepsUnitsAndIsIdempotent(
            @ForAll("memories") List<String> a, @ForAll MemoryOrder.By by, @ForAll boolean reverse) throws IOException {
        Path before = file("a.tmx", a);
        Path after = folder.resolve("sorted.tmx");
        TestMemories.rewrite(before, new MemoryOrder(TestMemories.source(before), by, reverse, d -> {}), after);
        assertThat(TestMemories.read(after)).containsExactlyInAnyOrderElementsOf(TestMemories.read(before));
        assertThat(new MemoryOrder(TestMemories.source(after), by, reverse, d -> {}).moved())
                .isZero();
    }

    @Property(tries = 100)
    void partsContainAllUnitsOnce(@ForAll("memories") List<String> a, @ForAll boolean bySize) throws IOException {
        Path whole = file("a.tmx", a);
        MemoryParts parts = bySize
                ? MemoryParts.ofSize(TestMemories.source(whole), 2, d -> {})
                : MemoryParts.by(TestMemories.source(whole), "p", d -> {});
        List<Integer> sizes = List.copyOf(parts.sizes().values());
        List<Path> files = IntStream.range(0, sizes.size())
                .mapToObj(number -> folder.resolve("part" + number + ".tmx"))
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

    @Property(tries = 30)
    void cleaningWithoutFiltersChangesNothing(@ForAll("memories") List<String> a) throws IOException {
        Path before = file("a.tmx", a);
        Path after = folder.resolve("clean.tmx");
        TestMemories.rewrite(before, new MemoryCleaning(List.of(), (u, p, f, r) -> {}), after);
        assertThat(after).hasSameBinaryContentAs(before);
    }
}
