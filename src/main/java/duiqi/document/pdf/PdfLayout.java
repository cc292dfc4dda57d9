package duiqi.document.pdf;

import duiqi.document.pdf.PdfLines.PdfLine;
import duiqi.document.plain.Joiner;
import duiqi.document.plain.Shape;
import duiqi.text.Characters;
import duiqi.text.Line;
import duiqi.text.Located;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Cell;
import duiqi.text.Paragraph.Kind;
import duiqi.text.Paragraph.Marks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the paragraphs of a PDF from the positions of its lines: a gap above, an indented first line, a short last
 * line, a change of size. The thresholds are multiples of the font size and of the usual line distance. They were tuned
 * on pages in one and two columns; other layouts may need other values. Not thread-safe; reads one document.
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

    /** Minimum share of the lines of a justified column that end at its right edge. */
    private static final double JUSTIFIED = 0.4;

    /** Maximum distance of lines in a paragraph, in font sizes. */
    private static final double MAX_DISTANCE = 2.5;

    /** Distance of lines of a size that has no frequent distance, in font sizes. */
    private static final double USUAL_DISTANCE = 1.6;

    /** Minimum share of a distance of lines that is usual. */
    private static final double FREQUENT = 0.15;

    /** White space after a line that ends a paragraph in any layout, in font sizes. */
    private static final double CLEARLY_SHORT = 3;

    /** Maximum number of lines in a bold heading of the size of the text. */
    private static final int MAX_TITLE_LINES = 3;

    private static final Pattern BULLET = Pattern.compile("[•●▪◦‣∙⁃]\\s*");
    private static final Pattern CAPTION = Pattern.compile("(?:(?i:figure|fig\\.|table|listing)\\s*\\d|[图表]\\s*\\d).*");

    private final List<PdfLine> lines;
    private final Joiner joiner;
    private final double bodySize;
    private final boolean hasStyledHeadings;
    private final Map<Integer, List<PdfLine>> pages = new HashMap<>();
    private final Map<List<Object>, double[]> columns = new HashMap<>();
    private final Notes notes;

    private PdfLayout(List<PdfLine> lines) {
        this.lines = lines;
        this.joiner = Joiner.of(lines.stream().map(PdfLine::line).toList());
        this.bodySize = bodySize(lines);
        lines.forEach(line ->
                pages.computeIfAbsent(line.page(), page -> new ArrayList<>()).add(line));
        this.hasStyledHeadings = lines.stream()
                        .filter(line -> isStyled(line) && Shape.isTitle(line.text()))
                        .count()
                > 1;
        this.notes = new Notes(pages, bodySize);
    }

    /**
     * Returns the paragraphs in reading order. Notes and tables are separated from the text first, so that
     * a paragraph can continue after them on the next page.
     */
    static List<Paragraph> paragraphs(List<PdfLine> lines) {
        PdfLayout layout = new PdfLayout(lines);
        Map<Flow, List<PdfLine>> flows = new TreeMap<>();
        lines.stream()
                .filter(line -> !layout.notes.isMark(line))
                .forEach(line -> flows.computeIfAbsent(layout.flow(line), flow -> new ArrayList<>())
                        .add(line));
        List<Paragraph> paragraphs = new ArrayList<>();
        flows.forEach((flow, ofFlow) -> layout.addParagraphs(ofFlow, flow, paragraphs));
        paragraphs.sort(
                Comparator.comparingInt(paragraph -> paragraph.origins().get(0).line()));
        return paragraphs;
    }

    /** Lists the streams of text in a document that interrupt each other. */
    private enum Flow {
        TEXT,
        NOTES,
        CELLS
    }

    private Flow flow(PdfLine line) {
        if (line.style().cell().isPresent()) {
            return Flow.CELLS;
        }
        return notes.contains(line) ? Flow.NOTES : Flow.TEXT;
    }

    /** Returns the most frequent font size. */
    private static double bodySize(List<PdfLine> lines) {
        Map<Long, Integer> characters = new HashMap<>();
        lines.forEach(line ->
                characters.merge(Math.round(line.size() * 2), line.text().length(), Integer::sum));
        return Collections.max(
                                characters.entrySet(),
                                Map.Entry.<Long, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                        .getKey()
                / 2.0;
    }

    private boolean isStyled(PdfLine line) {
        return line.style().cell().isEmpty() && (line.style().isBold() || line.size() > bodySize * (1 + SAME_SIZE));
    }

    private void addParagraphs(List<PdfLine> flow, Flow name, List<Paragraph> paragraphs) {
        Map<Long, Double> distances = new HashMap<>();
        flow.stream()
                .collect(Collectors.groupingBy(line -> Math.round(line.size() * 2)))
                .forEach((size, lines) -> distances.put(size, usualDistance(lines)));
        int start = 0;
        for (int i = 1; i <= flow.size(); i++) {
            double distance = distances.getOrDefault(Math.round(flow.get(i - 1).size() * 2), 0.0);
            if (i == flow.size() || begins(flow.get(i - 1), flow.get(i), distance)) {
                List<PdfLine> block = flow.subList(start, i);
                boolean apart = start == 0 || isGap(flow.get(start - 1), block.get(0), distance);
                boolean followed = i < flow.size() && isGap(block.get(block.size() - 1), flow.get(i), distance);
                Located.Builder text = new Located.Builder();
                block.forEach(line -> joiner.join(text, notes.withoutMarks(line)));
                Optional<Cell> cell = block.get(0).style().cell();
                Kind kind = kind(block, text.toString().strip(), apart && followed, name);
                Matcher bullet = BULLET.matcher(text);
                Located.Builder content = kind == Kind.LIST_ITEM && bullet.lookingAt()
                        ? new Located.Builder().append(text, bullet.end(), text.length())
                        : text;
                content.paragraph(kind)
                        .map(paragraph -> cell.isEmpty()
                                ? paragraph
                                : paragraph.with(new Marks(cell, Optional.empty(), List.of())))
                        .ifPresent(paragraphs::add);
                start = i;
            }
        }
    }

    private Kind kind(List<PdfLine> block, String text, boolean alone, Flow flow) {
        if (flow == Flow.CELLS || flow == Flow.NOTES) {
            return flow == Flow.CELLS ? Kind.TABLE_CELL : Kind.NOTE;
        }
        if (CAPTION.matcher(text).matches() && (alone || block.get(0).size() < bodySize * (1 - NOTE_SIZE))) {
            return Kind.CAPTION;
        }
        if (isHeading(block, text, alone)) {
            return Kind.HEADING;
        }
        return Shape.mayBeListItem(text) ? Kind.LIST_ITEM : Kind.TEXT;
    }

    private boolean isHeading(List<PdfLine> block, String text, boolean alone) {
        PdfLine first = block.get(0);
        boolean plain = !hasStyledHeadings && alone;
        if (first.style().isApart()) {
            return false;
        }
        if (block.size() == 1 && Shape.isChapter(text) && (isStyled(first) || plain)) {
            return true;
        }
        if (!isStyled(first)) {
            return block.size() == 1 && plain && Shape.isTitle(text);
        }
        String words = text.replaceFirst("[?!？！:：]$", "");
        if (first.size() > bodySize * (1 + SAME_SIZE)) {
            return Shape.isHeadline(words);
        }
        return block.size() <= MAX_TITLE_LINES && Shape.isTitle(words) && (alone || !Shape.mayBeListItem(text));
    }

    /**
     * Returns the smallest distance that is frequent between consecutive lines of one size, to half a point. In lists and short
     * paragraphs the distance of paragraphs can be more frequent than the distance of lines.
     */
    private static double usualDistance(List<PdfLine> flow) {
        TreeMap<Long, Integer> counts = new TreeMap<>();
        int all = 0;
        for (int i = 1; i < flow.size(); i++) {
            PdfLine above = flow.get(i - 1);
            double distance = flow.get(i).base() - above.base();
            if (above.isAbove(flow.get(i)) && distance < MAX_DISTANCE * above.size()) {
                counts.merge(Math.round(distance * 2), 1, Integer::sum);
                all++;
            }
        }
        for (Map.Entry<Long, Integer> entry : counts.entrySet()) {
            int near = entry.getValue()
                    + counts.getOrDefault(entry.getKey() - 1, 0)
                    + counts.getOrDefault(entry.getKey() + 1, 0);
            if (near >= FREQUENT * all) {
                return Math.max(entry.getKey(), 2) / 2.0;
            }
        }
        return USUAL_DISTANCE * flow.get(0).size();
    }

    private static boolean isGap(PdfLine above, PdfLine below, double distance) {
        return !above.isAbove(below) || below.base() - above.base() > GAP * distance;
    }

    private boolean begins(PdfLine above, PdfLine line, double distance) {
        if (isSeparate(above, line, distance)) {
            return true;
        }
        return notes.contains(line) ? Notes.label(line).isPresent() : begins(above, line);
    }

    private boolean begins(PdfLine above, PdfLine line) {
        String text = line.text().strip();
        String before = notes.withoutMarks(above).toString();
        boolean ended = Shape.SentenceEnd.closes(before);
        boolean stopsShort = stopsShort(above, line, 1.5);
        if (line.style().cell().isPresent()) {
            return (ended && stopsShort) || beginsItem(text, false);
        }
        boolean other = !above.isAbove(line);
        boolean apart = ended || stopsShort;
        if (isStyled(line) && isStyled(above)) {
            return other || beginsItem(text, true);
        }
        return (isStyled(above) != isStyled(line) && (apart || other))
                || beginsItem(text, apart)
                || isIndented(above, line, ended)
                || (stopsShort && endsShort(above, line, before));
    }

    /** Returns whether the positions or sizes of two lines show that they are in different paragraphs. */
    private boolean isSeparate(PdfLine above, PdfLine line, double distance) {
        return !above.style().cell().equals(line.style().cell())
                || above.style().isApart()
                || line.style().isApart()
                || Math.abs(above.size() - line.size()) > SAME_SIZE * above.size()
                || (above.isAbove(line) && isGap(above, line, distance));
    }

    private static boolean beginsItem(String text, boolean apart) {
        return Shape.isListItem(text) || (apart && (Shape.mayBeListItem(text) || Shape.isChapter(text)));
    }

    /** Returns whether a line that stops short ends a paragraph. In ragged text it may also be a wrapped line. */
    private boolean endsShort(PdfLine above, PdfLine line, String before) {
        return Shape.SentenceEnd.closesClause(before) || column(above)[2] > 0 || stopsShort(above, line, CLEARLY_SHORT);
    }

    private boolean isIndented(PdfLine above, PdfLine line, boolean ended) {
        boolean indented = line.left() > column(line)[0] + INDENT * line.size();
        boolean indentedMore = !above.isAbove(line) || line.left() > above.left() + INDENT * line.size() / 2;
        return indented
                && (indentedMore || ended)
                && !Shape.mayBeListItem(above.text().strip());
    }

    private boolean stopsShort(PdfLine above, PdfLine line, double slack) {
        double perCharacter = (line.right() - line.left()) / line.text().length();
        double word = Characters.endOfFirstWord(line.text().strip()) * perCharacter;
        double[] edges = column(above);
        // A block that is indented as a whole is often narrower at its right side too.
        double indent = Math.abs(above.left() - line.left()) < 1 ? above.left() - edges[0] : 0;
        return above.right() + word + slack * above.size() + indent < edges[1];
    }

    /** Returns the left and right edges of the column of a line, and 1 if the column is justified or else 0. */
    private double[] column(PdfLine line) {
        List<Integer> cell =
                line.style().cell().map(at -> List.of(at.table(), at.column())).orElse(List.of());
        List<Object> key = List.of(line.page(), Math.round(line.left() / 2), Math.round(line.size() * 2), cell);
        return columns.computeIfAbsent(key, unknown -> edges(line));
    }

    private double[] edges(PdfLine line) {
        List<PdfLine> column = pages.getOrDefault(line.page(), lines).stream()
                .filter(other -> Math.abs(other.left() - line.left()) < SAME_COLUMN * line.size()
                        && Math.abs(other.size() - line.size()) <= SAME_SIZE * line.size()
                        && isSameColumn(line.style().cell(), other.style().cell()))
                .toList();
        double left = column.stream().mapToDouble(PdfLine::left).min().orElse(line.left());
        List<Double> rights = column.stream().map(PdfLine::right).toList();
        double right = rights.stream().mapToDouble(edge -> edge).max().orElse(line.right());
        for (double edge : rights) {
            long equal = rights.stream()
                    .filter(other -> Math.abs(other - edge) < 0.3 * line.size())
                    .count();
            if (equal > 3 && equal > JUSTIFIED * rights.size()) {
                return new double[] {left, edge, 1};
            }
        }
        return new double[] {left, right, 0};
    }

    private static boolean isSameColumn(Optional<Cell> cell, Optional<Cell> other) {
        return cell.map(at -> List.of(at.table(), at.column()))
                .equals(other.map(at -> List.of(at.table(), at.column())));
    }

    /**
     * Finds the notes at the end of a page and their marks in the text. Notes are in smaller type below the text, or begin
     * with a raised mark. Immutable.
     */
    private static final class Notes {
        private static final Pattern LABEL =
                Pattern.compile("(\\d{1,3}|[*†‡§¶]{1,3}|[①-⑳]|[\\[［〔]\\d{1,3}[\\]］〕])[.、]?\\s*(?=\\S)");

        private final Set<PdfLine> lines = new HashSet<>();
        private final Map<Integer, Set<String>> labels = new HashMap<>();
        private final double bodySize;

        Notes(Map<Integer, List<PdfLine>> pages, double bodySize) {
            this.bodySize = bodySize;
            pages.forEach((number, page) -> {
                List<PdfLine> text = page.stream()
                        .filter(line -> line.style().cell().isEmpty())
                        .toList();
                for (PdfLine line : text) {
                    if (startsNotes(line, text, bodySize)) {
                        lines.add(line);
                        text.stream().filter(line::isAbove).forEach(lines::add);
                    }
                }
                Set<String> found = new HashSet<>();
                text.stream()
                        .filter(lines::contains)
                        .forEach(line -> label(line).ifPresent(found::add));
                labels.put(number, found);
            });
        }

        private static boolean startsNotes(PdfLine line, List<PdfLine> page, double bodySize) {
            boolean small = line.size() < bodySize * (1 - NOTE_SIZE);
            boolean last = page.stream().filter(line::isAbove).allMatch(other -> other.size() <= line.size() * 1.05);
            boolean underText = page.stream()
                    .anyMatch(other -> other.isAbove(line) && other.size() > line.size() * (1 + NOTE_SIZE / 2));
            return last
                    && ((small && underText) || line.style().raised().stream().anyMatch(span -> span.start() == 0));
        }

        /** Returns the number or mark at the start of a note. */
        private static Optional<String> label(PdfLine line) {
            Optional<PdfSegment.Span> raised = line.style().raised().stream()
                    .filter(span -> span.start() == 0)
                    .findFirst();
            if (raised.isPresent()) {
                return Optional.of(line.text().substring(0, raised.get().end()));
            }
            Matcher label = LABEL.matcher(line.text());
            return label.lookingAt() ? Optional.of(label.group(1)) : Optional.empty();
        }

        boolean contains(PdfLine line) {
            return lines.contains(line);
        }

        /** Returns whether a line consists of the mark of a note, which did not fit on the line above. */
        boolean isMark(PdfLine line) {
            return line.size() < bodySize * 0.8
                    && isLabel(line.text(), line.page())
                    && line.text().matches("\\d+|\\W+");
        }

        private boolean isLabel(String mark, int page) {
            return labels.getOrDefault(page, Set.of()).contains(mark)
                    || labels.getOrDefault(page + 1, Set.of()).contains(mark);
        }

        /** Returns the text of a line without the marks of notes, and of a note without its label. */
        Located.Builder withoutMarks(PdfLine line) {
            Located.Builder text = new Located.Builder();
            Line source = line.line();
            int from = source.indent();
            for (PdfSegment.Span span : line.style().raised()) {
                if (span.start() >= from
                        && (lines.contains(line)
                                ? span.start() == 0
                                : isLabel(line.text().substring(span.start(), span.end()), line.page()))) {
                    text.append(source, from, span.start());
                    from = span.end();
                }
            }
            text.append(source, from, source.text().length());
            text.truncateSpace();
            int start = 0;
            while (start < text.length() && Characters.isSpace(text.charAt(start))) {
                start++;
            }
            return new Located.Builder().append(text, start, text.length());
        }
    }
}
