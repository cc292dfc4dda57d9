package duiqi.memory;

import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.IOException;
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

/**
 * Lists the differences between two memories, independent of the order of their units. Two units are equal if they have
 * the same texts in the same languages. A removed and an added unit form a change if they have the same {@code tuid},
 * or the same source and context.
 *
 * @param removed units only in the first memory
 * @param added units only in the second memory
 * @param changed units whose texts changed
 * @param annotated units with the same texts and different properties, notes or dates
 * @param same the number of units without any difference
 */
public record MemoryDiff(
        List<Placed> removed, List<Placed> added, List<Change> changed, List<Change> annotated, int same) {
    /** Holds a unit and its location. */
    public record Placed(Tu unit, Location location) {}

    /** Holds the old and the new version of a unit. */
    public record Change(Placed before, Placed after) {}

    public MemoryDiff {
        removed = List.copyOf(removed);
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        annotated = List.copyOf(annotated);
    }

    /** Returns whether the memories are equal. */
    public boolean isEmpty() {
        return removed.isEmpty() && added.isEmpty() && changed.isEmpty() && annotated.isEmpty();
    }

    /**
     * Compares two memories. Reads the first one twice. Needs a few hundred bytes of heap for each unit, and space for
     * the text of each difference.
     *
     * @param listener receives damage in either memory
     */
    public static MemoryDiff of(UnitReader.Source first, UnitReader.Source second, ReadProblem.Listener listener)
            throws IOException {
        Comparison comparison = new Comparison();
        comparison.readFirst(first, listener);
        comparison.readSecond(second, listener);
        // The listener already knows the damage from the first reading.
        return comparison.finish(first);
    }

    /** Collects the differences while it reads the memories. */
    private static final class Comparison {
        /** Annotation keys of the units of the first memory that are still unpaired, by text. */
        private final Map<UnitKey, Deque<UnitKey>> unpaired = new HashMap<>();

        /** Units of the second memory with a counterpart that has other annotations, by text. */
        private final Map<UnitKey, Deque<Placed>> reannotated = new HashMap<>();

        private final List<Placed> added = new ArrayList<>();
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
            Map<UnitKey, Deque<Placed>> candidates = new HashMap<>();
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
                                .add(new Placed(unit.get(), reader.location()));
                    }
                }
            }
            candidates.forEach(this::split);
            added.sort(Comparator.comparing(Placed::location));
        }

        /**
         * Pairs units with units of the first memory that have the same texts and other annotations. The rest are
         * additions.
         */
        private void split(UnitKey texts, Deque<Placed> units) {
            Deque<UnitKey> counterparts = unpaired.getOrDefault(texts, new ArrayDeque<>());
            for (Placed unit : units) {
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
            List<Placed> removed = new ArrayList<>();
            List<Change> annotated = new ArrayList<>();
            TmxHeader firstHeader;
            try (UnitReader reader = first.open(damage -> {})) {
                firstHeader = reader.header();
                for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                    UnitKey texts = UnitKey.ofTexts(unit.get());
                    Deque<UnitKey> keys = unpaired.get(texts);
                    if (keys == null || !keys.remove(UnitKey.ofAnnotations(unit.get()))) {
                        continue;
                    }
                    Placed before = new Placed(unit.get(), reader.location());
                    Optional.ofNullable(reannotated.get(texts))
                            .map(Deque::poll)
                            .ifPresentOrElse(
                                    after -> annotated.add(new Change(before, after)), () -> removed.add(before));
                }
            }
            List<Change> changed = new ArrayList<>();
            pair(removed, added, Comparison::id, Comparison::id, changed);
            pair(
                    removed,
                    added,
                    unit -> UnitKey.ofSource(unit, firstHeader),
                    unit -> UnitKey.ofSource(unit, header),
                    changed);
            changed.sort(Comparator.comparing(change -> change.before.location));
            return new MemoryDiff(removed, added, changed, annotated, same);
        }

        private static Optional<String> id(Tu unit) {
            return Optional.of(unit.id()).filter(id -> !id.isEmpty());
        }

        /** Moves units with the same key from both lists into changes, in the order of the lists. */
        private static <K> void pair(
                List<Placed> removed,
                List<Placed> added,
                Function<Tu, Optional<K>> keyOfRemoved,
                Function<Tu, Optional<K>> keyOfAdded,
                List<Change> changed) {
            Map<K, Deque<Placed>> byKey = new HashMap<>();
            for (Placed after : added) {
                keyOfAdded
                        .apply(after.unit)
                        .ifPresent(key -> byKey.computeIfAbsent(key, k -> new ArrayDeque<>(1))
                                .add(after));
            }
            Set<Placed> taken = Collections.newSetFromMap(new IdentityHashMap<>());
            for (Placed before : removed) {
                keyOfRemoved.apply(before.unit).map(byKey::get).map(Deque::poll).ifPresent(after -> {
                    changed.add(new Change(before, after));
                    taken.add(before);
                    taken.add(after);
                });
            }
            removed.removeIf(taken::contains);
            added.removeIf(taken::contains);
        }
    }
}
