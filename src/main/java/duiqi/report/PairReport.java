package duiqi.report;

import duiqi.check.TermCoverage;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Objects;

/**
 * Texts side by side, what is wrong in them, and figures: what {@code duiqi report} writes. Immutable but for its counts.
 *
 * @param title plain text, of whoever asks for the report
 * @param findings what the checks came to
 * @param counts of all pairs
 * @param terms how they are rendered, the commonest first
 * @param more further figures, such as those of memories
 */
public record PairReport(
        String title, FindingReport findings, PairCounts counts, List<TermCoverage.Line> terms, List<Chart> more) {
    /** What the beginning of each such page holds and no other file does. */
    public static final String MARK = HtmlPage.mark("duiqi report");

    public PairReport {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(findings, "findings");
        Objects.requireNonNull(counts, "counts");
        terms = List.copyOf(terms);
        more = List.copyOf(more);
    }

    /** Writes the page, in HTML. */
    public void write(PairSource pairs, Writer out) throws IOException {
        new HtmlPage(title, "duiqi report", List.of("report.css", "pairs.css"), "pairs.js")
                .write(out, body -> new HtmlPairs(this, body).write(pairs));
    }
}
