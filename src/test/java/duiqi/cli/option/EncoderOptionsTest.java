package duiqi.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.cli.FakeConsole;
import duiqi.cli.print.ExitCode;
import duiqi.encoder.SmallModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Aligns with encoders: a real model that runs in the test, and a server that answers by the letters of a sentence. */
class EncoderOptionsTest {
    private static final String GOLD = "src/test/resources/gold";

    @TempDir
    private Path folder;

    private final MockWebServer server = new MockWebServer();
    private final FakeConsole console = new FakeConsole();
    private String chinese = "";
    private String english = "";

    @BeforeEach
    void prepare() throws IOException {
        chinese = Files.writeString(folder.resolve("a.zh.txt"), "春天来了，花都开了。\n园丁在唱歌。\n下午下了一场大雨。\n")
                .toString();
        english = Files.writeString(
                        folder.resolve("a.en.txt"),
                        "Spring has come and the flowers are out.\nThe gardener is singing.\nIt rained hard in the afternoon.\n")
                .toString();
        console.variable("XDG_CACHE_HOME", folder.resolve("cache").toString());
        server.setDispatcher(new Letters());
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static final class Letters extends Dispatcher {
        @Override
        public MockResponse dispatch(RecordedRequest request) {
            if (!"Bearer letters".equals(request.getHeaders().get("Authorization"))) {
                return new MockResponse.Builder().code(401).build();
            }
            List<String> vectors = new ArrayList<>();
            try {
                new JsonMapper()
                        .readTree(Objects.requireNonNull(request.getBody()).utf8())
                        .path("inputs")
                        .forEach(input -> vectors.add("[" + input.asText().length() + ","
                                + (int) input.asText().charAt(0) + ",1]"));
            } catch (IOException e) {
                return new MockResponse.Builder().code(400).build();
            }
            return new MockResponse.Builder().body(vectors.toString()).build();
        }
    }

    private int align(String... options) {
        List<String> line = new ArrayList<>(List.of("align", "--sentences", "--to", "ids"));
        line.addAll(List.of(options));
        line.addAll(List.of(chinese, english));
        return console.run(line.toArray(String[]::new));
    }

    @Test
    void alignsWithLocalModel() throws IOException {
        String model = SmallModel.unpackInto(folder.resolve("bge")).toString();
        assertThat(align("-q", "--encoder", model)).isZero();
        assertThat(console.out()).isEqualTo("[0]:[0]\n[1]:[1]\n[2]:[2]\n");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void sendsKeyToServer() {
        String url = server.url("/embed").toString();
        assertThat(align("--encoder", url)).isEqualTo(ExitCode.FAILED);
        String refused = "duiqi: " + url + ": the server returned HTTP 401; set DUIQI_API_KEY to the key of the server";
        assertThat(console.err()).isEqualTo(refused + System.lineSeparator());
        console.variable("DUIQI_API_KEY", "letters");
        int before = server.getRequestCount();
        assertThat(align("-q", "--encoder", url)).isZero();
        assertThat(console.out()).hasLineCount(3);
        assertThat(server.getRequestCount()).isEqualTo(before + 2);
        assertThat(console.err()).isEqualTo(refused + System.lineSeparator());
    }

    @Test
    void trainsWeightsForEncoder() {
        console.variable("DUIQI_API_KEY", "letters");
        String url = server.url("/embed").toString();
        String with = folder.resolve("with").toString();
        String without = folder.resolve("without").toString();
        String[] train = {
            "train", GOLD, "--pieces", "0", "--noise", "omissions=0,single-omissions=0,furniture=0,paragraphs=0", "-o"
        };
        assertThat(console.run(Stream.concat(Stream.of(train), Stream.of(with, "--encoder", url))
                        .toArray(String[]::new)))
                .isZero();
        assertThat(folder.resolve("with/adapted-rescoring-encoder.weights"))
                .content()
                .contains("# Encoder: TEXT_EMBEDDINGS_INFERENCE " + url, " encoder margin\n");
        assertThat(folder.resolve("with/adapted-rescoring.weights")).content().doesNotContain("Encoder");
        assertThat(align("-q", "--encoder", url, "--weights", with)).isZero();
        assertThat(console.run(
                        Stream.concat(Stream.of(train), Stream.of(without)).toArray(String[]::new)))
                .isZero();
        assertThat(folder.resolve("without/adapted-rescoring-encoder.weights")).doesNotExist();
        assertThat(align("-q", "--encoder", url, "--weights", without)).isEqualTo(ExitCode.FAILED);
        assertThat(console.err())
                .contains("without: has no weights for an encoder; train them with: duiqi train --encoder, or "
                        + "omit --encoder")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--encoder no-such | no-such: is not a folder; download an ONNX model and give its folder, or give the URL",
                "--encoder http://localhost:11434 | http://localhost:11434/: the address has no known protocol; use",
                "--encoder ftp://host/embed | ftp://host/embed: is not an http or https address",
                "--encoder= | --encoder: the name is empty; give a folder or a URL",
            })
    void rejectsInvalidEncoder(String options, String message) {
        assertThat(align(options.split(" "))).isEqualTo(ExitCode.FAILED);
        assertThat(console.err()).contains("duiqi: ", message).hasLineCount(1);
    }

    @Test
    void explainsWhatReplacesTheListOfEncoders() {
        assertThat(console.run("encoder", "install", "bge-m3", "--from", "x")).isEqualTo(ExitCode.FAILED);
        assertThat(console.err())
                .startsWith(
                        "duiqi: 'encoder' is no longer a command: duiqi installs no encoders; download an ONNX model");
        assertThat(align("--no-encoder-cache")).isEqualTo(ExitCode.FAILED);
        assertThat(console.err()).contains("'--no-encoder-cache' is no longer an option: ", "omit the option");
    }
}
