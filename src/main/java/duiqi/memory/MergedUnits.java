package duiqi.memory;

import duiqi.exchange.Annotation;
import duiqi.exchange.Revision;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.Tuv;
import duiqi.text.UnitProperties;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stores the units of a merge result. Finds a unit by its texts, id or source, and returns it with the annotations of
 * merged units. Units are numbered from 0 in the order of addition. Not thread-safe.
 */
final class MergedUnits {
    private final List<StoredUnit> units = new ArrayList<>();

    /** Units that add nothing when they occur again. */
    private final Set<UnitKey> known = new HashSet<>();

    private final Map<UnitKey, Integer> byTexts = new HashMap<>();

    /** Numbers of units by source, in ascending order. */
    private final Map<UnitKey, List<Integer>> bySource = new HashMap<>();

    private final Map<String, Integer> byId = new HashMap<>();

    /** Stores the data of one unit of the result. */
    private static final class StoredUnit {
        /** Number of the last memory that contains these texts, 0 for the base. */
        int memory;

        UnitKey all;
        UnitKey texts;
        Optional<UnitKey> source = Optional.empty();
        Set<UnitKey> sides;
        Optional<Instant> changed;
        Optional<Tu> replacement = Optional.empty();
        List<Tu> more = List.of();

        StoredUnit(Tu unit, UnitKey texts, int memory) {
            this.memory = memory;
            this.all = UnitKey.ofAll(unit);
            this.texts = texts;
            this.sides = sides(unit);
            this.changed = unit.changed();
        }

        /** Returns the keys of the sides of a unit. Only units with ids need them. */
        static Set<UnitKey> sides(Tu unit) {
            return unit.id().isEmpty()
                    ? Set.of()
                    : unit.variants().stream()
                            .map(side -> UnitKey.ofSide(side, unit))
                            .collect(Collectors.toUnmodifiableSet());
        }

        boolean isOlderThan(Tu unit) {
            return unit.changed().isPresent()
                    && (changed.isEmpty() || unit.changed().get().isAfter(changed.get()));
        }
    }

    int size() {
        return units.size();
    }

    /**
     * Appends a unit.
     *
     * @param header the header of its file
     * @param memory the number of its memory, 0 for the base
     */
    void add(Tu unit, TmxHeader header, int memory) {
        int number = units.size();
        UnitKey texts = UnitKey.ofTexts(unit);
        StoredUnit own = new StoredUnit(unit, texts, memory);
        units.add(own);
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
                old, (key, numbers) -> numbers.stream().filter(n -> n != number).toList()));
        own.source = UnitKey.ofSource(unit, header);
        own.source.ifPresent(source -> bySource.merge(
                source,
                List.of(number),
                (old, one) -> Stream.concat(old.stream(), one.stream()).sorted().toList()));
    }

    /** Returns the number of the unit with the same texts and languages. */
    Optional<Integer> withTextsOf(Tu unit) {
        return Optional.ofNullable(byTexts.get(UnitKey.ofTexts(unit)));
    }

    /**
     * Returns the number of the first unit in conflict: one with the same id and a side in common, or else one with the
     * same source and context.
     *
     * @param memory the number of the memory of the unit; other units of this memory are never in conflict with it
     */
    Optional<Integer> conflict(Tu unit, TmxHeader header, int memory) {
        return Optional.ofNullable(unit.id().isEmpty() ? null : byId.get(unit.id()))
                .filter(number -> !Collections.disjoint(units.get(number).sides, StoredUnit.sides(unit)))
                .filter(number -> units.get(number).memory != memory)
                .or(() -> UnitKey.ofSource(unit, header).map(bySource::get).stream()
                        .flatMap(List::stream)
                        .filter(number -> units.get(number).memory != memory)
                        .findFirst());
    }

    /** Records that another memory contains a unit too. */
    void setMemory(int number, int memory) {
        units.get(number).memory = memory;
    }

    boolean isOlder(int number, Tu unit) {
        return units.get(number).isOlderThan(unit);
    }

    /** Returns whether another translation replaced a unit. */
    boolean isReplaced(int number) {
        return units.get(number).replacement.isPresent();
    }

    /** Replaces a unit by another translation. */
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
        own.memory = memory;
        own.texts = texts;
        own.sides = StoredUnit.sides(unit);
        own.changed = unit.changed();
        own.replacement = Optional.of(unit);
        own.more = List.of();
    }

    /** Merges the annotations of another unit with the same texts into a unit. */
    void addAnnotations(int number, Tu unit) {
        StoredUnit own = units.get(number);
        if (known.add(UnitKey.ofAll(unit))) {
            own.more = new ArrayList<>(own.more);
            own.more.add(unit);
            own.changed = own.isOlderThan(unit) ? unit.changed() : own.changed;
        }
    }

    /** Returns a unit with the annotations of the units merged into it. It keeps its own id, if it has one. */
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

    /**
     * Returns the replacement with the notes and properties of the old unit. Omits the origin and state of the old
     * unit, which do not apply to the replacement.
     */
    private static Tu replacement(Tu old, Tu other) {
        List<Annotation> lasting = old.annotations().stream()
                .filter(annotation -> !UnitProperties.OF_UNIT.contains(annotation.type()))
                .filter(annotation -> !Revision.isState(annotation))
                .toList();
        return Union.of(other, new Tu(Map.of(), lasting, List.of()));
    }

    /**
     * Merges two units with the same texts without losing a property, note or attribute. If both have a value of the
     * same name, the first unit's value stays. There are exceptions: the result gets the earlier creation date, the
     * later dates of change and use, and the larger usage count. If only one of the units is revised, the result is
     * revised. The result keeps the source language of the first unit.
     */
    static final class Union {
        private static final String USAGE = "usagecount";

        private Union() {}

        /** Returns the first unit with the additional annotations of the second. */
        static Tu of(Tu first, Tu second) {
            if (Revision.isPending(first) != Revision.isPending(second)) {
                return Revision.isPending(first)
                        ? of(Revision.withoutState(first), second)
                        : of(first, Revision.withoutState(second));
            }
            List<Tuv> sides = new ArrayList<>();
            for (Tuv side : first.variants()) {
                Optional<Tuv> other = second.variants().stream()
                        .filter(candidate -> UnitKey.language(candidate, second).equals(UnitKey.language(side, first)))
                        .filter(candidate ->
                                UnitKey.Folding.letters(candidate.text()).equals(UnitKey.Folding.letters(side.text())))
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
                                .anyMatch(own -> own.isProperty() && own.type().equals(annotation.type()))
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
