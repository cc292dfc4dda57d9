package duiqi.report.page;

import duiqi.align.Bead;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.report.FindingReport;
import duiqi.report.PairReport;
import duiqi.report.TextStates;
import duiqi.text.Plurals;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * Writes the first section of a {@link PairReport}, for readers who decide what to do next: the state of all texts, of
 * each text, and the most frequent findings.
 */
final class HtmlState {
    /** Maximum number of texts to list; a browser can lay out this many strips without a delay. */
    private static final int MAX_TEXTS = 1000;

    private static final int MAX_RULES = 10;

    private final PairReport report;
    private final int maxRows;

    /**
     * Creates a writer.
     *
     * @param maxRows number of the last row to link to
     */
    HtmlState(PairReport report, int maxRows) {
        this.report = report;
        this.maxRows = maxRows;
    }

    String section() {
        FindingReport findings = report.findings();
        List<TextStates.Line> lines = report.counts().texts().lines(findings.findings());
        long units = report.counts().units();
        long confirmed =
                lines.stream().mapToLong(line -> line.text().confirmed()).sum();
        long doubtful = lines.stream().mapToLong(line -> line.text().doubtful()).sum();
        return "<section id=\"state\">\n<h2>State</h2>\n<dl class=\"summary\">\n"
                + HtmlPage.figure("units", units)
                + HtmlPage.figure("confirmed by a person", confirmed + share(confirmed, units))
                + (report.counts().hasProbabilities()
                        ? HtmlPage.figure("doubtful (below " + Bead.DOUBTFUL + ")", doubtful + share(doubtful, units))
                        : "")
                + HtmlPage.figure("errors", findings.count(Severity.ERROR))
                + HtmlPage.figure("warnings", findings.count(Severity.WARNING))
                + "</dl>\n"
                + (lines.isEmpty() ? "" : texts(lines))
                + (findings.findings().isEmpty() ? "" : frequent(findings))
                + "</section>\n";
    }

    private static String share(long part, long all) {
        return part == 0 ? "" : String.format(Locale.ROOT, " <small>%.1f%%</small>", 100.0 * part / all);
    }

    private String texts(List<TextStates.Line> lines) {
        return "<h3>Texts, most errors and doubtful pairs first</h3>\n"
                + HtmlPage.table(
                        "state",
                        List.of("Text", "Units", "Confirmed", "Doubtful", "Errors", "Warnings", "Probability"),
                        lines.stream().limit(MAX_TEXTS).map(this::text))
                + more(lines.size() - MAX_TEXTS, "more text", " with fewer errors and doubtful pairs")
                + (lines.stream().anyMatch(line -> line.text().isRated())
                        ? "<p class=\"more\">Each strip shows a text from its start to its end. A part has a bar from"
                                + " below for its doubtful pairs (orange: lowest probability below 0.5, yellow: below "
                                + Bead.DOUBTFUL
                                + ") and a bar from above for its confirmed pairs (green). The rest is blue.</p>\n"
                        : "");
    }

    private static String more(int count, String one, String rest) {
        return count <= 0 ? "" : "<p class=\"more\">" + Plurals.of(count, one) + rest + "</p>\n";
    }

    private String text(TextStates.Line line) {
        TextStates.TextState text = line.text();
        String name = HtmlPage.escaped(text.name());
        return "<tr><th scope=\"row\">"
                + link(text.firstRow(), name)
                + HtmlPage.review(report.review().flatMap(review -> review.row(text.name(), 1)), ": " + name)
                + "</th>"
                + cell("units", text.units(), "")
                + cell("confirmed", text.confirmed(), "")
                + cell("doubtful", text.doubtful(), "")
                + cell("errors", line.errors(), " class=\"error\"")
                + cell("warnings", line.warnings(), " class=\"warning\"")
                + "<td class=\"along\">"
                + (text.isRated() ? HtmlStrip.svg(text) : "")
                + text.lowest().stream()
                        .mapToObj(lowest -> "lowest "
                                + link(
                                        text.lowestRow(),
                                        String.format(Locale.ROOT, "%.2f in row %d", lowest, text.lowestRow())))
                        .collect(Collectors.joining())
                + "</td></tr>\n";
    }

    private String link(int row, String text) {
        return row == 0 || row > maxRows ? text : "<a href=\"#r" + row + "\">" + text + "</a>";
    }

