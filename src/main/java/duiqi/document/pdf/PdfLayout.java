package duiqi.document.pdf;

import duiqi.document.plain.Characters;
import duiqi.document.plain.Line;
import duiqi.document.plain.LineShape;
import duiqi.document.plain.SourceMappedText;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Kind;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/**
 * Finds the paragraphs of a PDF from the positions of its lines: a gap above, an indented first line, a short last
 * line, a change of size. The thresholds are multiples of the font size and of the usual line distance. They were tuned
 * on generated pages in one and two columns; other layouts may need other values. Immutable.
 */
final class PdfLayout {
    /** Minimum relative difference between font sizes. */
    private static final double SAME_SIZE = 0.12;

    /** Minimum relative difference between a note and the text; Word uses 10 points for notes and 11 for text. */
    private static final double NOTE_SIZE = 0.07;

    /** Gap that ends a paragraph, in usual line distances. */
    private static final double GAP = 1.35;

    /** Indentation that begins a paragraph, in font sizes; Chinese uses two, English one to three. */
    private static final double INDENT = 0.7;

    /** Maximum difference of left edges in one column, in font sizes, for lines of one size. */
    private static final double SAME_COLUMN = 4;

    /** Minimum share of the column width for a line that is not the last of its paragraph. */
    private static final double SHORT_LINE = 0.6;

    private final List<PdfLines.PdfLine> lines;
    private final Line.Joiner joiner;
    private final double bodySize;
    private final Map<Integer, List<PdfLines.PdfLine>> pages = new HashMap<>();

    private PdfLayout(List<PdfLines.PdfLine> lines) {
        this.lines = lines;
        this.joiner = Line.Joiner.of(lines.stream().map(PdfLines.PdfLine::line).toList());
        this.bodySize = bodySize(lines);
        lines.forEach(line ->
                pages.computeIfAbsent(line.page(), page -> new ArrayList<>()).add(line));
    }

    /**
     * Returns the paragraphs in reading order. Notes in small print are separated from the text first, so that a
     * paragraph can continue after them on the next page.
     */
    static List<Paragraph> paragraphs(List<PdfLines.PdfLine> lines) {
        PdfLayout layout = new PdfLayout(lines);
        List<Paragraph> paragraphs = new ArrayList<>();
        paragraphs.addAll(layout.paragraphs(
                lines.stream().filter(line -> !layout.isNote(line)).toList(), false));
        paragraphs.addAll(
                layout.paragraphs(lines.stream().filter(layout::isNote).toList(), true));
        paragraphs.sort(
                Comparator.comparingInt(paragraph -> paragraph.origins().get(0).line()));
        return paragraphs;
    }

    /** Returns the most frequent font size. */
    private static double bodySize(List<PdfLines.PdfLine> lines) {
        Map<Long, Integer> characters = new HashMap<>();
        lines.forEach(line ->
                characters.merge(Math.round(line.size() * 2), line.text().length(), Integer::sum));
        return Collections.max(characters.entrySet(), Map.Entry.comparingByValue())
                        .getKey()
                / 2.0;
    }

    private boolean isNote(PdfLines.PdfLine line) {
        return line.size() < bodySize * (1 - NOTE_SIZE);
    }

