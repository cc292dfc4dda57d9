package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duiqi.check.CheckSettings;
import duiqi.lexicon.Lexicon;
import duiqi.memory.LiveMemory;
import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Serves a small project from a folder. */
public final class ServedProject implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();

    final AccessToken token = AccessToken.random();
    final List<String> reported = Collections.synchronizedList(new ArrayList<>());
    final Path tm;
    final LiveMemory memory;
    final MemoryServer.Project project;
    final MemoryServer server;

    ServedProject(Path folder, ServerPlace place, boolean hasToken) throws IOException {
        tm = Files.createDirectories(folder.resolve("tm"));
        write(
                tm.resolve("main.tmx"),
                unit("流水不腐，户枢不蠹。", "zh-CN", "Running water never turns stale."),
                unit("流水不腐，戶樞不蠹。", "zh-TW", "Running water does not go stale."),
                unit("1/2 杯水，100% 满", "zh-CN", "1/2 a cup of water; 100% full"));
        Path glossary = Files.createDirectories(folder.resolve("glossary"));
        Files.writeString(
                glossary.resolve("terms.csv"),
                "zh,en,status,note\n基础研究,basic research,preferred,\n基础研究,foundational research,forbidden,not this\n");
        // Records everything but the begin of the reading of a file.
        LiveMemory.Watcher recorder = (LiveMemory.Watcher) Proxy.newProxyInstance(
                ServedProject.class.getClassLoader(),
                new Class<?>[] {LiveMemory.Watcher.class},
                (any, method, given) -> {
                    reported.addAll(
                            method.getName().equals("indexing")
                                    ? List.of()
                                    : List.of(List.of(given).toString()));
                    return null;
                });
        memory = LiveMemory.open(
                List.of(tm),
                Optional.of(tm.resolve("additions.tmx")),
                folder.resolve("cache"),
                "1",
                Clock.systemUTC(),
                recorder);
        project = new MemoryServer.Project(
                memory,
                new ProjectTerms(List.of(glossary), Lexicon.standard(), reported::add),
                CheckSettings.defaults(folder),
                "1",
                Clock.systemUTC());
        server = MemoryServer.start(
                place,
                hasToken ? Optional.of(token) : Optional.empty(),
                project,
                fault -> reported.add(fault.toString()));
    }

    public static String unit(String chinese, String code, String english) {
        return "<tu><tuv xml:lang=\"" + code + "\"><seg>" + chinese + "</seg></tuv><tuv xml:lang=\"en-US\"><seg>"
                + english + "</seg></tuv></tu>\n";
    }

    public static void write(Path file, String... units) throws IOException {
        Files.writeString(
                file,
                "<tmx version=\"1.4\"><header srclang=\"zh-CN\"/><body>\n" + String.join("", units)
                        + "</body></tmx>\n");
    }

    int port() {
        String address = server.address();
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1, address.length() - 1));
    }

    String bearer() {
        return "Authorization: Bearer " + token.text();
    }

    RawClient.Answer get(String path, String... headers) throws IOException {
        return send("GET " + path + " HTTP/1.1", "", headers);
    }

    /** Sends a request like a local program, with additional headers. */
    RawClient.Answer send(String line, String body, String... headers) throws IOException {
        List<String> lines = new ArrayList<>(List.of(line, "Host: 127.0.0.1:" + port()));
        lines.addAll(List.of(headers));
        lines.add("Connection: close");
        if (!body.isEmpty()) {
            lines.add("Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length);
        }
        lines.add("");
        lines.add(body);
        return RawClient.send(port(), String.join("\r\n", lines));
    }

    /** Sends a request without version, and checks the status. */
    void expect(int status, String line, String body, String... headers) throws IOException {
        RawClient.Answer answer = send(line + " HTTP/1.1", body, headers);
        assertThat(answer.status()).as(line + " " + answer.body()).isEqualTo(status);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Reads JSON with the token. */
    JsonNode json(String path) throws IOException {
        RawClient.Answer answer = get(path, bearer());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** Sends JSON with the token. */
    RawClient.Answer post(String path, String body) throws IOException {
        return send("POST " + path + " HTTP/1.1", body, bearer(), "Content-Type: application/json");
    }

    /** Returns the units that tmserver finds, for example {@code 水=water 100.0}. */
    List<String> candidates(String path) throws IOException {
        RawClient.Answer answer = get("/tmserver/" + path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<String> all = new ArrayList<>();
        JSON.readTree(answer.body())
                .forEach(each -> all.add(
                        each.path("source").asText() + "=" + each.path("target").asText() + " "
                                + each.path("quality").asDouble()));
        return all;
    }

    /** Waits until the server has seen a change on disk. */
    static void await(BooleanSupplier isSeen) throws InterruptedException {
        for (int k = 0; k < 600 && !isSeen.getAsBoolean(); k++) {
            Thread.sleep(100);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        memory.close();
    }
}
