package duiqi.document.pdf;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontFactory;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationFreeText;

/**
 * Builds PDF documents for tests, line by line. Chinese needs no font file, because only its predefined character map
 * is used.
 */
public final class PdfPages implements AutoCloseable {
    static {
        FontMappers.set(new PdfReader.PdfFonts());
    }

    private final PDDocument document = new PDDocument();
    private final PDFont latin = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
    private Optional<PDPage> page = Optional.empty();

    public PdfPages page() {
        PDPage added = new PDPage(PDRectangle.A4);
        document.addPage(added);
        page = Optional.of(added);
        return this;
    }

    /** Sets the name of the program that wrote the file. */
    public PdfPages producer(String name) {
        document.getDocumentInformation().setProducer(name);
        return this;
    }

    /** Adds a line of Latin text; {@code y} is measured from the top. */
    public PdfPages line(double x, double y, double size, String text) throws IOException {
        try (PDPageContentStream content = append()) {
            content.beginText();
            content.setFont(latin, (float) size);
            content.newLineAtOffset((float) x, (float) (PDRectangle.A4.getHeight() - y));
            content.showText(text);
            content.endText();
        }
        return this;
    }

    /** Adds a line of bold Latin text. */
    public PdfPages bold(double x, double y, double size, String text) throws IOException {
        return line(x, y, size, text, new PDType1Font(Standard14Fonts.FontName.HELVETICA_BOLD), RenderingMode.FILL);
    }

    /** Adds a line of invisible text, as text recognition does. */
    public PdfPages invisible(double x, double y, double size, String text) throws IOException {
        return line(x, y, size, text, latin, RenderingMode.NEITHER);
    }

    private PdfPages line(double x, double y, double size, String text, PDFont font, RenderingMode mode)
            throws IOException {
        try (PDPageContentStream content = append()) {
            content.beginText();
            content.setRenderingMode(mode);
            content.setFont(font, (float) size);
            content.newLineAtOffset((float) x, (float) (PDRectangle.A4.getHeight() - y));
            content.showText(text);
            content.endText();
        }
        return this;
    }

    /** Draws a ruling line; all coordinates are measured from the upper left corner. */
    public PdfPages rule(double x, double y, double toX, double toY) throws IOException {
        try (PDPageContentStream content = append()) {
            content.moveTo((float) x, (float) (PDRectangle.A4.getHeight() - y));
            content.lineTo((float) toX, (float) (PDRectangle.A4.getHeight() - toY));
            content.stroke();
        }
        return this;
    }

    /** Draws an image, as the page of a scanned book. */
    public PdfPages image() throws IOException {
        BufferedImage white = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        try (PDPageContentStream content = append()) {
            content.drawImage(LosslessFactory.createFromImage(document, white), 0, 0, 500, 700);
        }
        return this;
    }

    /** Adds a comment that the page shows. */
    public PdfPages comment(double x, double y, String text) throws IOException {
        PDAnnotationFreeText comment = new PDAnnotationFreeText();
        comment.setContents(text);
        comment.setDefaultAppearance("/Helv 11 Tf 0 g");
        comment.setRectangle(new PDRectangle((float) x, (float) (PDRectangle.A4.getHeight() - y - 4), 300, 24));
        comment.constructAppearances(document);
        page.orElseThrow().getAnnotations().add(comment);
        return this;
    }

    /** Turns the page clockwise. */
    public PdfPages turn(int degrees) {
        page.orElseThrow().setRotation(degrees);
        return this;
    }

    /** Adds a line of Chinese with square characters. */
    public PdfPages chinese(double x, double y, double size, String text) throws IOException {
        StringBuilder hex = new StringBuilder();
        text.chars().forEach(c -> hex.append(String.format("%04X", c)));
        try (PDPageContentStream content = append()) {
            content.beginText();
            content.setFont(chineseFont(), (float) size);
            content.newLineAtOffset((float) x, (float) (PDRectangle.A4.getHeight() - y));
            appendRaw(content, "<" + hex + "> Tj\n");
            content.endText();
        }
        return this;
    }

    @SuppressWarnings("deprecation") // Only this call bypasses the encoder of a font without a file.
    private static void appendRaw(PDPageContentStream content, String operators) throws IOException {
        content.appendRawCommands(operators);
    }

    private static PDFont chineseFont() throws IOException {
        COSDictionary info = new COSDictionary();
        info.setItem(COSName.REGISTRY, new COSString("Adobe"));
        info.setItem(COSName.ORDERING, new COSString("GB1"));
        info.setItem(COSName.SUPPLEMENT, COSInteger.get(2));
        COSDictionary descriptor = new COSDictionary();
        descriptor.setItem(COSName.TYPE, COSName.FONT_DESC);
        descriptor.setName(COSName.FONT_NAME, "STSong-Light");
        descriptor.setInt(COSName.FLAGS, 4);
        COSDictionary descendant = new COSDictionary();
        descendant.setItem(COSName.TYPE, COSName.FONT);
        descendant.setItem(COSName.SUBTYPE, COSName.CID_FONT_TYPE0);
        descendant.setName(COSName.BASE_FONT, "STSong-Light");
        descendant.setItem(COSName.CIDSYSTEMINFO, info);
        descendant.setItem(COSName.FONT_DESC, descriptor);
        descendant.setInt(COSName.DW, 1000);
        COSArray descendants = new COSArray();
        descendants.add(descendant);
        COSDictionary font = new COSDictionary();
        font.setItem(COSName.TYPE, COSName.FONT);
        font.setItem(COSName.SUBTYPE, COSName.TYPE0);
        font.setName(COSName.BASE_FONT, "STSong-Light-UniGB-UCS2-H");
        font.setName(COSName.ENCODING, "UniGB-UCS2-H");
        font.setItem(COSName.DESCENDANT_FONTS, descendants);
        return PDFontFactory.createFont(font);
    }

    private PDPageContentStream append() throws IOException {
        return new PDPageContentStream(
                document, page.orElseThrow(), PDPageContentStream.AppendMode.APPEND, false, true);
    }

    public PdfPages protect(String password) throws IOException {
        document.protect(new StandardProtectionPolicy(password, password, new AccessPermission()));
        return this;
    }

    /**
     * Returns a document that is encrypted for the owner of a certificate (ISO 32000-1, section 7.6.4). Its recipient is
     * not valid, because only BouncyCastle can create one.
     */
    public static byte[] encryptedForCertificate() {
        List<String> objects = List.of(
                "<</Type /Catalog /Pages 2 0 R>>",
                "<</Type /Pages /Kids [3 0 R] /Count 1>>",
                "<</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200]>>",
                "<</Filter /Adobe.PubSec /SubFilter /adbe.pkcs7.s4 /V 2 /Length 128 /Recipients [<3000>]>>");
        StringBuilder file = new StringBuilder("%PDF-1.7\n");
        StringBuilder table = new StringBuilder("xref\n0 5\n0000000000 65535 f \n");
        for (int i = 0; i < objects.size(); i++) {
            table.append(String.format(Locale.ROOT, "%010d 00000 n \n", file.length()));
            file.append(i + 1).append(" 0 obj ").append(objects.get(i)).append(" endobj\n");
        }
        int start = file.length();
        file.append(table)
                .append("trailer <</Root 1 0 R /Size 5 /Encrypt 4 0 R /ID [<00> <00>]>>\nstartxref\n")
                .append(start)
                .append("\n%%EOF\n");
        return file.toString().getBytes(StandardCharsets.US_ASCII);
    }

    public byte[] bytes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
