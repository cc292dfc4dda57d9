package duiqi.memory;

import duiqi.exchange.Revision;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.TmxRewrite;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Puts the units of other memories into one. A unit that says the same as one there gives it its properties, notes and newer
 * dates; one that renders the same source in the same place otherwise, or has the same {@code tuid} and one side in common, is a
 * conflict, and the policy says which of them stays. A {@code tuid} alone says nothing, since many files just number their units.
 * Units of one memory are no conflict for each other. Good for one merge; memory needed grows with the number of units, some
 * hundred bytes each, not with their length. Not thread-safe.
 */
public final class MemoryMerge {
    /** Which of two renderings of the same source stays. */
    public enum Policy {
        /** The one changed last; that of the first memory where the dates do not tell. */
        NEWEST,
        /** The one of the first memory. */
        KEEP,
        /** The one of the last memory. */
        OVERRIDE,
        /** Both. */
        BOTH
    }

    private final List<UnitReader.Source> others;
    private final Policy policy;
    private final TmxRewrite.FileCodes codes = new TmxRewrite.FileCodes();

    /** The units of the result, those of the first memory first. */
    private final MergedUnits merged = new MergedUnits();

    private final Set<String> baseIds = new HashSet<>();
    private int baseSize;

    /** By memory: under which number each unit to append is known, by its number in the memory, and the codes it is put under. */
    private final List<Map<Integer, Integer>> appended = new ArrayList<>();

    private final List<TmxRewrite.FileCodes> codesBefore = new ArrayList<>();

    private int united;
    private int replaced;
    private int left;

    /**
     * Reads all memories once and decides.
     *
     * @param base the first memory
     * @param others those to put into it, in order
     * @param listener is told of damage in any of them, and may refuse it
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

    /** Units put behind those of the first memory. */
    public int added() {
        return merged.size() - baseSize;
    }

    /** Units that said the same as one there, and gave it what they had beyond it. */
    public int united() {
        return united;
    }

    /** Units of the first memory in whose place another rendering stands. */
    public int replaced() {
        return replaced;
    }

    /** Units of other memories that were left out for the rendering that is there. */
    public int left() {
        return left;
    }

