package duiqi.encoder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Passes fuzzed properties to the reader of encoder properties. */
public final class FuzzedProperties {
    private FuzzedProperties() {}

    public static void read(Path folder, byte[] content) throws IOException {
        Files.createFile(folder.resolve(EncoderProperties.MODEL));
        Files.createFile(folder.resolve(EncoderProperties.TOKENIZER));
        Files.write(folder.resolve(EncoderProperties.NAME), content);
        EncoderProperties.in(folder);
    }
}
