package duiqi.document;

import duiqi.text.Document;
import duiqi.text.FormatException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/**
 * Reads the text layer of PDF documents. A location counts the lines of text through the document, those that
 * {@link PdfFurniture} removes included.
 */
final class PdfReader implements DocumentReader {
    @Override
    public String format() {
        return "PDF";
    }

    @Override
    public Set<String> extensions() {
        return Set.of("pdf");
    }

    @Override
    public Document read(Input input) throws IOException {
        List<PdfLine> lines = PdfFurniture.remove(lines(input));
        if (lines.isEmpty()) {
            throw new FormatException(
                    input.name(), "holds no text, only pictures", "run character recognition (OCR) on it first");
        }
        return new Document(input.name(), PdfLayout.paragraphs(lines));
    }

    private static List<PdfLine> lines(Input input) throws FormatException {
        try (PDDocument document = PdfFile.open(input.bytes())) {
            return PdfLines.of(document);
        } catch (InvalidPasswordException locked) {
            throw new FormatException(
                    input.name(), "the PDF is protected by a password", "save a copy without password", locked);
        } catch (IOException | RuntimeException damaged) {
            // PDFBox throws unchecked exceptions, too, where the objects of a damaged file contradict each other
            throw new FormatException(input.name(), "the PDF is damaged", "download or export it again", damaged);
        }
    }
}
