package duiqi.report.page;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Findings;
import duiqi.check.TextSpan;
import duiqi.report.FindingReport;
import duiqi.report.PairCounts;
import duiqi.report.PairReport;
import duiqi.text.Direction;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.Plurals;
import java.io.IOException;
import java.io.Writer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Writes a {@link PairReport}: figures, pairs, findings and rules. A report in pages of files has the figures in its first
 * file; each file has its own rows and their findings. Use an instance once.
 */
public final class HtmlPairs {
    private final PairReport report;
    private final HtmlPage page;
    private final List<PairReport.Page> pages;
    private final int rowsOfFile;
    private final Findings findings;

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
        this.rows = new int[findings.size()];
    }

    /** Writes all files. */
    public void write(PairReport.Source pairs) throws IOException {
        HtmlRows[] list = {begin()};
        pairs.readTo(pair -> {
            if (row == (current + 1L) * rowsOfFile && current + 1 < pages.size()) {
                end(list[0]);
                current++;
                out = pages.get(current).out();
                list[0] = begin();
            }
            row++;
            List<Finding> own = findings(pair.unit());
            list[0].add(pair.files(), HtmlRow.of(row, pair, own));
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
        for (int index : findings.near(unit)) {
            Finding finding = findings.get(index);
            CheckedUnit checked = finding.unit();
            if (checked.source().place().at(0).equals(unit.source().place().at(0))
                    && checked.target()
                            .place()
                            .at(0)
                            .equals(unit.target().place().at(0))
                    && checked.chinese().equals(unit.chinese())
                    && checked.english().equals(unit.english())) {
                rows[index] = row;
                own.add(finding);
            }
        }
        return own;
    }

    /** Begins a file, up to the table of its pairs. */
    private HtmlRows begin() throws IOException {
        page.begin(out);
        head();
        out.write("<main>\n");
        if (current == 0) {
            out.write(HtmlFigures.section(report));
        }
        return pairs();
    }

    /** Ends a file: its pairs, and the findings in its rows. */
    private void end(HtmlRows pairs) throws IOException {
        pairs.close();
        out.write("</div>\n");
        int[] indices =
                IntStream.range(0, findings.size()).filter(this::isOfFile).toArray();
        FindingReport own = report.findings().with(findings.at(Arrays.stream(indices)));
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
                + (current == 0 ? "<a href=\"#figures\">Figures</a> " : "") + "<a href=\"#pairs\">Texts</a> "
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

    private int rowsOfCurrentFile() {
        int rest = report.counts().units() - (int) Math.min(Integer.MAX_VALUE, (long) current * rowsOfFile);
        return current + 1 == pages.size() ? rest : Math.min(rest, rowsOfFile);
    }

    private HtmlRows pairs() throws IOException {
        begin("pairs", "Texts side by side");
        out.write(HtmlRows.paging(rowsOfCurrentFile(), "row"));
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
                    <option value="confidence">lowest confidence first</option>
                    </select></label>
                    """);
        }
        out.write("<label>Find <input type=\"search\" name=\"text\" autocomplete=\"off\"></label>\n");
        pager();
        return new HtmlRows(
                "<th scope=\"col\">Row</th><th scope=\"col\">"
                        + (report.counts().hasProbabilities() ? "Confidence" : "Location")
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
        out.write("<div class=\"paged\" id=\"" + id + "\" data-page=\"" + HtmlRows.PAGE + "\">\n<h2>" + heading
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
            out.write(HtmlRows.paging(all.size(), "finding"));
            out.write("<form hidden>\n" + HtmlPage.HtmlFilters.controls(own));
            pager();
        }
        HtmlRows list = new HtmlRows(
                "<th scope=\"col\">Severity</th><th scope=\"col\">Location</th><th scope=\"col\">Message</th>"
                        + "<th scope=\"col\">Rule</th>",
                out);
        for (int index : indices) {
            Optional<Integer> at = Optional.of(rows[index]).filter(number -> number > 0);
            list.add("", HtmlRow.of(findings.get(index), at));
        }
        list.close();
        out.write("</div>\n");
    }

    /** Writes rows of the tables. A table may have 100,000 rows, so each row has as few elements as possible. */
    private static final class HtmlRow {
        private HtmlRow() {}

        /** Returns the row of a pair with its findings. */
        static String of(int number, PairReport.Pair pair, List<Finding> findings) {
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
            html.append(pair.type() + (pair.crossing() ? " <i>crossing</i>" : "") + "<small>" + locations(unit)
                    + "</small></td>" + side(unit, TextSpan.Side.SOURCE, findings) + "</td>"
                    + side(unit, TextSpan.Side.TARGET, findings));
            if (!findings.isEmpty()) {
                html.append("<ul class=\"found\">");
                findings.forEach(finding -> html.append(inline(finding)));
                html.append("</ul>");
            }
            return html.append("</td></tr>\n").toString();
        }

        private static String figure(double probability) {
            return String.format(Locale.ROOT, "%.2f", probability);
        }

        private static String kinds(PairReport.Pair pair, List<Finding> findings) {
            boolean isDoubtful = pair.probability().isPresent()
                    && PairCounts.isDoubtful(pair.probability().getAsDouble());
            String kinds = (pair.isUnpaired() ? " unpaired" : "")
                    + (pair.crossing() ? " crossing" : "")
                    + (isDoubtful ? " doubtful" : "")
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
         */
        static String of(Finding finding, Optional<Integer> row) {
            String location = HtmlPage.escaped(finding.location().toString());
            return "<tr class=\"" + finding.severity() + "\" data-severity=\"" + finding.severity() + "\" data-rule=\""
                    + finding.rule().id() + "\"><td class=\"severity\">" + finding.severity()
                    + "</td><td class=\"where\">"
                    + row.map(number -> "<a href=\"#r" + number + "\">" + location + "</a>")
                            .orElse(location) + "</td><td>"
                    + HtmlPage.escaped(finding.message())
                    + HtmlReport.HtmlFinding.write(finding).strip() + "</td><td><a href=\"#"
                    + finding.rule().id() + "\">" + finding.rule().id() + "</a></td></tr>\n";
        }
    }

    /**
     * Writes the rows of a list in their order. The rows of the first page are HTML tables. The page contains the other
     * rows as text, which the browser does not parse or lay out until the script needs them. 100,000 rows open as fast
     * as 1,000. Use an instance once.
     */
    public static final class HtmlRows {
        /** Number of rows of a page. A browser can lay out this many rows without a delay. */
        public static final int PAGE = 1000;

        private static final String TABLE_END = "</tbody>\n</table>\n</section>\n";
        private static final String TEXT_END = "</script>\n";

        private final String columns;
        private final Writer out;
        private int rows;
        private String heading = "";

        /** Closing tags of the open part; empty if no part is open. */
        private String end = "";

        /**
         * Creates an empty list.
         *
         * @param columns cells of the table header, as HTML
         */
        HtmlRows(String columns, Writer out) {
            this.columns = columns;
            this.out = out;
        }

        /**
         * Writes a row.
         *
         * @param above heading of the row, as plain text; consecutive rows with the same heading share it; empty for no
         *     heading
         * @param row a table row on its own line, as HTML
         */
        void add(String above, String row) throws IOException {
            boolean isTable = rows < PAGE;
            if (end.isEmpty() || !above.equals(heading) || rows % PAGE == 0) {
                close();
                heading = above;
                out.write(
                        isTable
                                ? table()
                                : "<script type=\"text/html\" data-file=\"" + HtmlPage.escaped(above) + "\">\n");
                end = isTable ? TABLE_END : TEXT_END;
            }
            out.write(row);
            rows++;
        }

        /** Closes the open part. */
        void close() throws IOException {
            out.write(end);
            end = "";
        }

        private String table() {
            String title = heading.isEmpty() ? "" : "<h3 class=\"file\">" + HtmlPage.escaped(heading) + "</h3>\n";
            return "<section>\n" + title + "<table class=\"rows\">\n<thead><tr>" + columns + "</tr></thead>\n<tbody>\n";
        }

        /** Returns the note above a list that has more than one page. Returns an empty text for a shorter list. */
        static String paging(int count, String one) {
            if (count <= PAGE) {
                return "";
            }
            return "<p class=\"paging\">" + "This file contains " + Plurals.of(count, one) + ", shown in pages of "
                    + PAGE
                    + ". The browser prints only the page that it shows. To print everything, choose"
                    + " <em>all pages</em>.</p>\n"
                    + "<noscript><p>Scripts are disabled in this browser, so it shows only the first"
                    + " page.</p></noscript>\n";
        }
    }
}
