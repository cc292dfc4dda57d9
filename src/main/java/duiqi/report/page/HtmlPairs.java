package duiqi.report.page;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.TextSpan;
import duiqi.report.FindingReport;
import duiqi.report.PairReport;
import duiqi.report.ReportFormat;
import duiqi.report.Terminal;
import duiqi.report.TextStates;
import duiqi.text.Direction;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.Plurals;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes a {@link PairReport} on one page: state, figures, pairs, findings and rules. A long table omits later rows without findings. Use an
 * instance once.
 */
public final class HtmlPairs {
    private static final String PAGER = """
            <span class="pager"><button type="button" name="before">Previous</button>
            <label>Page <select name="page"></select></label>
            <button type="button" name="after">Next</button></span>
            <output></output>
            </form>
            """;

    private final PairReport report;
    private final int maxRows;
    private final List<Finding> findings;
    private final HtmlPage.HtmlFilters filters;

    /** Indices of the findings, by the locations of their unit. */
    private final Map<List<Location>, List<Integer>> byPlaces;

    /** Row number of each finding in the table of pairs, 0 for none. */
    private final int[] rows;

    private final HtmlVariants variants;
    private final Writer out;
    private int row;

    /**
     * Creates a writer.
     *
     * @param maxRows number of rows after which the table has only rows with findings
     */
    public HtmlPairs(PairReport report, int maxRows, Writer out) {
        this.report = report;
        this.maxRows = maxRows;
        this.out = out;
        this.findings = report.findings().findings();
        this.filters = new HtmlPage.HtmlFilters(report.findings());
        this.byPlaces = IntStream.range(0, findings.size())
                .boxed()
                .collect(Collectors.groupingBy(
                        index -> places(findings.get(index).unit())));
        this.rows = new int[findings.size()];
        this.variants = new HtmlVariants(report.variants());
    }

    public void write(PairReport.Source pairs) throws IOException {
        HtmlPage page = new HtmlPage(report.title(), "duiqi report", List.of("report.css", "pairs.css"), "pairs.js");
        page.begin(out);
        head();
        out.write("<main>\n");
        HtmlState state = new HtmlState(report, maxRows);
        out.write(state.section() + state.figures());
        HtmlPage.HtmlRows list = pairs();
        pairs.readTo(pair -> {
            row++;
            List<Finding> own = findings(pair.unit());
            if (row <= maxRows || !own.isEmpty()) {
                list.add(pair.files(), row(row, pair, own));
                variants.shown(pair.unit(), row);
            }
        });
        list.close();
        out.write("</div>\n");
        list();
        out.write(variants.section());
        out.write("</main>\n");
        out.write(filters.rules(rule -> Optional.empty()));
        page.end(out);
    }

    /**
     * Returns the findings of a unit in the current row. A second read of the unit finds them by its locations. Returns
     * none if its text has changed since the check, because their spans would mark other words.
     */
    private List<Finding> findings(CheckedUnit unit) {
        List<Finding> own = new ArrayList<>();
        for (int index : byPlaces.getOrDefault(places(unit), List.of())) {
            Finding finding = findings.get(index);
            CheckedUnit checked = finding.unit();
            if (checked.chinese().equals(unit.chinese()) && checked.english().equals(unit.english())) {
                rows[index] = row;
                own.add(finding);
            }
        }
        return own;
    }

    private static List<Location> places(CheckedUnit unit) {
        return List.of(unit.source().place().at(0), unit.target().place().at(0));
    }

    private void head() throws IOException {
        FindingReport found = report.findings();
        out.write("<header>\n<h1>" + Terminal.html(report.title()) + "</h1>\n<p>"
                + Plurals.of(report.counts().units(), "unit") + ", "
                + Plurals.of(found.findings().size(), "finding") + "; duiqi " + Terminal.html(found.version())
                + ", <time>" + found.time().truncatedTo(ChronoUnit.SECONDS) + "</time></p>\n"
                + HtmlPage.incomplete(found.incomplete())
                + "<nav aria-label=\"Parts of the report\"><a href=\"#state\">State</a> <a href=\"#figures\">Figures</a> "
                + "<a href=\"#pairs\">Texts</a> <a href=\"#findings\">Findings</a>"
                + " <a href=\"#variants\">Terms</a></nav>\n</header>\n");
    }

