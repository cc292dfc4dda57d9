package duiqi.benchmark;

import java.util.Optional;
import java.util.TreeMap;

/**
 * The states that one memory went through, numbered from 0, and which of them an answer may show: none that was not begun when the
 * answer came, none that had been followed by another for longer than taking up may last, and none before one that was shown already
 * when the question was asked. Thread-safe.
 */
final class Generations {
    private final long patience;
    private final TreeMap<Integer, Long> done = new TreeMap<>();
    private final TreeMap<Integer, Long> shown = new TreeMap<>();
    private int begun;
    private long longest;

    /**
     * Begins with the state 0, which is there.
     *
     * @param patience nanoseconds that a new state may stay without being shown
     */
    Generations(long patience) {
        this.patience = patience;
        done.put(0, System.nanoTime());
    }

    /** The number of a new state, which may be shown from now on. */
    synchronized int begin() {
        begun++;
        return begun;
    }

    /** A state is on the disk as a whole. */
    synchronized void done(int generation) {
        done.put(generation, System.nanoTime());
    }

    synchronized int latest() {
        return begun;
    }

    /** The state that must be shown, or one after it, when it is asked for now. */
    synchronized int oldest(long asked) {
        int oldest = 0;
        for (var each : done.descendingMap().entrySet()) {
            if (each.getValue() <= asked - patience) {
                oldest = each.getKey();
                break;
            }
        }
        for (var each : shown.descendingMap().entrySet()) {
            if (each.getValue() < asked) {
                return Math.max(oldest, each.getKey());
            }
        }
        return oldest;
    }

    /** Judges an answer that has just come; empty when it is right. */
    synchronized Optional<String> judge(int generation, long asked) {
        int oldest = oldest(asked);
        if (generation > begun || generation < oldest) {
            return Optional.of(
                    "generation " + generation + " is shown, and it should be one of " + oldest + " to " + begun);
        }
        shown.putIfAbsent(generation, System.nanoTime());
        var next = done.higherEntry(generation);
        if (next != null) {
            longest = Math.max(longest, asked - next.getValue());
        }
        return Optional.empty();
    }

    /** How long in seconds a state was shown when the next was there already, at most. */
    synchronized double longestLag() {
        return longest / 1e9;
    }
}
