package duiqi.memory;

import duiqi.bitext.Location;
import duiqi.bitext.UnitProperties;
import duiqi.exchange.Annotation;
import duiqi.exchange.DamageListener;
import duiqi.exchange.FileCodes;
import duiqi.exchange.Revision;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.TmxRewrite;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitSource;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

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

    private final List<UnitSource> others;
    private final Policy policy;
    private final FileCodes codes = new FileCodes();

    /** The units of the result, those of the first memory first. */
    private final List<Held> held = new ArrayList<>();

    /** Units that say nothing new when they come again. */
    private final Set<UnitKey> known = new HashSet<>();

    /** Where in the result to find a unit. */
    private final Map<UnitKey, Integer> byTexts = new HashMap<>();

    private final Map<UnitKey, Integer> bySource = new HashMap<>();
    private final Map<String, Integer> byId = new HashMap<>();

    private final Set<String> baseIds = new HashSet<>();
    private int baseSize;

    /** By memory: under which number each unit to append is held, by its number in the memory, and the codes it is put under. */
    private final List<Map<Integer, Integer>> appended = new ArrayList<>();

    private final List<FileCodes> codesBefore = new ArrayList<>();

    private int united;
    private int replaced;
    private int left;

    /** What is known of a unit of the result. */
    private static final class Held {
        /** The last memory that has these texts, 0 for the first. */
        int memory;

        UnitKey texts;
        Set<UnitKey> sides;
        Optional<Instant> changed;
        Optional<Tu> replacement = Optional.empty();
        List<Tu> more = List.of();

        Held(Tu unit, UnitKey texts, int memory) {
            this.memory = memory;
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

    /**
     * Reads all memories once and decides.
     *
     * @param base the first memory
     * @param others those to put into it, in order
     * @param listener is told of damage in any of them, and may refuse it
     */
    public MemoryMerge(UnitSource base, List<UnitSource> others, Policy policy, DamageListener listener)
            throws IOException {
        this.others = List.copyOf(others);
        this.policy = policy;
        readBase(base, listener);
        for (UnitSource other : others) {
            read(other, listener);
        }
    }

    /** Units put behind those of the first memory. */
    public int added() {
        return held.size() - baseSize;
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

    private void readBase(UnitSource base, DamageListener listener) throws IOException {
        try (UnitReader reader = base.open(listener)) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                hold(unit.get(), reader.header(), 0);
                if (!unit.get().id().isEmpty()) {
                    baseIds.add(unit.get().id());
                }
            }
        }
        baseSize = held.size();
    }

    private void hold(Tu unit, TmxHeader header, int memory) {
        int number = held.size();
        codes.see(unit);
        known.add(UnitKey.ofAll(unit));
        UnitKey texts = UnitKey.ofTexts(unit);
        held.add(new Held(unit, texts, memory));
        byTexts.putIfAbsent(texts, number);
        UnitKey.ofSource(unit, header).ifPresent(key -> bySource.putIfAbsent(key, number));
        if (!unit.id().isEmpty()) {
            byId.putIfAbsent(unit.id(), number);
        }
    }

    private void read(UnitSource other, DamageListener listener) throws IOException {
        appended.add(new HashMap<>());
        FileCodes before = codes.copy();
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
    private void decide(UnitSource other, FileCodes before, DamageListener listener, IntPredicate which, BitSet leftOut)
            throws IOException {
        int memory = appended.size();
        try (UnitReader reader = other.open(listener)) {
            int number = 0;
            for (Optional<Tu> next = reader.next(); next.isPresent(); next = reader.next()) {
                if (which.test(number)) {
                    Tu unit = before.fit(next.get());
                    Fate fate = fate(unit, reader.header(), memory);
                    if (fate == Fate.NEW) {
                        appended.get(memory - 1).put(number, held.size());
                        hold(unit, reader.header(), memory);
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
    private void claim(UnitSource other, FileCodes before, int memory) throws IOException {
        try (UnitReader reader = other.open(damage -> {})) {
            for (Optional<Tu> next = reader.next(); next.isPresent(); next = reader.next()) {
                Integer same = byTexts.get(UnitKey.ofTexts(before.fit(next.get())));
                if (same != null) {
                    held.get(same).memory = memory;
                }
            }
        }
    }

    /** What becomes of a unit of another memory. */
    private enum Fate {
        NEW,
        UNITED,
        REPLACING,
        LEFT_OUT
    }

    private Fate fate(Tu unit, TmxHeader header, int memory) {
        UnitKey texts = UnitKey.ofTexts(unit);
        Integer same = byTexts.get(texts);
        if (same != null) {
            unite(held.get(same), unit);
            return Fate.UNITED;
        }
        Optional<Integer> rival = policy == Policy.BOTH
                ? Optional.empty()
                : rival(unit, header).filter(n -> held.get(n).memory != memory);
        if (rival.isEmpty()) {
            return Fate.NEW;
        }
        Held own = held.get(rival.get());
        if (policy == Policy.OVERRIDE || (policy == Policy.NEWEST && own.isOlderThan(unit))) {
            replace(rival.get(), unit, texts, memory);
            return Fate.REPLACING;
        }
        left++;
        return Fate.LEFT_OUT;
    }

    private Optional<Integer> rival(Tu unit, TmxHeader header) {
        return Optional.ofNullable(unit.id().isEmpty() ? null : byId.get(unit.id()))
                .filter(number -> !Collections.disjoint(held.get(number).sides, Held.sides(unit)))
                .or(() -> UnitKey.ofSource(unit, header).map(bySource::get));
    }

    private void replace(int number, Tu unit, UnitKey texts, int memory) {
        Held own = held.get(number);
        if (number < baseSize && own.replacement.isEmpty()) {
            replaced++;
        } else {
            left++;
        }
        byTexts.remove(own.texts, number);
        byTexts.put(texts, number);
        known.add(UnitKey.ofAll(unit));
        own.memory = memory;
        own.texts = texts;
        own.sides = Held.sides(unit);
        own.changed = unit.changed();
        own.replacement = Optional.of(unit);
        own.more = List.of();
    }

    private void unite(Held own, Tu unit) {
        united++;
        if (known.add(UnitKey.ofAll(unit))) {
            own.more = new ArrayList<>(own.more);
            own.more.add(unit);
            own.changed = own.isOlderThan(unit) ? unit.changed() : own.changed;
        }
    }

    /** How the first memory is to be rewritten. */
    public TmxRewrite.Plan plan(DamageListener listener) {
        return new TmxRewrite.Plan() {
            private final Set<String> ids = new HashSet<>(baseIds);
            private int number;

            @Override
            public Optional<Tu> of(Tu unit, Location location) {
                return Optional.of(merged(unit, number++));
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
                            Tu unit = codesBefore.get(index).fit(next.get());
                            sink.write(withOwnId(merged(unit, heldAs), ids));
                        }
                        place++;
                    }
                }
            }
        };
    }

    /** A unit with what others say of it beyond it; it stays known by its own id, if it has one. */
    private Tu merged(Tu unit, int number) {
        Held own = held.get(number);
        Tu result = own.replacement.map(other -> inPlaceOf(unit, other)).orElse(unit);
        for (Tu more : own.more) {
            result = UnitUnion.of(result, more);
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
        return UnitUnion.of(other, new Tu(Map.of(), lasting, List.of()));
    }

    /** A unit under an id that no other has. */
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
}
