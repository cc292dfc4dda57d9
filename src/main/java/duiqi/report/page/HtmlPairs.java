package duiqi.report.page;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.TextSpan;
import duiqi.report.FindingReport;
import duiqi.report.PairReport;
import duiqi.report.TextStates;
import duiqi.report.findings.TextReports;
import duiqi.text.Direction;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.Plurals;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes a {@link PairReport}: state, figures, pairs, findings and rules. A report in pages of files has state and figures in its first
 * file; each file has its own rows and their findings. Use an instance once.
 */
public final class HtmlPairs {
    private final PairReport report;
    private final HtmlPage page;
    private final List<PairReport.Page> pages;
    private final int rowsOfFile;
    private final List<Finding> findings;

    /** Indices of the findings, by the locations of their unit. */
    private final Map<List<Location>, List<Integer>> byPlaces;

    /** Row number of each finding in the table of pairs, 0 for none. */
    private final int[] rows;

    /** Index of the current file. */
    private int current;

    private Writer out;
    private int row;

    /**
     * Creates a writer.
     *
     * @param page style and script of each file
     * @param rowsOfFile maximum number of rows of each file except the last
     */
    public HtmlPairs(PairReport report, HtmlPage page, List<PairReport.Page> pages, int rowsOfFile) {
        this.report = report;
        this.page = page;
        this.pages = List.copyOf(pages);
        this.rowsOfFile = rowsOfFile;
        this.out = pages.get(0).out();
        this.findings = report.findings().findings();
        this.byPlaces = IntStream.range(0, findings.size())
                .boxed()
                .collect(Collectors.groupingBy(
                        index -> places(findings.get(index).unit())));
        this.rows = new int[findings.size()];
    }

