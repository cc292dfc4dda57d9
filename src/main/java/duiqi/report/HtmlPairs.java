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
    /** Rows of a page: as many as a browser lays out at once. */
    static final int PAGE = 1000;

    private final PairReport report;
    private final Writer out;
    private final UnitFindings findings;

    /** The rows that findings are shown in. */
    private final IdentityHashMap<Finding, Integer> rows = new IdentityHashMap<>();

    private int row;
    private String section = "";

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
        out.write("<div class=\"paged\" id=\"pairs\" data-page=\"" + PAGE + "\">\n<h2>Texts side by side</h2>\n");
        paging(report.counts().units(), "row");
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
        pairs.readTo(this::take);
        end();
        out.write("</div>\n");
    }

    /** Says so where there is more than one page. */
    private void paging(int count, String one) throws IOException {
        if (count > PAGE) {
            out.write("<p class=\"paging\">" + Words.count(count, one) + " in pages of " + PAGE
                    + ", all of them in this file. What is shown is what is printed: choose <em>all pages</em> to print "
                    + "everything. Without scripts all pages follow one another.</p>\n");
        }
    }

    private void pager() throws IOException {
        out.write("<label>Page <select name=\"page\"></select></label>\n<output></output>\n</form>\n");
    }

    private void take(ReportedPair pair) throws IOException {
        if (!pair.files().equals(section) || row % PAGE == 0) {
            end();
            section = pair.files();
            begin(
                    "<h3 class=\"file\">" + HtmlPage.escaped(pair.files()) + "</h3>",
                    "<th scope=\"col\">Row</th>"
                            + "<th scope=\"col\">Pair</th><th scope=\"col\">Chinese</th><th scope=\"col\">English</th>");
        }
        row++;
        List<Finding> own = findings.of(pair.unit());
        own.forEach(finding -> rows.put(finding, row));
        out.write(HtmlRow.of(row, pair, own));
    }

    private void begin(String heading, String columns) throws IOException {
        out.write("<section>\n" + heading + "\n<table class=\"rows\">\n<thead><tr>" + columns
                + "</tr></thead>\n<tbody>\n");
    }

    private void end() throws IOException {
        if (!section.isEmpty()) {
            out.write("</tbody>\n</table>\n</section>\n");
        }
        section = "";
    }

    private void list() throws IOException {
        List<Finding> all = report.findings().findings();
        out.write("<div class=\"paged\" id=\"findings\" data-page=\"" + PAGE + "\">\n<h2>Findings</h2>\n");
        if (all.isEmpty()) {
            out.write("<p>Nothing was found.</p>\n");
        } else {
            paging(all.size(), "finding");
            out.write("<form hidden>\n" + HtmlFilters.controls(report.findings()));
            pager();
        }
        for (int i = 0; i < all.size(); i++) {
            if (i % PAGE == 0) {
                end();
                section = "findings";
                begin(
                        "",
                        "<th scope=\"col\">Severity</th><th scope=\"col\">Place</th><th scope=\"col\">What is wrong</th>"
                                + "<th scope=\"col\">Rule</th>");
            }
            out.write(HtmlRow.of(all.get(i), Optional.ofNullable(rows.get(all.get(i)))));
        }
        end();
        out.write("</div>\n");
    }
}
