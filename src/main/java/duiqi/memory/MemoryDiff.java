package duiqi.memory;

import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Lists the differences between two memories, independent of the order of their units. Two units are equal if they have
 * the same texts in the same languages. A removed and an added unit form a change if they have the same {@code tuid},
 * or the same source and context.
 *
 * @param removed units only in the first memory
 * @param added units only in the second memory
 * @param changed units whose texts changed
 * @param annotated units with the same texts and different properties, notes or dates
 * @param counts the numbers of all differences, also of those that the lists omit
 */
public record MemoryDiff(
        List<Placed> removed, List<Placed> added, List<Change> changed, List<Change> annotated, Counts counts) {
    /** Holds a unit and its location. */
    public record Placed(Tu unit, Location location) {}

    /** Holds the old and the new version of a unit. */
    public record Change(Placed before, Placed after) {}

    /**
     * Counts the units of both memories.
     *
     * @param removed units only in the first memory
     * @param added units only in the second memory
     * @param changed units whose texts changed
     * @param annotated units with the same texts and different properties, notes or dates
     * @param same units without any difference
     */
    public record Counts(int removed, int added, int changed, int annotated, int same) {}

    public MemoryDiff {
        removed = List.copyOf(removed);
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        annotated = List.copyOf(annotated);
    }

    /** Returns whether the memories are equal. */
    public boolean isEmpty() {
        return counts.removed + counts.added + counts.changed + counts.annotated == 0;
    }

    /** Compares two memories and lists all differences. */
    public static MemoryDiff of(UnitReader.Source first, UnitReader.Source second, ReadProblem.Listener listener)
            throws IOException {
        return of(first, second, Integer.MAX_VALUE, listener);
    }

    /**
     * Compares two memories. Reads both again if they differ. Needs about 150 bytes of heap for each unit, and space for
     * the listed units.
     *
     * @param limit the maximum number of differences of each kind to list
     * @param listener receives damage in either memory
     * @throws FormatException if a memory changes during the comparison
     */
    public static MemoryDiff of(
            UnitReader.Source first, UnitReader.Source second, int limit, ReadProblem.Listener listener)
            throws IOException {
        Comparison comparison = new Comparison();
        comparison.readFirst(first, listener);
        comparison.readSecond(second, listener);
        comparison.pairTexts();
        comparison.pairRest(first, second);
        return comparison.list(first, second, limit);
    }

    /**
     * Compares the keys of the units. Numbers the units of each memory from 0, and holds no text.
     */
    private static final class Comparison {
        private static final int EQUAL = -1;
        private static final int NO_UNIT = -2;

        private final KeyNumbers texts = new KeyNumbers();

        /** Keys of texts with annotations. */
        private final KeyNumbers wholes = new KeyNumbers();

        /** Numbers of the texts, and of the texts with annotations, for each unit of the first memory. */
        private final KeyNumbers.Ints textsOfFirst = new KeyNumbers.Ints();

        private final KeyNumbers.Ints wholesOfFirst = new KeyNumbers.Ints();

        /** Numbers of units of the first memory that are still unpaired, by text, and by text with annotations. */
        private final KeyNumbers.Ints unpairedTexts = new KeyNumbers.Ints();

        private final KeyNumbers.Ints unpairedWholes = new KeyNumbers.Ints();

        /** For each unit of the second memory: the number of its texts, {@link #EQUAL}, or {@link #NO_UNIT}. */
        private final KeyNumbers.Ints second = new KeyNumbers.Ints();

        /** For each unit of the first memory: the number of its new version, {@link #EQUAL}, or {@link #NO_UNIT}. */
        private final KeyNumbers.Ints partners = new KeyNumbers.Ints();

        private final BitSet annotated = new BitSet();
        private final BitSet changed = new BitSet();
        private final BitSet removed = new BitSet();
        private final BitSet added = new BitSet();

        void readFirst(UnitReader.Source source, ReadProblem.Listener listener) throws IOException {
            source.read(listener, (unit, reader) -> {
                UnitKey key = UnitKey.ofTexts(unit);
                int text = texts.of(key);
                int whole = wholes.of(key.and(UnitKey.ofAnnotations(unit)));
                textsOfFirst.add(text);
                wholesOfFirst.add(whole);
                unpairedTexts.increase(text, 1);
                unpairedWholes.increase(whole, 1);
            });
        }

        void readSecond(UnitReader.Source source, ReadProblem.Listener listener) throws IOException {
            source.read(listener, (unit, reader) -> {
                UnitKey key = UnitKey.ofTexts(unit);
                int text = texts.find(key);
                int whole = text < 0 ? text : wholes.find(key.and(UnitKey.ofAnnotations(unit)));
                if (whole >= 0 && unpairedWholes.get(whole) > 0) {
                    unpairedWholes.increase(whole, -1);
                    unpairedTexts.increase(text, -1);
                    second.add(EQUAL);
                } else {
                    second.add(text < 0 ? NO_UNIT : text);
                }
            });
        }

        /**
         * Pairs units with units of the first memory that have the same texts and other annotations. The rest are
         * additions and removals.
         */
        void pairTexts() {
            KeyNumbers.Queues reannotated = new KeyNumbers.Queues();
            for (int number = 0; number < second.size(); number++) {
                int text = second.get(number);
                if (text >= 0 && unpairedTexts.get(text) > 0) {
                    unpairedTexts.increase(text, -1);
                    reannotated.add(text, number);
                } else if (text != EQUAL) {
                    added.set(number);
                }
            }
            for (int number = 0; number < textsOfFirst.size(); number++) {
                int whole = wholesOfFirst.get(number);
                if (unpairedWholes.get(whole) == 0) {
                    partners.add(EQUAL);
                    continue;
                }
                unpairedWholes.increase(whole, -1);
                int after = reannotated.poll(textsOfFirst.get(number));
                partners.add(after < 0 ? NO_UNIT : after);
                (after < 0 ? removed : annotated).set(number);
            }
        }

        /** Pairs removed and added units by id, then by source. */
        void pairRest(UnitReader.Source first, UnitReader.Source second) throws IOException {
            if (removed.isEmpty() || added.isEmpty()) {
                return;
            }
            KeyNumbers keys = new KeyNumbers();
            KeyNumbers.Ints ids = new KeyNumbers.Ints();
            KeyNumbers.Ints sources = new KeyNumbers.Ints();
            visit(first, removed, (number, unit, reader) -> {
                ids.set(number, UnitKey.ofId(unit).map(keys::of).orElse(NO_UNIT));
                sources.set(
                        number,
                        UnitKey.ofSource(unit, reader.header()).map(keys::of).orElse(NO_UNIT));
            });
            KeyNumbers.Queues byId = new KeyNumbers.Queues();
            KeyNumbers.Ints sourcesOfSecond = new KeyNumbers.Ints();
            visit(second, added, (number, unit, reader) -> {
                UnitKey.ofId(unit).map(keys::find).filter(key -> key >= 0).ifPresent(key -> byId.add(key, number));
                sourcesOfSecond.set(
                        number,
                        UnitKey.ofSource(unit, reader.header()).map(keys::find).orElse(NO_UNIT));
            });
            pair(ids, byId);
            KeyNumbers.Queues bySource = new KeyNumbers.Queues();
            added.stream()
                    .filter(number -> sourcesOfSecond.get(number) >= 0)
                    .forEach(number -> bySource.add(sourcesOfSecond.get(number), number));
            pair(sources, bySource);
        }

        /** Moves units with the same key from both sets into changes, in the order of the memories. */
        private void pair(KeyNumbers.Ints keysOfRemoved, KeyNumbers.Queues addedByKey) {
            for (int number = removed.nextSetBit(0); number >= 0; number = removed.nextSetBit(number + 1)) {
                int key = keysOfRemoved.get(number);
                int after = key < 0 ? key : addedByKey.poll(key);
                if (after >= 0) {
                    partners.set(number, after);
                    changed.set(number);
                    removed.clear(number);
                    added.clear(after);
                }
            }
        }

        MemoryDiff list(UnitReader.Source first, UnitReader.Source second, int limit) throws IOException {
            BitSet listedRemoved = first(limit, removed);
            BitSet listedAdded = first(limit, added);
            BitSet listedChanged = first(limit, changed);
            BitSet listedAnnotated = first(limit, annotated);
            BitSet before = new BitSet();
            before.or(listedRemoved);
            before.or(listedChanged);
            before.or(listedAnnotated);
            BitSet after = new BitSet();
            after.or(listedAdded);
            IntStream.concat(listedChanged.stream(), listedAnnotated.stream())
                    .forEach(number -> after.set(partners.get(number)));
            Map<Integer, Placed> old = read(first, before);
            Map<Integer, Placed> now = read(second, after);
            IntFunction<Change> change = number -> new Change(unit(old, number), unit(now, partners.get(number)));
            int same = this.second.size() - added.cardinality() - changed.cardinality() - annotated.cardinality();
            return new MemoryDiff(
                    listedRemoved.stream().mapToObj(number -> unit(old, number)).toList(),
                    listedAdded.stream().mapToObj(number -> unit(now, number)).toList(),
                    listedChanged.stream().mapToObj(change).toList(),
                    listedAnnotated.stream().mapToObj(change).toList(),
                    new Counts(
                            removed.cardinality(),
                            added.cardinality(),
                            changed.cardinality(),
                            annotated.cardinality(),
                            same));
        }

        private static BitSet first(int limit, BitSet numbers) {
            BitSet first = new BitSet();
            numbers.stream().limit(limit).forEach(first::set);
            return first;
        }

        private static Placed unit(Map<Integer, Placed> units, int number) {
            return Objects.requireNonNull(units.get(number));
        }

        private static Map<Integer, Placed> read(UnitReader.Source source, BitSet numbers) throws IOException {
            Map<Integer, Placed> units = new HashMap<>();
            visit(source, numbers, (number, unit, reader) -> units.put(number, new Placed(unit, reader.location())));
            return units;
        }

        private interface Visitor {
            void take(int number, Tu unit, UnitReader reader) throws IOException;
        }

        /** Reads a memory again, up to the last of some units. The first reading has reported its damage. */
        private static void visit(UnitReader.Source source, BitSet numbers, Visitor visitor) throws IOException {
            if (numbers.isEmpty()) {
                return;
            }
            try (UnitReader reader = source.open(damage -> {})) {
                for (int number = 0; number < numbers.length(); number++) {
                    Optional<Tu> unit = reader.next();
                    if (unit.isEmpty()) {
                        throw new FormatException(
                                reader.location().file(),
                                "changes while duiqi reads it",
                                "retry when the other program has finished");
                    }
                    if (numbers.get(number)) {
                        visitor.take(number, unit.get(), reader);
                    }
                }
            }
        }
    }
}
