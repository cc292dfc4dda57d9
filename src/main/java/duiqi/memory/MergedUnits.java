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
 * The knowledge of the units of a merge's result that it takes to find each again by what it says, and to write it with what others say of
 * it. Units are numbered from 0 in the order in which they were added. Not thread-safe.
 */
final class MergedUnits {
    private final List<Held> held = new ArrayList<>();

    /** Units that say nothing new when they come again. */
    private final Set<UnitKey> known = new HashSet<>();

    private final Map<UnitKey, Integer> byTexts = new HashMap<>();

    /** In the order of their numbers. */
    private final Map<UnitKey, List<Integer>> bySource = new HashMap<>();

    private final Map<String, Integer> byId = new HashMap<>();

    /** A unit of the result, as far as it is known. */
    private static final class Held {
        /** The last memory that has these texts, 0 for the first. */
        int memory;

        UnitKey all;
        UnitKey texts;
        Optional<UnitKey> source = Optional.empty();
        Set<UnitKey> sides;
        Optional<Instant> changed;
        Optional<Tu> replacement = Optional.empty();
        List<Tu> more = List.of();

        Held(Tu unit, UnitKey texts, int memory) {
            this.memory = memory;
            this.all = UnitKey.ofAll(unit);
            this.texts = texts;
            this.sides = sides(unit);
            this.changed = unit.changed();
        }

        /** Sides matter to units with ids alone. */
        static Set<UnitKey> sides(Tu unit) {
            return unit.id().isEmpty()
                    ? Set.of()
                    : unit.variants().stream().map(UnitKey::ofSide).collect(Collectors.toUnmodifiableSet());
        }

        boolean isOlderThan(Tu unit) {
            return unit.changed().isPresent()
                    && (changed.isEmpty() || unit.changed().get().isAfter(changed.get()));
        }
    }

    int size() {
        return held.size();
    }

    /**
     * Puts a unit behind the others.
     *
     * @param header what its file says of all its units
     * @param memory the number of its memory, 0 for the first
     */
    void add(Tu unit, TmxHeader header, int memory) {
        int number = held.size();
        UnitKey texts = UnitKey.ofTexts(unit);
        Held own = new Held(unit, texts, memory);
        held.add(own);
        known.add(own.all);
        byTexts.putIfAbsent(texts, number);
        addToSource(unit, header, number);
        if (!unit.id().isEmpty()) {
            byId.putIfAbsent(unit.id(), number);
        }
    }

    private void addToSource(Tu unit, TmxHeader header, int number) {
        Held own = held.get(number);
        own.source.ifPresent(old -> bySource.computeIfPresent(
                old, (key, numbers) -> numbers.stream().filter(n -> n != number).toList()));
        own.source = UnitKey.ofSource(unit, header);
        own.source.ifPresent(source -> bySource.merge(
                source,
                List.of(number),
                (old, one) -> Stream.concat(old.stream(), one.stream()).sorted().toList()));
    }

    /** Returns the unit with the same texts. */
    Optional<Integer> withTextsOf(Tu unit) {
        return Optional.ofNullable(byTexts.get(UnitKey.ofTexts(unit)));
    }

    /**
     * Returns the first unit that is known by the same id with one side in common, otherwise that renders the same source in the same place.
     *
     * @param memory the number of the memory that the unit is of, whose other units are no rivals
     */
    Optional<Integer> rival(Tu unit, TmxHeader header, int memory) {
        return Optional.ofNullable(unit.id().isEmpty() ? null : byId.get(unit.id()))
                .filter(number -> !Collections.disjoint(held.get(number).sides, Held.sides(unit)))
                .filter(number -> held.get(number).memory != memory)
                .or(() -> UnitKey.ofSource(unit, header).map(bySource::get).stream()
                        .flatMap(List::stream)
                        .filter(number -> held.get(number).memory != memory)
                        .findFirst());
    }

    /** Takes a unit for one of another memory as well. */
    void claim(int number, int memory) {
        held.get(number).memory = memory;
    }

