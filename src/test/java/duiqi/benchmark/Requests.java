package duiqi.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import duiqi.server.PageClient;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sends requests to a server, and collects the response times and the errors. Thread-safe. */
final class Requests {
    private static final int SHOWN = 30;

    private final Map<String, List<Double>> times = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private volatile PageClient client = new PageClient("");

    /** Sends a request. */
    @FunctionalInterface
    private interface Sending<T> {
        T send(PageClient client) throws IOException;
    }

    /** Sends the next requests to a server. */
    void setServer(ServedProcess server) {
        client = new PageClient(server.address() + "/#token=" + server.token());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    JsonNode get(String kind, String path) throws IOException {
        return send(kind, to -> to.get(200, "/" + path));
    }

    /** Returns a page. */
    String text(String kind, String path) throws IOException {
        return send(kind, to -> to.text(200, "/" + path));
    }

    /** Adds a pair. */
    void add(int status, String source, String target) throws IOException {
        String body = "{\"source\":\"" + source + "\",\"target\":\"" + target + "\"}";
        send(status == 201 ? "add" : "add again", to -> to.post(status, "/api/v1/units", body));
    }

    private <T> T send(String kind, Sending<T> request) throws IOException {
        long start = System.nanoTime();
        try {
            return request.send(client);
        } catch (AssertionError otherStatus) {
            throw new IOException(kind + ": " + otherStatus.getMessage(), otherStatus);
        } finally {
            synchronized (this) {
                times.computeIfAbsent(kind, name -> new ArrayList<>()).add(Bench.seconds(start) * 1000);
            }
        }
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
