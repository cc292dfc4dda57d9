package duiqi.cli;

import duiqi.align.AlignmentFormat;
import duiqi.align.Bead;
import duiqi.align.Explanation;
import java.util.List;
import picocli.CommandLine.Option;

/** The options by which a user asks why sentences were paired. */
final class ExplainOptions {
    /** The form that explanations are written in unless another can hold them. */
    static final AlignmentFormat TEXT =
            new AlignmentFormat("explain", List.of(".explain"), true, (text, beads, outputs) -> {});

    private static final String DEFAULT = "tmx";
    private static final String JSON = "jsonl";

    @Option(
            names = "--explain",
            description = "Write no memory, but for each pair the words, numbers and names that paired it, and what "
                    + "each kind of evidence says; with --to jsonl as fields of the objects.")
    private boolean explain;

    @Option(
            names = "--below",
            paramLabel = "P",
            converter = ProbabilityConverter.class,
            description = "With --explain, only pairs less likely than this, 0 to 1.")
    private double below = Double.POSITIVE_INFINITY;

    boolean wanted() {
        return explain;
    }

    /** The name of the format to write, where the user gave another or left the usual one. */
    String format(String given) {
        if (!explain) {
            if (below <= 1) {
                throw new IllegalArgumentException("--below: says which pairs to explain; add --explain");
            }
            return given;
        }
        if (!given.equals(DEFAULT) && !given.equals(JSON)) {
            throw new IllegalArgumentException(
                    "--to " + given + ": has no room for explanations; give --to jsonl, or --explain alone");
        }
        return given.equals(JSON) ? JSON : TEXT.name();
    }

    /** Those of some beads that are to be explained. */
    List<Bead> of(List<Bead> beads) {
        return beads.stream().filter(bead -> bead.probability() < below).toList();
    }

    /** What writes explanations in a format. */
    AlignmentFormat.Writer writer(AlignmentFormat format, Explanation.Explainer explainer) {
        return format.name().equals(JSON) ? AlignmentFormat.jsonlWith(explainer) : new ExplanationWriter(explainer);
    }
}
