package duiqi.benchmark;

import java.util.Optional;
import java.util.TreeMap;

/**
 * Tracks the states of one memory, numbered from 0, and decides which of them a response may show. A response must not
 * show a state that had not begun when the response arrived. It must not show a state that was replaced earlier than
 * the allowed delay. It must not show a state older than one that had been shown when the request was sent.
 * Thread-safe.
 */
final class Generations {
    private final long patience;
    private final TreeMap<Integer, Long> done = new TreeMap<>();
    private final TreeMap<Integer, Long> shown = new TreeMap<>();
    private int begun;
    private long longest;

    /**
     * Begins with the existing state 0.
     *
     * @param patience allowed delay in nanoseconds until a new state is shown
     */
    Generations(long patience) {
        this.patience = patience;
        done.put(0, System.nanoTime());
    }

    /** Begins a new state, which may be shown from now on, and returns its number. */
    synchronized int begin() {
        begun++;
        return begun;
    }

    /** Records that a state is completely on the disk. */
    synchronized void done(int generation) {
        done.put(generation, System.nanoTime());
    }

    synchronized int latest() {
        return begun;
    }

    /** Returns the oldest state that a response to a request sent at this time may show. */
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

    /** Checks a response that has just arrived; empty if it is correct. */
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

    /** Returns the longest time in seconds for which a state was shown after the next one was complete. */
    synchronized double longestLag() {
        return longest / 1e9;
    }
}
