package duiqi.memory;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.memory.MemoryMerge.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class MergedUnitsTest {
    @Provide
    Arbitrary<List<String>> memories() {
        return TestMemories.units();
    }

    @Property(tries = 400)
    void mergesAsTheSimpleDefinition(
            @ForAll("memories") List<String> a,
            @ForAll("memories") List<String> b,
            @ForAll("memories") List<String> c,
            @ForAll Policy policy)
            throws IOException {
        MergedUnits fast = new MergedUnits();
        SimpleUnits simple = new SimpleUnits();
        List<Tu> originals = new ArrayList<>();
        List<List<String>> memories = List.of(a, b, c);
        for (int memory = 0; memory < memories.size(); memory++) {
            List<Tu> units = read(memories.get(memory));
            TmxHeader header = TmxHeader.NONE;
            for (Tu unit : units) {
                Optional<Integer> same = fast.withTextsOf(unit);
                assertThat(same).isEqualTo(simple.withTextsOf(unit));
                if (memory > 0 && same.isPresent()) {
                    fast.setMemory(same.get(), memory);
                    simple.setMemory(simple.units.get(same.get()).texts, memory);
                }
            }
            for (Tu unit : units) {
                Optional<Integer> same = fast.withTextsOf(unit);
                assertThat(same).isEqualTo(simple.withTextsOf(unit));
                Optional<Integer> conflict = memory == 0 ? Optional.empty() : fast.conflict(unit, header, memory);
                assertThat(conflict).isEqualTo(memory == 0 ? Optional.empty() : simple.conflict(unit, header, memory));
                if (memory > 0 && same.isPresent()) {
                    fast.addAnnotations(same.get(), unit);
                    simple.addAnnotations(same.get(), unit);
                } else if (policy == Policy.BOTH || conflict.isEmpty()) {
                    originals.add(unit);
                    fast.add(unit, header, memory);
                    simple.add(unit, header, memory);
                } else if (policy == Policy.OVERRIDE
                        || (policy == Policy.NEWEST && fast.isOlder(conflict.get(), unit))) {
                    fast.replace(conflict.get(), unit, header, memory);
                    simple.replace(conflict.get(), unit, header, memory);
                }
            }
        }
        for (int number = 0; number < originals.size(); number++) {
            assertThat(fast.of(originals.get(number), number)).isEqualTo(simple.of(originals.get(number), number));
        }
    }

    private static List<Tu> read(List<String> units) throws IOException {
        Path file = Files.createTempFile("merged", ".tmx");
        try {
            return TestMemories.read(TestMemories.write(file, units.toArray(String[]::new)));
        } finally {
            Files.delete(file);
        }
    }

    /** Defines the result without regard to the time: each step looks at all units. */
    private static final class SimpleUnits {
        private final List<StoredUnit> units = new ArrayList<>();
        private final Set<UnitKey> known = new HashSet<>();
        private final Map<UnitKey, Integer> byTexts = new HashMap<>();

        private static final class StoredUnit {
            final String id;
            int memory;
            UnitKey texts;
            Optional<UnitKey> source;
            Tu now;
            List<Tu> more = List.of();

            StoredUnit(Tu unit, TmxHeader header) {
                id = unit.id();
                now = unit;
                texts = UnitKey.ofTexts(unit);
                source = UnitKey.ofSource(unit, header);
            }

            boolean sharesSide(Tu unit) {
                return !now.id().isEmpty() && !Collections.disjoint(UnitKey.ofSides(now), UnitKey.ofSides(unit));
            }
        }

        void add(Tu unit, TmxHeader header, int memory) {
            StoredUnit own = new StoredUnit(unit, header);
            byTexts.putIfAbsent(own.texts, units.size());
            units.add(own);
            setMemory(own.texts, memory);
            known.add(UnitKey.ofAll(unit));
        }

        Optional<Integer> withTextsOf(Tu unit) {
            return Optional.ofNullable(byTexts.get(UnitKey.ofTexts(unit)));
        }

        private Optional<Integer> first(Predicate<StoredUnit> condition) {
            return IntStream.range(0, units.size())
                    .filter(number -> condition.test(units.get(number)))
                    .boxed()
                    .findFirst();
        }

        Optional<Integer> conflict(Tu unit, TmxHeader header, int memory) {
            Optional<UnitKey> source = UnitKey.ofSource(unit, header);
            return first(other -> !unit.id().isEmpty() && other.id.equals(unit.id()))
                    .filter(number -> units.get(number).sharesSide(unit))
                    .filter(number -> units.get(number).memory != memory)
                    .or(() -> first(
                            other -> source.isPresent() && other.source.equals(source) && other.memory != memory));
        }

        void setMemory(UnitKey texts, int memory) {
            units.stream().filter(unit -> unit.texts.equals(texts)).forEach(unit -> unit.memory = memory);
        }

        void replace(int number, Tu unit, TmxHeader header, int memory) {
            StoredUnit own = units.get(number);
            byTexts.remove(own.texts, number);
            // Units with the old texts and annotations may add something again.
            known.remove(UnitKey.ofAll(own.now));
            own.more.forEach(more -> known.remove(UnitKey.ofAll(more)));
            own.now = unit;
            own.more = List.of();
            own.texts = UnitKey.ofTexts(unit);
            own.source = UnitKey.ofSource(unit, header);
            byTexts.put(own.texts, number);
            known.add(UnitKey.ofAll(unit));
            setMemory(own.texts, memory);
        }

        void addAnnotations(int number, Tu unit) {
            if (known.add(UnitKey.ofAll(unit))) {
                units.get(number).more = Stream.concat(units.get(number).more.stream(), Stream.of(unit))
                        .toList();
            }
        }

        /** Returns a unit with all annotations, but with its own id. */
        Tu of(Tu unit, int number) {
            StoredUnit own = units.get(number);
            Duplicates.Union union = new Duplicates.Union(own.now);
            if (!own.now.equals(unit)) {
                union.add(new Tu(Map.of(), unit.annotations(), List.of()));
            }
            own.more.forEach(union::add);
            Map<String, String> attributes = new LinkedHashMap<>(union.unit().attributes());
            attributes.remove("tuid");
            unit.attribute("tuid").ifPresent(id -> attributes.put("tuid", id));
            return new Tu(attributes, union.unit().annotations(), union.unit().variants());
        }
    }

    @Property(tries = 200)
    void numbersKeysAsAMap(@ForAll @Size(max = 300) List<@IntRange(max = 200) Integer> values) {
        KeyNumbers numbers = new KeyNumbers();
        Map<UnitKey, Integer> expected = new HashMap<>();
        for (int value : values) {
            // Equal low bits collide in the table.
            UnitKey key = new UnitKey(value, value % 7);
            assertThat(numbers.find(key)).isEqualTo(expected.getOrDefault(key, -1));
            expected.putIfAbsent(key, expected.size());
            assertThat(numbers.of(key)).isEqualTo(expected.get(key));
            assertThat(numbers.size()).isEqualTo(expected.size());
        }
        expected.forEach((key, number) -> assertThat(numbers.find(key)).isEqualTo(number));
    }

    @Property(tries = 200)
    void queuesKeepTheOrder(@ForAll @Size(max = 60) List<@IntRange(max = 9) Integer> steps) {
        KeyNumbers.Queues queues = new KeyNumbers.Queues();
        Map<Integer, Deque<Integer>> expected = new HashMap<>();
        for (int number = 0; number < steps.size(); number++) {
            int key = steps.get(number) / 2;
            Deque<Integer> queue = expected.computeIfAbsent(key, k -> new ArrayDeque<>());
            if (steps.get(number) % 2 == 0) {
                queues.add(key, number);
                queue.add(number);
            } else {
                assertThat(queues.poll(key)).isEqualTo(queue.isEmpty() ? -1 : queue.remove());
            }
        }
    }
}
