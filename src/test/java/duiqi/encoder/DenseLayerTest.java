package duiqi.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import duiqi.encoder.EncoderProperties.DenseLayer;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenseLayerTest {
    private static final String HEADER = "{\"linear.bias\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"linear.weight\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[8,32]}}";

    @TempDir
    private Path folder;

    private Path write(String header, float... numbers) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + text.length + numbers.length * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(text.length).put(text);
        for (float number : numbers) {
            bytes.putFloat(number);
        }
        return Files.write(folder.resolve("dense.safetensors"), bytes.array());
    }

    @Test
    void multipliesAddsAndTakesTanh() throws IOException {
        Path file = write(HEADER, 0.5f, -1, 1, 2, 3, 0, 1, 0);
        float[] result = DenseLayer.read(file).apply(new float[] {0.1f, 0.2f, -0.3f}, file);
        assertThat(result).hasSize(2);
        assertThat((double) result[0]).isCloseTo(Math.tanh(0.5 + 0.1 + 0.4 - 0.9), within(1e-6));
        assertThat((double) result[1]).isCloseTo(Math.tanh(-1 + 0.2), within(1e-6));
    }

    @Test
    void rejectsVectorOfOtherSize() throws IOException {
        Path file = write(HEADER, 0, 0, 1, 2, 3, 0, 1, 0);
        DenseLayer layer = DenseLayer.read(file);
        assertThatThrownBy(() -> layer.apply(new float[4], file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(
                        "has 3 inputs, but the model has 4 numbers in a vector; use the model.safetensors");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | has no linear.weight and linear.bias in 32-bit numbers; use",
                "{\"linear.weight\":{\"dtype\":\"F16\"}} | has no linear.weight and linear.bias in 32-bit numbers; use",
                "<html>404</html> | is not a safetensors file; use",
                "{\"linear.weight\":{\"dtype\":\"F32\",\"data_offsets\":[8,99]}} | is not a safetensors file; use",
                "{\"linear.weight\":{\"dtype\":\"F32\",\"data_offsets\":[8,0]}} | is not a safetensors file; use",
            })
    void rejectsOtherFile(String header, String message) throws IOException {
        Path file = write(header, 1, 2);
        assertThatThrownBy(() -> DenseLayer.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(message);
    }

    @Test
    void rejectsTruncatedFile() throws IOException {
        Path file = Files.write(folder.resolve("dense.safetensors"), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> DenseLayer.read(file)).hasMessageContaining("is not a safetensors file");
        Files.write(file, new byte[] {-1, -1, -1, -1, -1, -1, -1, 127, 0});
        assertThatThrownBy(() -> DenseLayer.read(file)).hasMessageContaining("is not a safetensors file");
    }

    @Test
    void changesVectorsOfModel() throws IOException {
        Path model = SmallModel.unpackInto(folder.resolve("bge"));
        Files.writeString(model.resolve("encoder.properties"), "pooling=cls\ndense=dense.safetensors\n");
        assertThatThrownBy(() -> OnnxEncoder.open(model, folder.resolve("native")))
                .hasMessageContaining("dense.safetensors: is missing; put the file into the folder, or remove dense=");
        float[] numbers = new float[1 + 512];
        numbers[1] = 1;
        Path dense = write(
                "{\"linear.bias\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                        + "\"linear.weight\":{\"dtype\":\"F32\",\"shape\":[1,512],\"data_offsets\":[4,2052]}}",
                numbers);
        Files.move(dense, model.resolve("dense.safetensors"));
        String identity;
        try (OnnxEncoder encoder = OnnxEncoder.open(model, folder.resolve("native"))) {
            identity = encoder.identity();
            List<float[]> vectors = encoder.encode(Language.CHINESE, List.of("猫在睡觉。"));
            assertThat(vectors.get(0)).hasSize(1);
            assertThat(Math.abs(vectors.get(0)[0])).isEqualTo(1);
        }
        Files.write(model.resolve("dense.safetensors"), new byte[] {0}, java.nio.file.StandardOpenOption.APPEND);
        try (OnnxEncoder encoder = OnnxEncoder.open(model, folder.resolve("native"))) {
            assertThat(encoder.identity()).isNotEqualTo(identity);
        }
    }
}
