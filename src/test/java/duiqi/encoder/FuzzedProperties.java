package duiqi.encoder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Shows the reader of an encoder's properties what stands in them. */
public final class FuzzedProperties {
    private FuzzedProperties() {}

    /** Reads properties. */
    public static void read(Path folder, byte[] content) throws IOException {
        Files.write(folder.resolve(EncoderProperties.NAME), content);
        EncoderProperties.in(folder);
    }
}
