package duiqi.report.findings;

import duiqi.io.InputFile;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the lines of checked files. Keeps the file used last. Not thread-safe. */
final class SourceLines {
    /** Maximum size of a file in bytes. Lines of larger files are unknown. */
    private static final long MAX_SIZE = 1L << 28;

    private String file = "";
    private List<String> lines = List.of();

    /**
     * Returns the line of a location; empty if the file is unreadable, is not UTF-8, has other line ends than the web
     * hosts know, or has no line with this number.
     */
    Optional<String> line(Location location) {
        if (!location.file().equals(file)) {
            file = location.file();
            lines = read(file);
        }
        return location.line() <= lines.size() ? Optional.of(lines.get(location.line() - 1)) : Optional.empty();
    }

    private static List<String> read(String file) {
        try {
            Path path = Path.of(file);
            if (!Files.isRegularFile(path) || Files.size(path) > MAX_SIZE) {
                return List.of();
            }
            ByteBuffer bytes = ByteBuffer.wrap(InputFile.bytes(path));
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(bytes).toString().replace("\r\n", "\n");
            return text.indexOf('\r') < 0 ? text.lines().toList() : List.of();
        } catch (IOException | InvalidPathException unreadable) {
            return List.of();
        }
    }
}
