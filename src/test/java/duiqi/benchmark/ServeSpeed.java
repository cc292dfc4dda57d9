package duiqi.benchmark;

import duiqi.check.CheckSettings;
import duiqi.index.MarkovMemory;
import duiqi.index.UnitSide;
import duiqi.lexicon.Lexicon;
import duiqi.memory.LiveMemory;
import duiqi.memory.MemoryFile;
import duiqi.server.AccessToken;
import duiqi.server.MemoryServer;
import duiqi.server.ProjectTerms;
import duiqi.server.ServerPlace;
import duiqi.text.FormatException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Measures a server with a memory of generated units and, by default, eight clients, each on its own connection. The clients look up
 * its sentences with 5 to 40 % of their tokens changed (minimum score 70 %, five best), and sometimes add a pair. Before,
 * one client sends these sentences with the requests of OmegaT. Clients and server share the machine.
 */
final class ServeSpeed {
    private static final int CLIENTS = 8;
    private static final int SENTENCES = 4_000;
    private static final int TRANSLATIONS = 1_000;
    private static final int WARM_UP = 100;
    private static final int EVERY = 50;
    private static final double MILLION = 1e6;

    private ServeSpeed() {}

    private static final class Silent implements LiveMemory.Watcher {
        @Override
        public void indexing(MemoryFile memory) {}

        @Override
        public void lost(MemoryFile memory, int places) {}

        @Override
        public void unreadable(MemoryFile memory, FormatException problem) {}

        @Override
        public void problem(String message) {
            System.out.println("problem    " + message);
        }
    }

    /** Holds the requests of the clients. */
    private record Load(int seconds, String path, int clients) {}

    /** Measures the requests of OmegaT one after the other, as for a translator who goes from segment to segment. */
    private static void translate(List<String> texts, String address) throws Exception {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < TRANSLATIONS; i++) {
            String pair = i % 2 == 0 ? "zh%7Cen_US" : "en_US%7Czh";
            String query = "?q=" + URLEncoder.encode(texts.get(i), StandardCharsets.UTF_8) + "&markUnknown=no&langpair="
                    + pair + "&key=";
            long start = System.nanoTime();
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(address + "translate" + query))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            double took = (System.nanoTime() - start) / MILLION;
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            if (i >= WARM_UP) {
                times.add(took);
            }
        }
        print("OmegaT", times);
    }

    /** Holds the times of one client in milliseconds. */
    private record Times(List<Double> lookups, List<Double> adds) {}

    /**
     * Prints percentiles.
     *
     * @param arguments number of units, "." for a million; then, if given, seconds, default 30; the path before the text,
     *     for example {@code search?q=}; the number of clients
     */
    public static void main(String[] arguments) throws Exception {
        int units = arguments[0].equals(".") ? 1_000_000 : Integer.parseInt(arguments[0]);
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
        Load load = new Load(
                seconds,
                arguments.length > 2 ? arguments[2] : "api/v1/lookup?text=",
                arguments.length > 3 ? Integer.parseInt(arguments[3]) : CLIENTS);
        Machine.print(
                System.out,
                "./mvnw -q -Pbenchmark test -Dbenchmark.main=duiqi.benchmark.ServeSpeed -Dbenchmark=\""
                        + String.join(" ", arguments) + "\"");
        Path folder = Files.createTempDirectory("duiqi-serve");
        try {
            measure(units, load, folder);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void measure(int units, Load load, Path folder) throws Exception {
        List<String> texts = write(units, folder.resolve("made-up.tmx"));
        long start = System.nanoTime();
        try (LiveMemory memory = LiveMemory.open(
                List.of(folder), folder.resolve("additions.tmx"), folder, "1", Clock.systemUTC(), new Silent())) {
            print("open", (System.nanoTime() - start) / 1e9, "s, index and all");
            AccessToken token = AccessToken.random();
            MemoryServer.Project project = new MemoryServer.Project(
                    memory,
                    new ProjectTerms(List.of(), Lexicon.standard(), problem -> {}),
                    CheckSettings.defaults(folder),
                    "1",
                    Clock.systemUTC());
            try (MemoryServer server = MemoryServer.start(
                    ServerPlace.LOCAL,
                    Optional.of(token),
                    project,
                    fault -> System.out.println("fault      " + fault))) {
                translate(texts, server.address());
                run(texts, load, server.address(), token);
            }
            print("added", memory.standing().added(), "pairs");
        }
    }

    private static List<String> write(int units, Path file) throws IOException {
        List<String> texts = new ArrayList<>();
        MarkovMemory editor = new MarkovMemory(MadeUpMemory.SEED + 1);
        int every = Math.max(1, units / SENTENCES);
        int[] made = {0};
        MadeUpMemory.write(units, file, Optional.empty(), unit -> {
            if (made[0]++ % every == 0 && texts.size() < SENTENCES) {
                UnitSide side = texts.size() % 2 == 0 ? UnitSide.SOURCE : UnitSide.TARGET;
                texts.add(editor.edited(unit, side, 0.05 + 0.35 * (texts.size() % 101) / 100));
            }
        });
        return texts;
    }

    private static void run(List<String> texts, Load load, String address, AccessToken token) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(load.clients);
        List<Future<Times>> clients = new ArrayList<>();
        for (int i = 0; i < load.clients; i++) {
            int own = i;
            Callable<Times> client = () -> client(own, texts, load, address, token);
            clients.add(threads.submit(client));
        }
        List<Double> lookups = new ArrayList<>();
        List<Double> adds = new ArrayList<>();
        for (Future<Times> client : clients) {
            lookups.addAll(client.get().lookups);
            adds.addAll(client.get().adds);
        }
        threads.shutdown();
        print("lookups", lookups);
        print("adds", adds);
        print("together", (lookups.size() + adds.size()) / (double) load.seconds, "requests a second");
    }

    private static Times client(int own, List<String> texts, Load load, String address, AccessToken token)
            throws Exception {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Times times = new Times(new ArrayList<>(), new ArrayList<>());
        long end = Long.MAX_VALUE;
        for (int i = 0; System.nanoTime() < end; i++) {
            String text = texts.get((own * (SENTENCES / load.clients) + i) % texts.size());
            boolean isAdding = i % EVERY == EVERY - 1;
            HttpRequest.Builder request = HttpRequest.newBuilder().header("Authorization", "Bearer " + token.text());
            if (isAdding) {
                String body = "{\"source\":\"客户" + own + "的第" + i + "句\",\"target\":\"sentence " + i + " of client "
                        + own + "\"}";
                request.uri(URI.create(address + "api/v1/units"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
            } else {
                String query = URLEncoder.encode(text, StandardCharsets.UTF_8);
                request.uri(URI.create(address + load.path + query));
            }
            long start = System.nanoTime();
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            double took = (System.nanoTime() - start) / MILLION;
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            if (i == WARM_UP) {
                end = System.nanoTime() + load.seconds * 1_000_000_000L;
            } else if (i > WARM_UP) {
                (isAdding ? times.adds : times.lookups).add(took);
            }
        }
        return times;
    }

    private static void print(String what, List<Double> times) {
        List<Double> sorted = times.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%-10s %d: median %.1f ms, 95 %% %.1f ms, 99 %% %.1f ms, maximum %.1f ms%n",
                what,
                sorted.size(),
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 95 / 100),
                sorted.get(sorted.size() * 99 / 100),
                sorted.get(sorted.size() - 1));
    }

    private static void print(String what, double value, String unit) {
        System.out.printf(Locale.ROOT, "%-10s %.1f %s%n", what, value, unit);
    }
}
