package duiqi.align.format;

import duiqi.align.Bead;
import duiqi.io.SourceFile;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        for (String text : SourceFile.read(file, FORM).split("\r\n|[\r\n]", -1)) {
            number++;
            Line line = new Line(file.toString(), number, text);
            Matcher bead = BEAD.matcher(text);
            if (text.isBlank()) {
                continue;
            }
            if (!bead.matches()) {
                throw line.fault(
                        text.length() - text.stripLeading().length(), "\"" + text.strip() + "\" is not a bead");
            }
            List<Integer> source = line.indices(bead, 1);
            List<Integer> target = line.indices(bead, 2);
            if (!source.isEmpty() || !target.isEmpty()) {
                beads.add(new Bead(source, target, 1));
            }
        }
        return List.copyOf(beads);
    }

    private record Line(String file, int number, String text) {
        List<Integer> indices(Matcher bead, int side) throws FormatException {
            List<Integer> indices = new ArrayList<>();
            int start = bead.start(side);
            for (String part : bead.group(side).isBlank()
                    ? new String[0]
                    : bead.group(side).split(",", -1)) {
                int offset = start + part.length() - part.stripLeading().length();
                int index = index(part.strip(), offset);
                int last = indices.isEmpty() ? -1 : indices.get(indices.size() - 1);
                if (index < last && !indices.contains(index)) {
                    throw fault(offset, "segment " + index + " follows segment " + last);
                }
                if (index <= last) {
                    throw fault(offset, "segment " + index + " is repeated");
                }
                indices.add(index);
                start += part.length() + 1;
            }
            return indices;
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

        FormatException fault(int offset, String problem) {
            return new FormatException(new Location(file, number, text.codePointCount(0, offset) + 1), problem, FORM);
        }
    }
}
