package duiqi.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.index.MarkovMemory;
import duiqi.index.UnitSide;
import duiqi.text.TranslationUnit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Sends requests to {@code duiqi serve} from many clients for minutes, while the memories are rewritten by {@code tm}
 * commands, by a simulated git checkout, and by additions of the clients.
 *
 * <ul>
 * <li>Every response must be correct for a state that the memory had within some seconds before the request.
 * <li>An acknowledged addition must be found from then on, even after the server is killed and restarted.
 * <li>Heap, threads and open files must not grow.
 * </ul>
 */
final class ServeUnderLoad {
    private static final int EVERY_SECONDS = 10;
    private static final String HEAP = "256m";

    /** Allowed delay in nanoseconds: a reload waits for a quiet second, and then builds an index on a busy machine */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private static final double LONGEST_ANSWER_MS = 60_000;

    /** Pause in milliseconds, for the time that a client takes to use a response */
    private static final int PAUSE_MS = 20;

    private static final int QUESTIONS = 400;
    private static final int MOST = 50;
    private static final Pattern STATE = Pattern.compile("In state (\\d+) ");

    private final Bench bench;
    private final int seconds;
    private final int clients;
    private final LoadMemories memories;
    private final Requests requests;
    private final List<Thread> threads = new ArrayList<>();

    /** What {@code steady.tmx} contains for each question */
    private final Map<String, Set<String>> truth = new LinkedHashMap<>();

    /** Numbers of the pairs whose addition the server acknowledged */
    private final List<Integer> added = new CopyOnWriteArrayList<>();

    private final AtomicInteger number = new AtomicInteger();
    private final List<ServedProcess.Figures> figures = new ArrayList<>();
    private final List<Double> heaps = new ArrayList<>();
    private volatile boolean isOver;

    private ServeUnderLoad(Bench bench, int seconds, int clients, LoadMemories memories, Requests requests) {
        this.bench = bench;
        this.seconds = seconds;
        this.clients = clients;
        this.memories = memories;
        this.requests = requests;
    }

    /**
     * Prints the measurements, and fails if there are errors.
     *
     * @param arguments seconds, default 600; and clients, default 32
     */
    public static void main(String[] arguments) throws Exception {
        Bench bench = new Bench(ServeUnderLoad.class, arguments);
        List<String> failures = run(bench, bench.nextNumber(600), bench.nextNumber(32), 20_000);
        if (!failures.isEmpty()) {
            throw new IllegalStateException("failed: " + failures.size() + ", as shown above");
        }
    }

    /**
     * Runs the load test once.
     *
     * @param units number of units of the largest memory
     * @return the errors
     */
    static List<String> run(Bench bench, int seconds, int clients, int units) throws Exception {
        List<String> failures = new ArrayList<>();
        Bench.inFolder(folder -> {
            Requests requests = new Requests();
            LoadMemories memories = new LoadMemories(folder, units, PATIENCE, requests);
            try {
                new ServeUnderLoad(bench, seconds, clients, memories, requests).measure(folder.resolve("server.out"));
            } finally {
                requests.print(bench);
                failures.addAll(requests.failures());
            }
        });
        return failures;
    }

    private void measure(Path printed) throws Exception {
        ServedProcess server = ServedProcess.start(memories.tm, printed, HEAP);
        requests.setServer(server);
        prepareQuestions();
        try {
            for (int i = 0; i < clients; i++) {
                Random random = new Random(i);
                threads.add(new Thread(() -> askUntilOver(random), "client-" + i));
                threads.get(i).start();
            }
            memories.start();
            watch(server);
            memories.stop();
            isOver = true;
            for (Thread thread : threads) {
                thread.join();
            }
            server.said().forEach(line -> requests.fail("the server says: " + line));
        } finally {
            killWhileAdding(server);
        }
        bench.say("%d clients, %d rewriting commands", clients, memories.commands.get());
        bench.say("changing memory: %s", memories.turning);
        restart(printed);
        judgeFigures();
    }