    /** Writes all files. */
    public void write(PairReport.Source pairs) throws IOException {
        HtmlPage.HtmlRows[] list = {begin()};
        pairs.readTo(pair -> {
            if (row == (current + 1L) * rowsOfFile && current + 1 < pages.size()) {
                end(list[0]);
                current++;
                out = pages.get(current).out();
                list[0] = begin();
            }
            row++;
            List<Finding> own = findings(pair.unit());
            list[0].add(pair.files(), HtmlRow.of(row, pair, own, review(row)));
        });
        end(list[0]);
        for (current++; current < pages.size(); current++) {
            out = pages.get(current).out();
            end(begin());
        }
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

    /** Begins a file, up to the table of its pairs. */
    private HtmlPage.HtmlRows begin() throws IOException {
        page.begin(out);
        head();
        out.write("<main>\n");
        if (current == 0) {
            out.write(new HtmlState(report, this::link).section());
            out.write(HtmlFigures.section(report));
        }
        return pairs();
    }

    /** Ends a file: its pairs, and the findings in its rows. */
    private void end(HtmlPage.HtmlRows pairs) throws IOException {
        pairs.close();
        out.write("</div>\n");
        int[] indices =
                IntStream.range(0, findings.size()).filter(this::isOfFile).toArray();
        FindingReport own = report.findings()
                .with(Arrays.stream(indices).mapToObj(findings::get).toList());
        list(own, indices);
        out.write("</main>\n");
        out.write(HtmlPage.HtmlFilters.rules(own, rule -> Optional.empty()));
        page.end(out);
    }

    /** Returns whether the current file lists a finding. The last file also lists findings without a row. */
    private boolean isOfFile(int finding) {
        int at = rows[finding];
        return pages.size() == 1
                || (at == 0
                        ? current + 1 == pages.size()
                        : Math.min((at - 1) / rowsOfFile, pages.size() - 1) == current);
    }

    private void head() throws IOException {
        FindingReport found = report.findings();
        out.write("<header>\n<h1>" + HtmlPage.escaped(report.title()) + "</h1>\n<p>"
                + Plurals.of(report.counts().units(), "unit") + ", "
                + Plurals.of(found.findings().size(), "finding") + "; duiqi " + HtmlPage.escaped(found.version())
                + ", <time>" + found.time().truncatedTo(ChronoUnit.SECONDS) + "</time></p>\n");
        if (current == 0) {
            out.write(HtmlPage.incomplete(found.incomplete()));
        }
        out.write("<nav aria-label=\"Parts of the report\">"
                + (current == 0 ? "<a href=\"#state\">State</a> <a href=\"#figures\">Figures</a> " : "")
                + "<a href=\"#pairs\">Texts</a> "
                + "<a href=\"#findings\">Findings</a></nav>\n");
        if (pages.size() > 1) {
            out.write(files());
        }
        out.write("</header>\n");
    }

    /** Returns the links to all files of the report. */
    private String files() {
        StringBuilder links = new StringBuilder("<nav aria-label=\"Files of the report\">Rows");
        for (int file = 0; file < pages.size(); file++) {
            String range = (file * rowsOfFile + 1) + "–"
                    + (file + 1 == pages.size() ? report.counts().units() : (file + 1) * rowsOfFile);
            links.append(
                    file == current
                            ? " <b aria-current=\"page\">" + range + "</b>"
                            : " <a href=\""
                                    + HtmlPage.escaped(link(pages.get(file).name())) + "\">" + range + "</a>");
        }
        return links.append("</nav>\n<p>This report has ")
                .append(pages.size())
                .append(" files. Filters and search apply to the rows and findings of one file.</p>\n")
                .toString();
    }

    /** Returns a relative URL of a file in the same folder. A colon in its name would otherwise end a scheme. */
    private static String link(String name) {
        return "./" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Returns the URL of a row, which may be in another file. */
    private String link(int number) {
        int file = pages.size() == 1 ? 0 : Math.min((number - 1) / rowsOfFile, pages.size() - 1);
        return (file == current ? "" : HtmlPage.escaped(link(pages.get(file).name()))) + "#r" + number;
    }

    /** Returns the link to a row in the review. */
    private Optional<String> review(int number) {
        return report.review().flatMap(review -> {
            TextStates.TextState text = report.counts().texts().of(number);
            return review.row(text.name(), number - text.firstRow() + 1);
        });
    }

    private int rowsOfCurrentFile() {
        int rest = report.counts().units() - (int) Math.min(Integer.MAX_VALUE, (long) current * rowsOfFile);
        return current + 1 == pages.size() ? rest : Math.min(rest, rowsOfFile);
    }

    private HtmlPage.HtmlRows pairs() throws IOException {
        begin("pairs", "Texts side by side");
        out.write(HtmlPage.HtmlRows.paging(rowsOfCurrentFile(), "row"));
        out.write("<form hidden>\n<label>Show <select name=\"kind\">\n<option value=\"\">all</option>\n");
        if (report.counts().hasProbabilities()) {
            out.write("<option value=\"doubtful\">doubtful pairs</option>\n");
        }
        out.write("<option value=\"unpaired\">unpaired sentences</option>\n");
        if (report.counts().hasCrossing()) {
            out.write("<option value=\"crossing\">crossing pairs</option>\n");
        }
        out.write("<option value=\"found\">rows with findings</option>\n</select></label>\n");
        if (report.counts().hasProbabilities()) {
            out.write("""
                    <label>Order <select name="order">
                    <option value="">as in the files</option>
                    <option value="probability">lowest probability first</option>
                    </select></label>
                    """);
        }
        out.write("<label>Find <input type=\"search\" name=\"text\" autocomplete=\"off\"></label>\n");
        pager();
        return new HtmlPage.HtmlRows(
                "<th scope=\"col\">Row</th><th scope=\"col\">"
                        + (report.counts().hasProbabilities() ? "Probability" : "Location")
                        + "</th><th scope=\"col\">Source" + language(Direction::source)
                        + "</th><th scope=\"col\">Target" + language(Direction::target) + "</th>",
                out);
    }

    /** Returns the language of a column in parentheses; empty if its pairs are in both languages. */
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

    private void pager() throws IOException {
        out.write("""
                <span class="pager"><button type="button" name="before">Previous</button>
                <label>Page <select name="page"></select></label>
                <button type="button" name="after">Next</button></span>
                <output></output>
                </form>
                """);
    }

    private void list(FindingReport own, int[] indices) throws IOException {
        List<Finding> all = own.findings();
        begin("findings", "Findings");
        if (all.isEmpty()) {
            out.write("<p>No findings.</p>\n");
        } else {
            out.write(answers(all, indices));
            out.write(HtmlPage.HtmlRows.paging(all.size(), "finding"));
            out.write("<form hidden>\n" + HtmlPage.HtmlFilters.controls(own));
            pager();
        }
        HtmlPage.HtmlRows list = new HtmlPage.HtmlRows(
                "<th scope=\"col\">Severity</th><th scope=\"col\">Location</th><th scope=\"col\">Message</th>"
                        + "<th scope=\"col\">Rule</th>",
                out);
        for (int index : indices) {
            Optional<Integer> at = Optional.of(rows[index]).filter(number -> number > 0);
            list.add("", HtmlRow.of(findings.get(index), at, at.flatMap(this::review)));
        }
        list.close();
        out.write("</div>\n");
    }

    /** Returns a link to the table for the translators, or the command that writes a table too long for a link. */
    private String answers(List<Finding> all, int[] indices) throws IOException {
        if (all.size() > HtmlPage.HtmlRows.PAGE) {
            return "<p>A table for the translators, with a column for their answers:"
                    + " <code>duiqi check --to answers -o answers.csv</code> and the same inputs</p>\n";
        }
        StringWriter table = new StringWriter();
        TextReports.AnswersReport.write(all, index -> unit(indices[index]), table);
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

    /** Writes rows of the tables. A table may have 100,000 rows, so each row has as few elements as possible. */
    private static final class HtmlRow {
        private HtmlRow() {}

        /** Returns the row of a pair with its findings. */
        static String of(int number, PairReport.Pair pair, List<Finding> findings, Optional<String> review) {
            CheckedUnit unit = pair.unit();
            StringBuilder html = new StringBuilder("<tr id=\"r" + number + '"');
            OptionalDouble probability = pair.probability();
            probability.ifPresent(value -> html.append(" data-p=\"" + figure(value) + '"'));
            String kinds = kinds(pair, findings);
            if (!kinds.isEmpty()) {
                html.append(" data-kind=\"" + kinds + '"');
            }
            html.append("><th scope=\"row\"><a href=\"#r" + number + "\">" + number + "</a></th><td class=\"pair\">");
            probability.ifPresent(value ->
                    html.append("<b class=\"p p" + (int) Math.floor(value * 10) + "\">" + figure(value) + "</b> "));
            html.append(pair.type() + (pair.crossing() ? " <i>crossing</i>" : "")
                    + (pair.isConfirmed() ? " <i class=\"confirmed\">confirmed</i>" : "") + "<small>" + locations(unit)
                    + "</small>" + (kinds.isEmpty() ? "" : link(review, number)) + "</td>"
                    + side(unit, TextSpan.Side.SOURCE, findings) + "</td>"
                    + side(unit, TextSpan.Side.TARGET, findings));
            if (!findings.isEmpty()) {
                html.append("<ul class=\"found\">");
                findings.forEach(finding -> html.append(inline(finding)));
                html.append("</ul>");
            }
            return html.append("</td></tr>\n").toString();
        }

        /** Returns the link to a row in the review, or an empty text if there is none. */
        private static String link(Optional<String> review, int number) {
            return review.map(address -> " <a class=\"review\" rel=\"noreferrer\" href=\"" + HtmlPage.escaped(address)
                            + "\" aria-label=\"Review row " + number + "\">Review</a>")
                    .orElse("");
        }

        private static String figure(double probability) {
            return String.format(Locale.ROOT, "%.2f", probability);
        }

        private static String kinds(PairReport.Pair pair, List<Finding> findings) {
            String kinds = (pair.isUnpaired() ? " unpaired" : "")
                    + (pair.crossing() ? " crossing" : "")
                    + (pair.isDoubtful() ? " doubtful" : "")
                    + (findings.isEmpty() ? "" : " found");
            return kinds.strip();
        }

        private static String locations(CheckedUnit unit) {
            String source = position(unit.source().place().at(0));
            String target = position(unit.target().place().at(0));
            if (unit.target().text().isBlank()) {
                return source;
            }
            return unit.source().text().isBlank() ? target : source + " – " + target;
        }

        private static String position(Location location) {
            return location.line() + ":" + location.column();
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
            return "<td lang=\"" + FindingText.code(unit, side) + "\">"
                    + HtmlReport.HtmlFinding.marked(text, side, spans);
        }

        private static String inline(Finding finding) {
            String rule = finding.rule().id();
            return "<li lang=\"en\" class=\"" + finding.severity() + "\"><span class=\"severity\">" + finding.severity()
                    + "</span> " + HtmlPage.escaped(finding.message()) + " <a href=\"#" + rule + "\">" + rule + "</a>"
                    + HtmlReport.HtmlFinding.write(finding).strip() + "</li>";
        }

        /**
         * Returns the row of a finding in the list of all findings.
         *
         * @param row number of the row that shows its pair; empty if no row does
         * @param review the URL of the row in the review; empty for no link
         */
        static String of(Finding finding, Optional<Integer> row, Optional<String> review) {
            String location = HtmlPage.escaped(finding.location().toString());
            return "<tr class=\"" + finding.severity() + "\" data-severity=\"" + finding.severity() + "\" data-rule=\""
                    + finding.rule().id() + "\"><td class=\"severity\">" + finding.severity()
                    + "</td><td class=\"where\">"
                    + row.map(number -> "<a href=\"#r" + number + "\">" + location + "</a>")
                            .orElse(location)
                    + link(review, row.orElse(0)) + "</td><td>"
                    + HtmlPage.escaped(finding.message())
                    + HtmlReport.HtmlFinding.write(finding).strip() + "</td><td><a href=\"#"
                    + finding.rule().id() + "\">" + finding.rule().id() + "</a></td></tr>\n";
        }
    }
}
