package duiqi.report.findings;

import duiqi.text.Location;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Converts columns in code points to columns in UTF-8 bytes, with the lines of the file. Keeps the two files used last,
 * the source and the target. Not thread-safe.
 */
final class ByteColumns {
    private static final int MAX_FILES = 2;

    /** Maximum size of a file in bytes. Columns in larger files are unknown. */
    private static final long MAX_SIZE = 1L << 28;

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Map<String, Lines> files = new LinkedHashMap<>(4, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Lines> eldest) {
            return size() > MAX_FILES;
        }
    };

    /**
     * Returns the column of a location in UTF-8 bytes, from 1; empty if the file is unreadable, is not UTF-8, or has no
     * such column. A byte order mark does not count.
     */
    Optional<Integer> of(Location location) {
        return files.computeIfAbsent(location.file(), ByteColumns::read).column(location);
    }

    private static Lines read(String file) {
        try {
            Path path = Path.of(file);
            if (!Files.isRegularFile(path) || Files.size(path) > MAX_SIZE) {
                return Lines.of(new byte[0]);
            }
            byte[] bytes = Files.readAllBytes(path);
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return Lines.of(bytes);
        } catch (IOException | InvalidPathException unreadable) {
            return Lines.of(new byte[0]);
        }
    }

    /**
     * Holds the bytes of a file.
     *
     * @param starts index of the first byte of each line
     */
    private record Lines(ByteBuffer bytes, List<Integer> starts) {
        static Lines of(byte[] bytes) {
            boolean isMarked = bytes.length >= MARK.length
                    && ByteBuffer.wrap(bytes, 0, MARK.length).equals(ByteBuffer.wrap(MARK));
            List<Integer> starts = new ArrayList<>(List.of(isMarked ? MARK.length : 0));
            for (int i = 0; i < bytes.length; i++) {
                boolean isPair = bytes[i] == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n';
                if (bytes[i] == '\n' || (bytes[i] == '\r' && !isPair)) {
                    starts.add(i + 1);
                }
            }
            return new Lines(ByteBuffer.wrap(bytes), starts);
        }

        Optional<Integer> column(Location location) {
            if (location.line() > starts.size() || bytes.limit() == 0) {
                return Optional.empty();
            }
            int start = starts.get(location.line() - 1);
            int at = start;
            for (int column = 1; column < location.column(); column++) {
                if (at >= bytes.limit() || bytes.get(at) == '\n' || bytes.get(at) == '\r') {
                    return Optional.empty();
                }
                at++;
                while (at < bytes.limit() && (bytes.get(at) & 0xC0) == 0x80) {
                    at++;
                }
            }
            return Optional.of(at - start + 1);
        }
    }
}
