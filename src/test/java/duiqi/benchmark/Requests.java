package duiqi.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sends requests to a server, and collects the response times and the errors. Thread-safe. */
final class Requests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int SHOWN = 30;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, List<Double>> times = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private volatile Optional<ServedProcess> server = Optional.empty();

    /** Sends the next requests to a server. */
    void setServer(ServedProcess other) {
        server = Optional.of(other);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    JsonNode get(String kind, String path) throws IOException, InterruptedException {
        return JSON.readTree(send(kind, 200, request(path)));
    }

    /** Returns a page. */
    String text(String kind, String path) throws IOException, InterruptedException {
        return send(kind, 200, request(path));
    }

    /** Adds a pair. */
    void add(int status, String source, String target) throws IOException, InterruptedException {
        String body = "{\"source\":\"" + source + "\",\"target\":\"" + target + "\"}";
        send(
                status == 201 ? "add" : "add again",
                status,
                request("api/v1/units")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        ServedProcess now = server.orElseThrow();
        return HttpRequest.newBuilder(URI.create(now.address() + "/" + path))
                .timeout(LONGEST)
                .header("Authorization", "Bearer " + now.token());
    }

    private String send(String kind, int status, HttpRequest.Builder request) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        synchronized (this) {
            times.computeIfAbsent(kind, name -> new ArrayList<>()).add(Bench.seconds(start) * 1000);
        }
        if (answer.statusCode() != status) {
            throw new IOException(kind + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    void expect(boolean isRight, String otherwise) {
        if (!isRight) {
            fail(otherwise);
        }
    }

    synchronized void fail(String what) {
        failures.add(what);
    }

    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    /** Returns the number of responses. */
    synchronized int count() {
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

    synchronized void print(Bench bench) {
        times.forEach((kind, all) -> bench.say("%-22s %s", kind, Bench.spread(all)));
        failures.stream().limit(SHOWN).forEach(failure -> bench.say("FAILED     %s", failure));
        bench.say("failures   %d", failures.size());
    }
}
