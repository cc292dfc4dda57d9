package duiqi.align;

import java.util.List;

/**
 * A form that an alignment can be written in. {@link #all} is the one list of them: to add a form, write its
 * {@link AlignmentWriter} and put a line there.
 *
 * @param name what the user calls it
 * @param extensions how the names of its files end, with the dot; one for each file, the Chinese side first where there are two
 * @param writer what writes it
 */
public record AlignmentFormat(String name, List<String> extensions, AlignmentWriter writer) {
    public AlignmentFormat {
        extensions = List.copyOf(extensions);
    }

    /**
     * Every form, the usual one first.
     *
     * @param tmx what writes a translation memory, which is none of this package's business
     */
    public static List<AlignmentFormat> all(AlignmentWriter tmx) {
        return List.of(
                new AlignmentFormat("tmx", List.of(".tmx"), tmx),
                new AlignmentFormat("tsv", List.of(".tsv"), new TsvWriter()),
                new AlignmentFormat("jsonl", List.of(".jsonl"), new JsonlWriter()),
                new AlignmentFormat("ids", List.of(".align"), new IdsWriter()),
                new AlignmentFormat("txt-pair", List.of(".zh", ".en"), new TextPairWriter()));
    }
}
