package duiqi.encoder;

import duiqi.io.InputFile;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Holds the settings for using an ONNX model as an encoder, from the file {@code encoder.properties} beside the model.
 *
 * <p>Only {@code pooling} is required: a wrong default would damage the vectors without any error. Immutable.
 *
 * @param isMean true if the vector of a sentence is the mean over its tokens (Reimers and Gurevych 2019, section 3),
 *     false if it is the vector of the first token, called CLS in models of the BERT family
 * @param output name of the model's output to read, for layers other than the last; empty for
 *     {@code last_hidden_state}, or for the only output
 * @param normalized true to normalise vectors to length 1
 * @param maximumLength maximum number of tokens of a sentence, including the start and end tokens; longer sentences are
 *     truncated
 * @param chinesePrefix text that the model expects before a Chinese sentence
 * @param englishPrefix text that the model expects before an English sentence
 */
record EncoderProperties(
        boolean isMean,
        Optional<String> output,
        boolean normalized,
        int maximumLength,
        String chinesePrefix,
        String englishPrefix) {
    static final String NAME = "encoder.properties";
    static final String MODEL = "model.onnx";
    static final String TOKENIZER = "tokenizer.json";
    private static final List<String> FILES = List.of(MODEL, TOKENIZER, NAME);

    /** Maximum length of most models of the BERT family. */
    private static final String DEFAULT_LENGTH = "512";

    private static final List<String> KEYS =
            List.of("pooling", "output", "normalize", "max-length", "prefix", "prefix.zh", "prefix.en");

    /**
     * Reads the properties of a folder.
     *
     * @throws FormatException if the folder lacks a file, or if the properties have an unknown name, lack a required one, or have an
     *     invalid value
     */
    static EncoderProperties in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new FormatException(
                    folder.toString(),
                    "is not a folder",
                    "download an ONNX model and give its folder, or give the URL of a server");
        }
        for (String name : FILES) {
            if (!Files.isRegularFile(folder.resolve(name))) {
                throw new FormatException(
                        folder.resolve(name).toString(),
                        "is missing",
                        "put " + String.join(", ", FILES) + " into the folder");
            }
        }
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
                        key.equals("dense")
                                ? "export the model with its dense layer, and set output= to the name of that output"
                                : "use one of " + String.join(", ", KEYS));
            }
        }
        String prefix = properties.getProperty("prefix", "");
        return new EncoderProperties(
                choice(file, properties, "pooling", "", List.of("cls", "mean")).equals("mean"),
                Optional.of(properties.getProperty("output", "").strip()).filter(name -> !name.isEmpty()),
                choice(file, properties, "normalize", "true", List.of("true", "false"))
                        .equals("true"),
                maximumLength(file, properties),
                properties.getProperty("prefix.zh", prefix),
                properties.getProperty("prefix.en", prefix));
    }

    private static String choice(Path file, Properties properties, String key, String usual, List<String> values)
            throws FormatException {
        String value = properties.getProperty(key, usual).strip();
        String lower = value.toLowerCase(Locale.ROOT);
        if (values.contains(lower)) {
            return lower;
        }
        throw new FormatException(
                file.toString(),
                value.isEmpty() ? "has no " + key : key + " cannot be \"" + value + "\"",
                values.stream().map(each -> key + "=" + each).collect(Collectors.joining(" or ", "write ", "")));
    }

    private static int maximumLength(Path file, Properties properties) throws FormatException {
        String value = properties.getProperty("max-length", DEFAULT_LENGTH).strip();
        if (value.matches("0*([3-9]|[1-9][0-9]{1,8})")) {
            return Integer.parseInt(value);
        }
        throw new FormatException(
                file.toString(),
                "max-length cannot be \"" + value + "\"",
                "use 3 tokens or more, such as max-length=" + DEFAULT_LENGTH);
    }

    /** Returns the prefix of sentences in a language. */
    String prefix(Language language) {
        return language.isChinese() ? chinesePrefix : englishPrefix;
    }
}
