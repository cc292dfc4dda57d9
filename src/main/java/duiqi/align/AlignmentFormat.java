package duiqi.align;

import java.util.List;
import java.util.Optional;

/**
 * A form that an alignment can be written in. {@link #all} is the one list of them: to add a form, write its
 * {@link AlignmentWriter} and put a line there.
 *
 * @param name what the user calls it
 * @param extensions how the names of its files end, with the dot; one for each file, the Chinese side first where there are two
 * @param chains whether such files one behind the other are such a file again, as of the lines of several pairs of texts
 * @param writer what writes it
 */
public record AlignmentFormat(String name, List<String> extensions, boolean chains, AlignmentWriter writer) {
    public AlignmentFormat {
        extensions = List.copyOf(extensions);
    }

    /** Whether the name of a file says that it is in this form. */
    public boolean names(String file) {
        return extensions.stream().anyMatch(file::endsWith);
    }

    /** What writes the form {@code jsonl} with explanations as further fields. */
    public static AlignmentWriter jsonlWith(Explainer explainer) {
        return new JsonlWriter(Optional.of(explainer));
    }

    /**
     * Every form, the usual one first.
     *
     * @param tmx what writes a translation memory, which is none of this package's business
     */
    public static List<AlignmentFormat> all(AlignmentWriter tmx) {
        return List.of(
                new AlignmentFormat("tmx", List.of(".tmx"), false, tmx),
                new AlignmentFormat("tsv", List.of(".tsv"), true, new TsvWriter()),
                new AlignmentFormat("jsonl", List.of(".jsonl"), true, new JsonlWriter(Optional.empty())),
                new AlignmentFormat("ids", List.of(".align"), false, new IdsWriter()),
                new AlignmentFormat("txt-pair", List.of(".zh", ".en"), true, new TextPairWriter()));
    }
}
