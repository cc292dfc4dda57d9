package duiqi.report.page;

import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.io.FileState;
import duiqi.report.FindingReport;
import duiqi.report.Terminal;
import duiqi.text.ResourceLines;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes a self-contained HTML page that makes no network requests. The content security policy allows only the style
 * and the script of this page, identified by their hashes (W3C, Content Security Policy Level 3, 8.3). Untrusted texts
 * cannot add styles or scripts.
 *
 * @param title title as plain text
 * @param generator the command that writes the page
 * @param styles names of CSS resources, joined into one style after {@link #LOOK}
 * @param script name of a JavaScript resource
 */
public record HtmlPage(String title, String generator, List<String> styles, String script) {
    /** The style that all pages share: colours, type and controls. */
    private static final String LOOK = ResourceLines.text(HtmlPage.class, "/duiqi/server/page/style/base.css");

    /**
     * Returns the element that identifies the command that wrote a page. The command may overwrite files with this
     * element.
     */
    public static String mark(String generator) {
        return "<meta name=\"generator\" content=\"" + generator + "\">";
    }

    void begin(Writer out) throws IOException {
        String style = styles.stream()
                .map(name -> ResourceLines.text(HtmlPage.class, name))
                .collect(Collectors.joining("", LOOK, ""));
        String code = ResourceLines.text(HtmlPage.class, script);
        out.write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.write("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-"
                + hash(style) + "'; script-src 'sha256-" + hash(code)
                + "'; base-uri 'none'; form-action 'none'\">\n");
        out.write(mark(generator) + "\n");
        out.write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.write("<meta name=\"color-scheme\" content=\"light dark\">\n");
        out.write("<title>" + Terminal.html(title) + "</title>\n");
        out.write("<style>" + style + "</style>\n</head>\n<body>\n");
    }

    void end(Writer out) throws IOException {
        out.write("<script>" + ResourceLines.text(HtmlPage.class, script) + "</script>\n</body>\n</html>\n");
    }

    /**
     * Returns the problems that prevented units from being checked, as HTML. Returns an empty text if there are none.
     */
    static String incomplete(List<String> lines) {
        if (lines.isEmpty()) {
            return "";
        }
        return lines.stream()
                .map(line -> "<li>" + Terminal.html(line) + "</li>\n")
                .collect(Collectors.joining(
                        "", "<div class=\"incomplete\">\n<p>Not checked:</p>\n<ul>\n", "</ul>\n</div>\n"));
    }

    /**
     * Returns a table.
     *
     * @param kind class of the table
     * @param columns headers as HTML; an empty one is no header
     * @param rows rows as HTML
     */
    static String table(String kind, List<String> columns, Stream<String> rows) {
        return rows.collect(Collectors.joining(
                "",
                columns.stream()
                        .map(column -> column.isEmpty() ? "<td></td>" : "<th scope=\"col\">" + column + "</th>")
                        .collect(Collectors.joining(
                                "", "<table class=\"" + kind + "\">\n<thead><tr>", "</tr></thead>\n<tbody>\n")),
                "</tbody>\n</table>\n"));
    }

    static String row(String header, Object... cells) {
        return Stream.of(cells)
                .map(cell -> "<td>" + cell + "</td>")
                .collect(Collectors.joining("", "<tr><th scope=\"row\">" + header + "</th>", "</tr>\n"));
    }

    static String option(String value, String text) {
        return "<option value=\"" + value + "\">" + Terminal.html(text) + "</option>\n";
    }

    /** Formats a probability in percent, as the review does; less than 1 never becomes 100%. */
    static String percent(double probability) {
        return (probability == 1 ? 100 : Math.min(99, Math.round(probability * 100))) + "%";
    }

    static String figure(String name, Object value) {
        return "<div><dt>" + name + "</dt><dd>" + value + "</dd></div>\n";
    }

    /**
     * Returns the link to a row in the review; empty if there is no address.
     *
     * @param what the end of the label, as HTML
     */
    static String review(Optional<String> address, String what) {
        return address.map(page -> " <a class=\"review\" rel=\"noreferrer\" href=\"" + Terminal.html(page)
                        + "\" aria-label=\"Review" + what + "\">Review</a>")
                .orElse("");
    }

    private static String hash(String text) {
        byte[] hash = FileState.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(hash);
    }

    /** Writes the controls that filter findings, and the list of rules that findings link to. Immutable. */
    static final class HtmlFilters {
        private static final List<Severity> WORST_FIRST = List.of(Severity.ERROR, Severity.WARNING, Severity.NOTE);

        private final FindingReport report;

        /** Numbers of the files that have findings. */
        private final Map<String, Integer> files = new LinkedHashMap<>();

        HtmlFilters(FindingReport report) {
            this.report = report;
            report.findings()
                    .forEach(finding -> files.putIfAbsent(finding.location().file(), files.size()));
        }

        /** Returns check boxes for the severities, and lists of the rules and the files that have findings. */
        String controls() {
            StringBuilder html = new StringBuilder("<fieldset>\n<legend>Severity</legend>\n");
            for (Severity severity : WORST_FIRST) {
                html.append("<label class=\"" + severity + "\"><input type=\"checkbox\" name=\"severity\" value=\""
                        + severity + "\" checked> " + severity + " <b>" + report.count(severity) + "</b></label>\n");
            }
            html.append("</fieldset>\n<label>Rule <select name=\"rule\">\n" + option("", "all"));
            report.byRule()
                    .forEach((rule, count) ->
                            html.append(option(rule, FindingText.ruleName(rule) + " (" + count + ")")));
            if (files.size() > 1) {
                html.append("</select></label>\n<label>File <select name=\"file\">\n" + option("", "all"));
                report.byFile()
                        .forEach((file, findings) -> html.append(
                                findings.isEmpty() ? "" : option(number(file), file + " (" + findings.size() + ")")));
            }
            return html.append("</select></label>\n").toString();
        }

        private String number(String file) {
            return String.valueOf(files.get(file));
        }

        /** Returns the attributes of the element of a finding, which the script filters. */
        String attributes(Finding finding) {
            return " class=\"" + finding.severity() + "\" data-severity=\"" + finding.severity() + "\" data-rule=\""
                    + finding.rule().id() + "\" data-file=\""
                    + number(finding.location().file()) + "\"";
        }

        /**
         * Returns the list of rules.
         *
         * @param page returns the URL of the page of a rule id
         */
        String rules(Function<String, Optional<String>> page) {
            StringBuilder html = new StringBuilder("<footer>\n<h2>Rules</h2>\n<dl>\n");
            Map<String, Integer> counts = report.byRule();
            for (Rule rule : report.allRules()) {
                String words = FindingText.ruleName(rule.id());
                String name = page.apply(rule.id())
                        .map(address -> "<a href=\"" + Terminal.html(address) + "\">" + words + "</a>")
                        .orElse(words);
                html.append("<dt id=\"" + rule.id() + "\">" + name + " <b>" + counts.getOrDefault(rule.id(), 0)
                        + "</b></dt>\n<dd>" + Terminal.html(rule.summary()) + " (<code>" + rule.id()
                        + "</code>)</dd>\n");
            }
            return html.append("</dl>\n</footer>\n").toString();
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

        private final List<String> columns;
        private final Writer out;
        private int rows;
        private String heading = "";

        /** Closing tags of the open part; empty if no part is open. */
        private String end = "";

        /**
         * Creates an empty list.
         *
         * @param columns headers as HTML
         */
        HtmlRows(List<String> columns, Writer out) {
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
                        isTable ? table() : "<script type=\"text/html\" data-file=\"" + Terminal.html(above) + "\">\n");
                end = isTable ? TABLE_END : TEXT_END;
            }
            out.write(row);
            rows++;
        }

        void close() throws IOException {
            out.write(end);
            end = "";
        }

        private String table() {
            String title = heading.isEmpty() ? "" : "<h3 class=\"file\">" + Terminal.html(heading) + "</h3>\n";
            String whole = HtmlPage.table("rows", columns, Stream.of());
            return "<section>\n" + title + whole.substring(0, whole.indexOf("</tbody>"));
        }

        /** Returns the note above a list that has more than one page. Returns an empty text for a shorter list. */
        static String paging(int count) {
            if (count <= PAGE) {
                return "";
            }
            return "<p class=\"paging\">The list is in pages of " + PAGE
                    + ". The browser prints only the page that it shows. To print everything, choose"
                    + " <em>all pages</em>.</p>\n"
                    + "<noscript><p>Scripts are disabled in this browser, so it shows only the first"
                    + " page.</p></noscript>\n";
        }
    }
}
