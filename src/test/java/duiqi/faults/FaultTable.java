package duiqi.faults;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the outcomes of all trials and prints them as a Markdown table. Thread-safe. */
final class FaultTable {
    private final List<Outcome> outcomes = new ArrayList<>();
    private final PrintStream log;

    /**
     * Creates an empty table.
     *
     * @param log stream that receives each loss as soon as it is found
     */
    FaultTable(PrintStream log) {
        this.log = log;
    }

    synchronized void add(Outcome outcome) {
        outcomes.add(outcome);
        outcome.losses().forEach(loss -> log.println(outcome.fault() + ", " + outcome.command() + ": " + loss.strip()));
    }

    synchronized boolean isAllKept() {
        return outcomes.stream().allMatch(outcome -> outcome.losses().isEmpty());
    }

    /** Prints a row for each fault, and below it a row for each killed command. */
    synchronized void print(PrintStream out) {
        out.println("| fault | commands | trials | losses |");
        out.println("|---|---|---|---|");
        print(out, outcomes);
        out.println();
        out.println("| kill -9 | kills | kills during a write | losses |");
        out.println("|---|---|---|---|");
        Map<String, List<Outcome>> killed = new LinkedHashMap<>();
        outcomes.stream()
                .filter(outcome -> outcome.fault().equals("kill -9"))
                .forEach(outcome -> killed.computeIfAbsent(outcome.command(), name -> new ArrayList<>())
                        .add(outcome));
        killed.forEach((command, all) -> out.println("| " + command + " | " + sum(all) + " | "
                + all.stream().mapToInt(Outcome::writing).sum() + " | " + lost(all) + " |"));
    }

    private static void print(PrintStream out, List<Outcome> outcomes) {
        Map<String, List<Outcome>> byFault = new LinkedHashMap<>();
        outcomes.forEach(outcome -> byFault.computeIfAbsent(outcome.fault(), name -> new ArrayList<>())
                .add(outcome));
        byFault.forEach((fault, all) -> out.println("| " + fault + " | "
                + all.stream().map(Outcome::command).distinct().count() + " | " + sum(all) + " | " + lost(all) + " |"));
    }

    private static int sum(List<Outcome> outcomes) {
        return outcomes.stream().mapToInt(Outcome::times).sum();
    }

    private static String lost(List<Outcome> outcomes) {
        int lost =
                outcomes.stream().mapToInt(outcome -> outcome.losses().size()).sum();
        return lost == 0 ? "none" : Integer.toString(lost);
    }
}
