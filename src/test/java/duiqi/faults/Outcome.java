package duiqi.faults;

import java.util.List;

/**
 * What came of trying a command with a fault. Immutable.
 *
 * @param times how often it was tried
 * @param writing how often it was struck while it wrote; 0 where that cannot be told
 * @param losses what was lost, or was not as promised; empty as it should be
 */
record Outcome(String fault, String command, int times, int writing, List<String> losses) {
    Outcome {
        losses = List.copyOf(losses);
    }
}