    private String review(int number) {
        return HtmlPage.review(
                report.review().flatMap(review -> {
                    TextStates.TextState text = report.counts().texts().of(number);
                    return review.row(text.name(), number - text.firstRow() + 1);
                }),
                " row " + number);
    }

    private HtmlPage.HtmlRows pairs() throws IOException {
        boolean hasProbabilities = report.counts().hasProbabilities();
        begin("pairs", "Texts side by side");
        int units = report.counts().units();
        out.write((units > maxRows
                        ? "<p>The table has the first " + maxRows + " of " + Plurals.of(units, "row")
                                + ", and of the others those with findings. To see all, split the files with <code>duiqi tm split</code>.</p>\n"
                        : "")
                + HtmlPage.HtmlRows.paging(units)
                + "<form hidden>\n<label>Show <select name=\"kind\">\n"
                + HtmlPage.option("", "all")
                + (hasProbabilities ? HtmlPage.option("doubtful", "doubtful pairs") : "")
                + HtmlPage.option("unpaired", "unpaired sentences")
                + (report.counts().hasCrossing() ? HtmlPage.option("crossing", "crossing pairs") : "")
                + HtmlPage.option("found", "rows with findings") + "</select></label>\n"
                + (hasProbabilities
                        ? "<label>Order <select name=\"order\">\n" + HtmlPage.option("", "as in the files")
                                + HtmlPage.option("probability", "lowest probability first") + "</select></label>\n"
                        : "")
                + "<label>Find <input type=\"search\" name=\"text\" autocomplete=\"off\"></label>\n" + PAGER);
        return new HtmlPage.HtmlRows(
                List.of(
                        "Row",
                        hasProbabilities ? "Probability" : "Type",
                        "Source" + language(Direction::source),
                        "Target" + language(Direction::target)),
                out);
    }

    private String language(Function<Direction, Language> side) {
        return report.counts()
                .direction()
                .map(direction -> " (" + side.apply(direction).displayName() + ")")
                .orElse("");
    }

    private void begin(String id, String heading) throws IOException {
        out.write("<div class=\"paged\" id=\"" + id + "\" data-page=\"" + HtmlPage.HtmlRows.PAGE + "\">\n<h2>" + heading
                + "</h2>\n");
    }

    private void list() throws IOException {
        begin("findings", "Findings");
        out.write(
                findings.isEmpty()
                        ? "<p>No findings.</p>\n"
                        : answers() + HtmlPage.HtmlRows.paging(findings.size()) + "<form hidden>\n" + filters.controls()
                                + PAGER);
        HtmlPage.HtmlRows list = new HtmlPage.HtmlRows(List.of("Severity", "Location", "Message", "Rule"), out);
        for (int index = 0; index < rows.length; index++) {
            list.add("", row(findings.get(index), rows[index]));
        }
        list.close();
        out.write("</div>\n");
    }

    /** Returns a link to the table for the translators, or the command that writes a table too long for a link. */
    private String answers() throws IOException {
        if (findings.size() > HtmlPage.HtmlRows.PAGE) {
            return "<p>A table for the translators, with a column for their answers:"
                    + " <code>duiqi check --to answers -o answers.csv</code> and the same inputs</p>\n";
        }
        StringWriter table = new StringWriter();
        ReportFormat.writeAnswers(findings, this::unit, table);
        return "<p><a download=\"answers.csv\" href=\"data:text/csv;charset=utf-8;base64,"
                + Base64.getEncoder().encodeToString(table.toString().getBytes(StandardCharsets.UTF_8))
                + "\">Table for the translators (CSV, with a column for their answers)</a></p>\n";
    }

