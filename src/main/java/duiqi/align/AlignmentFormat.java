package duiqi.align;

import duiqi.align.format.AlignmentWriters;
import duiqi.io.InputFile;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Describes a file format for alignments. {@link #all} is the only list of formats: to add one, write its
 * {@link Writer} and add a line there.
 *
 * @param name name in options and messages
 * @param extensions ends of file names, with the dot; one for each file of the format, the Chinese side first if there
 *     are two
 * @param chains true if several files joined end to end are a valid file, as with one line a bead
 * @param writer writer of the format
 */
public record AlignmentFormat(String name, List<String> extensions, boolean chains, Writer writer) {
    public AlignmentFormat {
        extensions = List.copyOf(extensions);
    }

    /** Returns whether a file name has an extension of this format. */
    public boolean names(String file) {
        return extensions.stream().anyMatch(file.toLowerCase(Locale.ROOT)::endsWith);
    }

    /** Returns the writer of the format {@code jsonl} with explanations in additional fields. */
    public static Writer jsonlWith(Explanation.Explainer explainer) {
        return new AlignmentWriters.Jsonl(Optional.of(explainer), Optional.empty());
    }

    /**
     * Reads a file in the format {@code ids}.
     *
     * @return its beads in the order of the file
     * @throws duiqi.text.FormatException if a line is not a bead
     */
    public static List<Bead> read(Path ids) throws IOException {
        return AlignmentReader.read(ids);
    }

    /**
     * Returns all formats, the default first.
     *
     * @param tmx writer of translation memories, which another package provides
     */
    public static List<AlignmentFormat> all(Writer tmx) {
        return List.of(
                new AlignmentFormat("tmx", List.of(".tmx"), false, tmx),
                new AlignmentFormat("tsv", List.of(".tsv"), true, new AlignmentWriters.Tsv(Optional.empty())),
                new AlignmentFormat(
                        "jsonl",
                        List.of(".jsonl"),
                        true,
                        new AlignmentWriters.Jsonl(Optional.empty(), Optional.empty())),
                new AlignmentFormat("ids", List.of(".align"), false, new AlignmentWriters.Ids()),
                new AlignmentFormat("txt-pair", List.of(".zh", ".en"), true, new AlignmentWriters.TextPairs()));
    }

    /**
     * Writes the beads of two texts in one format. Text formats are UTF-8 with {@code \n} at the end of each line.
     * Implementations are stateless and thread-safe.
     */
    @FunctionalInterface
    public interface Writer {
        /**
         * Writes beads in the given order.
         *
         * @param text the texts
         * @param beads beads of {@code text} to write, in document order
         * @param outputs one stream for each file of the format, in the order of {@link AlignmentFormat#extensions()};
         *     the writer flushes but does not close them
         */
        void write(ParallelText text, List<Bead> beads, List<OutputStream> outputs) throws IOException;

        /**
         * Returns a writer for a table of several pairs of texts, which names the document of each bead; empty if the
         * format has no place for the name.
         *
         * @param document name of the pair of texts
         */
        default Optional<Writer> naming(String document) {
            return Optional.empty();
        }

        /** Returns the first line of a table of several pairs of texts, with its line end; empty if it has none. */
        default String heading() {
            return "";
        }
    }

    /**
     * Reads alignments in the format of {@link AlignmentWriters.Ids} and Vecalign: {@code [0,1]:[2]}, one bead a line.
     *
     * <p>White space between the signs, blank lines, a byte order mark and Windows line ends are allowed. The cost that
     * Vecalign adds after a second colon is ignored, and so is {@code []:[]}. A file may omit segments and its beads may
     * cross, as in a gold standard. The numbers of a bead must increase. The beads have probability 1. Thread-safe.
     */
    public static final class AlignmentReader {
        private static final Pattern BEAD =
                Pattern.compile("\\s*\\[([^\\[\\]:]*)]\\s*:\\s*\\[([^\\[\\]:]*)]\\s*(:.*)?");
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
                        .decode(ByteBuffer.wrap(InputFile.bytes(file)))
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
                return new FormatException(
                        new Location(file, number, text.codePointCount(0, offset) + 1), problem, FORM);
            }
        }
    }
}
