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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    /** Status of a request whose connection was closed without a response */
    private static final int CLOSED = 0;

    private static final Set<Integer> EXPECTED = Set.of(200, 503, CLOSED);

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
                "%-7s %-16s %9s %9s %9s %9s %5s %6s %6s %8s %8s%n",
                "server",
                "other clients",
                "median",
                "95 %",
                "99 %",
                "maximum",
                "busy",
                "closed",
                "open",
                "threads",
                "heap");
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
            Map<Integer, Integer> counts = new HashMap<>();
            for (String text : texts) {
                long start = System.nanoTime();
                int status = status(target, path + URLEncoder.encode(text, StandardCharsets.UTF_8));
                times.add((System.nanoTime() - start) / (double) MILLISECONDS);
                counts.merge(status, 1, Integer::sum);
            }
            times.sort(Comparator.naturalOrder());
            System.out.printf(
                    Locale.ROOT,
                    "%-7s %-16s %6.1f ms %6.1f ms %6.1f ms %6.1f ms %5d %6d %6d %8d %5.0f MB%n",
                    name,
                    others,
                    times.get(times.size() / 2),
                    times.get(times.size() * 95 / 100),
                    times.get(times.size() * 99 / 100),
                    times.get(times.size() - 1),
                    counts.getOrDefault(503, 0),
                    counts.getOrDefault(CLOSED, 0),
                    slow.open(),
                    ServedProcess.isCounted() ? server.figures().threads() : 0,
                    server.heap());
        }
    }

    /** Returns 200, 503 if the server was busy, or 0 if it closed the connection without a response. */
    private static int status(Target target, String path) {
        try {
            RawClient.Answer answer = RawClient.send(
                    target.server().getPort(),
                    "GET " + path + " HTTP/1.1",
                    "Host: " + target.server().getAuthority(),
                    "Authorization: Bearer " + target.token(),
                    "Connection: close");
            if (!EXPECTED.contains(answer.status())) {
                throw new IllegalStateException(path + ": " + answer.status() + " " + answer.body());
            }
            return answer.status();
        } catch (IOException reset) {
            return CLOSED;
        }
    }
}
