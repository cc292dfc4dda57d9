package duiqi.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.cli.CommandFolder;
import duiqi.cli.FakeConsole;
import duiqi.encoder.SmallModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Aligns with encoders: a real model that runs in the test, and a server that answers by the letters of a sentence. */
class EncoderOptionsTest extends CommandFolder {
    private static final Path GOLD = Path.of("src/test/resources/gold").toAbsolutePath();

    @AutoClose
    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void prepare() throws IOException {
        write("a.zh.txt", "春天来了，花都开了。\n园丁在唱歌。\n下午下了一场大雨。\n");
        write(
                "a.en.txt",
                "Spring has come and the flowers are out.\nThe gardener is singing.\nIt rained hard in the afternoon.\n");
        server.setDispatcher(new Letters());
        server.start();
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

    private FakeConsole align(int exitCode, String options, String key) {
        FakeConsole console =
                new FakeConsole().variable("XDG_CACHE_HOME", path("cache")).variable("DUIQI_API_KEY", key);
        return run(console, exitCode, "align -q --sentences --to ids @a.zh.txt @a.en.txt " + options);
    }

    @Test
    void alignsWithLocalModel() throws IOException {
        FakeConsole console = align(0, "--encoder " + SmallModel.unpackInto(folder.resolve("bge")), "");
        assertThat(console.out()).isEqualTo("[0]:[0]\n[1]:[1]\n[2]:[2]\n");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void sendsKeyToServer() {
        String url = server.url("/embed").toString();
        assertThat(align(2, "--encoder " + url, "").err())
                .isEqualTo("duiqi: " + url
                        + ": the server returned HTTP 401; set DUIQI_API_KEY to the key of the server\n");
        int before = server.getRequestCount();
        FakeConsole console = align(0, "--encoder " + url, "letters");
        assertThat(console.out()).hasLineCount(3);
        assertThat(server.getRequestCount()).isEqualTo(before + 2);
        assertThat(console.err()).isEmpty();
    }

    @Test
    void trainsWeightsForEncoder() throws IOException {
        String url = server.url("/embed").toString();
        String train = "train --pieces 0 --noise omissions=0,single-omissions=0,furniture=0,paragraphs=0 -o ";
        FakeConsole console = new FakeConsole().variable("DUIQI_API_KEY", "letters");
        run(console, 0, train + "@with --encoder " + url, GOLD.toString());
        assertThat(read("with/adapted-rescoring-encoder.weights"))
                .contains("# Encoder: TEXT_EMBEDDINGS_INFERENCE " + url, " encoder margin\n");
        assertThat(read("with/adapted-rescoring.weights")).doesNotContain("Encoder");
        align(0, "--weights @with --encoder " + url, "letters");
        run(0, train + "@without", GOLD.toString());
        assertThat(folder.resolve("without/adapted-rescoring-encoder.weights")).doesNotExist();
        assertThat(align(2, "--weights @without --encoder " + url, "letters").err())
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
        assertThat(align(2, options, "").err()).contains("duiqi: ", message).hasLineCount(1);
    }
}
