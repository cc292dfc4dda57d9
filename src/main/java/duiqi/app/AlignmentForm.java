package duiqi.app;

import duiqi.align.Aligner;
import duiqi.align.Alignment;
import duiqi.align.AlignmentFormat;
import duiqi.align.Bead;
import duiqi.align.BeadUnits;
import duiqi.align.Explanation;
import duiqi.align.ParallelText;
import duiqi.exchange.TmxWriter;
import duiqi.lexicon.Token;
import duiqi.text.Text;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The form in which alignments are written, and which of their beads. Immutable.
 *
 * @param format the format of the files
 * @param selection the beads that are written
 * @param explained the probability below which beads are explained; empty where no explanation is wanted
 */
public record AlignmentForm(AlignmentFormat format, Alignment.Selection selection, OptionalDouble explained) {
    /** The name of the form that only explains. */
    public static final String EXPLANATION = "explain";

    private static final String MEMORY = "tmx";
    private static final String JSON = "jsonl";
    private static final AlignmentFormat TEXT =
            new AlignmentFormat(EXPLANATION, List.of(".explain"), true, (text, beads, outputs) -> {});

    /** Returns the names of the formats, the usual one first. */
    public static List<String> names() {
        return formats((text, beads, outputs) -> {}).map(AlignmentFormat::name).toList();
    }

    private static Stream<AlignmentFormat> formats(AlignmentFormat.Writer memory) {
        return AlignmentFormat.all(memory).stream();
    }

    /**
     * Returns the form of a name.
     *
     * @throws IllegalArgumentException if there is no such form
     */
    public static AlignmentForm of(
            String name, Alignment.Selection selection, OptionalDouble explained, Workspace workspace)
            throws IOException {
        TmxWriter tmx = new TmxWriter(Version.number());
        Instant now = workspace.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        AlignmentFormat.Writer memory = (text, beads, outputs) -> tmx.write(
                text.source().language(),
                text.target().language(),
                now,
                BeadUnits.of(text, beads, now).iterator(),
                outputs.get(0));
        AlignmentFormat named = Stream.concat(formats(memory), Stream.of(TEXT))
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--to " + name + ": there is no such format; give one of " + String.join(", ", names())));
        return new AlignmentForm(named, selection, explained);
    }

    /** Returns the formats that a file's name may say it is in. */
    static List<AlignmentFormat> named(String file) {
        return formats((text, beads, outputs) -> {})
                .filter(format -> format.names(file))
                .toList();
    }

    /** Returns whether the form is a memory, which is updated and not replaced. */
    boolean isMemory() {
        return format.name().equals(MEMORY);
    }

    /** Returns whether the form only explains. */
    boolean isExplanation() {
        return format.name().equals(EXPLANATION);
    }

    /** Returns the beads of a text that are written. */
    List<Bead> beads(ParallelText text) {
        List<Bead> selected = selection.of(text.alignment());
        return explained.isEmpty()
                ? selected
                : selected.stream()
                        .filter(bead -> bead.probability() < explained.getAsDouble())
                        .toList();
    }

    /** Writes the beads of an alignment that are asked for. */
    void write(Aligner.Outcome outcome, List<? extends OutputStream> outputs) throws IOException {
        writer(outcome).write(outcome.text(), beads(outcome.text()), List.copyOf(outputs));
    }

    private AlignmentFormat.Writer writer(Aligner.Outcome outcome) {
        if (explained.isEmpty()) {
            return format.writer();
        }
        Explanation.Explainer explainer = outcome.explainer().get();
        return format.name().equals(JSON) ? AlignmentFormat.jsonlWith(explainer) : new ExplanationWriter(explainer);
    }

    /**
     * Writes for each bead its type, probability and places, its two sides, the links that paired them with their strength, and the
     * score of each feature; an empty line ends it.
     */
    private record ExplanationWriter(Explanation.Explainer explainer) implements AlignmentFormat.Writer {
        @Override
        public void write(ParallelText text, List<Bead> beads, List<OutputStream> outputs) throws IOException {
            StringBuilder lines = new StringBuilder();
            for (Bead bead : beads) {
                append(lines, text, bead, explainer.explain(bead));
            }
            outputs.get(0).write(lines.toString().getBytes(StandardCharsets.UTF_8));
            outputs.get(0).flush();
        }

        private static void append(StringBuilder lines, ParallelText text, Bead bead, Explanation explanation) {
            lines.append(bead.type())
                    .append(String.format(Locale.ROOT, "  %.4f  ", bead.probability()))
                    .append(place(text.source(), bead.source()))
                    .append(" = ")
                    .append(place(text.target(), bead.target()))
                    .append('\n');
            line(lines, "zh", text.sourceText(bead));
            line(lines, "en", text.targetText(bead));
            line(
                    lines,
                    "words",
                    explanation.links().stream().map(ExplanationWriter::link).collect(Collectors.joining("; ")));
            line(
                    lines,
                    "score",
                    explanation.shares().stream().map(ExplanationWriter::share).collect(Collectors.joining("; ")));
            lines.append('\n');
        }

        private static String place(Text side, List<Integer> indices) {
            return indices.isEmpty()
                    ? "nothing"
                    : side.segments().get(indices.get(0)).location().toString();
        }

        private static void line(StringBuilder lines, String label, String value) {
            if (!value.isEmpty()) {
                lines.append(String.format(Locale.ROOT, "  %-5s  ", label))
                        .append(value.replaceAll("\\R", " "))
                        .append('\n');
            }
        }

        private static String link(Explanation.Link link) {
            boolean same = link.kind() == Token.Kind.TERM;
            String kind = switch (link.kind()) {
                case NUMBER -> " (number)";
                case NAME -> " (name)";
                case TERM -> " (known)";
                case WORD, LATIN, MARK -> "";
            };
            String sides = same ? link.chinese() : link.chinese() + " = " + link.english();
            return sides + kind + String.format(Locale.ROOT, " %.1f", link.strength());
        }

        private static String share(Explanation.Share share) {
            return share.feature() + String.format(Locale.ROOT, " %+.2f", share.score());
        }
    }
}