    /** Returns a count. On narrow screens the style sheet shows its name, because there are no columns. */
    private static String cell(String name, int count, String emphasis) {
        return "<td data-of=\"" + name + "\"" + (count == 0 ? "" : emphasis) + ">" + count + "</td>";
    }

    private static String frequent(FindingReport found) {
        Map<String, Integer> counts = found.byRule();
        return "<h3>Most frequent findings</h3>\n"
                + HtmlPage.table(
                        "state",
                        List.of("Rule", "Findings", "First example"),
                        counts.entrySet().stream()
                                .sorted(Map.Entry.<String, Integer>comparingByValue()
                                        .reversed())
                                .limit(MAX_RULES)
                                .map(rule -> frequent(rule.getKey(), rule.getValue(), found.findings())))
                + more(counts.size() - MAX_RULES, "more rule", " in the list");
    }

    private static String frequent(String rule, int count, List<Finding> all) {
        Finding example = all.stream()
                .filter(finding -> finding.rule().id().equals(rule))
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .findFirst()
                .orElseThrow();
        return "<tr class=\"" + example.severity() + "\"><th scope=\"row\"><a href=\"#" + rule + "\">" + rule
                + "</a></th><td><a href=\"#findings\" data-show=\"" + rule + "\">" + Plurals.of(count, "finding")
                + "</a></td><td class=\"example\"><span class=\"severity\">" + example.severity() + "</span> "
                + HtmlPage.escaped(example.message()) + "<small>"
                + HtmlPage.escaped(example.location().toString()) + "</small></td></tr>\n";
    }

    /** Draws the parts of a text from left to right. Heights show shares, so the strip does not rely on colour alone. */
    private static final class HtmlStrip {
        private static final int HEIGHT = 12;

        /** Height at which a single row of a large part stays visible. */
        private static final int LEAST = 4;

        private static final int WRONG = 50;

        private HtmlStrip() {}

        static String svg(TextStates.TextState text) {
            List<TextStates.Strip.Part> parts = text.strip().parts();
            return "<svg class=\"strip\" role=\"img\" aria-label=\"" + words(text, parts) + "\" viewBox=\"0 0 "
                    + parts.size() + " " + HEIGHT + "\" preserveAspectRatio=\"none\">"
                    + path("sure", parts, false, part -> part.rated() > 0 ? HEIGHT : 0)
                    + path("confirmed", parts, false, part -> height(part.confirmed(), part.rows()))
                    + path("unsure", parts, true, part -> part.lowest() < WRONG ? 0 : doubt(part))
                    + path("doubt", parts, true, part -> part.lowest() < WRONG ? doubt(part) : 0) + "</svg>";
        }

        private static int doubt(TextStates.Strip.Part part) {
            return height(part.doubtful(), part.rows());
        }

        private static int height(int rows, int all) {
            return rows == 0 ? 0 : Math.max(LEAST, HEIGHT * rows / all);
        }

        private static String path(
                String kind,
                List<TextStates.Strip.Part> parts,
                boolean isBelow,
                ToIntFunction<TextStates.Strip.Part> heights) {
            StringBuilder bars = new StringBuilder();
            for (int i = 0; i < parts.size(); i++) {
                int height = heights.applyAsInt(parts.get(i));
                if (height > 0) {
                    bars.append("M" + i + " " + (isBelow ? HEIGHT - height : 0) + "h1v" + height + "h-1z");
                }
            }
            return bars.isEmpty() ? "" : "<path class=\"" + kind + "\" d=\"" + bars + "\"/>";
        }

        private static String words(TextStates.TextState text, List<TextStates.Strip.Part> parts) {
            int most = 0;
            for (int i = 1; i < parts.size(); i++) {
                most = parts.get(i).doubtful() > parts.get(most).doubtful() ? i : most;
            }
            String words = "Probability along the text: " + text.doubtful() + " of " + Plurals.of(text.units(), "row")
                    + " doubtful, " + text.confirmed() + " confirmed";
            if (text.doubtful() == 0) {
                return words;
            }
            int from = text.firstRow() + most * parts.get(0).rows();
            int to = from + parts.get(most).rows() - 1;
            return words + "; most doubtful in " + (from == to ? "row " + from : "rows " + from + " to " + to);
        }
    }
}
