package duiqi.encoder;

import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.io.Reader;
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
 * How to use an ONNX model as an encoder, which the model itself does not tell: the file {@code encoder.properties} beside it.
 *
 * <p>Only {@code pooling} must be there: a wrong one spoils the vectors without a sign. Immutable.
 *
 * @param pooling how vectors of tokens become one
 * @param output which output of the model to read; another than the last layer is chosen by it. Empty for
 *     {@code last_hidden_state}, or the only output there is
 * @param normalized whether vectors are brought to length 1
 * @param maximumLength tokens of a sentence that are read, the marks of its beginning and end included
 * @param chinesePrefix what the model wants to see before a Chinese sentence
 * @param englishPrefix what the model wants to see before an English sentence
 */
record EncoderProperties(
        Pooling pooling,
        Optional<String> output,
        boolean normalized,
        int maximumLength,
        String chinesePrefix,
        String englishPrefix) {
    static final String NAME = "encoder.properties";

    /** The length of most models of the BERT family. */
    private static final int USUAL_LENGTH = 512;

    private static final List<String> KEYS =
            List.of("pooling", "output", "normalize", "max-length", "prefix", "prefix.zh", "prefix.en");

    /**
     * Reads the properties of a folder.
     *
     * @throws FormatException if there are none, or one is unknown, missing or has no such value
     */
    static EncoderProperties in(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(text);
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw new FormatException(
                    file.toString(), "is no file of properties in UTF-8", "write lines such as pooling=cls", e);
        }
        for (String key : properties.stringPropertyNames()) {
            if (!KEYS.contains(key)) {
                throw new FormatException(
                        file.toString(),
                        "has an unknown property, \"" + key + "\"",
                        "known are " + String.join(", ", KEYS));
            }
        }
        String prefix = properties.getProperty("prefix", "");
        return new EncoderProperties(
                pooling(file, properties),
                Optional.ofNullable(properties.getProperty("output"))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty()),
                normalized(file, properties),
                maximumLength(file, properties),
                properties.getProperty("prefix.zh", prefix),
                properties.getProperty("prefix.en", prefix));
    }

    private static Pooling pooling(Path file, Properties properties) throws FormatException {
        String name = properties.getProperty("pooling", "").strip();
        String remedy = Pooling.names().collect(Collectors.joining(" or pooling=", "write pooling=", ""));
        if (name.isEmpty()) {
            throw new FormatException(file.toString(), "does not tell the pooling", remedy);
        }
        return Pooling.named(name).orElseThrow(() -> wrong(file, "pooling", name, remedy));
    }

    private static boolean normalized(Path file, Properties properties) throws FormatException {
        String value = properties.getProperty("normalize", "true").strip();
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(file, "normalize", value, "write normalize=true or normalize=false");
        };
    }

    private static int maximumLength(Path file, Properties properties) throws FormatException {
        String value = properties
                .getProperty("max-length", String.valueOf(USUAL_LENGTH))
                .strip();
        String remedy = "give a number of tokens from 3, such as max-length=" + USUAL_LENGTH;
        try {
            int length = Integer.parseInt(value);
            if (length >= 3) {
                return length;
            }
        } catch (NumberFormatException e) {
            throw wrong(file, "max-length", value, remedy);
        }
        throw wrong(file, "max-length", value, remedy);
    }

    private static FormatException wrong(Path file, String key, String value, String remedy) {
        return new FormatException(file.toString(), key + " cannot be \"" + value + "\"", remedy);
    }

    /** Returns the text to put before a sentence. */
    String prefix(Language language) {
        return language.isChinese() ? chinesePrefix : englishPrefix;
    }

    /**
     * How the vectors of a sentence's tokens become one (Reimers and Gurevych 2019, section 3). A new one is a constant here, and a row on
     * the page of encoders.
     */
    enum Pooling {
        /** The vector of the first token, which models of the BERT family call CLS. */
        CLS {
            @Override
            float[] pool(FloatBuffer tokens, int count, int size) {
                float[] first = new float[size];
                tokens.get(0, first);
                return first;
            }
        },

        /** The mean over all tokens. */
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

        /** Returns the names that users write in {@code encoder.properties}. */
        static Stream<String> names() {
            return Arrays.stream(values()).map(Pooling::label);
        }

        /** Returns the pooling that a user names, in capitals or not. */
        static Optional<Pooling> named(String name) {
            return Arrays.stream(values())
                    .filter(pooling -> pooling.label().equals(name.toLowerCase(Locale.ROOT)))
                    .findFirst();
        }

        private String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * @param tokens the vectors of all tokens, one after another
         * @param count number of tokens
         * @param size numbers in each vector
         */
        abstract float[] pool(FloatBuffer tokens, int count, int size);
    }
}
