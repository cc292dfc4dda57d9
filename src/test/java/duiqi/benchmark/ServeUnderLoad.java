package duiqi.benchmark;

import duiqi.exchange.TmxReader;
import duiqi.exchange.Tu;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Has many clients ask {@code duiqi serve} for minutes, while the memories are rewritten under it by {@code tm} commands, by {@code
 * align}, as git checks a commit out, and by what the clients add. Every answer must be the right one for a state that the memory had
 * since some seconds before the question; what was added and acknowledged must be found from then on, and when the server was killed
 * and started again; heap, threads and open files must not grow; and clients that hang must not hold up the others.
 */
final class ServeUnderLoad {
    private static final int EVERY_SECONDS = 10;
    private static final String HEAP = "256m";

    /** Taking up asks for a quiet second, and then makes an index on a machine that has all the rest to do. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private static final double LONGEST_ANSWER_MS = 60_000;

    private final PrintStream out;
    private final int seconds;
    private final int clients;
    private final Verdicts verdicts = new Verdicts();
    private final List<ServedProcess.Figures> figures = new ArrayList<>();
    private final List<Double> heaps = new ArrayList<>();
    private final List<Double> heapMinutes = new ArrayList<>();

    private ServeUnderLoad(PrintStream out, int seconds, int clients) {
        this.out = out;
        this.seconds = seconds;
        this.clients = clients;
    }

    /**
     * Prints what was seen, and fails when anything was wrong.
     *
     * @param arguments seconds, 600 otherwise; and clients, 32 otherwise
     */
    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length == 0 || arguments[0].equals(".") ? 600 : Integer.parseInt(arguments[0]);
        int clients = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 32;
        Machine.print(
                System.out,
                "./mvnw -q -Pbenchmark test -Dbenchmark.main=duiqi.benchmark.ServeUnderLoad \"-Dbenchmark=" + seconds
                        + " " + clients + "\"");
        List<String> failures = run(System.out, seconds, clients, 20_000);
        if (!failures.isEmpty()) {
            throw new IllegalStateException("failed: " + failures.size() + " or more, as shown above");
        }
    }

    /**
     * Does it all once.
     *
     * @param units of the largest memory
     * @return what went wrong, or the beginning of it
     */
    static List<String> run(PrintStream out, int seconds, int clients, int units) throws Exception {
        Path folder = Files.createTempDirectory("duiqi-load");
        try {
            ServeUnderLoad load = new ServeUnderLoad(out, seconds, clients);
            try {
                load.measure(folder, units);
            } finally {
                load.verdicts.print(out);
            }
            return load.verdicts.failures();
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void measure(Path folder, int units) throws Exception {
        LoadMemories memories = new LoadMemories(folder, units);
        LoadWriters writers = new LoadWriters(memories, folder, PATIENCE, verdicts);
        ServedProcess server = ServedProcess.start(memories.tm, folder.resolve("server.out"), HEAP);
        LoadClients askers = new LoadClients(memories, writers, verdicts, server);
        SlowClients slow = new SlowClients(server);
        try {
            slow.start(clients);
            askers.start(clients);
            writers.start();
            watch(server);
            writers.stop();
            askers.stop();
            slow.stop();
            server.said().forEach(line -> verdicts.fail("the server says: " + line));
        } finally {
            killWhileAdding(server, askers);
        }
        print(
                "%d clients, %d more that hang or read slowly (%d connections), %d commands that rewrite",
                clients, clients, slow.connections(), writers.commands());
        print(
                "states of the changing memory %d, of the growing one %d, of the aligned one %d; shown at most %.1f s, %.1f s, %.1f s too long",
                writers.turning.latest(),
                writers.growing.latest(),
                writers.aligned.latest(),
                writers.turning.longestLag(),
                writers.growing.longestLag(),
                writers.aligned.longestLag());
        restart(folder, memories, askers);
        judgeFigures();
    }

    private void watch(ServedProcess server) throws Exception {
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        for (int i = 1; System.nanoTime() < end; i++) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            Thread.sleep(Math.min(left + 1, EVERY_SECONDS * 1000));
            if (!server.isAlive()) {
                verdicts.fail("the server is gone");
                return;
            }
            if (!ServedProcess.isCounted()) {
                continue;
            }
            double minutes = (System.nanoTime() - start) / 60e9;
            ServedProcess.Figures now = server.figures();
            figures.add(now);
            // Collecting now and then alone, since mappings are given back by it: what happens without is to be seen
            // too.
            String heap = "";
            if (i % 3 == 0 || System.nanoTime() >= end) {
                heaps.add(server.heap());
                heapMinutes.add(minutes);
                heap = String.format(Locale.ROOT, ", heap in use %.1f MB", heaps.get(heaps.size() - 1));
            }
            print(
                    "%4.0f s: %d answers, own memory %.0f MB, mapped %.0f MB, %d files, %d threads, %d mappings%s, %d failures",
                    60 * minutes,
                    verdicts.answers(),
                    now.resident(),
                    now.mapped(),
                    now.files(),
                    now.threads(),
                    now.mappings(),
                    heap,
                    verdicts.failed());
        }
    }

    private void killWhileAdding(ServedProcess server, LoadClients askers) throws InterruptedException {
        Thread adding = new Thread(askers::addUntilKilled);
        adding.start();
        Thread.sleep(300);
        server.kill();
        adding.join();
    }

    private void restart(Path folder, LoadMemories memories, LoadClients askers) throws Exception {
        ServedProcess again = ServedProcess.start(memories.tm, folder.resolve("server.out"), HEAP);
        try {
            askers.findAll(again);
            if (!again.end()) {
                verdicts.fail("the server does not end");
            }
        } finally {
            again.kill();
        }
        Set<String> kept = new HashSet<>();
        int twice = 0;
        try (TmxReader reader = TmxReader.open(memories.additions(), damage -> verdicts.fail(String.valueOf(damage)))) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                twice += kept.add(unit.get().variants().get(0).text()) ? 0 : 1;
            }
        }
        List<String> lost =
                askers.added.stream().filter(text -> !kept.contains(text)).toList();
        print(
                "%d pairs were added and acknowledged; killed with -9 and started again, %d are lost and %d there twice",
                askers.added.size(), lost.size(), twice);
        if (!lost.isEmpty() || twice > 0) {
            verdicts.fail("lost: " + lost + ", twice: " + twice);
        }
    }

    private void judgeFigures() {
        if (verdicts.longest() > LONGEST_ANSWER_MS) {
            verdicts.fail(String.format(Locale.ROOT, "an answer took %.0f ms", verdicts.longest()));
        }
        if (heaps.size() < 3) {
            return;
        }
        // The first came when all was warm.
        double first = heaps.get(0);
        double last = heaps.get(heaps.size() - 1);
        double most = heaps.stream().mapToDouble(heap -> heap).max().orElse(0);
        print(
                "heap in use after a collection: first %.1f MB, last %.1f MB, most %.1f MB, %+.2f MB a minute",
                first, last, most, slope());
        ServedProcess.Figures early = figures.get(2);
        ServedProcess.Figures late = figures.get(figures.size() - 1);
        print(
                "own memory: first %.0f MB, last %.0f MB, most %.0f MB; files %d, %d, %d; threads %d, %d, %d; mappings %d, %d, %d",
                early.resident(),
                late.resident(),
                figures.stream()
                        .mapToDouble(ServedProcess.Figures::resident)
                        .max()
                        .orElse(0),
                early.files(),
                late.files(),
                figures.stream().mapToInt(ServedProcess.Figures::files).max().orElse(0),
                early.threads(),
                late.threads(),
                figures.stream().mapToInt(ServedProcess.Figures::threads).max().orElse(0),
                early.mappings(),
                late.mappings(),
                figures.stream().mapToInt(ServedProcess.Figures::mappings).max().orElse(0));
        if (last > 1.25 * first + 8) {
            verdicts.fail("the heap grows");
        }
        if (late.files() > early.files() + 2 * clients || late.threads() > early.threads() + clients) {
            verdicts.fail("files or threads are not given back");
        }
    }

    /** Megabytes a minute, by least squares. */
    private double slope() {
        double middle = mean(heapMinutes);
        double mean = mean(heaps);
        double above = 0;
        double below = 0;
        for (int i = 0; i < heaps.size(); i++) {
            double distance = heapMinutes.get(i) - middle;
            above += distance * (heaps.get(i) - mean);
            below += distance * distance;
        }
        return above / below;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(value -> value).average().orElse(0);
    }

    private void print(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }
}