    /** Returns the number of the row of a finding in its text, or the id of its unit if no row shows it. */
    private String unit(int finding) {
        return rows[finding] == 0
                ? findings.get(finding).unit().id()
                : Integer.toString(rows[finding]
                        - report.counts().texts().of(rows[finding]).firstRow()
                        + 1);
    }

    /** Returns a row of the table of pairs. It may have 100,000 rows, so each has as few elements as possible. */
    private String row(int number, PairReport.Pair pair, List<Finding> own) {
        CheckedUnit unit = pair.unit();
        OptionalDouble probability = pair.probability();
        String figure = probability.isPresent() ? HtmlPage.percent(probability.getAsDouble()) : "";
        String kinds = ((pair.isUnpaired() ? " unpaired" : "")
                        + (pair.crossing() ? " crossing" : "")
                        + (pair.isDoubtful() ? " doubtful" : "")
                        + (own.isEmpty() ? "" : " found"))
                .strip();
        return "<tr id=\"r" + number + '"'
                + (figure.isEmpty() ? "" : " data-p=\"" + probability.getAsDouble() + '"')
                + (kinds.isEmpty() ? "" : " data-kind=\"" + kinds + '"')
                + "><th scope=\"row\"><a href=\"#r" + number + "\" title=\"" + lines(unit) + "\">" + number
                + "</a></th><td class=\"pair\">"
                + (figure.isEmpty()
                        ? ""
                        : "<b class=\"p p" + (int) Math.floor(probability.getAsDouble() * 10) + "\">" + figure
                                + "</b> ")
                + pair.type()
                + (pair.crossing() ? " <i>crossing</i>" : "")
                + (pair.isConfirmed() ? " <i class=\"confirmed\">confirmed</i>" : "")
                + (kinds.isEmpty() ? "" : review(number)) + "</td>"
                + side(unit, TextSpan.Side.SOURCE, own) + "</td>"
                + side(unit, TextSpan.Side.TARGET, own)
                + (own.isEmpty()
                        ? ""
                        : own.stream()
                                .map(HtmlPairs::inline)
                                .collect(Collectors.joining("", "<ul class=\"found\">", "</ul>")))
                + "</td></tr>\n";
    }

    /** Returns the lines of the texts in their files. A blank text has no line of its own. */
    private static String lines(CheckedUnit unit) {
        return Stream.of(unit.source(), unit.target())
                .filter(passage -> !passage.text().isBlank())
                .map(passage -> (passage.equals(unit.source()) ? "source line " : "target line ")
                        + passage.place().at(0).line())
                .collect(Collectors.joining(", "));
    }

    private static String side(CheckedUnit unit, TextSpan.Side side, List<Finding> findings) {
        String text = unit.passage(side).text();
        if (text.isBlank()) {
            return "<td><em>no " + unit.language(side) + "</em>";
        }
        List<TextSpan> spans = findings.stream()
                .flatMap(finding -> finding.spans().stream())
                .distinct()
                .toList();
        return "<td lang=\"" + FindingText.code(unit, side) + "\">" + HtmlReport.HtmlFinding.marked(text, side, spans);
    }

    private static String inline(Finding finding) {
        return "<li lang=\"en\" class=\"" + finding.severity() + "\"><span class=\"severity\">" + finding.severity()
                + "</span> " + Terminal.html(finding.message()) + " " + FindingText.rule(finding)
                + HtmlReport.HtmlFinding.write(finding).strip() + "</li>";
    }

    /**
     * Returns the row of a finding in the list of all findings.
     *
     * @param at number of the row that shows its pair; 0 if no row does
     */
    private String row(Finding finding, int at) {
        String location = FindingText.place(finding);
        return "<tr" + filters.attributes(finding) + "><td class=\"severity\">" + finding.severity()
                + "</td><td class=\"where\">"
                + (at == 0 ? location : "<a href=\"#r" + at + "\">" + location + "</a>" + review(at))
                + "</td><td>" + Terminal.html(finding.message())
                + HtmlReport.HtmlFinding.write(finding).strip() + "</td><td>" + FindingText.rule(finding)
                + "</td></tr>\n";
    }
}
