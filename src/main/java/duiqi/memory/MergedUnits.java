package duiqi.memory;

import duiqi.exchange.Annotation;
import duiqi.exchange.Content;
import duiqi.exchange.Revision;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.Tuv;
import duiqi.text.UnitProperties;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * Stores the units of a merge result. Finds a unit by its texts, id or source, and returns it with the annotations of
 * merged units. Units are numbered from 0 in the order of addition. Not thread-safe.
 */
final class MergedUnits {
    private final List<StoredUnit> units = new ArrayList<>();

    /** Units that add nothing when they occur again. */
    private final Set<UnitKey> known = new HashSet<>();

    private final Map<UnitKey, Integer> byTexts = new HashMap<>();

    private final Map<UnitKey, UnitsOfSource> bySource = new HashMap<>();

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
            return unit.id().isEmpty() ? Set.of() : UnitKey.ofSides(unit);
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
        Optional<UnitKey> source = UnitKey.ofSource(unit, header);
        if (!source.equals(own.source)) {
            own.source = source;
            source.ifPresent(key ->
                    bySource.computeIfAbsent(key, k -> new UnitsOfSource()).add(number));
        }
    }

    /**
     * Holds the numbers of the units of one source. Finds the first unit that another memory than the current one
     * contains. While one memory is merged, units only become units of this memory, so the search never goes back. It
     * visits each unit once for each memory.
     */
    private static final class UnitsOfSource {
        private int[] numbers = new int[1];
        private int size;
        private int next;
        private int memory;

        /** Adds a unit of the current memory. */
        void add(int number) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * size);
            }
            numbers[size++] = number;
        }

        /**
         * Returns the first unit in the order of the result.
         *
         * @param current the number of the memory that is merged
         * @param isCandidate accepts units that have this source and come from another memory
         */
        Optional<Integer> first(int current, IntPredicate isCandidate) {
            if (memory != current) {
                memory = current;
                next = 0;
                Arrays.sort(numbers, 0, size);
            }
            while (next < size && !isCandidate.test(numbers[next])) {
                next++;
            }
            return next < size ? Optional.of(numbers[next]) : Optional.empty();
        }
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
                .or(() -> UnitKey.ofSource(unit, header)
                        .flatMap(source -> Optional.ofNullable(bySource.get(source))
                                .flatMap(all -> all.first(memory, number -> isOfOther(number, source, memory)))));
    }

    private boolean isOfOther(int number, UnitKey source, int memory) {
        StoredUnit own = units.get(number);
        return own.memory != memory && own.source.equals(Optional.of(source));
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
            if (own.more.isEmpty()) {
                own.more = new ArrayList<>(1);
            }
            own.more.add(unit);
            own.changed = own.isOlderThan(unit) ? unit.changed() : own.changed;
        }
    }

    /** Returns a unit with the annotations of the units merged into it. It keeps its own id, if it has one. */
    Tu of(Tu unit, int number) {
        StoredUnit own = units.get(number);
        Tu result = own.replacement.map(other -> replacement(unit, other)).orElse(unit);
        if (!own.more.isEmpty()) {
            Union union = new Union(result);
            own.more.forEach(union::add);
            result = union.unit();
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
        Union union = new Union(other);
        union.add(new Tu(Map.of(), lasting, List.of()));
        return union.unit();
    }

    /**
     * Merges units with the same texts without losing a property, note or attribute. If two units have a value of the
     * same name, the first unit's value stays. There are exceptions: the result gets the earliest creation date, the
     * latest dates of change and use, and the largest usage count. If only one of two units is revised, the result is
     * revised. The result keeps the source language of the first unit. The time depends only on the size of the added
     * units, also if the result has many notes. Not thread-safe.
     */
    static final class Union {
        private static final String USAGE = "usagecount";

        private Map<String, String> attributes;
        private Annotations annotations;
        private final List<Side> sides = new ArrayList<>();

        Union(Tu first) {
            attributes = first.attributes();
            annotations = new Annotations(first.annotations());
            for (Tuv side : first.variants()) {
                sides.add(new Side(side));
            }
        }

        private static final class Side {
            private Map<String, String> attributes;
            private Annotations annotations;
            private final Content content;
            private final String letters;

            Side(Tuv side) {
                attributes = side.attributes();
                annotations = new Annotations(side.annotations());
                content = side.content();
                letters = UnitKey.Folding.letters(side.text());
            }

            Tuv variant(Function<Annotations, List<Annotation>> which) {
                return new Tuv(attributes, which.apply(annotations), content);
            }
        }

        /** Holds the annotations of a unit or a side, and finds equal notes and properties by their hash. */
        private static final class Annotations {
            private final List<Annotation> all = new ArrayList<>(2);
            private final List<Annotation> states = new ArrayList<>(1);
            private final Set<String> types = new HashSet<>(2);
            private final Set<String> notes = new HashSet<>(2);

            Annotations(List<Annotation> first) {
                first.forEach(this::append);
            }

            private void append(Annotation annotation) {
                all.add(annotation);
                if (annotation.isProperty()) {
                    types.add(annotation.type());
                } else {
                    notes.add(annotation.text());
                }
                if (Revision.isState(annotation) || annotation.type().equals(Tuv.LANGUAGE)) {
                    states.add(annotation);
                }
            }

            void add(List<Annotation> more) {
                more.stream()
                        .filter(annotation -> !isKnown(annotation))
                        .toList()
                        .forEach(this::append);
            }

            private boolean isKnown(Annotation annotation) {
                return annotation.isProperty() ? types.contains(annotation.type()) : notes.contains(annotation.text());
            }

            Annotations withoutState() {
                return new Annotations(all.stream()
                        .filter(annotation -> !Revision.isState(annotation))
                        .toList());
            }
        }

        /** Returns the merged unit. */
        Tu unit() {
            return unit(annotations -> annotations.all);
        }

        private Tu unit(Function<Annotations, List<Annotation>> which) {
            return new Tu(
                    attributes,
                    which.apply(annotations),
                    sides.stream().map(side -> side.variant(which)).toList());
        }

        /** Adds the annotations of a unit. */
        void add(Tu unit) {
            Tu second = unit;
            // Notes and other properties affect neither the state nor the languages.
            boolean isPending = Revision.isPending(unit(annotations -> annotations.states));
            if (isPending && !Revision.isPending(unit)) {
                annotations = annotations.withoutState();
                sides.forEach(side -> side.annotations = side.annotations.withoutState());
            } else if (!isPending && Revision.isPending(unit)) {
                second = Revision.withoutState(unit);
            }
            Map<List<String>, Tuv> byText = byText(second);
            List<String> languages = UnitKey.languages(unit(annotations -> annotations.states));
            for (int i = 0; i < sides.size(); i++) {
                Side side = sides.get(i);
                Tuv same = byText.get(List.of(languages.get(i), side.letters));
                if (same != null) {
                    side.attributes = attributes(side.attributes, without(same.attributes(), "lang", "xml:lang"));
                    side.annotations.add(same.annotations());
                }
            }
            attributes = attributes(attributes, without(second.attributes(), Tu.SOURCE));
            annotations.add(second.annotations());
        }

        /** Returns the first side of a unit for each language and text. */
        private static Map<List<String>, Tuv> byText(Tu unit) {
            List<String> languages = UnitKey.languages(unit);
            Map<List<String>, Tuv> sides = new HashMap<>();
            for (int i = 0; i < languages.size(); i++) {
                Tuv side = unit.variants().get(i);
                sides.putIfAbsent(List.of(languages.get(i), UnitKey.Folding.letters(side.text())), side);
            }
            return sides;
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
    }
}
