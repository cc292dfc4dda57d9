package duiqi.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.bidi.BiDi;
import org.openqa.selenium.bidi.Command;
import org.openqa.selenium.bidi.Connection;
import org.openqa.selenium.bidi.Event;
import org.openqa.selenium.remote.http.HttpClient;

/** Runs a headless Firefox with the protocol WebDriver BiDi, which needs no driver program. */
final class Firefox implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("WebDriver BiDi listening on (ws://\\S+)\\s");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_S = 60;

    private final Process process;
    private final BiDi protocol;
    private final String window;
    /** The errors that pages wrote to the console, and their exceptions. */
    final List<String> errors = new CopyOnWriteArrayList<>();

    private Firefox(Process process, String address, String page) throws IOException {
        this.process = process;
        HttpClient client = HttpClient.Factory.createDefault()
                .createClient(URI.create(address.replaceFirst("^ws", "http")).toURL());
        protocol = new BiDi(new Connection(client, address + "/session"), Duration.ofSeconds(PATIENCE_S));
        call("session.new", Map.of("capabilities", Map.of()));
        protocol.addListener(
                new Event<>("log.entryAdded", entry -> entry.get("level") + ": " + entry.get("text")),
                message -> errors.addAll(message.startsWith("error") ? List.of(message) : List.of()));
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
        Map<String, @Nullable Object> named = new HashMap<>(parameters);
        return protocol.send(new Command<JsonNode>(method, named, result -> JSON.valueToTree(result)));
    }

    @Override
    public void close() throws IOException {
        protocol.close();
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