    /** Asks all questions about {@code steady.tmx} once before it is rewritten. */
    private void prepareQuestions() throws IOException {
        MarkovMemory editor = new MarkovMemory(MadeUpMemory.SEED + 1);
        for (int i = 0; i < QUESTIONS; i++) {
            TranslationUnit unit = memories.steady.get((int) ((long) i * memories.steady.size() / QUESTIONS));
            String chinese = unit.source().text();
            String path = switch (i % 4) {
                case 0 -> lookup(chinese, "zh");
                case 1 -> lookup(unit.target().text(), "en");
                case 2 -> lookup(editor.edited(unit, UnitSide.SOURCE, 0.05 + 0.2 * i / QUESTIONS), "zh");
                default -> concordance("zh", chinese.substring(0, Math.min(14, chinese.length())));
            };
            Set<String> found = lines(requests.get("before", path), "steady.tmx");
            requests.expect(
                    i % 4 > 1 || found.contains(line(chinese, unit.target().text())), "not found: " + unit);
            if (found.size() < MOST) {
                truth.put(path, found);
            }
        }
    }

    private static String lookup(String text, String language) {
        return "api/v1/lookup?lang=" + language + "&min=70&limit=100&text=" + Requests.encoded(text);
    }

    private static String concordance(String language, String words) {
        return "api/v1/concordance?in=" + language + "&limit=1000&word=" + Requests.encoded(words);
    }

    private static String line(String chinese, String english) {
        return chinese + " = " + english;
    }

    /** Returns the pairs that a response shows from a memory. */
    private static Set<String> lines(JsonNode answer, String memory) {
        Set<String> lines = new TreeSet<>();
        for (JsonNode match : answer.path(answer.has("hits") ? "hits" : "matches")) {
            if (match.path("memory").asText().equals(memory)) {
                boolean isFromEnglish = match.path("sourceLanguage").asText().startsWith("en");
                lines.add(line(
                        match.path(isFromEnglish ? "target" : "source").asText(),
                        match.path(isFromEnglish ? "source" : "target").asText()));
            }
        }
        return lines;
    }

    private void askUntilOver(Random random) {
        List<String> questions = List.copyOf(truth.keySet());
        while (!isOver) {
            try {
                int kind = random.nextInt(100);
                if (kind < 50) {
                    String path = questions.get(random.nextInt(questions.size()));
                    Set<String> found = lines(requests.get(path.split("[/?]")[2], path), "steady.tmx");
                    requests.expect(found.equals(truth.get(path)), path + " finds " + found);
                } else if (kind < 80) {
                    judge(lookup(LoadMemories.turningText(random.nextInt(LoadMemories.TURNING)), "zh"));
                } else if (kind < 84) {
                    judge(concordance("en", "harbour office files record"));
                } else if (kind < 94) {
                    add();
                } else if (!added.isEmpty()) {
                    isFound(added.get(random.nextInt(added.size())));
                }
                Thread.sleep(PAUSE_MS);
            } catch (InterruptedException | IOException e) {
                requests.fail(Thread.currentThread().getName() + ": " + e);
            }
        }
    }

    /** Checks that a response shows one state of {@code turning.tmx}, and that it may show this one. */
    private void judge(String path) throws IOException {
        long asked = System.nanoTime();
        Set<Integer> shown = new TreeSet<>();
        for (String line : lines(requests.get("changed", path), "turning.tmx")) {
            STATE.matcher(line).results().forEach(state -> shown.add(Integer.parseInt(state.group(1))));
        }
        if (shown.size() != 1) {
            requests.fail(path + " shows the states " + shown);
        } else {
            memories.turning
                    .judge(shown.iterator().next(), asked)
                    .ifPresent(wrong -> requests.fail(path + ": " + wrong));
        }
    }

