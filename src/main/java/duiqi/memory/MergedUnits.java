package duiqi.memory;

import duiqi.exchange.Annotation;
import duiqi.exchange.Revision;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.io.StoredTexts;
import duiqi.text.TranslationUnit.UnitProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Stores the units of a merge result. Finds a unit by its texts, id or source, and returns it with the annotations of
 * merged units. Units are numbered from 0 in the order of addition. Needs about 200 bytes of heap for each unit, and keeps
 * replacements and merged units in a temporary file. Not thread-safe.
 */
final class MergedUnits {
    private static final int NONE = -1;
    private static final long MICROS = 1_000_000;

    private final KeyNumbers texts = new KeyNumbers();

    /** For each key of texts, the number of the unit plus 1; 0 for none. */
    private final KeyNumbers.Ints byTexts = new KeyNumbers.Ints();

    /** For each key of texts, the number of the last memory that contains them, 0 for the base. */
    private final KeyNumbers.Ints memories = new KeyNumbers.Ints();

    private final KeyNumbers wholes = new KeyNumbers();

    /** Keys of units that add nothing when they occur again. */
    private final BitSet known = new BitSet();

    private final KeyNumbers sources = new KeyNumbers();

    /** First unit of each source, by its key. */
    private final KeyNumbers.Ints bySource = new KeyNumbers.Ints();

    /** Units of the sources that have several. */
    private final Map<Integer, UnitsOfSource> severalOfSource = new HashMap<>();

    private final Ids ids = new Ids();

    /** Unit that replaces each unit; no unit for most. */
    private final UnitLists replacements = new UnitLists();

    /** Units whose annotations are merged into each unit. */
    private final UnitLists more = new UnitLists();

    private final UnitData units = new UnitData();

    private static final class UnitData {
        final KeyNumbers.Ints whole = new KeyNumbers.Ints();
        final KeyNumbers.Ints texts = new KeyNumbers.Ints();
        final KeyNumbers.Ints source = new KeyNumbers.Ints();

        /** Date of the last change in microseconds, or the smallest number. */
        final KeyNumbers.Longs changed = new KeyNumbers.Longs();
    }

    private static long micros(Tu unit) {
        return unit.changed()
                .map(date -> date.getEpochSecond() * MICROS + date.get(ChronoField.MICRO_OF_SECOND))
                .orElse(Long.MIN_VALUE);
    }

    int size() {
        return units.texts.size();
    }

    Ids ids() {
        return ids;
    }

    /**
     * Appends a unit.
     *
     * @param header the header of its file
     * @param memory the number of its memory, 0 for the base
     */
    void add(Tu unit, TmxHeader header, int memory) {
        int number = size();
        int text = texts.of(UnitKey.ofTexts(unit));
        int whole = wholes.of(UnitKey.ofAll(unit));
        known.set(whole);
        if (byTexts.get(text) == 0) {
            byTexts.set(text, number + 1);
        }
        memories.set(text, memory);
        units.whole.add(whole);
        units.texts.add(text);
        units.source.add(NONE);
        units.changed.add(micros(unit));
        addToSource(unit, header, number);
        ids.add(unit, number);
    }

    private void addToSource(Tu unit, TmxHeader header, int number) {
        int source = UnitKey.ofSource(unit, header).map(sources::of).orElse(NONE);
        if (source == units.source.get(number)) {
            return;
        }
        units.source.set(number, source);
        if (source == NONE) {
            return;
        }
        if (source == bySource.size()) {
            bySource.add(number);
            return;
        }
        severalOfSource
                .computeIfAbsent(source, key -> {
                    UnitsOfSource several = new UnitsOfSource();
                    several.add(bySource.get(key));
                    return several;
                })
                .add(number);
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
        int text = texts.find(UnitKey.ofTexts(unit));
        return text < 0 || byTexts.get(text) == 0 ? Optional.empty() : Optional.of(byTexts.get(text) - 1);
    }

    /**
     * Returns the number of the first unit in conflict: one with the same id and a side in common, or else one with the
     * same source and context.
     *
     * @param memory the number of the memory of the unit; other units of this memory are never in conflict with it
     */
    Optional<Integer> conflict(Tu unit, TmxHeader header, int memory) {
        return ids.withSide(unit)
                .filter(number -> memoryOf(number) != memory)
                .or(() -> UnitKey.ofSource(unit, header)
                        .map(sources::find)
                        .filter(source -> source >= 0)
                        .flatMap(source -> firstOfSource(source, memory)));
    }

    private Optional<Integer> firstOfSource(int source, int memory) {
        IntPredicate isOfOther = number -> memoryOf(number) != memory && units.source.get(number) == source;
        return Optional.ofNullable(severalOfSource.get(source))
                .map(several -> several.first(memory, isOfOther))
                .orElseGet(() -> Optional.of(bySource.get(source)).filter(isOfOther::test));
    }