    private void readBase(UnitReader.Source base, ReadProblem.Listener listener) throws IOException {
        try (UnitReader reader = base.open(listener)) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                codes.add(unit.get());
                merged.add(unit.get(), reader.header(), 0);
                if (!unit.get().id().isEmpty()) {
                    baseIds.add(unit.get().id());
                }
            }
        }
        baseSize = merged.size();
    }

    private void read(UnitReader.Source other, ReadProblem.Listener listener) throws IOException {
        appended.add(new HashMap<>());
        TmxRewrite.FileCodes before = codes.copy();
        codesBefore.add(before);
        claim(other, before, appended.size());
        BitSet leftOut = new BitSet();
        decide(other, before, listener, number -> true, leftOut);
        if (!leftOut.isEmpty()) {
            // A unit that replaced the present rendering, or came anew, may have made the conflict go away.
            left -= leftOut.cardinality();
            decide(other, before, damage -> {}, leftOut::get, new BitSet());
        }
    }

    /**
     * Decides on some units of a memory.
     *
     * @param which the numbers of the units
     * @param leftOut the numbers of those that are left out are put in here
     */
    private void decide(
            UnitReader.Source other,
            TmxRewrite.FileCodes before,
            ReadProblem.Listener listener,
            IntPredicate which,
            BitSet leftOut)
            throws IOException {
        int memory = appended.size();
        try (UnitReader reader = other.open(listener)) {
            int number = 0;
            for (Optional<Tu> next = reader.next(); next.isPresent(); next = reader.next()) {
                if (which.test(number)) {
                    Tu unit = before.adapt(next.get());
                    Fate fate = fate(unit, reader.header(), memory);
                    if (fate == Fate.NEW) {
                        appended.get(memory - 1).put(number, merged.size());
                        codes.add(unit);
                        merged.add(unit, reader.header(), memory);
                    }
                    leftOut.set(number, fate == Fate.LEFT_OUT);
                }
                number++;
            }
        }
    }

    /**
     * Takes what a memory says as well for its own, wherever in it that comes: its other renderings of the same source are then no
     * conflict, as they are none in the memory itself.
     */
    private void claim(UnitReader.Source other, TmxRewrite.FileCodes before, int memory) throws IOException {
        try (UnitReader reader = other.open(damage -> {})) {
            for (Optional<Tu> next = reader.next(); next.isPresent(); next = reader.next()) {
                merged.withTextsOf(before.adapt(next.get())).ifPresent(same -> merged.claim(same, memory));
            }
        }
    }

    /** The fate of a unit of another memory. */
    private enum Fate {
        NEW,
        UNITED,
        REPLACING,
        LEFT_OUT
    }

    private Fate fate(Tu unit, TmxHeader header, int memory) {
        Optional<Integer> same = merged.withTextsOf(unit);
        if (same.isPresent()) {
            united++;
            merged.unite(same.get(), unit);
            return Fate.UNITED;
        }
        Optional<Integer> rival = policy == Policy.BOTH ? Optional.empty() : merged.rival(unit, header, memory);
        if (rival.isEmpty()) {
            return Fate.NEW;
        }
        int number = rival.get();
        if (policy == Policy.OVERRIDE || (policy == Policy.NEWEST && merged.isOlder(number, unit))) {
            if (number < baseSize && !merged.isReplaced(number)) {
                replaced++;
            } else {
                left++;
            }
            merged.replace(number, unit, header, memory);
            return Fate.REPLACING;
        }
        left++;
        return Fate.LEFT_OUT;
    }

    /** Returns how the first memory is to be rewritten. */
    public TmxRewrite.Plan plan(ReadProblem.Listener listener) {
        return new TmxRewrite.Plan() {
            private final Set<String> ids = new HashSet<>(baseIds);
            private int number;

            @Override
            public Optional<Tu> of(Tu unit, Location location) {
                return Optional.of(merged.of(unit, number++));
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
                        Integer heldAs = appended.get(index).get(place);
                        if (heldAs != null) {
                            Tu unit = codesBefore.get(index).adapt(next.get());
                            sink.write(withOwnId(merged.of(unit, heldAs), ids));
                        }
                        place++;
                    }
                }
            }
        };
    }

    /** Returns a unit under an id that no other has. */
    private static Tu withOwnId(Tu unit, Set<String> ids) {
        if (unit.id().isEmpty()) {
            return unit;
        }
        String id = unit.id();
        for (int number = 2; !ids.add(id); number++) {
            id = unit.id() + "-" + number;
        }
        return id.equals(unit.id()) ? unit : unit.withAttribute("tuid", id);
    }

    /**
     * The units of a file without those that say that nobody has revised them, and without what is still to be translated. Not
     * thread-safe.
     */
    public static final class RevisedUnits implements UnitReader.Source {
        private final UnitReader.Source all;
        private final boolean takesUnrevised;
        private final boolean takesUntranslated;
        private int unrevised;
        private int untranslated;

        /**
         * @param takesUnrevised whether units stay that nobody has revised
         * @param takesUntranslated whether units stay in which no more than one side has text, as in a memory that means them so
         */
        public RevisedUnits(UnitReader.Source all, boolean takesUnrevised, boolean takesUntranslated) {
            this.all = all;
            this.takesUnrevised = takesUnrevised;
            this.takesUntranslated = takesUntranslated;
        }

        /** Returns how many units were left out as unrevised when the file was last read. */
        public int unrevised() {
            return unrevised;
        }

        /** Returns how many units were left out as untranslated when the file was last read. */
        public int untranslated() {
            return untranslated;
        }

        private boolean isLeftOut(Tu unit) {
            if (!takesUntranslated
                    && unit.variants().stream()
                                    .filter(side -> !side.text().isBlank())
                                    .count()
                            < 2) {
                untranslated++;
                return true;
            }
            if (!takesUnrevised && Revision.isPending(unit)) {
                unrevised++;
                return true;
            }
            return false;
        }

        @Override
        public UnitReader open(ReadProblem.Listener listener) throws IOException {
            UnitReader reader = all.open(listener);
            unrevised = 0;
            untranslated = 0;
            return new UnitReader() {
                @Override
                public TmxHeader header() {
                    return reader.header();
                }

                @Override
                public Optional<Tu> next() throws IOException {
                    Optional<Tu> unit = reader.next();
                    while (unit.filter(RevisedUnits.this::isLeftOut).isPresent()) {
                        unit = reader.next();
                    }
                    return unit;
                }

                @Override
                public Location location() {
                    return reader.location();
                }

                @Override
                public void close() throws IOException {
                    reader.close();
                }
            };
        }
    }
}