    boolean isOlder(int number, Tu unit) {
        return held.get(number).isOlderThan(unit);
    }

    /** Returns whether another rendering stands in the place of a unit. */
    boolean isReplaced(int number) {
        return held.get(number).replacement.isPresent();
    }

    /** Puts another rendering in the place of a unit. */
    void replace(int number, Tu unit, TmxHeader header, int memory) {
        Held own = held.get(number);
        UnitKey texts = UnitKey.ofTexts(unit);
        byTexts.remove(own.texts, number);
        byTexts.put(texts, number);
        addToSource(unit, header, number);
        // What the old one said is new again to others with its texts.
        known.remove(own.all);
        own.more.forEach(more -> known.remove(UnitKey.ofAll(more)));
        own.all = UnitKey.ofAll(unit);
        known.add(own.all);
        own.memory = memory;
        own.texts = texts;
        own.sides = Held.sides(unit);
        own.changed = unit.changed();
        own.replacement = Optional.of(unit);
        own.more = List.of();
    }

    /** Gives a unit what another one that says the same has beyond it. */
    void unite(int number, Tu unit) {
        Held own = held.get(number);
        if (known.add(UnitKey.ofAll(unit))) {
            own.more = new ArrayList<>(own.more);
            own.more.add(unit);
            own.changed = own.isOlderThan(unit) ? unit.changed() : own.changed;
        }
    }

    /** Returns a unit with what others say of it beyond it; it stays known by its own id, if it has one. */
    Tu of(Tu unit, int number) {
        Held own = held.get(number);
        Tu result = own.replacement.map(other -> inPlaceOf(unit, other)).orElse(unit);
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

    /** Another rendering, with notes and properties of the old one; who made that one, and how, is not true of the other. */
    private static Tu inPlaceOf(Tu old, Tu other) {
        List<Annotation> lasting = old.annotations().stream()
                .filter(annotation -> !UnitProperties.OF_UNIT.contains(annotation.type()))
                .filter(annotation -> !Revision.isState(annotation))
                .toList();
        return Union.of(other, new Tu(Map.of(), lasting, List.of()));
    }

    /**
     * Puts together what two units say that are one and the same: no property, note or attribute of either is lost. Where both say
     * something of the same name the first holds, but that the creation date is the earlier, the dates of change and use are the later
     * and the usage count is the larger, and that what only one of them says has been revised is revised.
     */
    static final class Union {
        private static final String USAGE = "usagecount";

        private Union() {}

        /** Returns the first unit with what the second says beyond it. */
        static Tu of(Tu first, Tu second) {
            if (Revision.isPending(first) != Revision.isPending(second)) {
                return Revision.isPending(first)
                        ? of(Revision.withoutState(first), second)
                        : of(first, Revision.withoutState(second));
            }
            List<Tuv> sides = new ArrayList<>();
            for (Tuv side : first.variants()) {
                Optional<Tuv> other = second.variants().stream()
                        .filter(candidate -> UnitKey.language(candidate).equals(UnitKey.language(side)))
                        .filter(candidate ->
                                UnitKey.Folding.letters(candidate.text()).equals(UnitKey.Folding.letters(side.text())))
                        .findFirst();
                sides.add(other.map(found -> new Tuv(
                                attributes(side.attributes(), withoutLanguage(found.attributes())),
                                annotations(side.annotations(), found.annotations()),
                                side.content()))
                        .orElse(side));
            }
            return new Tu(
                    attributes(first.attributes(), second.attributes()),
                    annotations(first.annotations(), second.annotations()),
                    sides);
        }

        /** Returns attributes without the language, which a side has already, be it under {@code lang} or {@code xml:lang}. */
        private static Map<String, String> withoutLanguage(Map<String, String> attributes) {
            Map<String, String> others = new LinkedHashMap<>(attributes);
            others.keySet().removeAll(List.of("lang", "xml:lang"));
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
