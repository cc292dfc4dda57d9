package duiqi.faults;

import java.util.List;

/**
 * Holds the outcome of testing a command with a fault. Immutable.
 *
 * @param fault name of the fault
 * @param command name of the command
 * @param times number of trials
 * @param writing number of trials that interrupted a write; 0 if unknown
 * @param losses lost data and broken promises; empty on success
 */
record Outcome(String fault, String command, int times, int writing, List<String> losses) {
    Outcome {
        losses = List.copyOf(losses);
    }
}
