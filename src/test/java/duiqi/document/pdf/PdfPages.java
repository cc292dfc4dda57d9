package duiqi.document.pdf;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
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
 * Builds PDF documents for tests, line by line. Chinese has square characters and needs no font file, because only its
 * predefined character map is used.
 */
public final class PdfPages {
    static {
        FontMappers.set(new PdfReader.PdfFonts());
    }

    private final PDDocument document = new PDDocument();
    private final PDFont latin = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
    private PDPage page = new PDPage(PDRectangle.A4);

    private PdfPages() {
        document.addPage(page);
    }

    /**
     * Returns a document from a drawing. A line {@code 72 90 11 text} draws text of 11 points at 72, 90, measured from the
     * upper left corner; {@code ---} begins a page. The other lines are {@code rule X Y X Y}, {@code grid X,X,... Y,Y,...},
     * {@code invisible X Y SIZE TEXT}, {@code comment X Y TEXT}, {@code image}, {@code producer NAME} and
     * {@code password TEXT}. A line that begins with # is a comment.
     */
    static byte[] of(String drawing) throws IOException {
        PdfPages pages = new PdfPages();
        try (PDDocument document = pages.document) {
            for (String line : drawing.lines().toList()) {
                pages.draw(line);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private void draw(String line) throws IOException {
        String[] words = line.split(" ", 5);
        switch (words[0]) {
            case "#" -> {}
            case "---" -> {
                page = new PDPage(PDRectangle.A4);
                document.addPage(page);
            }
            case "producer" -> document.getDocumentInformation().setProducer(line.substring(9));
            case "password" ->
                document.protect(new StandardProtectionPolicy(words[1], words[1], new AccessPermission()));
            case "image" -> image();
            case "rule" -> rule(number(words[1]), number(words[2]), number(words[3]), number(words[4]));
            case "grid" -> grid(words[1].split(","), words[2].split(","));
            case "comment" -> comment(number(words[1]), number(words[2]), words[3] + " " + words[4]);
            case "invisible" -> text(words[1], words[2], words[3], words[4], RenderingMode.NEITHER);
            default -> {
                String[] parts = line.split(" ", 4);
                text(parts[0], parts[1], parts[2], parts[3], RenderingMode.FILL);
            }
        }
    }

    private static float number(String text) {
        return Float.parseFloat(text);
    }

    private static float fromBottom(float y) {
        return PDRectangle.A4.getHeight() - y;
    }

    private void text(String x, String y, String size, String text, RenderingMode mode) throws IOException {
        boolean isChinese = text.codePoints().anyMatch(c -> c >= 0x3000);
        try (PDPageContentStream content = append()) {
            content.beginText();
            content.setRenderingMode(mode);
            content.setFont(isChinese ? chineseFont() : latin, number(size));
            content.newLineAtOffset(number(x), fromBottom(number(y)));
            if (isChinese) {
                StringBuilder hex = new StringBuilder();
                text.chars().forEach(c -> hex.append(String.format("%04X", c)));
                appendRaw(content, "<" + hex + "> Tj\n");
            } else {
                content.showText(text);
            }
            content.endText();
        }
    }

    private void rule(float x, float y, float toX, float toY) throws IOException {
        try (PDPageContentStream content = append()) {
            content.moveTo(x, fromBottom(y));
            content.lineTo(toX, fromBottom(toY));
            content.stroke();
        }
    }

    private void grid(String[] xs, String[] ys) throws IOException {
        for (String y : ys) {
            rule(number(xs[0]), number(y), number(xs[xs.length - 1]), number(y));
        }
        for (String x : xs) {
            rule(number(x), number(ys[0]), number(x), number(ys[ys.length - 1]));
        }
    }

    /** Draws an image, as the page of a scanned book. */
    private void image() throws IOException {
        BufferedImage white = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        try (PDPageContentStream content = append()) {
            content.drawImage(LosslessFactory.createFromImage(document, white), 0, 0, 500, 700);
        }
    }

    /** Adds a comment that the page shows. */
    private void comment(float x, float y, String text) throws IOException {
        PDAnnotationFreeText comment = new PDAnnotationFreeText();
        comment.setContents(text);
        comment.setDefaultAppearance("/Helv 11 Tf 0 g");
        comment.setRectangle(new PDRectangle(x, fromBottom(y) - 4, 300, 24));
        comment.constructAppearances(document);
        page.getAnnotations().add(comment);
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
        return new PDPageContentStream(document, page, PDPageContentStream.AppendMode.APPEND, false, true);
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
}
