package duiqi.memory;

import duiqi.bitext.Location;
import duiqi.exchange.DamageListener;
import duiqi.exchange.FileCodes;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.TmxRewrite;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitSource;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts the units of other memories into one. A unit that says the same as one there gives it its properties, notes and newer
 * dates; one that renders the same source in the same place otherwise, or has the same {@code tuid}, is a conflict, and the policy
 * says which of them stays. Units of one memory are not compared with each other. Good for one merge; memory needed grows with
 * the number of units, some hundred bytes each, not with their length. Not thread-safe.
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

    private final UnitSource base;
    private final List<UnitSource> others;
    private final Policy policy;
    private final FileCodes codes = new FileCodes();
    private final Map<UnitKey, Integer> byTexts = new HashMap<>();
    private final Map<UnitKey, Integer> bySource = new HashMap<>();
    private final Map<String, Integer> byId = new HashMap<>();
    private final Map<Integer, Held> held = new HashMap<>();

    /** Numbers of the units to append, by memory. */
    private final List<BitSet> appended = new ArrayList<>();

    private int added;
    private int united;
    private int replaced;
    private int left;

    /** What is known of a unit of the first memory. */
    private static final class Held {
        final UnitKey annotations;
        final Optional<Instant> changed;
        Optional<Tu> replacement = Optional.empty();
        List<Tu> more = List.of();

        Held(Tu unit) {
            this.annotations = UnitKey.ofAnnotations(unit);
            this.changed = unit.changed();
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
        this.base = base;
        this.others = List.copyOf(others);
        this.policy = policy;
        readBase(listener);
        for (UnitSource other : others) {
            read(other, listener);
        }
    }

    /** Units put behind those of the first memory. */
    public int added() {
        return added;
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

    private void readBase(DamageListener listener) throws IOException {
        try (UnitReader reader = base.open(listener)) {
            int number = 0;
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                codes.see(unit.get());
                byTexts.putIfAbsent(UnitKey.ofTexts(unit.get()), number);
                int here = number;
                UnitKey.ofSource(unit.get(), reader.header()).ifPresent(key -> bySource.putIfAbsent(key, here));
                if (!unit.get().id().isEmpty()) {
                    byId.putIfAbsent(unit.get().id(), number);
                }
                held.put(number, new Held(unit.get()));
                number++;
            }
        }
    }

    private void read(UnitSource other, DamageListener listener) throws IOException {
        BitSet numbers = new BitSet();
        appended.add(numbers);
        try (UnitReader reader = other.open(listener)) {
            int number = 0;
            for (Optional<Tu> next = reader.next(); next.isPresent(); next = reader.next()) {
                if (decide(codes.fit(next.get()), reader.header())) {
                    numbers.set(number);
                }
                number++;
            }
        }
    }

    /** Whether a unit is to be appended. */
    private boolean decide(Tu unit, TmxHeader header) {
        UnitKey texts = UnitKey.ofTexts(unit);
        Integer same = byTexts.get(texts);
        if (same != null) {
            unite(same, unit);
            return false;
        }
        Optional<UnitKey> source = UnitKey.ofSource(unit, header);
        Integer rival = rival(unit, source);
        if (rival != null && policy != Policy.BOTH) {
            Held own = held.get(rival);
            if (own == null || policy == Policy.KEEP || (policy == Policy.NEWEST && !isNewer(unit, own))) {
                left++;
            } else {
                replaced += own.replacement.isEmpty() ? 1 : 0;
                own.replacement = Optional.of(unit);
                byTexts.put(texts, rival);
            }
            return false;
        }
        added++;
        // Numbers below zero are of units that are not in the first memory, to which nothing is done any more.
        byTexts.put(texts, -added);
        if (policy != Policy.BOTH) {
            source.ifPresent(key -> bySource.putIfAbsent(key, -added));
        }
        return true;
    }

    private @Nullable Integer rival(Tu unit, Optional<UnitKey> source) {
        Integer byItsId = unit.id().isEmpty() ? null : byId.get(unit.id());
        return byItsId != null ? byItsId : source.map(bySource::get).orElse(null);
    }

    private static boolean isNewer(Tu unit, Held own) {
        Optional<Instant> present =
                own.replacement.isPresent() ? own.replacement.get().changed() : own.changed;
        return unit.changed().isPresent()
                && (present.isEmpty() || unit.changed().get().isAfter(present.get()));
    }

    private void unite(int number, Tu unit) {
        united++;
        Held own = held.get(number);
        if (own != null && !own.annotations.equals(UnitKey.ofAnnotations(unit))) {
            own.more = new ArrayList<>(own.more);
            own.more.add(unit);
        }
    }

    /** How the first memory is to be rewritten. */
    public TmxRewrite.Plan plan(DamageListener listener) {
        return new TmxRewrite.Plan() {
            private int number;

            @Override
            public Optional<Tu> of(Tu unit, Location location) {
                Tu result = merged(unit, number);
                number++;
                return Optional.of(result);
            }

            @Override
            public void more(TmxRewrite.Sink sink) throws IOException {
                for (int i = 0; i < others.size(); i++) {
                    append(i, listener, sink);
                }
            }
        };
    }

    private Tu merged(Tu unit, int number) {
        Held own = Optional.ofNullable(held.get(number)).orElseThrow();
        Tu result = own.replacement.map(other -> UnitUnion.of(other, unit)).orElse(unit);
        for (Tu more : own.more) {
            result = UnitUnion.of(result, more);
        }
        return unit.id().isEmpty() ? result : result.withAttribute("tuid", unit.id());
    }

    private void append(int index, DamageListener listener, TmxRewrite.Sink sink) throws IOException {
        try (UnitReader reader = others.get(index).open(listener)) {
            int number = 0;
            for (Optional<Tu> next = reader.next(); next.isPresent(); next = reader.next()) {
                if (appended.get(index).get(number)) {
                    sink.write(withOwnId(codes.fit(next.get())));
                }
                number++;
            }
        }
    }

    /** A unit under an id that no other has. */
    private Tu withOwnId(Tu unit) {
        if (unit.id().isEmpty()) {
            return unit;
        }
        String id = unit.id();
        for (int number = 2; byId.putIfAbsent(id, -1) != null; number++) {
            id = unit.id() + "-" + number;
        }
        return id.equals(unit.id()) ? unit : unit.withAttribute("tuid", id);
    }
}
