package duiqi.document.markdown;

import duiqi.document.plain.Characters;
import duiqi.document.plain.Line;
import duiqi.document.plain.SourceMappedText;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The block structure of a Markdown document, built line by line. Nested lists and quotations are flattened: only text in
 * reading order and the kind of its innermost block are of interest. For one document and one thread.
 */
final class MarkdownBlocks {
    private static final Pattern FENCE = Pattern.compile("(`{3,}(?!.*`)|~{3,}).*");
    private static final Pattern HEADING = Pattern.compile("#{1,6}(?:\\s+|$)");
    private static final Pattern UNDERLINE = Pattern.compile("(?:=+|-+)\\s*");
    private static final Pattern THEMATIC_BREAK = Pattern.compile("-{3,}|\\*{3,}|_{3,}");
    private static final Pattern LIST_ITEM = Pattern.compile("(?:[-+*]|(\\d{1,9})[.)])(?:\\s+(?:\\[[ xX]]\\s+)?|$)");
    private static final Pattern FOOTNOTE = Pattern.compile("\\[\\^[^\\]]+]:\\s*");
    private static final Pattern TABLE_DELIMITER = Pattern.compile("\\|?\\s*:?-+:?\\s*(?:\\|\\s*:?-+:?\\s*)*+\\|?\\s*");
    private static final Pattern HTML_BLOCK = Pattern.compile(
            "(?i)</?(?:address|article|aside|blockquote|body|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form"
                + "|h[1-6]|head|header|hr|html|li|main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)\\b.*");
    private static final Pattern CODE_BLOCK = Pattern.compile("(?i)<(pre|script|style|textarea)\\b.*");

    /** Columns of indentation that make code of a line, and keep a paragraph within the item above it. */
    private static final int CODE_INDENT = 4;

    /** Deeper nesting within one line is not markup; the limit keeps the time linear on hostile input. */
    private static final int MAX_CONTAINERS = 20;

    private final Line.Joiner joiner;
    private final MarkdownInline inline;
    private final List<Paragraph> paragraphs = new ArrayList<>();
    private SourceMappedText open = new SourceMappedText();
    private Kind kind = Kind.TEXT;

    /** What encloses an indented paragraph: a list item or a note; TEXT for nothing. */
    private Kind container = Kind.TEXT;

    /** What ends the lines that are left out; empty outside of code and comments. */
    private Optional<Pattern> skippedUntil = Optional.empty();

    private boolean inTable;

    MarkdownBlocks(Line.Joiner joiner, MarkdownInline inline) {
        this.joiner = joiner;
        this.inline = inline;
    }

    /** Adds the next line of the document, seeing the one that follows it. */
    void add(Line line, String next) {
        if (skippedUntil.isPresent()) {
            if (skippedUntil.get().matcher(line.text()).find()) {
                skippedUntil = Optional.empty();
            }
        } else if (line.isBlank()) {
            flush();
            inTable = false;
        } else if (inTable && line.text().contains("|")) {
            addRow(line, line.indent());
        } else {
            inTable = false;
            addText(line, next);
        }
    }

    /** Ends the document. */
    List<Paragraph> finish() {
        flush();
        return List.copyOf(paragraphs);
    }

    private void addText(Line line, String next) {
        int indent = line.indent();
        boolean indented = Characters.width(line.text().substring(0, indent)) >= CODE_INDENT
                || line.text().startsWith("\t");
        if (indent == 0 && open.isEmpty()) {
            container = Kind.TEXT;
        }
        if (indented && open.isEmpty() && container == Kind.TEXT && !line.text().startsWith("\u3000")) {
            return;
        }
        addBlock(line, indent, next);
    }

    private void addBlock(Line line, int start, String next) {
        int from = enterContainers(line, start);
        String text = line.text().substring(from);
        Matcher fence = FENCE.matcher(text);
        Matcher heading = HEADING.matcher(text);
        if (text.isBlank()) {
            return;
        }
        if (fence.matches()) {
            flush();
            String mark = fence.group(1);
            skippedUntil = Optional.of(Pattern.compile("^[\\s>]*" + mark.charAt(0) + "{" + mark.length() + ",}\\s*$"));
        } else if (text.startsWith("<!--")) {
            skipTo("-->", text);
        } else if (CODE_BLOCK.matcher(text).matches()) {
            skipTo("(?i)</(?:pre|script|style|textarea)>", text);
        } else if (heading.lookingAt()) {
            addHeading(line, from + heading.end());
        } else if (isUnderline(text)) {
            kind = Kind.HEADING;
            flush();
        } else if (isThematicBreak(text)) {
            flush();
        } else if (isTableHead(text, next)) {
            flush();
            addRow(line, from);
            inTable = true;
        } else if (!open.isEmpty() || !MarkdownReader.isDefinition(text)) {
            addParagraphLine(line, from);
        }
    }

