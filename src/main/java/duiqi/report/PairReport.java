package duiqi.report;

import duiqi.check.CheckedUnit;
import duiqi.check.TermCoverage;
import duiqi.report.page.HtmlPage;
import duiqi.report.page.HtmlPairs;
import duiqi.text.UnitProperties;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The page that {@code duiqi report} writes: texts side by side, findings and figures. Immutable but for its counts.
 *
 * @param title plain text, of whoever asks for the report
 * @param findings the report of the checks
 * @param counts of all pairs
 * @param terms the renderings of terms, the commonest first
 * @param more further figures, such as those of memories
 */
public record PairReport(
        String title, FindingReport findings, PairCounts counts, List<TermCoverage.Line> terms, List<Chart> more) {
    /** The mark at the beginning of each such page, which no other file has. */
    public static final String MARK = HtmlPage.mark("duiqi report");

    public PairReport {
        terms = List.copyOf(terms);
        more = List.copyOf(more);
    }

    /** Writes the page, in HTML. */
    public void write(Source pairs, Writer out) throws IOException {
        new HtmlPage(title, "duiqi report", List.of("report.css", "pairs.css"), "pairs.js")
                .write(out, body -> new HtmlPairs(this, body).write(pairs));
    }

    /** Reads the pairs of a report while it is written, so that there may be more than memory holds. */
    @FunctionalInterface
    public interface Source {
        /** Takes a pair. */
        @FunctionalInterface
        interface To {
            void take(Pair pair) throws IOException;
        }

        /** Reads all pairs, file by file, in their order. */
        void readTo(To to) throws IOException;
    }

    /**
     * A pair of a report, or a sentence that has no partner. It adds to the unit that was checked what only a report shows: its files,
     * and whether it crosses others. Immutable.
     *
     * @param unit the texts, and where they stand
     * @param files names of the file or the two files that it is of, to stand above it
     * @param crossing whether its English stands elsewhere than the order of the Chinese lets expect
     */
    public record Pair(CheckedUnit unit, String files, boolean crossing) {
        /** Returns whether one side is empty. */
        public boolean isUnpaired() {
            return unit.chinese().isBlank() || unit.english().isBlank();
        }

        /** Returns the probability that the pair is right, 0 to 1; empty when the file tells none, or no number from 0 to 1. */
        public OptionalDouble probability() {
            String said = unit.properties().getOrDefault(UnitProperties.PROBABILITY, "");
            try {
                double probability = Double.parseDouble(said);
                return probability >= 0 && probability <= 1 ? OptionalDouble.of(probability) : OptionalDouble.empty();
            } catch (NumberFormatException noNumber) {
                return OptionalDouble.empty();
            }
        }

        /** Returns the numbers of sentences on both sides, such as {@code 1-2}; empty when the file does not tell. */
        public String type() {
            String said = unit.properties().getOrDefault(UnitProperties.BEAD, "");
            return said.matches("\\d{1,3}-\\d{1,3}") ? said : "";
        }
    }
}