    /** Records that another memory contains a unit too, and all units with the same texts. */
    void setMemory(int number, int memory) {
        memories.set(units.texts.get(number), memory);
    }

    private int memoryOf(int number) {
        return memories.get(units.texts.get(number));
    }

    boolean isOlder(int number, Tu unit) {
        return units.changed.get(number) < micros(unit);
    }

    boolean isReplaced(int number) {
        return replacements.has(number);
    }

    void replace(int number, Tu unit, TmxHeader header, int memory) {
        int text = texts.of(UnitKey.ofTexts(unit));
        if (byTexts.get(units.texts.get(number)) == number + 1) {
            byTexts.set(units.texts.get(number), 0);
        }
        byTexts.set(text, number + 1);
        addToSource(unit, header, number);
        // Units with the old texts and annotations may add something again.
        known.clear(units.whole.get(number));
        more.of(number).forEach(other -> known.clear(wholes.of(UnitKey.ofAll(other))));
        int whole = wholes.of(UnitKey.ofAll(unit));
        known.set(whole);
        memories.set(text, memory);
        units.whole.set(number, whole);
        units.texts.set(number, text);
        ids.setSides(number, unit);
        units.changed.set(number, micros(unit));
        more.clear(number);
        replacements.clear(number);
        replacements.add(number, unit);
    }

    /** Merges the annotations of another unit with the same texts into a unit. */
    void addAnnotations(int number, Tu unit) {
        int whole = wholes.of(UnitKey.ofAll(unit));
        if (!known.get(whole)) {
            known.set(whole);
            more.add(number, unit);
            units.changed.set(number, Math.max(units.changed.get(number), micros(unit)));
        }
    }

    /** Returns a unit with the annotations of the units merged into it. It keeps its own id, if it has one. */
    Tu of(Tu unit, int number) {
        Tu result = replacements.of(number).stream()
                .findFirst()
                .map(other -> replacement(unit, other))
                .orElse(unit);
        if (more.has(number)) {
            Duplicates.Union union = new Duplicates.Union(result);
            more.of(number).forEach(union::add);
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

    /** Finds the units with ids, and knows the keys of their sides. Not thread-safe. */
    static final class Ids {
        private final KeyNumbers keys = new KeyNumbers();

        /** First unit of each id. */
        private final KeyNumbers.Ints firsts = new KeyNumbers.Ints();

        /** For each unit, the index of its sides plus 1; 0 if it has no id. */
        private final KeyNumbers.Ints starts = new KeyNumbers.Ints();

        /** For the sides of a unit, their number and then half of the key of each side. */
        private final KeyNumbers.Longs sides = new KeyNumbers.Longs();

        void add(Tu unit, int number) {
            UnitKey.ofId(unit).ifPresent(key -> {
                if (keys.of(key) == firsts.size()) {
                    firsts.add(number);
                }
                setSides(number, unit);
            });
        }

        /** Stores the sides of a unit, if it has an id. */
        void setSides(int number, Tu unit) {
            starts.set(number, unit.id().isEmpty() ? 0 : sides.size() + 1);
            if (!unit.id().isEmpty()) {
                Set<UnitKey> own = UnitKey.ofSides(unit);
                sides.add(own.size());
                own.forEach(side -> sides.add(side.low()));
            }
        }

        /** Returns the first unit with the same id and a side in common. */
        Optional<Integer> withSide(Tu unit) {
            return UnitKey.ofId(unit)
                    .map(keys::find)
                    .filter(id -> id >= 0)
                    .map(firsts::get)
                    .filter(number -> starts.get(number) > 0 && sharesSide(starts.get(number) - 1, unit));
        }

        private boolean sharesSide(int start, Tu unit) {
            Set<Long> own = UnitKey.ofSides(unit).stream().map(UnitKey::low).collect(Collectors.toUnmodifiableSet());
            return IntStream.rangeClosed(start + 1, start + (int) sides.get(start))
                    .anyMatch(index -> own.contains(sides.get(index)));
        }

        int size() {
            return firsts.size();
        }

        /** Returns the number of an id in the order of addition, or -1. */
        int find(UnitKey key) {
            return keys.find(key);
        }
    }

    /** Stores lists of units by number in a temporary file. Not thread-safe. */
    static final class UnitLists {
        private final StoredTexts stored = new StoredTexts();
        private final KeyNumbers.Queues lists = new KeyNumbers.Queues();

        void add(int list, Tu unit) {
            lists.add(list, stored.size());
            try {
                stored.add(unit.bytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        boolean has(int list) {
            return lists.of(list).findFirst().isPresent();
        }

        List<Tu> of(int list) {
            return lists.of(list).mapToObj(this::unit).toList();
        }

        private Tu unit(int number) {
            try {
                return Tu.of(stored.bytes(number));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void clear(int list) {
            lists.clear(list);
        }
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
        Duplicates.Union union = new Duplicates.Union(other);
        union.add(new Tu(Map.of(), lasting, List.of()));
        return union.unit();
    }
}
