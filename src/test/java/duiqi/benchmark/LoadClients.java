package duiqi.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duiqi.text.TranslationUnit;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends every kind of request to a server of {@link LoadMemories} from several clients, each in a thread, and checks
 * every response.
 */
final class LoadClients {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration MAX_LENGTH = Duration.ofMinutes(2);

    /** Pause in milliseconds, for the time that a client takes to use a response */
    private static final int PAUSE_MS = 20;

    /** Suffix of the English texts in {@code turning.tmx} */
    private static final String TURNED = "In generation ";

    private final LoadMemories memories;
    private final LoadWriters writers;
    private final Verdicts verdicts;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Pairs whose addition the server acknowledged */
    final List<String> added = new CopyOnWriteArrayList<>();

    private final AtomicInteger number = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile ServedProcess server;
    private volatile boolean isOver;

    LoadClients(LoadMemories memories, LoadWriters writers, Verdicts verdicts, ServedProcess server) {
        this.memories = memories;
        this.writers = writers;
        this.verdicts = verdicts;
        this.server = server;
    }

    void start(int clients) {
        for (int i = 0; i < clients; i++) {
            Random random = new Random(i);
            Thread thread = new Thread(() -> ask(random), "client-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    void stop() throws InterruptedException {
        isOver = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void ask(Random random) {
        while (!isOver) {
            try {
                askOne(random);
                Thread.sleep(PAUSE_MS);
            } catch (InterruptedException stopped) {
                return;
            } catch (Exception e) {
                verdicts.fail(Thread.currentThread().getName() + ": " + e);
            }
        }
    }

    private void askOne(Random random) throws Exception {
        int kind = random.nextInt(100);
        if (kind < 35) {
            steady(random);
        } else if (kind < 45) {
            fuzzy(random);
        } else if (kind < 55) {
            words(random);
        } else if (kind < 70) {
            turned(random);
        } else if (kind < 73) {
            turnedWords();
        } else if (kind < 80) {
            grown(random);
        } else if (kind < 88) {
            aligned(random);
        } else if (kind < 94) {
            add(random);
        } else {
            addedBefore(random);
        }
    }

    /** Checks that the units of {@code steady.tmx} are in each of its states. */
    private void steady(Random random) throws Exception {
        TranslationUnit unit = memories.steady.get(random.nextInt(memories.steady.size()));
        boolean isChinese = random.nextInt(3) > 0;
        String text = isChinese ? unit.source().text() : unit.target().text();
        String line = LoadMemories.line(100, unit.source().text(), unit.target().text());
        if (isChinese && random.nextInt(4) == 0) {
            JsonNode found = get("tmserver", "tmserver/zh/en/unit/" + encoded(text));
            expect(
                    LoadMemories.line(
                                    (int) found.at("/0/quality").asDouble(),
                                    found.at("/0/source").asText(),
                                    found.at("/0/target").asText())
                            .equals(line),
                    "tmserver does not find " + line);
        } else {
            JsonNode found = lookUp("lookup, equal", text, isChinese ? "zh" : "en", 70, 5);
            expect(lines(found, "steady.tmx").contains(line), "not found: " + line);
        }
    }

    private void fuzzy(Random random) throws Exception {
        LoadMemories.Question question = memories.fuzzy.get(random.nextInt(memories.fuzzy.size()));
        JsonNode found = lookUp(
                "lookup, similar", question.text(), "zh", LoadMemories.OPTIONS.minimum(), LoadMemories.OPTIONS.limit());
        Set<String> lines = lines(found, "steady.tmx");
        expect(lines.equals(question.found()), "of " + question + " unexpected matches: " + lines);
    }

    private void words(Random random) throws Exception {
        LoadMemories.Question question = memories.words.get(random.nextInt(memories.words.size()));
        JsonNode hits = get(
                "concordance",
                "api/v1/concordance?in=zh&limit=" + LoadMemories.OPTIONS.limit() + "&word=" + encoded(question.text()));
        Set<String> lines = lines(hits.path("hits"), "steady.tmx");
        expect(lines.equals(question.found()), "of the words " + question + " unexpected units: " + lines);
    }

    private void turned(Random random) throws Exception {
        int key = random.nextInt(LoadMemories.TURNING);
        String text = LoadMemories.turningText(key);
        long asked = System.nanoTime();
        JsonNode found = lookUp("lookup, changed", text, "zh", 70, 100);
        Set<Integer> generations = new TreeSet<>();
        int equal = 0;
        for (JsonNode match : found) {
            if (match.path("memory").asText().equals("turning.tmx")) {
                generations.add(turned(english(match)));
                equal += match.path("score").asInt() == 100 && chinese(match).equals(text) ? 1 : 0;
            }
        }
        expect(equal == 1, equal + " units are found for " + text);
        judge(generations, writers.turning, asked, text);
    }

    private static int turned(String english) {
        int end = english.indexOf(' ', TURNED.length());
        return Integer.parseInt(english.substring(TURNED.length(), end));
    }

    private void turnedWords() throws Exception {
        long asked = System.nanoTime();
        JsonNode hits = get(
                "concordance, changed",
                "api/v1/concordance?in=en&limit=1000&word=" + encoded(LoadMemories.TURNING_WORDS));
        Set<Integer> generations = new TreeSet<>();
        hits.path("hits").forEach(hit -> generations.add(turned(english(hit))));
        expect(
                hits.path("total").asInt() == LoadMemories.TURNING,
                hits.path("total") + " units of " + LoadMemories.TURNING + " have the words");
        judge(generations, writers.turning, asked, LoadMemories.TURNING_WORDS);
    }

    private void grown(Random random) throws Exception {
        long asked = System.nanoTime();
        int latest = writers.growing.latest();
        int must = writers.growing.oldest(asked);
        int generation = random.nextInt(latest + 1);
        JsonNode found = lookUp("lookup, added by tm", LoadMemories.growingText(generation), "zh", 70, 5);
        boolean isThere = lines(found, "growing.tmx")
                .contains(LoadMemories.line(
                        100, LoadMemories.growingText(generation), LoadMemories.growingTarget(generation)));
        expect(
                isThere || generation > must,
                "unit " + generation + " of growing.tmx is lost; its " + must + " must be there");
        if (isThere && generation > 0) {
            writers.growing.judge(generation, asked);
        }
    }

    private void aligned(Random random) throws Exception {
        if (random.nextInt(3) > 0) {
            List<String> texts = List.copyOf(writers.constant.keySet());
            String text = texts.get(random.nextInt(texts.size()));
            JsonNode found = lookUp("lookup, aligned", text, "zh", 90, 5);
            // The penalty of a pair made by an aligner is 1.
            String line = LoadMemories.line(99, text, String.valueOf(writers.constant.get(text)));
            expect(lines(found, "aligned.tmx").contains(line), "not found: " + line);
            return;
        }
        long asked = System.nanoTime();
        JsonNode hits = get("concordance, aligned", "api/v1/concordance?in=en&word=" + encoded("Revision number"));
        Set<Integer> generations = new TreeSet<>();
        hits.path("hits").forEach(hit -> LoadWriters.revision(english(hit)).ifPresent(generations::add));
        judge(generations, writers.aligned, asked, "the revision");
    }

    private void judge(Set<Integer> generations, Generations of, long asked, String what) {
        if (generations.size() != 1) {
            verdicts.fail(what + " shows the generations " + generations);
            return;
        }
        of.judge(generations.iterator().next(), asked).ifPresent(wrong -> verdicts.fail(what + ": " + wrong));
    }

    private static String addedChinese(int own) {
        return "第" + own + "位旅客登记了" + own * 31 % 97 + "件行李。";
    }

    private static String addedEnglish(int own) {
        return "Passenger number " + own + " registered " + own * 31 % 97 + " pieces.";
    }

    private void add(Random random) throws Exception {
        int own = number.getAndIncrement();
        String body = "{\"source\":\"" + addedChinese(own) + "\",\"target\":\"" + addedEnglish(own) + "\"}";
        HttpRequest.Builder request = request("api/v1/units")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        send("add", 201, request);
        added.add(addedChinese(own));
        isFound(own);
        if (random.nextInt(10) == 0) {
            send("add again", 200, request);
        }
    }

    private void addedBefore(Random random) throws Exception {
        if (!added.isEmpty()) {
            String text = added.get(random.nextInt(added.size()));
            isFound(Integer.parseInt(text.substring(1, text.indexOf('位'))));
        }
    }

    private void isFound(int own) throws Exception {
        JsonNode found = lookUp("lookup, added", addedChinese(own), "zh", 90, 5);
        String line = LoadMemories.line(100, addedChinese(own), addedEnglish(own));
        long times = 0;
        for (JsonNode match : found) {
            times += line(match).equals(line) ? 1 : 0;
        }
        // A pair may be found twice while it is in the file and not yet in the index of the file.
        expect(times == 1 || times == 2, times + " times found: " + line);
    }

    /** Looks up all added pairs in another server. */
    void findAll(ServedProcess other) {
        server = other;
        for (String text : added) {
            try {
                isFound(Integer.parseInt(text.substring(1, text.indexOf('位'))));
            } catch (Exception e) {
                verdicts.fail("after all: " + e);
            }
        }
    }

    private void expect(boolean isRight, String otherwise) {
        if (!isRight) {
            verdicts.fail(otherwise);
        }
    }

    private static String line(JsonNode match) {
        return LoadMemories.line(match.path("score").asInt(), chinese(match), english(match));
    }

    private static String chinese(JsonNode match) {
        return match.path(isFromEnglish(match) ? "target" : "source").asText();
    }

    private static String english(JsonNode match) {
        return match.path(isFromEnglish(match) ? "source" : "target").asText();
    }

    /** Returns whether the English is the source, because the query is English. */
    private static boolean isFromEnglish(JsonNode match) {
        return match.path("sourceLanguage").asText().startsWith("en");
    }

    private static Set<String> lines(JsonNode found, String memory) {
        Set<String> lines = new TreeSet<>();
        for (JsonNode match : found) {
            if (match.path("memory").asText().equals(memory)) {
                lines.add(line(match));
            }
        }
        return lines;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonNode lookUp(String kind, String text, String language, int minimum, int limit) throws Exception {
        return get(
                        kind,
                        "api/v1/lookup?lang=" + language + "&min=" + minimum + "&limit=" + limit + "&text="
                                + encoded(text))
                .path("matches");
    }

    private JsonNode get(String kind, String path) throws Exception {
        return send(kind, 200, request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.address() + "/" + path))
                .timeout(MAX_LENGTH)
                .header("Authorization", "Bearer " + server.token());
    }

    private JsonNode send(String kind, int status, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<String> answer;
        try {
            answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IOException(kind + " after " + (System.nanoTime() - start) / 1_000_000 + " ms: " + e, e);
        }
        verdicts.answered(kind, System.nanoTime() - start);
        if (answer.statusCode() != status) {
            throw new IOException(kind + ": " + answer.statusCode() + " " + answer.body());
        }
        return MAPPER.readTree(answer.body());
    }

    /** Adds pairs until the server is gone, and counts the acknowledged ones. */
    Optional<String> addUntilKilled() {
        try {
            while (true) {
                add(new Random(1));
            }
        } catch (IOException gone) {
            return Optional.of(String.valueOf(gone.getMessage()));
        } catch (Exception other) {
            verdicts.fail("adding until the end: " + other);
            return Optional.empty();
        }
    }
}
