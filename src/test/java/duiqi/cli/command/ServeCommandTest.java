package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.CommandFolder;
import duiqi.cli.FakeConsole;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeCommandTest extends CommandFolder {
    private static final Pattern TRY = Pattern.compile("-H 'Authorization: Bearer ([^']+)' .* '(http://[^']+/)api/v1/");

    private Path tm = Path.of("");
    private final FakeConsole console = new FakeConsole();

    @BeforeEach
    void makeMemory() throws IOException {
        tm = writeMemory("tm/main.tmx", unit("水", "water")).resolveSibling("");
    }

    @Test
    void servesUntilStoppedAndKeepsAddedUnits() throws Exception {
        Files.writeString(tm.resolve("broken.tmx"), "no memory");
        Path tokenFile = folder.resolve("token");
        CompletableFuture<FakeConsole> ended = new CompletableFuture<>();
        Thread serving = new Thread(
                () -> ended.complete(run(console, 0, "serve --tm @tm --port 0 --token-file", tokenFile.toString())));
        serving.start();
        Matcher printed = console.await(TRY, ended);
        assertThat(printed.group(1)).isEqualTo(Files.readString(tokenFile).strip());
        HttpRequest request = HttpRequest.newBuilder(URI.create(printed.group(2) + "api/v1/units"))
                .header("Authorization", "Bearer " + printed.group(1))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"source\":\"火\",\"target\":\"fire\"}"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        serving.interrupt();
        ended.get(60, TimeUnit.SECONDS);
        assertThat(console.out()).contains("Serving 1 unit of 1 file at http://127.0.0.1:");
        assertThat(console.err()).contains("broken.tmx", "1 unit added to " + tm.resolve("additions.tmx"));
        assertThat(Files.readString(tm.resolve("additions.tmx"))).contains("火", "fire");
        assertThat(tm.resolve(".additions.tmx.journal")).doesNotExist();
    }

    @Test
    void reportsTakenPort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertThat(run(2, "serve --tm @tm --port " + port).err()).contains("port " + port + " is already in use");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            --tm nowhere --port 0                           | there is no such memory or folder of memories
            --tm @tm --port 0 --host 0.0.0.0 --no-token      | other machines could read and write
            --tm @tm --port 0 --token-file @short             | contains no token
            --tm @tm --no-token --token-file @short           | duiqi:
            --tm @tm --add-to x.txt                          | use a name that ends in .tmx
            --tm @tm --port 70000                            | duiqi:
            """)
    void reportsWhyItCannotServe(String options, String problem) throws IOException {
        write("short", "secret\n");
        assertThat(run(2, "serve " + options).err()).contains(problem);
        assertThat(tm.toFile().list()).doesNotContain("additions.tmx", ".additions.tmx.journal");
    }
}
