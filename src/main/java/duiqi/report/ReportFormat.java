package duiqi.report;

import java.io.IOException;
import java.io.Writer;

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
    void write(FindingReport report, ReportSettings settings, Writer out) throws IOException;
}
