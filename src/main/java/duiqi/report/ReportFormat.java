package duiqi.report;

import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A form in which findings are told. Stateless. A new one is a class that implements this, a line in {@link ReportFormats}, a
 * golden file in {@code src/test/resources/golden/report} and a row in {@code src/docs/reference/check.md}.
 */
public interface ReportFormat {
    /** What users call it, in lower case, for example {@code sarif}. */
    String name();

    /** Who reads it, as a phrase. */
    String purpose();

    /**
     * Writes a report.
     *
     * @param out encodes as UTF-8; neither flushed nor closed
     */
    void write(FindingReport report, Settings settings, Writer out) throws IOException;

    /**
     * How a report is written. Immutable.
     *
     * @param root folder that paths are relative to where a program reads them; absolute. The text names files as the user did
     * @param inColour whether the text is coloured
     * @param columns width that the text keeps to
     * @param pages address under which the pages of the rules are, ending in a slash; empty when they are nowhere
     */
    public record Settings(Path root, boolean inColour, int columns, Optional<URI> pages) {
        /** Narrower than this there is no room for words around a span. */
        static final int MIN_COLUMNS = 40;

        public Settings {
            Objects.requireNonNull(pages, "pages");
            if (!root.isAbsolute()) {
                throw new IllegalArgumentException("paths are relative to an absolute folder, not to " + root);
            }
            columns = Math.max(columns, MIN_COLUMNS);
        }

        /** The address of the page of a rule. */
        public Optional<String> page(String rule) {
            return pages.map(address -> address + rule + ".md");
        }
    }
}
