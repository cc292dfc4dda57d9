package duiqi.document.pdf;

import duiqi.document.DocumentReader;
import duiqi.document.DocumentReader.Input;
import duiqi.document.pdf.PdfLines.PdfLine;
import duiqi.text.Deadline;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Line;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationFreeText;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDChoice;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text layer of PDF documents. The line of a location is the number of the text line in the document,
 * including lines that {@link PdfFurniture} removes.
 */
public final class PdfReader implements DocumentReader {
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
        try (PDDocument document = PdfFile.open(input.bytes())) {
            PdfLines lines = new PdfLines();
            PdfContent.read(document, lines::add);
            PdfValues.addTo(lines, document);
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
     * Opens PDF documents with PDFBox, without log output and independent of installed fonts. The setup runs at the
     * first use of the class, so that commands that read no PDF do not wait for it. Thread-safe.
     */
    private static final class PdfFile {
        /**
         * Disables the PDFBox loggers, which print each flaw that PDFBox works around; serious problems become
         * exceptions. The field keeps the loggers, because the log manager has only weak references to them.
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

    /**
     * Reads text that is not in the content of the pages: the values of form fields, and comments that are printed on
     * the page. Stateless.
     */
    private static final class PdfValues {
        private static final double MAX_SIZE = 12;

        private PdfValues() {}

        static void addTo(PdfLines lines, PDDocument document) throws IOException {
            IdentityHashMap<COSBase, String> values = new IdentityHashMap<>();
            PDAcroForm form = document.getDocumentCatalog().getAcroForm(null);
            if (form != null) {
                for (PDField field : form.getFieldTree()) {
                    Deadline.check();
                    String value = value(field);
                    if (!value.isBlank() && !field.getWidgets().isEmpty()) {
                        values.put(field.getWidgets().get(0).getCOSObject(), value);
                    }
                }
            }
            int number = 0;
            for (PDPage page : document.getPages()) {
                number++;
                for (PDAnnotation annotation : page.getAnnotations()) {
                    Deadline.check();
                    boolean printed = annotation instanceof PDAnnotationFreeText && annotation.getContents() != null;
                    String text =
                            printed ? annotation.getContents() : values.getOrDefault(annotation.getCOSObject(), "");
                    if (!text.isBlank()
                            && annotation.getRectangle() != null
                            && !annotation.isHidden()
                            && !annotation.isNoView()) {
                        add(lines, number, page, annotation.getRectangle(), text);
                    }
                }
            }
        }

        private static String value(PDField field) {
            if (field instanceof PDTextField text) {
                return text.isPassword() ? "" : text.getValue();
            }
            if (field instanceof PDChoice choice) {
                List<String> exported = choice.getOptionsExportValues();
                List<String> shown = choice.getOptionsDisplayValues();
                return choice.getValue().stream()
                        .map(value -> exported.indexOf(value) >= 0 && exported.size() == shown.size()
                                ? shown.get(exported.indexOf(value))
                                : value)
                        .collect(Collectors.joining("\n"));
            }
            return "";
        }

        private static void add(PdfLines lines, int number, PDPage page, PDRectangle area, String text) {
            PDRectangle box = page.getCropBox();
            double[] from = PdfContent.turned(
                    area.getLowerLeftX() - box.getLowerLeftX(),
                    area.getUpperRightY() - box.getLowerLeftY(),
                    box,
                    page.getRotation());
            double[] to = PdfContent.turned(
                    area.getUpperRightX() - box.getLowerLeftX(),
                    area.getLowerLeftY() - box.getLowerLeftY(),
                    box,
                    page.getRotation());
            List<Line> rows =
                    Line.of(text).stream().filter(row -> !row.isBlank()).toList();
            double height = Math.abs(to[1] - from[1]) / rows.size();
            double size = Math.min(MAX_SIZE, Math.max(1, 0.7 * height));
            for (int i = 0; i < rows.size(); i++) {
                lines.insert(new PdfLine(
                        0,
                        number,
                        Math.min(from[0], to[0]),
                        Math.max(from[0], to[0]),
                        Math.min(from[1], to[1]) + height * (i + 0.5) + 0.35 * size,
                        new PdfLines.Style(size, false, false, true, List.of(), Optional.empty()),
                        rows.get(i).stripped()));
            }
        }
    }
}
