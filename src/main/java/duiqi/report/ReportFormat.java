package duiqi.report;

import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A format of reports on findings. Stateless. A new one is a class with a method that writes it, a line in {@link ReportFormats}, a
 * golden file in {@code src/test/resources/golden/report} and a row in {@code src/docs/reference/check.md}.
 *
 * @param name the name that users give, in lower case, for example {@code sarif}
 * @param purpose the readers, as a phrase
 * @param writing writes a report in this format
 */
public record ReportFormat(String name, String purpose, Writing writing) {
    /** Writes a report in one format. */
    @FunctionalInterface
    public interface Writing {
        void write(FindingReport report, Settings settings, Writer out) throws IOException;
    }

    /**
     * Writes a report.
     *
     * @param out encodes as UTF-8; neither flushed nor closed
     */
    public void write(FindingReport report, Settings settings, Writer out) throws IOException {
        writing.write(report, settings, out);
    }

    /**
     * The settings of a report. Immutable.
     *
     * @param root the folder that paths are relative to where a program reads them; absolute. The text format names files as the user did
     * @param inColour whether the text is coloured
     * @param columns the width of the text
     * @param pages the address of the pages of the rules, ending in a slash; empty when there are none
     */
    public record Settings(Path root, boolean inColour, int columns, Optional<URI> pages) {
        /** The least width that leaves room for words around a span. */
        static final int MIN_COLUMNS = 40;

        public Settings {
            if (!root.isAbsolute()) {
                throw new IllegalArgumentException("paths are relative to an absolute folder, not to " + root);
            }
            columns = Math.max(columns, MIN_COLUMNS);
        }

        /** Returns the address of the page of a rule. */
        public Optional<String> page(String rule) {
            return pages.map(address -> address + rule + ".md");
        }
    }
}
