package duiqi.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Provides the golden files. */
public final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    public static Path file(String name) {
        return FOLDER.resolve(name);
    }

    public static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(file(name));
    }

    public static String text(String name) throws IOException {
        return Files.readString(file(name));
    }

    /** Copies a file to a folder where a test may change it. */
    public static Path copy(String name, Path folder) throws IOException {
        return Files.write(folder.resolve(file(name).getFileName()), bytes(name));
    }
}
