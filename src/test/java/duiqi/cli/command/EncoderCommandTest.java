package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.FakeConsole;
import duiqi.cli.print.ExitCode;
import duiqi.encoder.FileServer;
import duiqi.encoder.SmallModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Installs a real model, from a folder and from a server that runs in the test. */
class EncoderCommandTest {
    private static final String NAME = "bge-small-zh-v1.5";
    private static final String REVISION =
            "/Xenova/bge-small-zh-v1.5/resolve/75c43b069aac4d136ba6bc1122f995fedcfd2781/";

    @TempDir
    private Path scratch;

    private final FakeConsole console = new FakeConsole();
    private Path model = Path.of("");
    private Path encoders = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        model = SmallModel.unpackInto(scratch.resolve("downloads"));
        encoders = scratch.resolve("data/duiqi/encoders");
        console.variable("XDG_DATA_HOME", scratch.resolve("data").toString());
        console.variable("XDG_CACHE_HOME", scratch.resolve("cache").toString());
    }

    @Test
    void installsAlignsListsAndRemoves() throws IOException {
        assertThat(console.run("encoder", "install", NAME, "--from", model.toString()))
                .isZero();
        assertThat(console.out())
                .isEqualToNormalizingNewlines(NAME
                        + ": BGE small for Chinese in 8-bit integers; licence MIT, see"
                        + " https://huggingface.co/BAAI/bge-small-zh-v1.5\n"
                        + encoders.resolve(NAME) + ": installed\n"
                        + "use it:       duiqi align --encoder " + NAME + " a.zh.txt a.en.txt\n"
                        + "fit weights:  duiqi train --encoder " + NAME + " GOLD -o weights\n");
        assertThat(console.err()).isEmpty();

        Path chinese = Files.writeString(scratch.resolve("a.zh.txt"), "春天来了，花都开了。\n园丁在唱歌。\n");
        Path english = Files.writeString(
                scratch.resolve("a.en.txt"), "Spring has come and the flowers are out.\nThe gardener is singing.\n");
        FakeConsole aligning = new FakeConsole()
                .variable("XDG_DATA_HOME", scratch.resolve("data").toString())
                .variable("XDG_CACHE_HOME", scratch.resolve("cache").toString());
        assertThat(aligning.run(
                        "align",
                        "-q",
                        "--sentences",
                        "--to",
                        "ids",
                        "--encoder",
                        NAME,
                        chinese.toString(),
                        english.toString()))
                .isZero();
        assertThat(aligning.out()).isEqualTo("[0]:[0]\n[1]:[1]\n");

        assertThat(aligning.run("encoder", "list")).isZero();
        assertThat(aligning.out())
                .containsPattern(NAME + " +25 MB +MIT +Chinese +yes\n")
                .containsPattern("labse +unknown +Apache-2.0 +109 languages +no\n");
        assertThat(aligning.run("encoder", "install", NAME)).isZero();
        assertThat(aligning.out()).contains(encoders.resolve(NAME) + ": already installed");
        assertThat(aligning.run("encoder", "remove", NAME)).isZero();
        assertThat(encoders).isEmptyDirectory();
        assertThat(aligning.run("encoder", "remove", NAME)).isEqualTo(ExitCode.FAILED);
        assertThat(aligning.err()).contains(NAME + ": is not installed; list the encoders with duiqi encoder list");
    }

    @Test
    void installsFromMirrorOfVariableQuietly() throws IOException {
        try (FileServer server = new FileServer()) {
            server.put(REVISION + "onnx/model_quantized.onnx", Files.readAllBytes(model.resolve("model.onnx")));
            server.put(REVISION + "tokenizer.json", Files.readAllBytes(model.resolve("tokenizer.json")));
            console.variable("HF_ENDPOINT", server.url());
            console.variable("DUIQI_ENCODERS", scratch.resolve("mine").toString());
            assertThat(console.run("encoder", "install", "-q", NAME)).isZero();
        }
        assertThat(console.out()).isEmpty();
        assertThat(console.err()).isEmpty();
        assertThat(scratch.resolve("mine").resolve(NAME).resolve("model.onnx")).exists();
        assertThat(console.run("encoder", "info", NAME)).isZero();
        assertThat(console.out())
                .contains("installed:  " + scratch.resolve("mine").resolve(NAME) + "\n")
                .contains("address:  https://huggingface.co" + REVISION + "onnx/model_quantized.onnx\n")
                .contains("bytes:    24010842\n");
    }

    @Test
    void showsProgressOnTerminal() {
        FakeConsole terminal = new FakeConsole()
                .onTerminal()
                .variable("XDG_DATA_HOME", scratch.resolve("data").toString());
        assertThat(terminal.run("encoder", "install", NAME, "--from", model.toString()))
                .isZero();
        assertThat(terminal.err()).contains("/24", "MB  model.onnx").endsWith("\r\033[K");
    }

    @Test
    void listsEncodersOfUser() throws IOException {
        Files.createDirectories(encoders.resolve("my-model"));
        Files.writeString(encoders.resolve("my-model/encoder.properties"), "pooling=cls\n");
        assertThat(console.run("encoder", "list")).isZero();
        assertThat(console.out()).containsPattern("my-model +- +- +- +yes\n");
    }

    @Test
    void reportsMissingFileOfFolder() {
        assertThat(console.run("encoder", "install", NAME, "--from", scratch.toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(console.err())
                .startsWith("duiqi: " + scratch + ": has no file model.onnx or model_quantized.onnx; download https://")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "encoder | no command given; give one, for example: duiqi encoder list",
                "encoder install bgem3 | bgem3: is not in the list of encoders; did you mean 'bge-m3'?",
                "encoder install labse | labse: no published SHA-256 is known for its files; add --accept-checksums",
                "encoder install | missing NAME",
            })
    void rejectsInvalidUse(String arguments, String message) {
        assertThat(console.run(arguments.split(" "))).isEqualTo(ExitCode.FAILED);
        assertThat(console.err()).contains("duiqi: " + message);
    }
}