    private static String chinese(int own) {
        return "第" + own + "位旅客登记了" + own * 31 % 97 + "件行李。";
    }

    private static String english(int own) {
        return "Passenger number " + own + " registered " + own * 31 % 97 + " pieces.";
    }

    private void add() throws IOException {
        int own = number.getAndIncrement();
        requests.add(201, chinese(own), english(own));
        added.add(own);
        isFound(own);
        if (own % 10 == 0) {
            requests.add(200, chinese(own), english(own));
        }
    }

    private void isFound(int own) throws IOException {
        Set<String> found = lines(requests.get("lookup, added", lookup(chinese(own), "zh")), "additions.tmx");
        requests.expect(found.contains(line(chinese(own), english(own))), "not found: " + chinese(own));
    }

    private void watch(ServedProcess server) throws Exception {
        long start = System.nanoTime();
        for (int i = 1; Bench.seconds(start) < seconds; i++) {
            Thread.sleep(Math.min((long) (1000 * (seconds - Bench.seconds(start))) + 1, EVERY_SECONDS * 1000));
            if (!server.isAlive()) {
                requests.fail("the server is gone");
                return;
            }
            if (ServedProcess.isCounted()) {
                ServedProcess.Figures now = server.figures();
                figures.add(now);
                // Rarely, because a collection releases mappings and the test must also show the time between them.
                if (i % 3 == 0 || Bench.seconds(start) >= seconds) {
                    heaps.add(server.heap());
                }
                bench.say(
                        "%4.0f s: %d responses, %s, heaps %s, %d failures",
                        Bench.seconds(start),
                        requests.count(),
                        now,
                        heaps,
                        requests.failures().size());
            }
        }
    }

    private void killWhileAdding(ServedProcess server) throws InterruptedException {
        Thread adding = new Thread(() -> {
            try {
                while (true) {
                    add();
                }
            } catch (IOException gone) {
                bench.say("the server is killed: %s", gone);
            }
        });
        adding.start();
        Thread.sleep(300);
        server.kill();
        adding.join();
    }

    private void restart(Path printed) throws Exception {
        ServedProcess again = ServedProcess.start(memories.tm, printed, HEAP);
        requests.setServer(again);
        try {
            for (int own : added) {
                isFound(own);
            }
            requests.expect(again.end(), "the server does not end");
        } finally {
            again.kill();
        }
        List<String> kept = new ArrayList<>();
        try (UnitReader reader =
                UnitReader.tmx(memories.file("additions"), damage -> requests.fail(String.valueOf(damage)))) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                kept.add(unit.get().variants().get(0).text());
            }
        }
        long lost = added.stream().filter(own -> !kept.contains(chinese(own))).count();
        long twice = kept.size() - kept.stream().distinct().count();
        bench.say(
                "%d pairs added and acknowledged; after kill -9 and restart: %d lost, %d duplicated",
                added.size(), lost, twice);
        requests.expect(lost + twice == 0, "additions are lost or duplicated");
    }

    private void judgeFigures() {
        requests.expect(requests.longest() <= LONGEST_ANSWER_MS, "an answer took " + requests.longest() + " ms");
        if (heaps.size() < 3) {
            return;
        }
        // The first measurement was made after the warm-up.
        double first = heaps.get(0);
        double last = heaps.get(heaps.size() - 1);
        bench.say(
                "heap used after a collection: first %.1f MB, last %.1f MB, %+.2f MB a minute",
                first, last, (last - first) / (heaps.size() - 1) * 60 / (3 * EVERY_SECONDS));
        requests.expect(last <= 1.25 * first + 8, "the heap grows");
        ServedProcess.Figures early = figures.get(2);
        ServedProcess.Figures late = figures.get(figures.size() - 1);
        bench.say("first %s%nlast  %s", early, late);
        requests.expect(
                late.files() <= early.files() + 2 * clients && late.threads() <= early.threads() + clients,
                "files or threads are not released");
    }
}
