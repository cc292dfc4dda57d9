package duiqi.align;

import duiqi.align.form.AlignmentReader;
import duiqi.align.form.AlignmentWriters;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A form that an alignment can be written in. {@link #all} is the one list of them: to add a form, write its
 * {@link Writer} and put a line there.
 *
 * @param name what the user calls it
 * @param extensions how the names of its files end, with the dot; one for each file, the Chinese side first where there are two
 * @param chains whether such files one behind the other are such a file again, as of the lines of several pairs of texts
 * @param writer what writes it
 */
public record AlignmentFormat(String name, List<String> extensions, boolean chains, Writer writer) {
    public AlignmentFormat {
        extensions = List.copyOf(extensions);
    }

    /** Returns whether the name of a file says that it is in this form. */
    public boolean names(String file) {
        return extensions.stream().anyMatch(file::endsWith);
    }

    /** Returns the writer of the form {@code jsonl} with explanations as further fields. */
    public static Writer jsonlWith(Explanation.Explainer explainer) {
        return new AlignmentWriters.Jsonl(Optional.of(explainer));
    }

    /**
     * Reads a file in the form {@code ids}.
     *
     * @return its beads in the order of the file
     * @throws duiqi.text.FormatException if a line is no bead
     */
    public static List<Bead> read(Path ids) throws IOException {
        return AlignmentReader.read(ids);
    }

    /**
     * Returns every form, the usual one first.
     *
     * @param tmx what writes a translation memory, which is none of this package's business
     */
    public static List<AlignmentFormat> all(Writer tmx) {
        return List.of(
                new AlignmentFormat("tmx", List.of(".tmx"), false, tmx),
                new AlignmentFormat("tsv", List.of(".tsv"), true, new AlignmentWriters.Tsv()),
                new AlignmentFormat("jsonl", List.of(".jsonl"), true, new AlignmentWriters.Jsonl(Optional.empty())),
                new AlignmentFormat("ids", List.of(".align"), false, new AlignmentWriters.Ids()),
                new AlignmentFormat("txt-pair", List.of(".zh", ".en"), true, new AlignmentWriters.TextPairs()));
    }

    /**
     * Writes the beads of two texts in one form. Text forms are UTF-8 with {@code \n} at the end of each line. Implementations are
     * stateless and may be shared by threads.
     */
    @FunctionalInterface
    public interface Writer {
        /**
         * Writes beads in the order given.
         *
         * @param text the texts
         * @param beads those of {@code text} to write, in document order
         * @param outputs one for each file of the form, in the order of {@link AlignmentFormat#extensions()}; they are flushed
         *     but not closed
         */
        void write(ParallelText text, List<Bead> beads, List<OutputStream> outputs) throws IOException;
    }
}
