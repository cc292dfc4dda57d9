package duiqi.align.format;

import duiqi.align.Bead;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads alignments in the format of {@link AlignmentWriters.Ids} and Vecalign: {@code [0,1]:[2]}, one bead a line.
 *
 * <p>White space between the signs, blank lines, a byte order mark and Windows line ends are allowed. The cost that
 * Vecalign adds after a second colon is ignored, and so is {@code []:[]}. A file may omit segments and its beads may
 * cross, as in a gold standard. The numbers of a bead must increase. The beads have probability 1. Thread-safe.
 */
public final class AlignmentReader {
    private static final Pattern BEAD = Pattern.compile("\\s*\\[([^\\[\\]:]*)]\\s*:\\s*\\[([^\\[\\]:]*)]\\s*(:.*)?");
    private static final String FORM = "write a bead as [0,1]:[2], numbers from 0, source first";

    private AlignmentReader() {}

    /**
     * Reads a file.
     *
     * @return its beads in the order of the file
     * @throws FormatException if a line is not a bead
     */
    public static List<Bead> read(Path file) throws IOException {
        List<Bead> beads = new ArrayList<>();
        int number = 0;
        for (String line : text(file).split("\r\n|[\r\n]", -1)) {
            number++;
            if (!line.isBlank()) {
                new Line(file.toString(), number, line).addTo(beads);
            }
        }
        return List.copyOf(beads);
    }

    private static String text(Path file) throws IOException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new FormatException(file.toString(), "is not UTF-8 text", FORM, e);
        }
    }

    private record Line(String file, int number, String text) {
        void addTo(List<Bead> beads) throws FormatException {
            Matcher matcher = BEAD.matcher(text);
            if (!matcher.matches()) {
                throw fault(text.length() - text.stripLeading().length(), "\"" + text.strip() + "\" is not a bead");
            }
            List<Integer> source = indices(matcher, 1);
            List<Integer> target = indices(matcher, 2);
            if (!source.isEmpty() || !target.isEmpty()) {
                beads.add(new Bead(source, target, 1));
            }
        }

        private List<Integer> indices(Matcher bead, int side) throws FormatException {
            String list = bead.group(side);
            TreeSet<Integer> indices = new TreeSet<>();
            if (list.isBlank()) {
                return List.of();
            }
            int start = bead.start(side);
            for (String part : list.split(",", -1)) {
                int offset = start + part.length() - part.stripLeading().length();
                int index = index(part.strip(), offset);
                if (!indices.add(index)) {
                    throw fault(offset, "segment " + index + " is repeated");
                }
                if (index < indices.last()) {
                    throw fault(offset, "segment " + index + " follows segment " + indices.last());
                }
                start += part.length() + 1;
            }
            return List.copyOf(indices);
        }

        private int index(String text, int offset) throws FormatException {
            try {
                int index = Integer.parseInt(text);
                if (index < 0) {
                    throw fault(offset, "segment " + index + " is negative");
                }
                return index;
            } catch (NumberFormatException e) {
                throw fault(offset, "\"" + text + "\" is not a segment number");
            }
        }

        private FormatException fault(int offset, String problem) {
            return new FormatException(new Location(file, number, text.codePointCount(0, offset) + 1), problem, FORM);
        }
    }
}
