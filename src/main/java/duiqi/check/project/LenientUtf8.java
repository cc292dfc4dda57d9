package duiqi.check.project;

import duiqi.io.InputFile;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads a file in UTF-8, with or without byte order mark, and continues after invalid bytes. Immutable.
 *
 * @param text the text, with U+FFFD for invalid bytes; empty if the file is UTF-16
 * @param problems the location of the first invalid byte
 */
public record LenientUtf8(String text, List<FileProblem> problems) {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    public LenientUtf8 {
        problems = List.copyOf(problems);
    }

    /**
     * Reads a file.
     *
     * @param what description of the file, for messages
     * @throws FormatException if the file does not exist
     */
    public static LenientUtf8 read(Path file, String what) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FormatException(file.toString(), "is a folder, not a file", "use a file in it");
        }
        byte[] bytes;
        try {
            bytes = InputFile.bytes(file);
        } catch (NoSuchFileException e) {
            throw new FormatException(file.toString(), what + " does not exist", "check its name and folder", e);
        }
        boolean isWide = bytes.length > 1 && (bytes[0] & 0xFF) + (bytes[1] & 0xFF) == 0xFE + 0xFF;
        String text = isWide ? "" : new String(bytes, StandardCharsets.UTF_8);
        String marked = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        return new LenientUtf8(
                marked,
                fault(file, bytes)
                        .map(place -> new FileProblem(place, "is not UTF-8 from here on", "save the file in UTF-8"))
                        .stream()
                        .toList());
    }

    private static Optional<Location> fault(Path file, byte[] bytes) {
        CharBuffer sound = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), sound, true);
        if (!result.isError()) {
            return Optional.empty();
        }
        String before = sound.flip().toString().replace(BYTE_ORDER_MARK, "");
        String line = before.substring(before.lastIndexOf('\n') + 1);
        int lines = (int) before.chars().filter(c -> c == '\n').count();
        return Optional.of(new Location(file.toString(), lines + 1, line.codePointCount(0, line.length()) + 1));
    }

    /**
     * Represents a problem at a location of a file that is read to its end. Immutable.
     *
     * @param place location of the problem
     * @param problem description of the problem, as a clause
     * @param remedy an action for the user, in the imperative
     */
    public record FileProblem(Location place, String problem, String remedy) implements Comparable<FileProblem> {
        @Override
        public int compareTo(FileProblem other) {
            return place.compareTo(other.place);
        }

        /** Returns problems as exceptions, sorted by location. */
        public static List<FormatException> exceptions(List<FileProblem> problems) {
            return problems.stream()
                    .sorted()
                    .map(problem -> new FormatException(problem.place, problem.problem, problem.remedy))
                    .toList();
        }
    }
}
