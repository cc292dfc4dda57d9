package duiqi.document.pdf;

import duiqi.document.DocumentReader;
import duiqi.document.DocumentReader.Input;
import duiqi.document.pdf.PdfLines.PdfLine;
import duiqi.text.Deadline;
import duiqi.text.Document;
import duiqi.text.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text layer of PDF documents. The line of a location is the number of the text line in the document,
 * including lines that {@link PdfFurniture} removes.
 */
public final class PdfReader implements DocumentReader {
    @Override
    public Document read(Input input) throws IOException {
        PdfLines read = lines(input);
        List<PdfLine> lines = PdfFurniture.remove(read.lines());
        if (lines.isEmpty()) {
            throw read.scans().isEmpty()
                    ? new FormatException(input.name(), "has no text", "use a file with text")
                    : new FormatException(
                            input.name(), "has no text layer, only images", "run text recognition (OCR) on it first");
        }
        List<String> warnings = read.scans().isEmpty()
                ? List.of()
                : List.of(input.name() + ": " + pages(read.scans())
                        + " no text layer, only images; skipped; run text recognition (OCR) on it first");
        return new Document(input.name(), PdfLayout.paragraphs(lines), warnings);
    }

    /** Returns the subject and verb of a sentence about pages, for example {@code "pages 3-5 and 8 have"}. */
    private static String pages(List<Integer> numbers) {
        List<String> ranges = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            int start = numbers.get(i);
            while (i + 1 < numbers.size() && numbers.get(i + 1) == numbers.get(i) + 1) {
                i++;
            }
            ranges.add(numbers.get(i) == start ? "" + start : start + "-" + numbers.get(i));
        }
        String last = ranges.remove(ranges.size() - 1);
        String list = ranges.isEmpty() ? last : String.join(", ", ranges) + " and " + last;
        return numbers.size() == 1 ? "page " + list + " has" : "pages " + list + " have";
    }

    private static PdfLines lines(Input input) throws FormatException {
        try (PDDocument document = PdfContent.open(input.bytes())) {
            PdfLines lines = new PdfLines();
            PdfContent.read(document, lines::add);
            return lines;
        } catch (InvalidPasswordException locked) {
            throw new FormatException(
                    input.name(), "is protected by a password", "save a copy without a password", locked);
        } catch (NoClassDefFoundError certified) {
            // PDFBox needs the BouncyCastle library to decrypt with a certificate, and duiqi does not include it.
            throw new FormatException(
                    input.name(), "is encrypted with a certificate", "save a copy without encryption", certified);
        } catch (Deadline.ExpiredException endless) {
            throw endless;
        } catch (IOException | RuntimeException damaged) {
            // PDFBox also throws unchecked exceptions if the objects of a damaged file contradict each other.
            throw new FormatException(input.name(), "is a damaged PDF file", "download or export it again", damaged);
        }
    }

    /**
     * Replaces fonts that a document does not embed with one font of PDFBox.
     *
     * <p>Only text and widths are read, and the document contains both. Without this class PDFBox would search all
     * fonts of the machine and write a cache into the home folder of the user. Its results would also depend on the
     * installed fonts. Immutable.
     */
    public static final class PdfFonts implements FontMapper {
        private static final String RESOURCE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

        private final TrueTypeFont font;

        public PdfFonts() {
            try (InputStream in =
                    Objects.requireNonNull(PDFTextStripper.class.getResourceAsStream(RESOURCE), RESOURCE)) {
                font = new TTFParser().parse(new RandomAccessReadBuffer(in));
            } catch (IOException missing) {
                throw new UncheckedIOException("the font of PDFBox is missing", missing);
            }
        }

        @Override
        public FontMapping<TrueTypeFont> getTrueTypeFont(String name, @Nullable PDFontDescriptor descriptor) {
            return new FontMapping<>(font, true);
        }

        @Override
        public FontMapping<FontBoxFont> getFontBoxFont(String name, @Nullable PDFontDescriptor descriptor) {
            return new FontMapping<>(font, true);
        }

        @Override
        public CIDFontMapping getCIDFont(
                String name, @Nullable PDFontDescriptor descriptor, @Nullable PDCIDSystemInfo characters) {
            return new CIDFontMapping(null, font, true);
        }
    }
}