    /** Opens the quotations, list items and notes that begin in a line, and says where its text begins. */
    private int enterContainers(Line line, int start) {
        int from = start;
        for (int depth = 0; depth < MAX_CONTAINERS && from < line.text().length(); depth++) {
            String text = line.text().substring(from);
            Matcher item = LIST_ITEM.matcher(text);
            Matcher note = FOOTNOTE.matcher(text);
            if (text.startsWith(">")) {
                from = enterQuotation(line, from);
            } else if (note.lookingAt()) {
                enter(Kind.NOTE);
                from += note.end();
            } else if (item.lookingAt() && mayInterrupt(item) && !isThematicBreak(text) && !isUnderline(text)) {
                enter(Kind.LIST_ITEM);
                from += item.end();
            } else {
                break;
            }
        }
        return from;
    }

    private void enter(Kind inside) {
        flush();
        container = inside;
        kind = inside;
    }

    private int enterQuotation(Line line, int start) {
        int from = start;
        while (from < line.text().length()
                && (line.text().charAt(from) == '>'
                        || Characters.isSpace(line.text().charAt(from)))) {
            from++;
        }
        boolean goesOn = kind == Kind.QUOTATION && from < line.text().length();
        if (!goesOn) {
            flush();
            kind = Kind.QUOTATION;
        }
        return from;
    }

    private boolean isUnderline(String text) {
        return !open.isEmpty() && kind == Kind.TEXT && UNDERLINE.matcher(text).matches();
    }

    private static boolean isThematicBreak(String text) {
        return "-*_".indexOf(text.charAt(0)) >= 0
                && THEMATIC_BREAK.matcher(text.replaceAll("\\s", "")).matches();
    }

    private void skipTo(String end, String text) {
        flush();
        Pattern pattern = Pattern.compile(end);
        if (!pattern.matcher(text).find()) {
            skippedUntil = Optional.of(pattern);
        }
    }

    /** In the middle of a paragraph, a number with a full stop begins a list only if it is 1: it may be a year. */
    private boolean mayInterrupt(Matcher item) {
        boolean bullet = item.group(1) == null;
        return open.isEmpty() || kind == Kind.LIST_ITEM || bullet || "1".equals(item.group(1));
    }

    /** Adds a heading without the number signs that may close it. */
    private void addHeading(Line line, int from) {
        flush();
        SourceMappedText text =
                new SourceMappedText().append(line, from, line.text().length());
        text.truncateSpace();
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '#') {
            end--;
        }
        if (end == 0 || Characters.isSpace(text.charAt(end - 1))) {
            text.truncate(end);
        }
        open.append(text);
        kind = Kind.HEADING;
        flush();
    }

    private void addParagraphLine(Line line, int from) {
        if (HTML_BLOCK.matcher(line.text().substring(from)).matches()) {
            Kind inside = kind;
            flush();
            kind = inside;
        }
        SourceMappedText text =
                new SourceMappedText().append(line, from, line.text().length());
        if (isHardBreak(text)) {
            text.truncate(text.length() - 1);
        }
        text.truncateSpace();
        if (open.isEmpty() && kind == Kind.TEXT) {
            kind = container;
        }
        joiner.join(open, text);
    }

    private static boolean isHardBreak(CharSequence text) {
        int last = text.length() - 1;
        return last > 0 && text.charAt(last) == '\\' && text.charAt(last - 1) != '\\';
    }

    private static boolean isTableHead(String text, String next) {
        return text.contains("|")
                && next.contains("-")
                && TABLE_DELIMITER.matcher(next.strip()).matches()
                && cells(text).size() == cells(next.strip()).size();
    }

    private void addRow(Line line, int from) {
        String text = line.text().substring(from);
        if (TABLE_DELIMITER.matcher(text).matches()) {
            return;
        }
        for (int[] cell : cells(text)) {
            inline.plain(cell(line, from + cell[0], from + cell[1]))
                    .paragraph(Kind.TABLE_CELL)
                    .ifPresent(paragraphs::add);
        }
    }

    /** A backslash before a bar only protects it from ending the cell, in code as well. */
    private static SourceMappedText cell(Line line, int from, int to) {
        SourceMappedText cell = new SourceMappedText();
        int start = from;
        for (int bar = line.text().indexOf("\\|", from);
                bar >= 0 && bar < to;
                bar = line.text().indexOf("\\|", bar + 1)) {
            cell.append(line, start, bar);
            start = bar + 1;
        }
        return cell.append(line, start, to);
    }

    /** Start and end of each cell of a row. A bar after a backslash does not end a cell. */
    private static List<int[]> cells(String row) {
        List<int[]> cells = new ArrayList<>();
        int start = row.startsWith("|") ? 1 : 0;
        for (int i = start; i < row.length(); i++) {
            if (row.charAt(i) == '|' && row.charAt(Math.max(0, i - 1)) != '\\') {
                cells.add(new int[] {start, i});
                start = i + 1;
            }
        }
        if (!row.substring(start).isBlank()) {
            cells.add(new int[] {start, row.length()});
        }
        return cells;
    }

    private void flush() {
        inline.plain(open).paragraph(kind).ifPresent(paragraphs::add);
        open = new SourceMappedText();
        kind = Kind.TEXT;
    }
}
