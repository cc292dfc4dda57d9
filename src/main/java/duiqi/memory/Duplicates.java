package duiqi.memory;

import duiqi.exchange.TmxRewrite;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds duplicate units of a memory. The first unit of each group stays and receives the properties, notes and dates of
 * the others. Needs a few hundred bytes of heap for each unit. Not thread-safe.
 */
public final class Duplicates {
    private final boolean folds;
    private final BitSet removed = new BitSet();
    private final Map<Integer, MergedUnits.Union> merged = new HashMap<>();

    /**
     * Reads a memory and finds its duplicates.
     *
     * @param folds true to treat units as duplicates that differ only in case, width, white space and punctuation
     */
    public Duplicates(UnitReader.Source memory, boolean folds, ReadProblem.Listener listener) throws IOException {
        this.folds = folds;
        Map<UnitKey, Integer> firsts = new HashMap<>();
        Map<UnitKey, UnitKey> annotations = new HashMap<>();
        try (UnitReader reader = memory.open(listener)) {
            int number = 0;
            for (Optional<Tu> next = reader.next(); next.isPresent(); next = reader.next()) {
                Tu unit = next.get();
                UnitKey key = key(unit);
                Integer first = firsts.putIfAbsent(key, number);
                if (first == null) {
                    annotations.put(key, UnitKey.ofAnnotations(unit));
                } else {
                    removed.set(number);
                    if (!UnitKey.ofAnnotations(unit).equals(annotations.get(key))) {
                        MergedUnits.Union more = merged.get(first);
                        if (more == null) {
                            merged.put(first, new MergedUnits.Union(unit));
                        } else {
                            more.add(unit);
                        }
                    }
                }
                number++;
            }
        }
    }

    private UnitKey key(Tu unit) {
        return folds ? UnitKey.ofFoldedTexts(unit) : UnitKey.ofTexts(unit);
    }

    /** Returns the number of units to remove. */
    public int count() {
        return removed.cardinality();
    }

    /** Returns a plan that removes the duplicates and merges their annotations. */
    public TmxRewrite.Plan plan() {
        return new TmxRewrite.Plan() {
            private int number;

            @Override
            public Optional<Tu> of(Tu unit, Location location) {
                int own = number;
                number++;
                if (removed.get(own)) {
                    return Optional.empty();
                }
                MergedUnits.Union more = merged.get(own);
                if (more == null) {
                    return Optional.of(unit);
                }
                MergedUnits.Union union = new MergedUnits.Union(unit);
                union.add(more.unit());
                return Optional.of(union.unit());
            }
        };
    }
}
