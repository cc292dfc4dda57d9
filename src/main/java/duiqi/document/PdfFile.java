package duiqi.document;

import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.FontMappers;

/**
 * Opens PDF documents with PDFBox made silent and independent of the machine. This is set up when the class is first used, so that
 * those who read no PDF do not wait for it. Safe for use by several threads.
 */
final class PdfFile {
    /**
     * PDFBox reports each flaw it works around to java.util.logging, which prints it. What matters of them reaches the user as an
     * exception. Kept here because the log manager holds its loggers weakly.
     */
    private static final List<Logger> SILENCED =
            List.of(Logger.getLogger("org.apache.pdfbox"), Logger.getLogger("org.apache.fontbox"));

    static {
        SILENCED.forEach(logger -> logger.setLevel(Level.OFF));
        FontMappers.set(new PdfFonts());
    }

    private PdfFile() {}

    /**
     * Opens a document. The caller closes it.
     *
     * @throws IOException if it is damaged or protected by a password
     */
    static PDDocument open(byte[] bytes) throws IOException {
        return Loader.loadPDF(bytes);
    }
}
