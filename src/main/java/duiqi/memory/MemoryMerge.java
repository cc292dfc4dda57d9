package duiqi.memory;

import duiqi.exchange.FileCodes;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.TmxRewrite;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.text.Language;
import duiqi.text.LanguageName;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Merges other memories into a base memory. If a unit has the same texts as a unit of the base, the unit of the base
 * gets its properties, notes and newer dates. Two units are in conflict if they translate the same source in the same
 * context differently. They are also in conflict if they have the same {@code tuid} and one side in common. The policy
 * decides which of them stays. A {@code tuid} alone does not count, because many files just number their units. Units
 * of one memory are never in conflict with each other. A unit of another memory with another source language keeps it,
 * as its {@code srclang}. Use a new instance for each merge. Needs about 200 bytes of heap
 * for each unit, independent of its length. Not thread-safe.
 */
public final class MemoryMerge {
    /** Decides which of two translations of the same source stays. */
    public enum Policy {
        /** The translation with the later change date, or that of the base memory if the dates do not decide. */
        NEWEST,
        KEEP,
        /** The translation of the last memory. */
        OVERRIDE,
        /** Both translations. */
        BOTH
    }

    private final List<UnitReader.Source> others;
    private final Policy policy;
    private final FileCodes codes = new FileCodes();

    /** Units of the result, those of the base memory first. */
    private final MergedUnits result = new MergedUnits();

    private int baseIds;

    private Optional<Language> baseSource = Optional.empty();
    private int baseSize;

    /** For each other memory: the numbers in the result of the units to append plus 1, by their numbers in the memory. */
    private final List<KeyNumbers.Ints> appended = new ArrayList<>();

    private final List<FileCodes> codesBefore = new ArrayList<>();

    private int merged;
    private int replaced;
    private int dropped;

    /**
     * Reads all memories once and decides which units the result contains.
     *
     * @param base the base memory
     * @param others the memories to merge into it, in order
     * @param listener receives damage in any memory, and may reject it
     */
    public MemoryMerge(
            UnitReader.Source base, List<UnitReader.Source> others, Policy policy, ReadProblem.Listener listener)
            throws IOException {
        this.others = List.copyOf(others);
        this.policy = policy;
        readBase(base, listener);
        for (UnitReader.Source other : others) {
            read(other, listener);
        }
    }

    /** Returns the number of units appended to those of the base memory. */
    public int added() {
        return result.size() - baseSize;
    }

    /** Returns the number of units that were merged with a unit of the same texts. */
    public int merged() {
        return merged;
    }

    /** Returns the number of units of the base memory whose translation was replaced. */
    public int replaced() {
        return replaced;
    }

    /** Returns the number of units of other memories that lost a conflict and were dropped. */
    public int dropped() {
        return dropped;
    }

