package duiqi.report.page;

import duiqi.check.Finding;
import duiqi.report.FindingReport;
import duiqi.report.ReportFormat;
import duiqi.report.ReportSettings;
import java.io.IOException;
import java.io.Writer;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** The findings on one page, by file, with filters where scripts run. */
public final class HtmlReport implements ReportFormat {
    @Override
    public String name() {
        return "html";
    }

    @Override
    public String purpose() {
        return "people in a browser, or on paper";
    }

    @Override
    public void write(FindingReport report, ReportSettings settings, Writer out) throws IOException {
        new HtmlPage(title(report), "duiqi check", List.of("report.css"), "report.js").write(out, body -> {
            head(report, body);
            body.write("<main>\n");
            for (Map.Entry<String, List<Finding>> file :
                    FindingReport.ByFile.of(report).entrySet()) {
                if (!file.getValue().isEmpty()) {
                    file(file.getKey(), file.getValue(), body);
                }
            }
            body.write("</main>\n");
            body.write(HtmlPage.HtmlFilters.rules(report, settings::page));
        });
    }

    private static String title(FindingReport report) {
        int found = report.findings().size();
        return "duiqi check: " + (found == 0 ? "nothing found" : Words.count(found, "finding"));
    }

    private static void head(FindingReport report, Writer out) throws IOException {
        out.write("<header>\n<h1>" + title(report) + "</h1>\n<p>");
        out.write(Words.count(report.units(), "unit") + " of "
                + Words.count(report.files().size(), "file") + ", duiqi " + HtmlPage.escaped(report.version())
                + ", <time>" + report.time().truncatedTo(ChronoUnit.SECONDS) + "</time></p>\n");
        out.write(HtmlPage.incomplete(report.incomplete()));
        out.write(
                "<form hidden>\n" + HtmlPage.HtmlFilters.controls(report) + "<output></output>\n</form>\n</header>\n");
    }

    private static void file(String file, List<Finding> findings, Writer out) throws IOException {
        out.write("<section>\n<h2>" + HtmlPage.escaped(file) + "</h2>\n");
        for (Finding finding : findings) {
            out.write(HtmlFinding.article(finding));
        }
        out.write("</section>\n");
    }
}
