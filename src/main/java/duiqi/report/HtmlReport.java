package duiqi.report;

import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One page that needs nothing else and asks nothing of the network. Its security policy lets no style and script run but its own
 * two, named by their hashes (W3C, Content Security Policy Level 3, 8.3), so that no text of a stranger can become one.
 */
final class HtmlReport implements ReportFormat {
    private static final List<Severity> WORST_FIRST = List.of(Severity.ERROR, Severity.WARNING, Severity.NOTE);

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
        String style = resource("report.css");
        String script = resource("report.js");
        out.write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.write("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-"
                + hash(style) + "'; script-src 'sha256-" + hash(script)
                + "'; base-uri 'none'; form-action 'none'\">\n");
        out.write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.write("<meta name=\"color-scheme\" content=\"light dark\">\n");
        out.write("<title>" + title(report) + "</title>\n");
        out.write("<style>" + style + "</style>\n</head>\n<body>\n");
        head(report, out);
        out.write("<main>\n");
        for (Map.Entry<String, List<Finding>> file : ByFile.of(report).entrySet()) {
            if (!file.getValue().isEmpty()) {
                file(file.getKey(), file.getValue(), out);
            }
        }
        out.write("</main>\n");
        rules(report, settings, out);
        out.write("<script>" + script + "</script>\n</body>\n</html>\n");
    }

    private static String title(FindingReport report) {
        int found = report.findings().size();
        return "duiqi check: " + (found == 0 ? "nothing found" : Words.count(found, "finding"));
    }

    private static void head(FindingReport report, Writer out) throws IOException {
        out.write("<header>\n<h1>" + title(report) + "</h1>\n<p>");
        out.write(Words.count(report.units(), "unit") + " of "
                + Words.count(report.files().size(), "file") + ", duiqi " + HtmlFinding.escaped(report.version())
                + ", <time>" + report.time().truncatedTo(ChronoUnit.SECONDS) + "</time></p>\n");
        if (!report.incomplete().isEmpty()) {
            out.write("<div class=\"incomplete\">\n<p>Not all was checked:</p>\n<ul>\n");
            for (String line : report.incomplete()) {
                out.write("<li>" + HtmlFinding.escaped(line) + "</li>\n");
            }
            out.write("</ul>\n</div>\n");
        }
        out.write("<form hidden>\n<fieldset>\n<legend>Severity</legend>\n");
        for (Severity severity : WORST_FIRST) {
            out.write("<label class=\"" + severity + "\"><input type=\"checkbox\" name=\"severity\" value=\"" + severity
                    + "\" checked> " + severity + " <b>" + report.count(severity) + "</b></label>\n");
        }
        out.write("</fieldset>\n<label>Rule <select name=\"rule\">\n<option value=\"\">all</option>\n");
        for (Map.Entry<String, Integer> rule : report.byRule().entrySet()) {
            out.write("<option value=\"" + rule.getKey() + "\">" + rule.getKey() + " (" + rule.getValue()
                    + ")</option>\n");
        }
        out.write("</select></label>\n<output></output>\n</form>\n</header>\n");
    }

    private static void file(String file, List<Finding> findings, Writer out) throws IOException {
        out.write("<section>\n<h2>" + HtmlFinding.escaped(file) + "</h2>\n");
        for (Finding finding : findings) {
            out.write(HtmlFinding.article(finding));
        }
        out.write("</section>\n");
    }

    private static void rules(FindingReport report, ReportSettings settings, Writer out) throws IOException {
        out.write("<footer>\n<h2>Rules</h2>\n<dl>\n");
        Map<String, Integer> counts = report.byRule();
        for (Rule rule : report.allRules()) {
            String name = settings.page(rule.id())
                    .map(address -> "<a href=\"" + HtmlFinding.escaped(address) + "\">" + rule.id() + "</a>")
                    .orElse(rule.id());
            out.write("<dt id=\"" + rule.id() + "\">" + name + " <b>" + counts.getOrDefault(rule.id(), 0)
                    + "</b></dt>\n<dd>" + HtmlFinding.escaped(rule.summary()) + "</dd>\n");
        }
        out.write("</dl>\n</footer>\n");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
