package duiqi.report.page;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.TextSpan;
import duiqi.report.FindingReport;
import duiqi.report.PairCounts;
import duiqi.report.PairReport;
import duiqi.text.Location;
import java.io.IOException;
import java.io.Writer;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Writes the body of a {@link PairReport}: figures, pairs, findings, rules. Used once. */
public final class HtmlPairs {
    private final PairReport report;
    private final Writer out;
    private final UnitFindings findings;

    /** The rows that findings are shown in. */
    private final IdentityHashMap<Finding, Integer> rows = new IdentityHashMap<>();

    private int row;

    public HtmlPairs(PairReport report, Writer out) {
        this.report = report;
        this.out = out;
        this.findings = new UnitFindings(report.findings().findings());
    }

    public void write(PairReport.Source pairs) throws IOException {
        head();
        out.write("<main>\n");
        out.write(HtmlFigures.section(report));
        pairs(pairs);
        list();
        out.write("</main>\n");
        out.write(HtmlPage.HtmlFilters.rules(report.findings(), rule -> Optional.empty()));
    }

    private void head() throws IOException {
        FindingReport found = report.findings();
        out.write("<header>\n<h1>" + HtmlPage.escaped(report.title()) + "</h1>\n<p>"
                + Words.count(report.counts().units(), "unit") + ", "
                + Words.count(found.findings().size(), "finding") + "; duiqi " + HtmlPage.escaped(found.version())
                + ", <time>" + found.time().truncatedTo(ChronoUnit.SECONDS) + "</time></p>\n");
        out.write(HtmlPage.incomplete(found.incomplete()));
        out.write(
                "<nav aria-label=\"Parts of the report\"><a href=\"#figures\">Figures</a> <a href=\"#pairs\">Texts</a> "
                        + "<a href=\"#findings\">Findings</a></nav>\n</header>\n");
    }

    private void pairs(PairReport.Source pairs) throws IOException {
        begin("pairs", "Texts side by side");
        out.write(HtmlRows.paging(report.counts().units(), "row"));
        out.write("<form hidden>\n<label>Show <select name=\"kind\">\n<option value=\"\">all</option>\n");
        if (report.counts().hasProbabilities()) {
            out.write("<option value=\"doubtful\">doubtful pairs</option>\n");
        }
        out.write("<option value=\"alone\">sentences without partner</option>\n");
        if (report.counts().hasCrossing()) {
            out.write("<option value=\"crossing\">crossing pairs</option>\n");
        }
        out.write("<option value=\"found\">rows with findings</option>\n</select></label>\n");
        if (report.counts().hasProbabilities()) {
            out.write("""
                    <label>Order <select name="order">
                    <option value="">as in the files</option>
                    <option value="sure">least sure first</option>
                    </select></label>
                    """);
        }
        out.write("<label>Find <input type=\"search\" name=\"text\" autocomplete=\"off\"></label>\n");
        pager();
        HtmlRows list = new HtmlRows(
                "<th scope=\"col\">Row</th><th scope=\"col\">"
                        + (report.counts().hasProbabilities() ? "Confidence" : "Place")
                        + "</th><th scope=\"col\">Chinese</th><th scope=\"col\">English</th>",
                out);
        pairs.readTo(pair -> {
            row++;
            List<Finding> own = findings.of(pair.unit());
            own.forEach(finding -> rows.put(finding, row));
            list.add(pair.files(), HtmlRow.of(row, pair, own));
        });
        list.close();
        out.write("</div>\n");
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

    private void list() throws IOException {
        List<Finding> all = report.findings().findings();
        begin("findings", "Findings");
        if (all.isEmpty()) {
            out.write("<p>Nothing was found.</p>\n");
        } else {
            out.write(HtmlRows.paging(all.size(), "finding"));
            out.write("<form hidden>\n" + HtmlPage.HtmlFilters.controls(report.findings()));
            pager();
        }
        HtmlRows list = new HtmlRows(
                "<th scope=\"col\">Severity</th><th scope=\"col\">Place</th><th scope=\"col\">What is wrong</th>"
                        + "<th scope=\"col\">Rule</th>",
                out);
        for (Finding finding : all) {
            list.add("", HtmlRow.of(finding, Optional.ofNullable(rows.get(finding))));
        }
        list.close();
        out.write("</div>\n");
    }

    /** Writes rows of the tables. There may be a hundred thousand, so each has as few elements as it can. */
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
            html.append(pair.type() + (pair.crossing() ? " <i>crossing</i>" : "") + "<small>" + places(unit)
                    + "</small></td>" + side("zh", unit, TextSpan.Side.SOURCE, findings) + "</td>"
                    + side("en", unit, TextSpan.Side.TARGET, findings));
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
            String kinds = (pair.isUnpaired() ? " alone" : "")
                    + (pair.crossing() ? " crossing" : "")
                    + (isDoubtful ? " doubtful" : "")
                    + (findings.isEmpty() ? "" : " found");
            return kinds.strip();
        }

