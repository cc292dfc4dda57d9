package duiqi.faults;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    private static final String KILL = "kill -9";

    Outcome {
        losses = List.copyOf(losses);
    }

    static Outcome ofKills(String command, int times, int writing, List<String> losses) {
        return new Outcome(KILL, command, times, writing, losses);
    }

    /** Prints a row for each fault. */
    static void print(List<Outcome> outcomes, PrintStream out) {
        Map<String, List<Outcome>> faults = new LinkedHashMap<>();
        outcomes.forEach(outcome ->
                faults.computeIfAbsent(outcome.fault, name -> new ArrayList<>()).add(outcome));
        out.println("| fault | commands | trials | during a write | losses |\n|---|---|---|---|---|");
        faults.forEach((fault, all) -> out.println("| " + fault + " | "
                + all.stream().map(Outcome::command).distinct().count() + " | "
                + all.stream().mapToInt(Outcome::times).sum() + " | "
                + all.stream().mapToInt(Outcome::writing).sum() + " | " + lost(all) + " |"));
    }

    private static String lost(List<Outcome> outcomes) {
        long lost =
                outcomes.stream().mapToLong(outcome -> outcome.losses.size()).sum();
        return lost == 0 ? "none" : Long.toString(lost);
    }
}
