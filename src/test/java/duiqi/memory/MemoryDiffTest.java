package duiqi.memory;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class MemoryDiffTest {
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
        Path folder = Files.createTempDirectory("diff");
        Path first = TestMemories.write(folder.resolve("a.tmx"), a.toArray(String[]::new));
        Path second = TestMemories.write(folder.resolve("b.tmx"), b.toArray(String[]::new));
        try {
            SimpleDiff simple = new SimpleDiff();
            simple.readFirst(TestMemories.source(first), damage -> {});
            simple.readSecond(TestMemories.source(second), damage -> {});
            MemoryDiff expected = simple.finish(TestMemories.source(first));
            assertThat(MemoryDiff.of(TestMemories.source(first), TestMemories.source(second), damage -> {}))
                    .isEqualTo(expected);
            assertThat(MemoryDiff.of(TestMemories.source(first), TestMemories.source(second), limit, damage -> {}))
                    .isEqualTo(new MemoryDiff(
                            start(expected.removed(), limit),
                            start(expected.added(), limit),
                            start(expected.changed(), limit),
                            start(expected.annotated(), limit),
                            expected.counts()));
        } finally {
            Files.delete(first);
            Files.delete(second);
            Files.delete(folder);
        }
    }

    private static <T> List<T> start(List<T> all, int limit) {
        return all.subList(0, Math.min(limit, all.size()));
    }

    /** Defines the differences without regard to the time and the heap: it holds all units. */
    private static final class SimpleDiff {
        private final Map<UnitKey, Deque<UnitKey>> unpaired = new HashMap<>();
        private final Map<UnitKey, Deque<MemoryDiff.Placed>> reannotated = new HashMap<>();

        private final List<MemoryDiff.Placed> added = new ArrayList<>();
        private TmxHeader header = TmxHeader.NONE;
        private int same;

        void readFirst(UnitReader.Source source, ReadProblem.Listener listener) throws IOException {
            try (UnitReader reader = source.open(listener)) {
                for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                    unpaired.computeIfAbsent(UnitKey.ofTexts(unit.get()), key -> new ArrayDeque<>(1))
                            .add(UnitKey.ofAnnotations(unit.get()));
                }
            }
        }

        void readSecond(UnitReader.Source source, ReadProblem.Listener listener) throws IOException {
            Map<UnitKey, Deque<MemoryDiff.Placed>> candidates = new HashMap<>();
            try (UnitReader reader = source.open(listener)) {
                header = reader.header();
                for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                    UnitKey texts = UnitKey.ofTexts(unit.get());
                    Deque<UnitKey> counterparts = unpaired.get(texts);
                    if (counterparts != null && counterparts.remove(UnitKey.ofAnnotations(unit.get()))) {
                        same++;
                    } else {
                        candidates
                                .computeIfAbsent(texts, key -> new ArrayDeque<>(1))
                                .add(new MemoryDiff.Placed(unit.get(), reader.location()));
                    }
                }
            }
            candidates.forEach(this::split);
            added.sort(Comparator.comparing(MemoryDiff.Placed::location));
        }

        private void split(UnitKey texts, Deque<MemoryDiff.Placed> units) {
            Deque<UnitKey> counterparts = unpaired.getOrDefault(texts, new ArrayDeque<>());
            for (MemoryDiff.Placed unit : units) {
                if (reannotated.getOrDefault(texts, new ArrayDeque<>()).size() < counterparts.size()) {
                    reannotated
                            .computeIfAbsent(texts, key -> new ArrayDeque<>(1))
                            .add(unit);
                } else {
                    added.add(unit);
                }
            }
        }

        MemoryDiff finish(UnitReader.Source first) throws IOException {
            List<MemoryDiff.Placed> removed = new ArrayList<>();
            List<MemoryDiff.Change> annotated = new ArrayList<>();
            TmxHeader firstHeader;
            try (UnitReader reader = first.open(damage -> {})) {
                firstHeader = reader.header();
                for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                    UnitKey texts = UnitKey.ofTexts(unit.get());
                    Deque<UnitKey> keys = unpaired.get(texts);
                    if (keys == null || !keys.remove(UnitKey.ofAnnotations(unit.get()))) {
                        continue;
                    }
                    MemoryDiff.Placed before = new MemoryDiff.Placed(unit.get(), reader.location());
                    Optional.ofNullable(reannotated.get(texts))
                            .map(Deque::poll)
                            .ifPresentOrElse(
                                    after -> annotated.add(new MemoryDiff.Change(before, after)),
                                    () -> removed.add(before));
                }
            }
            List<MemoryDiff.Change> changed = new ArrayList<>();
            pair(removed, added, SimpleDiff::id, SimpleDiff::id, changed);
            pair(
                    removed,
                    added,
                    unit -> UnitKey.ofSource(unit, firstHeader),
                    unit -> UnitKey.ofSource(unit, header),
                    changed);
            changed.sort(Comparator.comparing(change -> change.before().location()));
            return new MemoryDiff(
                    removed,
                    added,
                    changed,
                    annotated,
                    new MemoryDiff.Counts(removed.size(), added.size(), changed.size(), annotated.size(), same));
        }

        private static Optional<String> id(Tu unit) {
            return Optional.of(unit.id()).filter(id -> !id.isEmpty());
        }

        private static <K> void pair(
                List<MemoryDiff.Placed> removed,
                List<MemoryDiff.Placed> added,
                Function<Tu, Optional<K>> keyOfRemoved,
                Function<Tu, Optional<K>> keyOfAdded,
                List<MemoryDiff.Change> changed) {
            Map<K, Deque<MemoryDiff.Placed>> byKey = new HashMap<>();
            for (MemoryDiff.Placed after : added) {
                keyOfAdded
                        .apply(after.unit())
                        .ifPresent(key -> byKey.computeIfAbsent(key, k -> new ArrayDeque<>(1))
                                .add(after));
            }
            Set<MemoryDiff.Placed> taken = Collections.newSetFromMap(new IdentityHashMap<>());
            for (MemoryDiff.Placed before : removed) {
                keyOfRemoved
                        .apply(before.unit())
                        .map(byKey::get)
                        .map(Deque::poll)
                        .ifPresent(after -> {
                            changed.add(new MemoryDiff.Change(before, after));
                            taken.add(before);
                            taken.add(after);
                        });
            }
            removed.removeIf(taken::contains);
            added.removeIf(taken::contains);
        }
    }
}
