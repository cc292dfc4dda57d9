package duiqi.memory;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.Annotation;
import duiqi.exchange.Revision;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.memory.MemoryMerge.Policy;
import duiqi.text.TranslationUnit.UnitProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

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
                    simple.setMemory(same.get(), memory);
                }
            }
            for (Tu unit : units) {
                Optional<Integer> same = fast.withTextsOf(unit);
                assertThat(same).isEqualTo(simple.withTextsOf(unit));
                Optional<Integer> conflict = memory == 0 ? Optional.empty() : fast.conflict(unit, header, memory);
                if (memory > 0) {
                    assertThat(conflict).isEqualTo(simple.conflict(unit, header, memory));
                }
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

    /** Defines the result without regard to the time: each step looks at all units of the source. */
    private static final class SimpleUnits {
        private final List<StoredUnit> units = new ArrayList<>();
        private final Set<UnitKey> known = new HashSet<>();

        private final Map<UnitKey, Integer> byTexts = new HashMap<>();
        private final Map<UnitKey, List<Integer>> bySource = new HashMap<>();

        private final Map<String, Integer> byId = new HashMap<>();

        private static final class StoredUnit {
            int memory;

            UnitKey all;
            UnitKey texts;
            Optional<UnitKey> source = Optional.empty();
            Set<UnitKey> sides;
            Optional<Instant> changed;
            Optional<Tu> replacement = Optional.empty();
            List<Tu> more = List.of();

            StoredUnit(Tu unit, UnitKey texts) {
                this.all = UnitKey.ofAll(unit);
                this.texts = texts;
                this.sides = sides(unit);
                this.changed = unit.changed();
            }

            static Set<UnitKey> sides(Tu unit) {
                return unit.id().isEmpty() ? Set.of() : UnitKey.ofSides(unit);
            }

            boolean isOlderThan(Tu unit) {
                return unit.changed().isPresent()
                        && (changed.isEmpty() || unit.changed().get().isAfter(changed.get()));
            }
        }

        void add(Tu unit, TmxHeader header, int memory) {
            int number = units.size();
            UnitKey texts = UnitKey.ofTexts(unit);
            StoredUnit own = new StoredUnit(unit, texts);
            units.add(own);
            setMemory(number, memory);
            known.add(own.all);
            byTexts.putIfAbsent(texts, number);
            addToSource(unit, header, number);
            if (!unit.id().isEmpty()) {
                byId.putIfAbsent(unit.id(), number);
            }
        }

        private void addToSource(Tu unit, TmxHeader header, int number) {
            StoredUnit own = units.get(number);
            own.source.ifPresent(old -> bySource.computeIfPresent(
                    old,
                    (key, numbers) -> numbers.stream().filter(n -> n != number).toList()));
            own.source = UnitKey.ofSource(unit, header);
            own.source.ifPresent(source -> bySource.merge(
                    source,
                    List.of(number),
                    (old, one) ->
                            Stream.concat(old.stream(), one.stream()).sorted().toList()));
        }

        Optional<Integer> withTextsOf(Tu unit) {
            return Optional.ofNullable(byTexts.get(UnitKey.ofTexts(unit)));
        }

        Optional<Integer> conflict(Tu unit, TmxHeader header, int memory) {
            return Optional.ofNullable(unit.id().isEmpty() ? null : byId.get(unit.id()))
                    .filter(number -> !Collections.disjoint(units.get(number).sides, StoredUnit.sides(unit)))
                    .filter(number -> units.get(number).memory != memory)
                    .or(() -> UnitKey.ofSource(unit, header).map(bySource::get).stream()
                            .flatMap(List::stream)
                            .filter(number -> units.get(number).memory != memory)
                            .findFirst());
        }

        void setMemory(int number, int memory) {
            units.stream()
                    .filter(unit -> unit.texts.equals(units.get(number).texts))
                    .forEach(unit -> unit.memory = memory);
        }

        void replace(int number, Tu unit, TmxHeader header, int memory) {
            StoredUnit own = units.get(number);
            UnitKey texts = UnitKey.ofTexts(unit);
            byTexts.remove(own.texts, number);
            byTexts.put(texts, number);
            addToSource(unit, header, number);
            // Units with the old texts and annotations may add something again.
            known.remove(own.all);
            own.more.forEach(more -> known.remove(UnitKey.ofAll(more)));
            own.all = UnitKey.ofAll(unit);
            known.add(own.all);
            own.texts = texts;
            setMemory(number, memory);
            own.sides = StoredUnit.sides(unit);
            own.changed = unit.changed();
            own.replacement = Optional.of(unit);
            own.more = List.of();
        }

        void addAnnotations(int number, Tu unit) {
            StoredUnit own = units.get(number);
            if (known.add(UnitKey.ofAll(unit))) {
                own.more = new ArrayList<>(own.more);
                own.more.add(unit);
                own.changed = own.isOlderThan(unit) ? unit.changed() : own.changed;
            }
        }

        Tu of(Tu unit, int number) {
            StoredUnit own = units.get(number);
            Tu result = own.replacement.map(other -> replacement(unit, other)).orElse(unit);
            for (Tu more : own.more) {
                result = Union.of(result, more);
            }
            Map<String, String> attributes = new LinkedHashMap<>(result.attributes());
            attributes.remove("tuid");
            Tu nameless = new Tu(attributes, result.annotations(), result.variants());
            return result.id().equals(unit.id())
                    ? result
                    : unit.attribute("tuid")
                            .map(id -> nameless.withAttribute("tuid", id))
                            .orElse(nameless);
        }

        private static Tu replacement(Tu old, Tu other) {
            List<Annotation> lasting = old.annotations().stream()
                    .filter(annotation -> !UnitProperties.OF_UNIT.contains(annotation.type()))
                    .filter(annotation -> !Revision.isState(annotation))
                    .toList();
            return Union.of(other, new Tu(Map.of(), lasting, List.of()));
        }

        static final class Union {
            private static final String USAGE = "usagecount";

            private Union() {}

            private static String language(Tuv side, Tu unit) {
                return UnitKey.languages(unit).get(unit.variants().indexOf(side));
            }

            static Tu of(Tu first, Tu second) {
                if (Revision.isPending(first) != Revision.isPending(second)) {
                    return Revision.isPending(first)
                            ? of(Revision.withoutState(first), second)
                            : of(first, Revision.withoutState(second));
                }
                List<Tuv> sides = new ArrayList<>();
                for (Tuv side : first.variants()) {
                    Optional<Tuv> other = second.variants().stream()
                            .filter(candidate -> language(candidate, second).equals(language(side, first)))
                            .filter(candidate ->
                                    TextFolding.letters(candidate.text()).equals(TextFolding.letters(side.text())))
                            .findFirst();
                    sides.add(other.map(found -> new Tuv(
                                    attributes(side.attributes(), without(found.attributes(), "lang", "xml:lang")),
                                    annotations(side.annotations(), found.annotations()),
                                    side.content()))
                            .orElse(side));
                }
                return new Tu(
                        attributes(first.attributes(), without(second.attributes(), Tu.SOURCE)),
                        annotations(first.annotations(), second.annotations()),
                        sides);
            }

            private static Map<String, String> without(Map<String, String> attributes, String... names) {
                Map<String, String> others = new LinkedHashMap<>(attributes);
                others.keySet().removeAll(List.of(names));
                return others;
            }

            private static Map<String, String> attributes(Map<String, String> first, Map<String, String> second) {
                Map<String, String> all = new LinkedHashMap<>(first);
                second.forEach((name, value) -> all.merge(name, value, (own, other) -> chosen(name, own, other)));
                return all;
            }

            private static String chosen(String name, String own, String other) {
                return switch (name) {
                    case "creationdate" -> isBefore(other, own) ? other : own;
                    case "changedate", "lastusagedate" -> isBefore(own, other) ? other : own;
                    case USAGE ->
                        own.length() < other.length() || (own.length() == other.length() && own.compareTo(other) < 0)
                                ? other
                                : own;
                    default -> own;
                };
            }

            private static boolean isBefore(String date, String other) {
                Optional<Instant> first = Tu.date(date);
                Optional<Instant> second = Tu.date(other);
                return first.isPresent() && second.isPresent() && first.get().isBefore(second.get());
            }

            private static List<Annotation> annotations(List<Annotation> first, List<Annotation> second) {
                List<Annotation> all = new ArrayList<>(first);
                for (Annotation annotation : second) {
                    boolean isKnown = annotation.isProperty()
                            ? first.stream()
                                    .anyMatch(own ->
                                            own.isProperty() && own.type().equals(annotation.type()))
                            : first.stream()
                                    .anyMatch(own -> own.isNote() && own.text().equals(annotation.text()));
                    if (!isKnown) {
                        all.add(annotation);
                    }
                }
                return all;
            }
        }
    }
}
