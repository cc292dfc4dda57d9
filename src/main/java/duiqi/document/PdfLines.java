package duiqi.document;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
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
    private final StringBuilder text = new StringBuilder();
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
        } else if (gap && !Characters.adjoin(text.codePointBefore(text.length()), word.codePointAt(0))) {
            text.append(' ');
        }
        gap = false;
        text.append(word);
        right = last.getXDirAdj() + last.getWidthDirAdj();
        for (TextPosition position : positions) {
            sizes += position.getFontSizeInPt();
        }
        characters += positions.size();
    }

    /** Hanzi set with wide spacing are not words: a gap between two of them leaves no space. */
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
        Line line = new Line(lines.size() + 1, text.toString());
        if (!line.isBlank()) {
            lines.add(
                    new PdfLine(line.number(), getCurrentPageNo(), left, right, base, sizes / characters, line.text()));
        }
        text.setLength(0);
        sizes = 0;
        characters = 0;
        gap = false;
    }
}