    private void readBase(UnitReader.Source base, ReadProblem.Listener listener) throws IOException {
        try (UnitReader reader = base.open(listener)) {
            baseSource = reader.header().sourceCode().flatMap(code -> LanguageName.ofCode(code));
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                codes.add(unit.get());
                result.add(unit.get(), reader.header(), 0);
            }
        }
        baseSize = result.size();
        baseIds = result.ids().size();
    }

    private void read(UnitReader.Source other, ReadProblem.Listener listener) throws IOException {
        appended.add(new KeyNumbers.Ints());
        FileCodes codesOfBase = codes.copy();
        codesBefore.add(codesOfBase);
        markOwnUnits(other, codesOfBase, appended.size());
        BitSet open = new BitSet();
        decide(other, codesOfBase, listener, number -> true, open);
        // A later unit of this memory may have removed the conflict, by replacing the translation or as a new unit.
        for (int before = Integer.MAX_VALUE; !open.isEmpty() && open.cardinality() < before; ) {
            before = open.cardinality();
            dropped -= before;
            BitSet again = open;
            open = new BitSet();
            decide(other, codesOfBase, damage -> {}, again::get, open);
        }
    }

    /**
     * Decides on some units of a memory.
     *
     * @param which accepts the numbers of these units
     * @param droppedUnits receives the numbers of the dropped units
     */
    private void decide(
            UnitReader.Source other,
            FileCodes before,
            ReadProblem.Listener listener,
            IntPredicate which,
            BitSet droppedUnits)
            throws IOException {
        int memory = appended.size();
        try (UnitReader reader = other.open(listener)) {
            int number = 0;
            for (Optional<Tu> next = reader.next(); next.isPresent(); next = reader.next()) {
                if (which.test(number)) {
                    Tu unit = adapted(next.get(), reader, before);
                    Decision decision = decision(unit, reader.header(), memory);
                    if (decision == Decision.NEW) {
                        appended.get(memory - 1).set(number, result.size() + 1);
                        codes.add(unit);
                        result.add(unit, reader.header(), memory);
                    }
                    droppedUnits.set(number, decision == Decision.DROPPED);
                }
                number++;
            }
        }
    }

    /**
     * Marks units of the result that this memory also contains as its own. The other translations of the same source in
     * this memory then cause no conflict, in any order.
     */
    private void markOwnUnits(UnitReader.Source other, FileCodes before, int memory) throws IOException {
        other.read(damage -> {}, (unit, reader) -> {
            result.withTextsOf(adapted(unit, reader, before)).ifPresent(same -> result.setMemory(same, memory));
        });
    }

    /** Returns a unit of another memory with the language codes of the base, and with its own source language. */
    private Tu adapted(Tu unit, UnitReader reader, FileCodes codesOfBase) {
        Tu adapted = codesOfBase.adapt(unit);
        return MemoryCopy.withSource(adapted, reader.sourceLanguage(unit), baseSource);
    }

    private enum Decision {
        NEW,
        MERGED,
        REPLACED,
        DROPPED
    }

    private Decision decision(Tu unit, TmxHeader header, int memory) {
        Optional<Integer> same = result.withTextsOf(unit);
        if (same.isPresent()) {
            merged++;
            result.addAnnotations(same.get(), unit);
            return Decision.MERGED;
        }
        Optional<Integer> conflict = policy == Policy.BOTH ? Optional.empty() : result.conflict(unit, header, memory);
        if (conflict.isEmpty()) {
            return Decision.NEW;
        }
        int number = conflict.get();
        if (policy == Policy.OVERRIDE || (policy == Policy.NEWEST && result.isOlder(number, unit))) {
            if (number < baseSize && !result.isReplaced(number)) {
                replaced++;
            } else {
                dropped++;
            }
            result.replace(number, unit, header, memory);
            return Decision.REPLACED;
        }
        dropped++;
        return Decision.DROPPED;
    }

    /** Returns a plan that rewrites the base memory as the merged memory. */
    public TmxRewrite.Plan plan(ReadProblem.Listener listener) {
        return new TmxRewrite.Plan() {
            private final UniqueIds ids = new UniqueIds(result.ids(), baseIds);
            private int number;

            @Override
            public Optional<Tu> of(Tu unit, Location location) {
                return Optional.of(result.of(unit, number++));
            }

            @Override
            public void more(TmxRewrite.Sink sink) throws IOException {
                for (int i = 0; i < others.size(); i++) {
                    append(i, sink);
                }
            }

            private void append(int index, TmxRewrite.Sink sink) throws IOException {
                try (UnitReader reader = others.get(index).open(listener)) {
                    int place = 0;
                    for (Optional<Tu> next = reader.next(); next.isPresent(); next = reader.next()) {
                        int resultNumber = appended.get(index).get(place) - 1;
                        if (resultNumber >= 0) {
                            Tu unit = adapted(next.get(), reader, codesBefore.get(index));
                            sink.write(ids.withOwnId(result.of(unit, resultNumber)));
                        }
                        place++;
                    }
                }
            }
        };
    }

    /** Makes the ids of appended units unique. Not thread-safe. */
    private static final class UniqueIds {
        private final MergedUnits.Ids ids;

        private final BitSet taken = new BitSet();

        /** Ids with an appended number. */
        private final KeyNumbers numbered = new KeyNumbers();

        /** The number of the last unit with an id; all smaller numbers are taken. */
        private final Map<String, Integer> last = new HashMap<>();

        /**
         * Creates the ids of a result.
         *
         * @param ids the ids of all units, those of the base memory first
         * @param base the number of ids in the base memory
         */
        UniqueIds(MergedUnits.Ids ids, int base) {
            this.ids = ids;
            taken.set(0, base);
        }

        /** Returns a unit with an id that no other unit has. */
        Tu withOwnId(Tu unit) {
            if (unit.id().isEmpty() || take(unit)) {
                return unit;
            }
            int number = last.getOrDefault(unit.id(), 1) + 1;
            while (!take(unit.withAttribute(Tu.ID, unit.id() + "-" + number))) {
                number++;
            }
            last.put(unit.id(), number);
            return unit.withAttribute(Tu.ID, unit.id() + "-" + number);
        }

        private boolean take(Tu unit) {
            UnitKey key = UnitKey.ofId(unit).orElseThrow();
            int number = ids.find(key);
            if (number < 0) {
                return numbered.add(key);
            }
            boolean isFree = !taken.get(number);
            taken.set(number);
            return isFree;
        }
    }
}
