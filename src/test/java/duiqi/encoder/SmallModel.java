package duiqi.encoder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Provides a real model that is small enough for tests: bge-small-zh-v1.5 in int8, from the jar that publishes it for
 * langchain4j.
 */
public final class SmallModel {
    private static final String NAME = "/bge-small-zh-v1.5-q";

    private SmallModel() {}

    /** Creates an encoder folder with the model. */
    public static Path unpackInto(Path folder) throws IOException {
        Files.createDirectories(folder);
        copy(NAME + ".onnx", folder.resolve("model.onnx"));
        copy(NAME + "-tokenizer.json", folder.resolve("tokenizer.json"));
        Files.writeString(folder.resolve("encoder.properties"), "pooling=cls\n");
        return folder;
    }

    private static void copy(String resource, Path file) throws IOException {
        try (InputStream in = Objects.requireNonNull(SmallModel.class.getResourceAsStream(resource), resource)) {
            Files.copy(in, file);
        }
    }
}
