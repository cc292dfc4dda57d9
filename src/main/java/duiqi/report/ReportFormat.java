package duiqi.report;

import duiqi.check.Finding;
import duiqi.report.Terminal.CommandGuard.Notation;
import duiqi.report.findings.JsonReports;
import duiqi.report.findings.JunitReport;
import duiqi.report.findings.ReviewReport;
import duiqi.report.findings.SarifReport;
import duiqi.report.findings.TextReports;
import duiqi.report.page.HtmlReport;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * Describes a format for findings. Stateless. To add a format, add a class with a method that writes it, a line in
 * {@link #ALL}, a golden file in {@code src/test/resources/golden/report} and a row in
 * {@code src/docs/reference/findings.md}.
 *
 * @param name the option value, in lower case, for example {@code sarif}
 * @param notation how the format writes texts that CI systems take for a command
 * @param extensions ends of the names of its files
 * @param writing writes a report in this format
 */
public record ReportFormat(String name, Notation notation, List<String> extensions, Writing writing) {
    /**
     * All formats, in documentation order. The first is the default, and the first with an extension is the default of
     * the extension.
     */
    public static final List<ReportFormat> ALL = List.of(
            new ReportFormat("text", Notation.TEXT, List.of(".txt"), TextReports.TextReport::write),
            new ReportFormat("json", Notation.JSON, List.of(".json"), JsonReports::writeWhole),
            new ReportFormat("jsonl", Notation.JSON, List.of(".jsonl"), JsonReports::writeLines),
            new ReportFormat("sarif", Notation.JSON, List.of(".sarif", ".sarif.json", ".json"), SarifReport::write),
            new ReportFormat("junit", Notation.XML, List.of(".xml"), JunitReport::write),
            new ReportFormat("github", Notation.COMMANDS, List.of(".txt"), TextReports.GithubReport::write),
            new ReportFormat("github-review", Notation.JSON, List.of(".jsonl"), ReviewReport::write),
            new ReportFormat("gitlab", Notation.JSON, List.of(".json"), JsonReports::writeGitlab),
            new ReportFormat("csv", Notation.TEXT, List.of(".csv"), TextReports.CsvReport::write),
            new ReportFormat("answers", Notation.TEXT, List.of(".csv"), TextReports.CsvReport::writeAnswers),
            new ReportFormat("html", Notation.HTML, List.of(".html", ".htm"), HtmlReport::write));

    /** Remedies by the names of formats that duiqi no longer writes. */
    public static final Map<String, String> RETIRED = Map.of(
            "checkstyle", "use sarif, which Jenkins and other readers of Checkstyle XML read too",
            "rdjsonl", "use github-review for suggestions, or sarif, which reviewdog reads too");

    /** Returns the format with a name, ignoring case. Empty if there is no format with this name. */
    public static Optional<ReportFormat> named(String name) {
        return ALL.stream()
                .filter(format -> format.name().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /**
     * Writes findings in the format {@code answers}.
     *
     * @param unit returns the text of the column {@code unit} for the index of a finding
     */
    public static void writeAnswers(List<Finding> findings, IntFunction<String> unit, Writer out) throws IOException {
        TextReports.CsvReport.writeAnswers(findings, unit, out);
    }

    @FunctionalInterface
    public interface Writing {
        void write(FindingReport report, Settings settings, Writer out) throws IOException;
    }

    /**
     * Writes a report.
     *
     * @param out receives the report; encodes as UTF-8; is neither flushed nor closed
     */
    public void write(FindingReport report, Settings settings, Writer out) throws IOException {
        Terminal.CommandGuard guard = new Terminal.CommandGuard(out, notation);
        writing.write(report, settings, guard);
        guard.end();
    }

    /**
     * Holds the settings of a report. Immutable.
     *
     * @param folder absolute folder where relative file names of findings start
     * @param root absolute folder; machine-readable formats write paths relative to it, the text format keeps the given
     *     file names
     * @param text layout of the text format
     * @param pages base URL of the rule pages, ends with a slash; empty if there are no pages
     */
    public record Settings(Path folder, Path root, TextLayout text, Optional<URI> pages) {
        public Settings {
            if (!folder.isAbsolute() || !root.isAbsolute()) {
                throw new IllegalArgumentException("a folder of paths is not absolute: " + folder + ", " + root);
            }
        }

        public FilePaths paths() {
            return new FilePaths(folder, root);
        }

        public Optional<String> page(String rule) {
            return pages.map(address -> address + rule + ".md");
        }
    }

    /**
     * Holds the layout of the text format. Immutable.
     *
     * @param inColour true to colour the text
     * @param isSummaryFirst true to begin with the summary, as for a terminal; false to end with it, as for a pipe
     * @param isComplete true to list all findings; false to count those of a rule in a file after the first 20
     * @param columns width in terminal columns
     * @param note lines after the findings; empty for none
     */
    public record TextLayout(boolean inColour, boolean isSummaryFirst, boolean isComplete, int columns, String note) {
        /** Minimum width that leaves room for words around a span. */
        static final int MIN_COLUMNS = 40;

        public TextLayout {
            columns = Math.max(columns, MIN_COLUMNS);
        }
    }

    /**
     * Converts file names to paths relative to a project root, with slashes, as other programs expect them. Files outside
     * the root stay absolute. URLs and {@code -} (standard input) stay unchanged.
     *
     * @param folder folder where relative file names start
     */
    public record FilePaths(Path folder, Path root) {
        private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:/");

        public FilePaths {
            root = root.normalize();
        }

        /** Returns the path of a file, relative to the root if the file is inside it. */
        public String path(String file) {
            if (isAddress(file) || file.equals("-")) {
                return file;
            }
            try {
                Path path = folder.resolve(file).normalize();
                String shown = (path.startsWith(root) ? root.relativize(path) : path).toString();
                return shown.replace(path.getFileSystem().getSeparator(), "/");
            } catch (InvalidPathException e) {
                return file;
            }
        }

        /** Returns whether the path of a file is relative to the root. */
        public boolean isRelative(String file) {
            return !isAddress(file) && !isAbsolute(path(file));
        }

        /**
         * Returns a file as a URI reference (RFC 3986), relative if its path is. Escapes UTF-8 bytes with percent signs.
         */
        public String uri(String file) {
            if (isAddress(file)) {
                try {
                    return new URI(file).toASCIIString();
                } catch (URISyntaxException e) {
                    return encoded(file);
                }
            }
            String path = path(file);
            // RFC 8089, section 2 and appendix E.2. In the first segment of a relative reference, a colon would end a
            // scheme (RFC 3986, 4.2), so only a drive keeps its colon.
            String start = path.startsWith("//") ? "file:" : path.startsWith("/") ? "file://" : "";
            return DRIVE.matcher(path).lookingAt()
                    ? "file:///" + path.substring(0, 2) + encoded(path.substring(2))
                    : start + encoded(path);
        }

        /** Returns whether a path with slashes starts at a root: {@code /}, a drive {@code C:/}, or {@code //server}. */
        private static boolean isAbsolute(String path) {
            return path.startsWith("/") || DRIVE.matcher(path).lookingAt();
        }

        private static boolean isAddress(String file) {
            return file.startsWith("http://") || file.startsWith("https://");
        }

        private static String encoded(String path) {
            return URLEncoder.encode(path, StandardCharsets.UTF_8)
                    .replace("+", "%20")
                    .replace("*", "%2A")
                    .replace("%7E", "~")
                    .replace("%2F", "/");
        }
    }
}
