package duiqi.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Runs a headless Firefox with the protocol WebDriver BiDi, which needs no driver program. */
final class Firefox implements AutoCloseable, WebSocket.Listener {
    private static final Pattern LISTENING = Pattern.compile("WebDriver BiDi listening on (ws://\\S+)\\s");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_S = 60;

    private final Process process;
    private final WebSocket socket;
    private final StringBuilder received = new StringBuilder();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final String window;
    private int sent;
    /** The errors that pages wrote to the console, and their exceptions. */
    final List<String> errors = new CopyOnWriteArrayList<>();

    private Firefox(Process process, String address, String page) {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address + "/session"), this)
                .orTimeout(PATIENCE_S, TimeUnit.SECONDS)
                .join();
        call("session.new", Map.of("capabilities", Map.of()));
        call("session.subscribe", Map.of("events", List.of("log.entryAdded")));
        window = call("browsingContext.getTree", Map.of())
                .at("/contexts/0/context")
                .asText();
        call("browsingContext.navigate", Map.of("context", window, "url", page, "wait", "complete"));
    }

    /** Opens a page in the browser, with a new profile in an empty folder. */
    static Firefox open(String page, Path browser, Path profile) throws IOException, InterruptedException {
        Path output = profile.resolve("output.log");
        String port = "--remote-debugging-port=0";
        // A full pipe would block the process, so its output goes to a file.
        Process process = new ProcessBuilder(browser + "", "--headless", "--no-remote", port, "--profile", profile + "")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            for (int k = 0; k < 10 * PATIENCE_S && process.isAlive(); k++) {
                Matcher address = LISTENING.matcher(Files.readString(output));
                if (address.find()) {
                    return new Firefox(process, address.group(1), page);
                }
                Thread.sleep(100);
            }
            throw new IOException("no address was printed: " + Files.readString(output));
        } catch (RuntimeException | IOException failure) {
            process.destroy();
            throw failure;
        }
    }

    /** Runs a function in the page and returns the text that it or its promise returns. */
    String run(String function) {
        Map<String, Object> target = Map.of("context", window);
        JsonNode answer = call(
                "script.callFunction", Map.of("functionDeclaration", function, "awaitPromise", true, "target", target));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(answer.at("/exceptionDetails/text").asText());
        }
        return answer.at("/result/value").asText();
    }

    /** Types keys. The named keys of WebDriver are private characters. Modifiers stay down until the end. */
    void type(CharSequence modifiers, CharSequence keys) {
        List<Map<String, Object>> steps = new ArrayList<>();
        modifiers.codePoints().forEach(key -> steps.add(key("keyDown", key)));
        keys.codePoints().forEach(key -> steps.addAll(List.of(key("keyDown", key), key("keyUp", key))));
        modifiers.codePoints().forEach(key -> steps.add(key("keyUp", key)));
        perform("key", steps);
    }

    private static Map<String, Object> key(String type, int key) {
        return Map.of("type", type, "value", Character.toString(key));
    }

    /** Moves the mouse down from a point of the page with its button pressed, in pixels. */
    void drag(int x, int y, int down) {
        perform(
                "pointer",
                List.of(
                        Map.of("type", "pointerMove", "x", x, "y", y),
                        Map.of("type", "pointerDown", "button", 0),
                        Map.of("type", "pointerMove", "x", x, "y", y + down / 2),
                        Map.of("type", "pointerMove", "x", x, "y", y + down),
                        Map.of("type", "pointerUp", "button", 0)));
    }

    private void perform(String device, List<Map<String, Object>> steps) {
        Map<String, Object> source = Map.of("type", device, "id", device, "actions", steps);
        call("input.performActions", Map.of("context", window, "actions", List.of(source)));
    }

    private JsonNode call(String method, Map<String, Object> parameters) {
        int id = ++sent;
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        Map<String, Object> command = Map.of("id", id, "method", method, "params", parameters);
        socket.sendText(JSON.valueToTree(command).toString(), true).join();
        JsonNode received = answer.orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
        if (!received.path("type").asText().equals("success")) {
            throw new AssertionError(method + ": " + received);
        }
        return received.path("result");
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
        received.append(data);
        if (isLast) {
            receive(received.toString());
            received.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void receive(String text) {
        try {
            JsonNode message = JSON.readTree(text);
            CompletableFuture<JsonNode> waiting =
                    answers.remove(message.path("id").asInt());
            if (waiting != null) {
                waiting.complete(message);
            } else if (message.at("/params/level").asText().equals("error")) {
                errors.add(message.at("/params/text").asText());
            }
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                throw new IOException("Firefox does not end");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }
}
