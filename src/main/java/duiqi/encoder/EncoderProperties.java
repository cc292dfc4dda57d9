package duiqi.encoder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.io.InputFile;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds the settings for using an ONNX model as an encoder, from the file {@code encoder.properties} beside the model.
 *
 * <p>Only {@code pooling} is required: a wrong default would damage the vectors without any error. Immutable.
 *
 * @param pooling method of combining the vectors of tokens
 * @param output name of the model's output to read, for layers other than the last; empty for
 *     {@code last_hidden_state}, or for the only output
 * @param dense name of the file with a dense layer after the pooling; empty for none
 * @param normalized true to normalise vectors to length 1
 * @param maximumLength maximum number of tokens of a sentence, including the start and end tokens; longer sentences are
 *     truncated
 * @param chinesePrefix text that the model expects before a Chinese sentence
 * @param englishPrefix text that the model expects before an English sentence
 */
record EncoderProperties(
        Pooling pooling,
        Optional<String> output,
        Optional<String> dense,
        boolean normalized,
        int maximumLength,
        String chinesePrefix,
        String englishPrefix) {
    static final String NAME = "encoder.properties";

    /** Maximum length of most models of the BERT family. */
    private static final int DEFAULT_LENGTH = 512;

    private static final List<String> KEYS =
            List.of("pooling", "output", "dense", "normalize", "max-length", "prefix", "prefix.zh", "prefix.en");

    /**
     * Reads the properties of a folder.
     *
     * @throws FormatException if the file has an unknown property, lacks a required one, or has an invalid value
     */
    static EncoderProperties in(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        Properties properties = new Properties();
        try (Reader text = new InputStreamReader(InputFile.open(file), StandardCharsets.UTF_8.newDecoder())) {
            properties.load(text);
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw new FormatException(
                    file.toString(), "is not a properties file in UTF-8", "write lines such as pooling=cls", e);
        }
        for (String key : properties.stringPropertyNames()) {
            if (!KEYS.contains(key)) {
                throw new FormatException(
                        file.toString(),
                        "has the unknown property \"" + key + "\"",
                        "use one of " + String.join(", ", KEYS));
            }
        }
        String prefix = properties.getProperty("prefix", "");
        return new EncoderProperties(
                pooling(file, properties),
                name(properties, "output"),
                name(properties, "dense"),
                normalized(file, properties),
                maximumLength(file, properties),
                properties.getProperty("prefix.zh", prefix),
                properties.getProperty("prefix.en", prefix));
    }

    private static Optional<String> name(Properties properties, String key) {
        return Optional.ofNullable(properties.getProperty(key))
                .map(String::strip)
                .filter(name -> !name.isEmpty());
    }

    private static Pooling pooling(Path file, Properties properties) throws FormatException {
        String name = properties.getProperty("pooling", "").strip();
        String remedy = Pooling.names().collect(Collectors.joining(" or pooling=", "write pooling=", ""));
        if (name.isEmpty()) {
            throw new FormatException(file.toString(), "has no pooling", remedy);
        }
        return Pooling.named(name).orElseThrow(() -> invalid(file, "pooling", name, remedy));
    }

    private static boolean normalized(Path file, Properties properties) throws FormatException {
        String value = properties.getProperty("normalize", "true").strip();
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(file, "normalize", value, "write normalize=true or normalize=false");
        };
    }

    private static int maximumLength(Path file, Properties properties) throws FormatException {
        String value = properties
                .getProperty("max-length", String.valueOf(DEFAULT_LENGTH))
                .strip();
        String remedy = "use 3 tokens or more, such as max-length=" + DEFAULT_LENGTH;
        try {
            int length = Integer.parseInt(value);
            if (length >= 3) {
                return length;
            }
        } catch (NumberFormatException e) {
            throw invalid(file, "max-length", value, remedy);
        }
        throw invalid(file, "max-length", value, remedy);
    }

    private static FormatException invalid(Path file, String key, String value, String remedy) {
        return new FormatException(file.toString(), key + " cannot be \"" + value + "\"", remedy);
    }

    /** Returns the prefix of sentences in a language. */
    String prefix(Language language) {
        return language.isChinese() ? chinesePrefix : englishPrefix;
    }

    /**
     * Combines the vectors of a sentence's tokens into one vector (Reimers and Gurevych 2019, section 3). To add a
     * method, add a constant here and a row to the documentation page on encoders.
     */
    enum Pooling {
        /** Uses the vector of the first token, called CLS in models of the BERT family. */
        CLS {
            @Override
            float[] pool(FloatBuffer tokens, int count, int size) {
                float[] first = new float[size];
                tokens.get(0, first);
                return first;
            }
        },

        /** Uses the mean over all tokens. */
        MEAN {
            @Override
            float[] pool(FloatBuffer tokens, int count, int size) {
                float[] mean = new float[size];
                for (int t = 0; t < count; t++) {
                    for (int d = 0; d < size; d++) {
                        mean[d] += tokens.get(t * size + d);
                    }
                }
                for (int d = 0; d < size; d++) {
                    mean[d] /= count;
                }
                return mean;
            }
        };

        /** Returns the values for {@code encoder.properties}. */
        static Stream<String> names() {
            return Arrays.stream(values()).map(Pooling::label);
        }

        /** Returns the pooling with a name, ignoring case. */
        static Optional<Pooling> named(String name) {
            return Arrays.stream(values())
                    .filter(pooling -> pooling.label().equals(name.toLowerCase(Locale.ROOT)))
                    .findFirst();
        }

        private String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * Combines the vectors of tokens.
         *
         * @param tokens vectors of all tokens in order
         * @param count number of tokens
         * @param size numbers in each vector
         */
        abstract float[] pool(FloatBuffer tokens, int count, int size);
    }

    /**
     * Transforms the vector of a sentence by a dense layer with tanh (Feng et al. 2022, as published in
     * Sentence-Transformers). Immutable.
     *
     * @see <a href="https://github.com/huggingface/safetensors#format">the file format</a>
     */
    static final class DenseLayer {
        private static final String WEIGHT = "linear.weight";
        private static final String BIAS = "linear.bias";

        /** Maximum size of a file in bytes: sixteen times the size of a layer of 1,024 by 1,024 numbers. */
        private static final long MAX_BYTES = 64L << 20;

        /** Row by row: the factors of all inputs for one output. */
        private final float[] weight;

        private final float[] bias;

        private DenseLayer(float[] weight, float[] bias) {
            this.weight = weight;
            this.bias = bias;
        }

        /**
         * Reads a layer from a safetensors file.
         *
         * @throws FormatException if the file has no dense layer in 32-bit numbers
         */
        static DenseLayer read(Path file) throws IOException {
            if (Files.size(file) > MAX_BYTES) {
                throw invalid(file, "is larger than " + (MAX_BYTES >> 20) + " MB");
            }
            ByteBuffer bytes = ByteBuffer.wrap(InputFile.bytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            try {
                int header = Math.toIntExact(bytes.getLong());
                JsonNode tensors = new JsonMapper()
                        .readTree(new String(bytes.array(), Long.BYTES, header, StandardCharsets.UTF_8));
                ByteBuffer data = bytes.slice(Long.BYTES + header, bytes.capacity() - Long.BYTES - header)
                        .order(ByteOrder.LITTLE_ENDIAN);
                float[] weight = numbers(file, tensors.path(WEIGHT), data);
                float[] bias = numbers(file, tensors.path(BIAS), data);
                if (bias.length == 0 || weight.length % bias.length != 0) {
                    throw invalid(file, "has " + weight.length + " weights for " + bias.length + " outputs");
                }
                return new DenseLayer(weight, bias);
            } catch (JsonProcessingException
                    | ArithmeticException
                    | BufferUnderflowException
                    | IndexOutOfBoundsException damaged) {
                throw invalid(file, "is not a safetensors file");
            }
        }

        private static float[] numbers(Path file, JsonNode tensor, ByteBuffer data) throws FormatException {
            if (!tensor.path("dtype").asText().equals("F32")) {
                throw invalid(file, "has no " + WEIGHT + " and " + BIAS + " in 32-bit numbers");
            }
            int from = tensor.path("data_offsets").path(0).asInt(-1);
            int to = tensor.path("data_offsets").path(1).asInt(-1);
            float[] numbers = new float[Math.max(0, to - from) / Float.BYTES];
            data.slice(from, to - from)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(numbers);
            return numbers;
        }

        private static FormatException invalid(Path file, String problem) {
            return new FormatException(
                    file.toString(), problem, "use the model.safetensors of the dense layer published with the model");
        }

        /**
         * Returns the vector after this layer.
         *
         * @throws FormatException if the layer has another number of inputs
         */
        float[] apply(float[] vector, Path file) throws FormatException {
            if (weight.length != bias.length * vector.length) {
                throw invalid(
                        file,
                        "has " + weight.length / bias.length + " inputs, but the model has " + vector.length
                                + " numbers in a vector");
            }
            float[] result = new float[bias.length];
            for (int row = 0; row < result.length; row++) {
                double sum = bias[row];
                for (int d = 0; d < vector.length; d++) {
                    sum += weight[row * vector.length + d] * vector[d];
                }
                result[row] = (float) Math.tanh(sum);
            }
            return result;
        }
    }
}
