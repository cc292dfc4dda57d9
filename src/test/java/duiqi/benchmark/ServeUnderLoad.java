package duiqi.benchmark;

import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
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
 * Sends requests to {@code duiqi serve} from many clients for minutes, while the memories are rewritten by {@code tm}
 * commands, by {@code align}, by a simulated git checkout, and by additions of the clients.
 *
 * <ul>
 * <li>Every response must be correct for a state that the memory had within some seconds before the request.
 * <li>An acknowledged addition must be found from then on, even after the server is killed and restarted.
 * <li>Heap, threads and open files must not grow.
 * <li>Clients that hang must not block the others.
 * </ul>
 */
final class ServeUnderLoad {
    private static final int EVERY_SECONDS = 10;
    private static final String HEAP = "256m";

    /** Allowed delay in nanoseconds: a reload waits for a quiet second, and then builds an index on a busy machine */
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
     * Prints the measurements, and fails if there are errors.
     *
     * @param arguments seconds, default 600; and clients, default 32
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
     * Runs the load test once.
     *
     * @param units number of units of the largest memory
     * @return the errors, or the first of them
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
        SlowClients slow = new SlowClients(SlowClients.Target.serve(server.address(), server.token()));
        SlowClients.Kind[] kinds = SlowClients.Kind.values();
        for (int i = 0; i < clients; i++) {
            slow.add(kinds[i % kinds.length], 1);
        }
        try {
            slow.start();
            askers.start(clients);
            writers.start();
            watch(server);
            writers.stop();
            askers.stop();
            slow.close();
            server.said().forEach(line -> verdicts.fail("the server says: " + line));
        } finally {
            killWhileAdding(server, askers);
        }
        print(
                "%d clients, %d more clients that hang or read slowly (%d connections), %d rewriting commands",
                clients, clients, slow.connections(), writers.commands());
        print(
                "states: changing memory %d, growing memory %d, aligned memory %d; maximum delays %.1f s, %.1f s, %.1f s",
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
            // Collect rarely, because a collection releases mappings and the test must also show the time between
            // collections.
            String heap = "";
            if (i % 3 == 0 || System.nanoTime() >= end) {
                heaps.add(server.heap());
                heapMinutes.add(minutes);
                heap = String.format(Locale.ROOT, ", heap in use %.1f MB", heaps.get(heaps.size() - 1));
            }
            print(
                    "%4.0f s: %d responses, resident %.0f MB, mapped %.0f MB, %d files, %d threads, %d mappings%s, %d failures",
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
        try (UnitReader reader =
                UnitReader.tmx(memories.additions(), damage -> verdicts.fail(String.valueOf(damage)))) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                twice += kept.add(unit.get().variants().get(0).text()) ? 0 : 1;
            }
        }
        List<String> lost =
                askers.added.stream().filter(text -> !kept.contains(text)).toList();
        print(
                "%d pairs added and acknowledged; after kill -9 and restart: %d lost, %d duplicated",
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
        // The first measurement was made after the warm-up.
        double first = heaps.get(0);
        double last = heaps.get(heaps.size() - 1);
        double most = heaps.stream().mapToDouble(heap -> heap).max().orElse(0);
        print(
                "heap used after a collection: first %.1f MB, last %.1f MB, maximum %.1f MB, %+.2f MB a minute",
                first, last, most, slope());
        ServedProcess.Figures early = figures.get(2);
        ServedProcess.Figures late = figures.get(figures.size() - 1);
        print(
                "resident memory: first %.0f MB, last %.0f MB, maximum %.0f MB; files %d, %d, %d; threads %d, %d, %d; mappings %d, %d, %d",
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
            verdicts.fail("files or threads are not released");
        }
    }

    /** Returns the growth in megabytes a minute, by least squares. */
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