        private static String places(CheckedUnit unit) {
            Location chinese = unit.source().place().at(0);
            Location english = unit.target().place().at(0);
            if (unit.english().isBlank()) {
                return position(chinese);
            }
            return unit.chinese().isBlank() ? position(english) : position(chinese) + " – " + position(english);
        }

        private static String position(Location location) {
            return location.line() + ":" + location.column();
        }

        private static String side(String language, CheckedUnit unit, TextSpan.Side side, List<Finding> findings) {
            String text = unit.passage(side).text();
            if (text.isBlank()) {
                return "<td><em>no " + (side == TextSpan.Side.SOURCE ? "Chinese" : "English") + "</em>";
            }
            List<TextSpan> spans = findings.stream()
                    .flatMap(finding -> finding.spans().stream())
                    .distinct()
                    .toList();
            return "<td lang=\"" + language + "\">" + HtmlReport.HtmlFinding.marked(text, side, spans);
        }

        private static String inline(Finding finding) {
            String rule = finding.rule().id();
            return "<li lang=\"en\" class=\"" + finding.severity() + "\"><span class=\"severity\">" + finding.severity()
                    + "</span> " + HtmlPage.escaped(finding.message()) + " <a href=\"#" + rule + "\">" + rule + "</a>"
                    + HtmlReport.HtmlFinding.write(finding).strip() + "</li>";
        }

        /**
         * Returns the row of a finding in the list of all.
         *
         * @param row where its pair is shown
         */
        static String of(Finding finding, Optional<Integer> row) {
            String place = HtmlPage.escaped(finding.location().toString());
            return "<tr class=\"" + finding.severity() + "\" data-severity=\"" + finding.severity() + "\" data-rule=\""
                    + finding.rule().id() + "\"><td class=\"severity\">" + finding.severity()
                    + "</td><td class=\"where\">"
                    + row.map(number -> "<a href=\"#r" + number + "\">" + place + "</a>")
                            .orElse(place) + "</td><td>"
                    + HtmlPage.escaped(finding.message())
                    + HtmlReport.HtmlFinding.write(finding).strip() + "</td><td><a href=\"#"
                    + finding.rule().id() + "\">" + finding.rule().id() + "</a></td></tr>\n";
        }
    }

    /**
     * Writes the rows of a list, in their order. The rows of the first page are tables; the others stand in the page as text, which a
     * browser neither parses nor lays out until the script asks for them: a hundred thousand rows open as fast as a thousand. Used
     * once.
     */
    public static final class HtmlRows {
        /** The rows of a page: as many as a browser lays out at once. */
        public static final int PAGE = 1000;

        private static final String TABLE_END = "</tbody>\n</table>\n</section>\n";
        private static final String TEXT_END = "</script>\n";

        private final String columns;
        private final Writer out;
        private int rows;
        private String heading = "";

        /** The end of the part that is open; empty when none is. */
        private String end = "";

        /**
         * Begins a list without rows.
         *
         * @param columns the cells of the head of their tables, in HTML
         */
        HtmlRows(String columns, Writer out) {
            this.columns = columns;
            this.out = out;
        }

        /**
         * Writes a row.
         *
         * @param above plain text to stand above it and its like; empty for none
         * @param row a row of a table on a line of its own, in HTML
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

        /** Ends the part that is open. */
        void close() throws IOException {
            out.write(end);
            end = "";
        }

        private String table() {
            String title = heading.isEmpty() ? "" : "<h3 class=\"file\">" + HtmlPage.escaped(heading) + "</h3>\n";
            return "<section>\n" + title + "<table class=\"rows\">\n<thead><tr>" + columns + "</tr></thead>\n<tbody>\n";
        }

        /** Returns the note above a list of more rows than a page has; empty for fewer. */
        static String paging(int count, String one) {
            if (count <= PAGE) {
                return "";
            }
            return "<p class=\"paging\">" + Words.count(count, one) + " in pages of " + PAGE
                    + ", all of them in this file. What is shown is what is printed; choose <em>all pages</em> to"
                    + " print everything.</p>\n"
                    + "<noscript><p>This browser runs no scripts, so that only the first page is"
                    + " shown.</p></noscript>\n";
        }
    }

    /** Finds the findings of a unit, also when the unit is read a second time. */
    private static final class UnitFindings {
        private final Map<Place, List<Finding>> byPlace = new HashMap<>();

        private record Place(Location chinese, Location english) {
            static Place of(CheckedUnit unit) {
                return new Place(
                        unit.source().place().at(0), unit.target().place().at(0));
            }
        }

        UnitFindings(List<Finding> findings) {
            for (Finding finding : findings) {
                byPlace.computeIfAbsent(Place.of(finding.unit()), place -> new ArrayList<>())
                        .add(finding);
            }
        }

        /** Returns the findings of a unit; none when its text has changed meanwhile, since they would mark other words. */
        List<Finding> of(CheckedUnit unit) {
            return byPlace.getOrDefault(Place.of(unit), List.of()).stream()
                    .filter(finding -> finding.unit().chinese().equals(unit.chinese())
                            && finding.unit().english().equals(unit.english()))
                    .toList();
        }
    }
}
