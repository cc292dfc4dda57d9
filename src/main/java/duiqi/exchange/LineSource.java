package duiqi.exchange;

import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The lines of a plain text in an encoding that {@link TextEncoding} finds out. A line ends with a line feed or with carriage
 * return and line feed; other line breaks of Unicode are text. Not thread-safe.
 */
final class LineSource implements Closeable {
    /** Lines longer than this, in UTF-16 units, would take all memory; sentences have some hundred. */
    private static final int MAX_LENGTH = 1 << 26;

    private final String name;
    private final BufferedReader reader;
    private int number;

    LineSource(Path file) throws IOException {
        this.name = file.toString();
        this.reader = new BufferedReader(TextEncoding.open(file), 1 << 16);
    }

    /** The next line without its end; empty behind the last. */
    Optional<String> next() throws IOException {
        int c = reader.read();
        if (c < 0) {
            return Optional.empty();
        }
        number++;
        StringBuilder line = new StringBuilder();
        for (; c >= 0 && c != '\n'; c = reader.read()) {
            if (line.length() == MAX_LENGTH) {
                throw new FormatException(
                        location(1), "a line has more than " + MAX_LENGTH + " characters", "use a file of lines");
            }
            line.append((char) c);
        }
        if (c == '\n' && line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return Optional.of(line.toString());
    }

    /** How many lines were read so far. */
    int number() {
        return number;
    }

    /** A place in the last line read, or at the beginning of the file. */
    Location location(int column) {
        return new Location(name, Math.max(1, number), Math.max(1, column));
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
