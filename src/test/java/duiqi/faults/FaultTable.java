package duiqi.faults;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what came of all trials, and tells it as a table in Markdown. Safe for threads. */
final class FaultTable {
    private final List<Outcome> outcomes = new ArrayList<>();
    private final PrintStream told;

    /** @param told where each loss is told when it is found */
    FaultTable(PrintStream told) {
        this.told = told;
    }

    synchronized void add(Outcome outcome) {
        outcomes.add(outcome);
        outcome.losses()
                .forEach(loss -> told.println(outcome.fault() + ", " + outcome.command() + ": " + loss.strip()));
    }

    synchronized boolean isAllKept() {
        return outcomes.stream().allMatch(outcome -> outcome.losses().isEmpty());
    }

    /** A row for each fault, and below a row for each command that was killed. */
    synchronized void print(PrintStream out) {
        out.println("| fault | commands | tried | lost |");
        out.println("|---|---|---|---|");
        print(out, outcomes);
        out.println();
        out.println("| kill -9 | kills | of them in a write | lost |");
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
        return lost == 0 ? "nothing" : lost + " faults";
    }
}
