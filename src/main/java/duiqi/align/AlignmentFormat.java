package duiqi.align;

import duiqi.align.format.AlignmentReader;
import duiqi.align.format.AlignmentWriters;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
}
