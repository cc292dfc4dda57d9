package duiqi.memory;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.memory.MemoryDiff.Change;
import duiqi.memory.MemoryDiff.Placed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class MemoryDiffTest {
    private static final Path FOLDER = Path.of("target/diff");

    @Provide
    Arbitrary<List<String>> memories() {
        return TestMemories.units();
    }

    @Property(tries = 400)
    void listsTheDifferencesOfTheSimpleDefinition(
            @ForAll("memories") List<String> a,
            @ForAll("memories") List<String> b,
            @ForAll @IntRange(max = 3) int limit)
            throws IOException {
        Files.createDirectories(FOLDER);
        Path first = TestMemories.write(FOLDER.resolve("a.tmx"), a.toArray(String[]::new));
        Path second = TestMemories.write(FOLDER.resolve("b.tmx"), b.toArray(String[]::new));
        MemoryDiff expected = simple(first, second);
        assertThat(MemoryDiff.of(TestMemories.source(first), TestMemories.source(second), damage -> {}))
                .isEqualTo(expected);
        assertThat(MemoryDiff.of(TestMemories.source(first), TestMemories.source(second), limit, damage -> {}))
                .isEqualTo(new MemoryDiff(
                        start(expected.removed(), limit),
                        start(expected.added(), limit),
                        start(expected.changed(), limit),
                        start(expected.annotated(), limit),
                        expected.counts()));
    }

    private static <T> List<T> start(List<T> all, int limit) {
        return all.subList(0, Math.min(limit, all.size()));
    }

    /** Defines the differences without regard to the time and the heap. */
    private static MemoryDiff simple(Path first, Path second) throws IOException {
        List<Placed> removed = new ArrayList<>();
        List<Placed> added = new ArrayList<>();
        TmxHeader before = read(first, removed);
        TmxHeader after = read(second, added);
        // If units are equal, the last ones of the first memory count as the same.
        Collections.reverse(removed);
        int same = pairs(removed, added, MemoryDiffTest::whole, MemoryDiffTest::whole)
                .size();
        Collections.reverse(removed);
        Function<Tu, Optional<Object>> texts = unit -> Optional.of(UnitKey.ofTexts(unit));
        List<Change> annotated = pairs(removed, added, texts, texts);
        Function<Tu, Optional<Object>> id = unit -> UnitKey.ofId(unit).map(key -> key);
        List<Change> changed = pairs(removed, added, id, id);
        changed.addAll(pairs(
                removed,
                added,
                unit -> UnitKey.ofSource(unit, before).map(key -> key),
                unit -> UnitKey.ofSource(unit, after).map(key -> key)));
        changed.sort(Comparator.comparing(change -> change.before().location()));
        return new MemoryDiff(
                removed,
                added,
                changed,
                annotated,
                new MemoryDiff.Counts(removed.size(), added.size(), changed.size(), annotated.size(), same));
    }

    private static TmxHeader read(Path file, List<Placed> units) throws IOException {
        try (UnitReader reader = TestMemories.source(file).open(damage -> {})) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                units.add(new Placed(unit.get(), reader.location()));
            }
            return reader.header();
        }
    }

    private static Optional<Object> whole(Tu unit) {
        return Optional.of(List.of(UnitKey.ofTexts(unit), UnitKey.ofAnnotations(unit)));
    }

    /** Takes each unit and the first added unit with the same key out of the lists. */
    private static List<Change> pairs(
            List<Placed> removed,
            List<Placed> added,
            Function<Tu, Optional<Object>> keyOfRemoved,
            Function<Tu, Optional<Object>> keyOfAdded) {
        List<Change> pairs = new ArrayList<>();
        for (Placed before : List.copyOf(removed)) {
            Optional<Object> key = keyOfRemoved.apply(before.unit());
            int known = pairs.size();
            added.stream()
                    .filter(after -> key.isPresent() && key.equals(keyOfAdded.apply(after.unit())))
                    .findFirst()
                    .ifPresent(after -> pairs.add(new Change(before, after)));
            if (pairs.size() > known) {
                removed.remove(before);
                added.remove(pairs.get(pairs.size() - 1).after());
            }
        }
        return pairs;
    }
}
