package duiqi.benchmark;

import duiqi.benchmark.SlowClients.Kind;
import duiqi.benchmark.SlowClients.Target;
import duiqi.server.RawClient;
import duiqi.text.TranslationUnit;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Measures look-ups of {@code duiqi serve}, and steps of {@code duiqi review}, while hundreds of clients are slow and
 * thousands are idle. Clients and servers share the machine. Each request opens a new connection, as command-line tools
 * do. The clients need more than 10,000 file descriptors ({@code ulimit -n}).
 */
final class CrowdedServer {
    private static final String HEAP = "256m";
    private static final int SLOW = 300;
    /** Time in which the slow clients have opened their connections */
    private static final int SETTLED_MS = 5000;

    private static final int IDLE = 10_000;
    private static final int MILLISECONDS = 1_000_000;

    private final int units;
    private final int requests;
    private final List<String> texts = new ArrayList<>();

    private CrowdedServer(int units, int requests) {
        this.units = units;
        this.requests = requests;
    }

    /**
     * Prints a table.
     *
     * @param arguments number of units, default 20,000, and number of requests in each row, default 300
     */
    public static void main(String[] arguments) throws Exception {
        int units = arguments.length == 0 || arguments[0].equals(".") ? 20_000 : Integer.parseInt(arguments[0]);
        int requests = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 300;
        Machine.print(
                System.out,
                "./mvnw -q -Pbenchmark test -Dbenchmark.main=duiqi.benchmark.CrowdedServer \"-Dbenchmark=" + units + " "
                        + requests + "\"");
        Path folder = Files.createTempDirectory("duiqi-crowd");
        try {
            new CrowdedServer(units, requests).measure(folder);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void measure(Path folder) throws Exception {
        Path tm = Files.createDirectories(folder.resolve("tm"));
        Path memory = tm.resolve("made-up.tmx");
        MadeUpMemory.write(units, memory, Optional.empty(), this::keep);
        System.out.printf(
                "%-7s %-34s %8s %8s %8s %8s %5s %6s %8s %8s%n",
                "server", "other clients", "median", "95 %", "99 %", "maximum", "busy", "open", "threads", "heap");
        ServedProcess serve = ServedProcess.start(tm, folder.resolve("serve.out"), HEAP);
        try {
            rows("serve", serve, Target.serve(serve.address(), serve.token()), "/api/v1/lookup?text=");
        } finally {
            serve.kill();
        }
        ServedProcess review = ServedProcess.review(memory, folder.resolve("review.out"), HEAP);
        try {
            Target target = new Target(
                    URI.create(review.address()),
                    review.token(),
                    "/api/documents/1/rows",
                    "/api/documents/1/operations");
            rows("review", review, target, "/api/documents?text=");
        } finally {
            review.kill();
        }
    }

    private void keep(TranslationUnit unit) {
        if (texts.size() < requests) {
            texts.add(unit.source().text());
        }
    }

    private void rows(String name, ServedProcess server, Target target, String path) throws Exception {
        row(name, "none", server, target, path, Map.of());
        for (Kind kind : Kind.values()) {
            if (kind != Kind.SILENT) {
                row(name, SLOW + " " + kind, server, target, path, Map.of(kind, SLOW));
            }
        }
        row(name, IDLE + " " + Kind.SILENT, server, target, path, Map.of(Kind.SILENT, IDLE));
        Map<Kind, Integer> all = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            all.put(kind, kind == Kind.SILENT ? IDLE : SLOW);
        }
        row(name, "all of these", server, target, path, all);
    }

    private void row(
            String name, String others, ServedProcess server, Target target, String path, Map<Kind, Integer> kinds)
            throws Exception {
        try (SlowClients slow = new SlowClients(target)) {
            kinds.forEach(slow::add);
            slow.start();
            Thread.sleep(kinds.isEmpty() ? 0 : SETTLED_MS);
            List<Double> times = new ArrayList<>();
            int busy = 0;
            for (String text : texts) {
                double time = time(target, path + URLEncoder.encode(text, StandardCharsets.UTF_8));
                times.add(Math.abs(time));
                busy += time < 0 ? 1 : 0;
            }
            times.sort(Comparator.naturalOrder());
            System.out.printf(
                    Locale.ROOT,
                    "%-7s %-34s %5.1f ms %5.1f ms %5.1f ms %5.1f ms %5d %6d %8d %5.0f MB%n",
                    name,
                    others,
                    times.get(times.size() / 2),
                    times.get(times.size() * 95 / 100),
                    times.get(times.size() * 99 / 100),
                    times.get(times.size() - 1),
                    busy,
                    slow.open(),
                    ServedProcess.isCounted() ? server.figures().threads() : 0,
                    server.heap());
        }
    }

    /** Returns the time in milliseconds, negative if the server was busy. */
    private static double time(Target target, String path) throws IOException {
        long start = System.nanoTime();
        RawClient.Answer answer = RawClient.send(
                target.server().getPort(),
                "GET " + path + " HTTP/1.1",
                "Host: " + target.server().getAuthority(),
                "Authorization: Bearer " + target.token(),
                "Connection: close");
        double took = (System.nanoTime() - start) / (double) MILLISECONDS;
        if (answer.status() == 503) {
            return -took;
        }
        if (answer.status() != 200) {
            throw new IllegalStateException(path + ": " + answer.status() + " " + answer.body());
        }
        return took;
    }
}
