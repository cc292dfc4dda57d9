package duiqi.cli;

import duiqi.app.AlignmentForm;
import java.util.Iterator;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/** The options by which a user asks why sentences were paired. */
final class ExplainOptions {
    /** The names of the formats, for help and completion. */
    static final class Formats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return AlignmentForm.names().iterator();
        }
    }

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
        return given.equals(JSON) ? JSON : AlignmentForm.EXPLANATION;
    }

    /** Returns the probability below which pairs are explained; empty when no explanation is wanted. */
    OptionalDouble below() {
        return explain ? OptionalDouble.of(below) : OptionalDouble.empty();
    }
}
