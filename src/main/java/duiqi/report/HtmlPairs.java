package duiqi.report;

import duiqi.check.Finding;
import java.io.IOException;
import java.io.Writer;
import java.time.temporal.ChronoUnit;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** The body of a {@link PairReport}: figures, pairs, findings, rules. Used once. */
final class HtmlPairs {
    private final PairReport report;
    private final Writer out;
    private final UnitFindings findings;

    /** The rows that findings are shown in. */
    private final IdentityHashMap<Finding, Integer> rows = new IdentityHashMap<>();

    private int row;

    HtmlPairs(PairReport report, Writer out) {
        this.report = report;
        this.out = out;
        this.findings = new UnitFindings(report.findings().findings());
    }

    void write(PairSource pairs) throws IOException {
        head();
        out.write("<main>\n");
        out.write(HtmlFigures.section(report));
        pairs(pairs);
        list();
        out.write("</main>\n");
        out.write(HtmlFilters.rules(report.findings(), rule -> Optional.empty()));
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

    private void pairs(PairSource pairs) throws IOException {
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
            out.write("<form hidden>\n" + HtmlFilters.controls(report.findings()));
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
}
