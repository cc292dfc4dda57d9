package duiqi.exchange;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what a format could not hold, by kind, so that nothing is left out silently. Not thread-safe. */
public final class Omissions {
    private final SortedMap<String, Integer> counts = new TreeMap<>();

    /**
     * Counts one thing left out.
     *
     * @param what its kind in the plural, for example {@code notes} or {@code inline codes}
     */
    public void add(String what) {
        add(what, 1);
    }

    /** Counts several of a kind, or none. */
    public void add(String what, long times) {
        if (times > 0) {
            counts.merge(what, Math.toIntExact(times), Integer::sum);
        }
    }

    /** How often each kind was left out. */
    public SortedMap<String, Integer> counts() {
        return Collections.unmodifiableSortedMap(counts);
    }
}
