package duiqi.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Tells a file from another one that took its name, without opening it. */
public final class FileKey {
    private FileKey() {}

    /** What the system knows the file of a name by; the name itself where it has nothing better. */
    public static Object of(Path file) throws IOException {
        return Optional.ofNullable(
                        Files.readAttributes(file, BasicFileAttributes.class).fileKey())
                .orElse(file);
    }
}
