package duiqi.report;

import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Describes a format for findings. Stateless. To add a format, add a class with a method that writes it, a line in
 * {@link ReportFormats}, a golden file in {@code src/test/resources/golden/report} and a row in
 * {@code src/docs/reference/findings.md}.
 *
 * @param name the option value, in lower case, for example {@code sarif}
 * @param purpose the readers of the format, as a phrase
 * @param extensions ends of the names of its files
 * @param writing writes a report in this format
 */
public record ReportFormat(String name, String purpose, List<String> extensions, Writing writing) {
    public ReportFormat {
        extensions = List.copyOf(extensions);
    }

    /** Writes a report in one format. */
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
        Terminal.CommandGuard guard = new Terminal.CommandGuard(out, notation());
        writing.write(report, settings, guard);
        guard.end();
    }

    private Terminal.CommandGuard.Notation notation() {
        return switch (name) {
            case "text", "csv", "answers" -> Terminal.CommandGuard.Notation.TEXT;
            case "github" -> Terminal.CommandGuard.Notation.COMMANDS;
            case "html" -> Terminal.CommandGuard.Notation.HTML;
            case "junit", "checkstyle" -> Terminal.CommandGuard.Notation.XML;
            default -> Terminal.CommandGuard.Notation.JSON;
        };
    }

    /**
     * Holds the settings of a report. Immutable.
     *
     * @param root absolute folder; machine-readable formats write paths relative to it, the text format keeps the given
     *     file names
     * @param inColour true to colour the text format
     * @param columns width of the text format in terminal columns
     * @param pages base URL of the rule pages, ends with a slash; empty if there are no pages
     */
    public record Settings(Path root, boolean inColour, int columns, Optional<URI> pages) {
        /** Minimum width that leaves room for words around a span. */
        static final int MIN_COLUMNS = 40;

        public Settings {
            if (!root.isAbsolute()) {
                throw new IllegalArgumentException("the root folder of paths is not absolute: " + root);
            }
            columns = Math.max(columns, MIN_COLUMNS);
        }

        /** Returns the URL of the page of a rule. */
        public Optional<String> page(String rule) {
            return pages.map(address -> address + rule + ".md");
        }
    }
}
