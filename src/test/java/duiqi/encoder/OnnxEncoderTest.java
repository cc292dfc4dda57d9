package duiqi.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import duiqi.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxEncoderTest {
    private static final List<String> SENTENCES =
            List.of("猫在屋顶上睡觉。", "屋顶上睡着一只猫。", "银行明天上午九点开门。", "The cat is asleep.", "好");

    @TempDir
    private Path scratch;

    private Path folder;

    @BeforeEach
    void unpack() throws IOException {
        folder = SmallModel.unpackInto(scratch.resolve("模型 bge"));
    }

    private OnnxEncoder open() throws IOException {
        return OnnxEncoder.open(folder, scratch.resolve("native"));
    }

    private void properties(String text) throws IOException {
        Files.writeString(folder.resolve("encoder.properties"), text);
    }

    private List<float[]> encode(String... sentences) throws IOException {
        try (OnnxEncoder encoder = open()) {
            return encoder.encode(Language.CHINESE, List.of(sentences));
        }
    }

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += (double) a[d] * b[d];
        }
        return sum;
    }

    @Test
    void givesSimilarSentencesSimilarVectors() throws IOException {
        List<float[]> vectors = encode(SENTENCES.toArray(String[]::new));
        assertThat(vectors).hasSize(5).allSatisfy(vector -> {
            assertThat(vector).hasSize(512);
            assertThat(dot(vector, vector)).isCloseTo(1, within(1e-5));
        });
        assertThat(dot(vectors.get(0), vectors.get(1))).isGreaterThan(dot(vectors.get(0), vectors.get(2)) + 0.2);
    }

    @Test
    void encodesASentenceTheSameInAnyBatch() throws IOException {
        try (OnnxEncoder encoder = open()) {
            assertThat(encoder.identity()).isEqualTo("onnx 模型 bge");
            String longer = "今天的天气很好，我们去公园散步。".repeat(200);
            List<float[]> cut = encoder.encode(Language.CHINESE, List.of(longer, longer + "后来下了大雨。"));
            assertThat(cut.get(0)).isEqualTo(cut.get(1));
            List<float[]> together = encoder.encode(Language.CHINESE, SENTENCES);
            List<String> turned = new ArrayList<>(SENTENCES);
            Collections.reverse(turned);
            List<float[]> again = new ArrayList<>(encoder.encode(Language.CHINESE, turned));
            Collections.reverse(again);
            for (int k = 0; k < SENTENCES.size(); k++) {
                assertThat(again.get(k)).isEqualTo(together.get(k));
                assertThat(encoder.encode(Language.CHINESE, SENTENCES.subList(k, k + 1)))
                        .containsExactly(together.get(k));
            }
        }
    }

    @Test
    void usesTheProperties() throws IOException {
        float[] first = encode("猫在睡觉").get(0);
        properties("pooling = mean\nnormalize = false\n");
        float[] mean = encode("猫在睡觉").get(0);
        assertThat(mean).isNotEqualTo(first);
        assertThat(dot(mean, mean)).isNotCloseTo(1, within(0.1));
        properties("pooling=cls\nmax-length=3\n");
        assertThat(encode("猫在睡觉").get(0))
                .isNotEqualTo(first)
                .isEqualTo(encode("猫").get(0));
        properties("pooling=cls\nprefix=x\nprefix.zh=猫在\n");
        assertThat(encode("睡觉").get(0)).isEqualTo(first);
    }

    @Test
    void readsTheNamedOutput() throws IOException {
        float[] first = encode("猫").get(0);
        properties("pooling=cls\noutput=last_hidden_state\n");
        assertThat(encode("猫").get(0)).isEqualTo(first);
        properties("pooling=cls\noutput=layer_9\n");
        assertRejected(
                "model.onnx",
                "has no output \"layer_9\" with vectors; set output= in encoder.properties to one of last_hidden_state");
    }

    /** Writes a file, or deletes it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
              model.onnx | | is missing; put model.onnx, tokenizer.json, encoder.properties into the folder
              tokenizer.json | | is missing; put model.onnx, tokenizer.json, encoder.properties into the folder
              encoder.properties | | is missing; put model.onnx, tokenizer.json, encoder.properties into the folder
              model.onnx | <html>404</html> | is not a model that ONNX Runtime can run (
              tokenizer.json | {"version": "1.0"} | is not a usable tokenizer (
              encoder.properties | pooling=max | pooling cannot be "max"; write pooling=cls or pooling=mean
              encoder.properties | prefix=query: | has no pooling; write pooling=cls or pooling=mean
              encoder.properties | pooling=cls⏎layers=8 | has the unknown property "layers"; use one of pooling, output,
              encoder.properties | pooling=cls⏎dense=dense.safetensors | has the unknown property "dense"; export the model with its
              encoder.properties | pooling=cls⏎normalize=yes | normalize cannot be "yes"; write normalize=true or normalize=false
              encoder.properties | pooling=cls⏎max-length=2 | max-length cannot be "2"; use 3 tokens or more
              encoder.properties | pooling=cls⏎max-length=long | max-length cannot be "long"; use 3 tokens or more
              encoder.properties | pooling=\\u00zz | is not a properties file in UTF-8; write lines such as pooling=cls
            """)
    void rejectsInvalidFiles(String name, @Nullable String content, String message) throws IOException {
        if (content == null) {
            Files.delete(folder.resolve(name));
        } else {
            Files.writeString(folder.resolve(name), content.replace('⏎', '\n'));
        }
        assertRejected(name, message);
        assertThatThrownBy(() -> OnnxEncoder.open(scratch.resolve("nothing"), scratch))
                .hasMessageContaining("nothing: is not a folder");
    }

    @Test
    void rejectsTheTokenizerOfAnotherModel() throws IOException {
        Path tokenizer = folder.resolve("tokenizer.json");
        String text = Files.readString(tokenizer);
        assertThat(text).containsPattern("\"猫\": ?\\d+");
        Files.writeString(tokenizer, text.replaceFirst("\"猫\": ?\\d+", "\"猫\": 999999"));
        assertThatThrownBy(() -> encode("猫"))
                .hasMessageStartingWith(folder.resolve("model.onnx") + ": fails on a sentence of 3 tokens (")
                .hasMessageContaining(
                        "; use the tokenizer.json of the model, and set max-length to its maximum length");
    }

    private void assertRejected(String file, String message) {
        assertThatThrownBy(this::open)
                .hasMessageStartingWith(folder.resolve(file) + ": ")
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }
}
