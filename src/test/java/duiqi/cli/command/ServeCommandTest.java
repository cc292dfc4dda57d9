package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.FakeConsole;
import duiqi.cli.print.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeCommandTest {
    private static final Pattern TRY = Pattern.compile("-H 'Authorization: Bearer ([^']+)' .* '(http://[^']+/)api/v1/");

    @TempDir
    private Path folder;

    private Path tm;
    private final FakeConsole console = new FakeConsole();

    @BeforeEach
    void makeMemory() throws IOException {
        tm = Files.createDirectory(folder.resolve("tm"));
        console.at(folder);
        Files.writeString(
                tm.resolve("main.tmx"),
                "<tmx version=\"1.4\"><header srclang=\"zh-CN\"/><body><tu><tuv xml:lang=\"zh-CN\"><seg>水</seg></tuv>"
                        + "<tuv xml:lang=\"en-US\"><seg>water</seg></tuv></tu></body></tmx>");
    }

    private int run(String... args) {
        return console.run(args);
    }

    /** Returns the output up to the start of the service. */
    private Matcher awaitServing(Thread serving) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        while (serving.isAlive() && Instant.now().isBefore(end)) {
            Matcher matcher = TRY.matcher(console.out());
            if (matcher.find()) {
                return matcher;
            }
            Thread.sleep(50);
        }
        throw new AssertionError(console.out() + console.err());
    }

    @Test
    void servesUntilStoppedAndKeepsAddedUnits() throws Exception {
        Files.writeString(tm.resolve("broken.tmx"), "no memory");
        Path tokenFile = folder.resolve("token");
        AtomicInteger exitCode = new AtomicInteger(-1);
        Thread serving = new Thread(() ->
                exitCode.set(run("serve", "--tm", tm.toString(), "--port", "0", "--token-file", tokenFile.toString())));
        serving.start();
        Matcher printed = awaitServing(serving);
        assertThat(printed.group(1)).isEqualTo(Files.readString(tokenFile).strip());
        HttpRequest request = HttpRequest.newBuilder(URI.create(printed.group(2) + "api/v1/units"))
                .header("Authorization", "Bearer " + printed.group(1))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"source\":\"火\",\"target\":\"fire\"}"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        serving.interrupt();
        serving.join();
        assertThat(exitCode).hasValue(ExitCode.DONE);
        assertThat(console.out()).contains("Serving 1 unit of 1 file at http://127.0.0.1:");
        assertThat(console.err()).contains("broken.tmx", "1 unit added to " + tm.resolve("additions.tmx"));
        assertThat(Files.readString(tm.resolve("additions.tmx"))).contains("火", "fire");
        assertThat(tm.resolve(".additions.tmx.journal")).doesNotExist();
    }

    @Test
    void reportsTakenPort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertThat(run("serve", "--tm", tm.toString(), "--port", port)).isEqualTo(ExitCode.FAILED);
            assertThat(console.err()).contains("port " + port + " is already in use");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            --tm nowhere --port 0                           | there is no such memory or folder of memories
            --tm TM --port 0 --host 0.0.0.0 --no-token      | other machines could read and write
            --tm TM --port 0 --token-file SHORT             | contains no token
            --tm TM --no-token --token-file SHORT           | duiqi:
            --tm TM --add-to x.txt                          | use a name that ends in .tmx
            --tm TM --port 70000                            | duiqi:
            """)
    void reportsWhyItCannotServe(String options, String problem) throws IOException {
        Path token = Files.writeString(folder.resolve("short"), "secret\n");
        String line = "serve " + options.replace("TM", tm.toString()).replace("SHORT", token.toString());
        assertThat(run(line.split(" "))).isEqualTo(ExitCode.FAILED);
        assertThat(console.err()).contains(problem);
        assertThat(tm.toFile().list()).doesNotContain("additions.tmx", ".additions.tmx.journal");
    }
}
