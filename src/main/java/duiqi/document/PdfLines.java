package duiqi.document;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/**
 * Collects the lines of a PDF's text layer with their places, in the order of the content streams, which follows the columns in
 * documents made by word processors and typesetting programs. For one document and one thread.
 */
final class PdfLines extends PDFTextStripper {
    private final List<PdfLine> lines = new ArrayList<>();
    /** A gap of so many font sizes is a space: the narrowest in use, in Times and the like, has a quarter. */
    private static final double SPACE = 0.2;

    /** Gaps of fewer font sizes set hanzi apart from numbers and Latin words; typesetters leave a quarter. */
    private static final double MAX_APART = 0.5;

    private final StringBuilder text = new StringBuilder();
    private final List<TextPosition> glyphs = new ArrayList<>();
    private double left;
    private double right;
    private double base;
    private double sizes;
    private int characters;
    private boolean gap;

    private PdfLines() {}

    /** The lines that are not blank. */
    static List<PdfLine> of(PDDocument document) throws IOException {
        PdfLines lines = new PdfLines();
        lines.writeText(document, Writer.nullWriter());
        return List.copyOf(lines.lines);
    }

    @Override
    protected void writeString(String word, List<TextPosition> positions) {
        if (word.isEmpty() || positions.isEmpty()) {
            return;
        }
        TextPosition first = positions.get(0);
        TextPosition last = positions.get(positions.size() - 1);
        if (text.isEmpty()) {
            left = first.getXDirAdj();
            base = first.getYDirAdj();
        } else if (gap && partsWords(glyphs.get(glyphs.size() - 1), first)) {
            text.append(' ');
        }
        gap = false;
        text.append(word);
        right = last.getXDirAdj() + last.getWidthDirAdj();
        for (TextPosition position : positions) {
            sizes += position.getFontSizeInPt();
        }
        characters += positions.size();
        glyphs.addAll(positions);
    }

    /**
     * Whether a gap on the page is a space. Hanzi set with wide spacing are not words, and between a hanzi and a number the gap may be
     * put in by the typesetter.
     */
    private static boolean partsWords(TextPosition before, TextPosition after) {
        int last = before.getUnicode().codePointBefore(before.getUnicode().length());
        int next = after.getUnicode().codePointAt(0);
        boolean apart = gap(before, after) < MAX_APART * after.getFontSizeInPt();
        return !Characters.adjoin(last, next) && !(apart && (Characters.isWide(last) || Characters.isWide(next)));
    }

    private static double gap(TextPosition before, TextPosition after) {
        return after.getXDirAdj() - before.getXDirAdj() - before.getWidthDirAdj();
    }

    /**
     * The characters of the line from left to right. A program that takes a character from another font, often a Chinese quotation
     * mark, may set it before or after the rest of the line.
     */
    private String fromLeftToRight() {
        List<TextPosition> sorted = new ArrayList<>(glyphs);
        sorted.sort(Comparator.comparingDouble(TextPosition::getXDirAdj));
        StringBuilder ordered = new StringBuilder();
        for (int i = 0; i < sorted.size(); i++) {
            TextPosition glyph = sorted.get(i);
            if (i > 0) {
                TextPosition before = sorted.get(i - 1);
                boolean apart = gap(before, glyph) > SPACE * glyph.getFontSizeInPt();
                if (apart && partsWords(before, glyph)) {
                    ordered.append(' ');
                }
            }
            ordered.append(glyph.getUnicode());
        }
        return ordered.toString();
    }

    private boolean isOutOfOrder() {
        for (int i = 1; i < glyphs.size(); i++) {
            TextPosition glyph = glyphs.get(i);
            if (glyph.getXDirAdj() < glyphs.get(i - 1).getXDirAdj() - SPACE * glyph.getFontSizeInPt()) {
                return true;
            }
        }
        return false;
    }

    @Override
    protected void writeWordSeparator() {
        gap = true;
    }

    @Override
    protected void writeLineSeparator() {
        endLine();
    }

    @Override
    protected void endArticle() {
        endLine();
    }

    @Override
    protected void endPage(PDPage page) {
        endLine();
    }

    private void endLine() {
        boolean outOfOrder = isOutOfOrder();
        Line line = new Line(lines.size() + 1, outOfOrder ? fromLeftToRight() : text.toString());
        if (outOfOrder) {
            left = glyphs.stream().mapToDouble(TextPosition::getXDirAdj).min().orElse(left);
            right = glyphs.stream()
                    .mapToDouble(glyph -> glyph.getXDirAdj() + glyph.getWidthDirAdj())
                    .max()
                    .orElse(right);
        }
        if (!line.isBlank()) {
            lines.add(
                    new PdfLine(line.number(), getCurrentPageNo(), left, right, base, sizes / characters, line.text()));
        }
        text.setLength(0);
        glyphs.clear();
        sizes = 0;
        characters = 0;
        gap = false;
    }
}
