package duiqi.document;

import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the paragraphs of a PDF from where its lines stand: a gap above, an indented first line, a last line that stops short, a
 * change of size. The thresholds are in parts of the font size and of the usual distance of lines. They were set by trying them on
 * generated pages in one and two columns; layouts of the wild may ask for others. Immutable.
 */
final class PdfLayout {
    /** Sizes that differ by less are the same size. */
    private static final double SAME_SIZE = 0.12;

    /** A note is smaller by so much at least: Word sets notes in 10 points under a text in 11. */
    private static final double NOTE_SIZE = 0.07;

    /** A gap of so many usual line distances ends a paragraph. */
    private static final double GAP = 1.35;

    /** Indentation, in font sizes, that begins a paragraph. Chinese has two, English one to three. */
    private static final double INDENT = 0.7;

    /** Lines of one size beginning within so many font sizes of each other share a column. */
    private static final double SAME_COLUMN = 4;

    /** A line that fills less of its column is not followed by another one of the same paragraph. */
    private static final double SHORT_LINE = 0.6;

    private final List<PdfLine> lines;
    private final LineJoiner joiner;
    private final double bodySize;
    private final Map<Integer, List<PdfLine>> pages = new HashMap<>();

    private PdfLayout(List<PdfLine> lines) {
        this.lines = lines;
        this.joiner = LineJoiner.of(lines.stream().map(PdfLine::line).toList());
        this.bodySize = bodySize(lines);
        lines.forEach(line ->
                pages.computeIfAbsent(line.page(), page -> new ArrayList<>()).add(line));
    }

    /**
     * The paragraphs in reading order. Notes in small print are taken out of the text first, so that a paragraph can run on across
     * them to the next page.
     */
    static List<Paragraph> paragraphs(List<PdfLine> lines) {
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

    /** The size of most characters. */
    private static double bodySize(List<PdfLine> lines) {
        Map<Long, Integer> characters = new HashMap<>();
        lines.forEach(line ->
                characters.merge(Math.round(line.size() * 2), line.text().length(), Integer::sum));
        return Collections.max(characters.entrySet(), Map.Entry.comparingByValue())
                        .getKey()
                / 2.0;
    }

    private boolean isNote(PdfLine line) {
        return line.size() < bodySize * (1 - NOTE_SIZE);
    }

    private List<Paragraph> paragraphs(List<PdfLine> flow, boolean notes) {
        double distance = usualDistance(flow);
        List<Paragraph> paragraphs = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= flow.size(); i++) {
            if (i == flow.size() || begins(flow.get(i - 1), flow.get(i), distance)) {
                List<PdfLine> block = flow.subList(start, i);
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

    private Kind kind(List<PdfLine> block, String text, boolean alone) {
        boolean large = block.get(0).size() > bodySize * (1 + SAME_SIZE);
        boolean title = block.size() == 1 && LineShape.isTitle(text) && alone;
        if ((large && LineShape.isHeadline(text)) || title || LineShape.isChapter(text)) {
            return Kind.HEADING;
        }
        return LineShape.mayBeListItem(text) ? Kind.LIST_ITEM : Kind.TEXT;
    }

    /** The most frequent distance of a line to the next, to half a point. */
    private static double usualDistance(List<PdfLine> flow) {
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

    private static boolean isGap(PdfLine above, PdfLine below, double distance) {
        return !above.isAbove(below) || below.base() - above.base() > GAP * distance;
    }

    private boolean begins(PdfLine above, PdfLine line, double distance) {
        if (Math.abs(above.size() - line.size()) > SAME_SIZE * above.size()) {
            return true;
        }
        if (above.isAbove(line) && isGap(above, line, distance * Math.max(1, line.size() / bodySize))) {
            return true;
        }
        String text = line.text().strip();
        boolean ended = SentenceEnd.closes(above.text().strip());
        boolean stopsShort = stopsShort(above, line);
        if (LineShape.isChapter(text)
                || LineShape.isListItem(text)
                || LineShape.isChapter(above.text().strip())) {
            return true;
        }
        if ((ended || stopsShort) && LineShape.mayBeListItem(text)) {
            return true;
        }
        boolean indented = line.left() > columnLeft(line) + INDENT * line.size();
        boolean indentedMore = !above.isAbove(line) || line.left() > above.left() + INDENT * line.size() / 2;
        if (indented
                && (indentedMore || ended)
                && !LineShape.mayBeListItem(above.text().strip())) {
            return true;
        }
        return stopsShort && (ended || fill(above) < SHORT_LINE);
    }

    /** Whether the first word of a line would still have had room on the line above. */
    private boolean stopsShort(PdfLine above, PdfLine line) {
        double perCharacter = (line.right() - line.left()) / line.text().length();
        double word = Characters.endOfFirstWord(line.text().strip()) * perCharacter;
        return above.right() + word + 1.5 * above.size() < columnRight(above);
    }

    private double fill(PdfLine line) {
        double left = columnLeft(line);
        return (line.right() - left) / Math.max(1, columnRight(line) - left);
    }

    private double columnLeft(PdfLine line) {
        return column(line).stream().mapToDouble(PdfLine::left).min().orElse(line.left());
    }

    private double columnRight(PdfLine line) {
        return column(line).stream().mapToDouble(PdfLine::right).max().orElse(line.right());
    }

    private List<PdfLine> column(PdfLine line) {
        return pages.getOrDefault(line.page(), lines).stream()
                .filter(other -> Math.abs(other.left() - line.left()) < SAME_COLUMN * line.size()
                        && Math.abs(other.size() - line.size()) <= SAME_SIZE * line.size())
                .toList();
    }
}
