package duiqi.benchmark;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Collects the errors and response times of a server under load. Thread-safe. */
final class Verdicts {
    private static final int SHOWN = 30;

    private final List<String> failures = new ArrayList<>();
    private final Map<String, List<Float>> times = new TreeMap<>();
    private int failed;

    synchronized void fail(String what) {
        failed++;
        if (failures.size() < SHOWN) {
            failures.add(what);
        }
    }

    /** Records a response to a kind of request. */
    synchronized void answered(String kind, long nanoseconds) {
        times.computeIfAbsent(kind, name -> new ArrayList<>()).add((float) (nanoseconds / 1e6));
    }

    synchronized int failed() {
        return failed;
    }

    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    synchronized int answers() {
        return times.values().stream().mapToInt(List::size).sum();
    }

    /** Returns the longest response time in milliseconds. */
    synchronized double longest() {
        return times.values().stream()
                .flatMap(List::stream)
                .mapToDouble(time -> time)
                .max()
                .orElse(0);
    }

    synchronized void print(PrintStream out) {
        times.forEach((kind, all) -> {
            List<Float> sorted = all.stream().sorted().toList();
            out.printf(
                    Locale.ROOT,
                    "%-22s %7d responses: median %.1f ms, 99 %% %.1f ms, maximum %.1f ms%n",
                    kind,
                    sorted.size(),
                    sorted.get(sorted.size() / 2),
                    sorted.get(sorted.size() * 99 / 100),
                    sorted.get(sorted.size() - 1));
        });
        failures.forEach(failure -> out.println("FAILED     " + failure));
        out.println("failures   " + failed);
    }
}
