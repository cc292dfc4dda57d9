package duiqi.cli;

import duiqi.align.AlignmentFormat;
import duiqi.align.Bead;
import duiqi.align.Explanation;
import duiqi.align.ParallelText;
import duiqi.lexicon.Token;
import duiqi.text.Text;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes for each bead its type, probability and places, its two sides, what paired them with the strength of each link, and what
 * the features say for or against it; an empty line ends it. Not thread-safe.
 */
final class ExplanationWriter implements AlignmentFormat.Writer {
    private final Explanation.Explainer explainer;

    ExplanationWriter(Explanation.Explainer explainer) {
        this.explainer = explainer;
    }

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