    private List<Paragraph> paragraphs(List<PdfLines.PdfLine> flow, boolean notes) {
        double distance = usualDistance(flow);
        List<Paragraph> paragraphs = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= flow.size(); i++) {
            if (i == flow.size() || begins(flow.get(i - 1), flow.get(i), distance)) {
                List<PdfLines.PdfLine> block = flow.subList(start, i);
                boolean apart = start == 0 || isGap(flow.get(start - 1), block.get(0), distance);
                boolean followed = i < flow.size() && isGap(block.get(block.size() - 1), flow.get(i), distance);
                SourceMappedText text = new SourceMappedText();
                block.forEach(line -> joiner.join(text, line.line()));
                text.paragraph(notes ? Kind.NOTE : kind(block, text.toString(), apart && followed))
                        .ifPresent(paragraphs::add);
                start = i;
            }
        }
        return paragraphs;
    }

    private Kind kind(List<PdfLines.PdfLine> block, String text, boolean alone) {
        boolean large = block.get(0).size() > bodySize * (1 + SAME_SIZE);
        boolean title = block.size() == 1 && LineShape.isTitle(text) && alone;
        if ((large && LineShape.isHeadline(text)) || title || LineShape.isChapter(text)) {
            return Kind.HEADING;
        }
        return LineShape.mayBeListItem(text) ? Kind.LIST_ITEM : Kind.TEXT;
    }

    /** Returns the most frequent distance between consecutive lines, to half a point. */
    private static double usualDistance(List<PdfLines.PdfLine> flow) {
        Map<Long, Integer> counts = new HashMap<>();
        for (int i = 1; i < flow.size(); i++) {
            if (flow.get(i - 1).isAbove(flow.get(i))) {
                counts.merge(Math.round((flow.get(i).base() - flow.get(i - 1).base()) * 2), 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .max(Map.Entry.<Long, Integer>comparingByValue()
                        .thenComparing(Map.Entry.<Long, Integer>comparingByKey().reversed()))
                .map(entry -> entry.getKey() / 2.0)
                .orElse(Double.MAX_VALUE);
    }

    private static boolean isGap(PdfLines.PdfLine above, PdfLines.PdfLine below, double distance) {
        return !above.isAbove(below) || below.base() - above.base() > GAP * distance;
    }

    private boolean begins(PdfLines.PdfLine above, PdfLines.PdfLine line, double distance) {
        if (Math.abs(above.size() - line.size()) > SAME_SIZE * above.size()
                || (above.isAbove(line) && isGap(above, line, distance * Math.max(1, line.size() / bodySize)))) {
            return true;
        }
        String text = line.text().strip();
        boolean ended = LineShape.SentenceEnd.closes(above.text().strip());
        boolean stopsShort = stopsShort(above, line);
        if (LineShape.isChapter(text)
                || LineShape.isListItem(text)
                || LineShape.isChapter(above.text().strip())) {
            return true;
        }
        if ((ended || stopsShort) && LineShape.mayBeListItem(text)) {
            return true;
        }
        return isIndented(above, line, ended) || (stopsShort && (ended || fill(above) < SHORT_LINE));
    }

    private boolean isIndented(PdfLines.PdfLine above, PdfLines.PdfLine line, boolean ended) {
        boolean indented = line.left() > columnLeft(line) + INDENT * line.size();
        boolean indentedMore = !above.isAbove(line) || line.left() > above.left() + INDENT * line.size() / 2;
        return indented
                && (indentedMore || ended)
                && !LineShape.mayBeListItem(above.text().strip());
    }

    /** Returns whether the first word of a line would have fit on the line above. */
    private boolean stopsShort(PdfLines.PdfLine above, PdfLines.PdfLine line) {
        double perCharacter = (line.right() - line.left()) / line.text().length();
        double word = Characters.endOfFirstWord(line.text().strip()) * perCharacter;
        return above.right() + word + 1.5 * above.size() < columnRight(above);
    }

    private double fill(PdfLines.PdfLine line) {
        double left = columnLeft(line);
        return (line.right() - left) / Math.max(1, columnRight(line) - left);
    }

    private double columnLeft(PdfLines.PdfLine line) {
        return column(line).stream().mapToDouble(PdfLines.PdfLine::left).min().orElse(line.left());
    }

    private double columnRight(PdfLines.PdfLine line) {
        return column(line).stream().mapToDouble(PdfLines.PdfLine::right).max().orElse(line.right());
    }

    private List<PdfLines.PdfLine> column(PdfLines.PdfLine line) {
        return pages.getOrDefault(line.page(), lines).stream()
                .filter(other -> Math.abs(other.left() - line.left()) < SAME_COLUMN * line.size()
                        && Math.abs(other.size() - line.size()) <= SAME_SIZE * line.size())
                .toList();
    }

    /**
     * Collects the lines of a PDF's text layer with their positions, in the order of the content streams. In documents
     * made by word processors and typesetting programs this order follows the columns. Not thread-safe; reads one
     * document.
     */
    static final class PdfLines extends PDFTextStripper {
        private final List<PdfLine> lines = new ArrayList<>();
        /** Minimum width of a space in font sizes; the narrowest fonts, for example Times, use a quarter. */
        private static final double SPACE = 0.2;

        /**
         * Maximum gap, in font sizes, that typesetters insert between Han characters and numbers or Latin words;
         * usually a quarter.
         */
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

        /** Returns the lines that are not blank. */
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
            } else if (gap && separatesWords(glyphs.get(glyphs.size() - 1), first)) {
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
         * Returns whether a gap on the page is a space. Widely spaced Han characters are not words, and the typesetter
         * may have inserted a gap between a Han character and a number.
         */
        private static boolean separatesWords(TextPosition before, TextPosition after) {
            int last = before.getUnicode().codePointBefore(before.getUnicode().length());
            int next = after.getUnicode().codePointAt(0);
            boolean apart = gap(before, after) < MAX_APART * after.getFontSizeInPt();
            return !Characters.adjoin(last, next) && !(apart && (Characters.isWide(last) || Characters.isWide(next)));
        }

        private static double gap(TextPosition before, TextPosition after) {
            return after.getXDirAdj() - before.getXDirAdj() - before.getWidthDirAdj();
        }

        /**
         * Returns the characters of the line from left to right. Some programs write a character of another font, often
         * a Chinese quotation mark, before or after the rest of the line.
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
                    if (apart && separatesWords(before, glyph)) {
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
                left = glyphs.stream()
                        .mapToDouble(TextPosition::getXDirAdj)
                        .min()
                        .orElse(left);
                right = glyphs.stream()
                        .mapToDouble(glyph -> glyph.getXDirAdj() + glyph.getWidthDirAdj())
                        .max()
                        .orElse(right);
            }
            if (!line.isBlank()) {
                lines.add(new PdfLine(
                        line.number(), getCurrentPageNo(), left, right, base, sizes / characters, line.text()));
            }
            text.setLength(0);
            glyphs.clear();
            sizes = 0;
            characters = 0;
            gap = false;
        }

        /**
         * Holds a line of text on a page, in points from the upper left corner. Immutable.
         *
         * @param number number of the line in the document, from 1
         * @param page page, from 1
         * @param left left edge of its first character
         * @param right right edge of its last character
         * @param base vertical position of its baseline
         * @param size font size
         * @param text text of the line
         */
        record PdfLine(int number, int page, double left, double right, double base, double size, String text) {
            Line line() {
                return new Line(number, text);
            }

            /** Returns whether another line is below this line in the same column. */
            boolean isAbove(PdfLine other) {
                return page == other.page && base < other.base && left < other.right && other.left < right;
            }
        }
    }
}
