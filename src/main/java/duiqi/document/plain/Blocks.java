package duiqi.document.plain;

import duiqi.text.Characters;
import duiqi.text.Language;
import duiqi.text.Located;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Cell;
import duiqi.text.Paragraph.Kind;
import duiqi.text.Paragraph.Marks;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Collects the characters of a marked-up document into paragraphs, each character with its location in the source.
 *
 * <p>White space is collapsed. A line wrap between two wide characters disappears; any other line wrap becomes a space
 * (CSS Text Level 3, section 4.1.3, segment break transformation). Characters without width or meaning are dropped:
 * soft hyphens, zero-width spaces, direction marks, controls.
 *
 * <p>A forced line break separates lines of an address or a verse in one document and paragraphs in another. It ends
 * the paragraph if there are two of them, if the next line is indented, or if the line before ends like a sentence.
 * Otherwise it counts as a line wrap. A heading is never split there. A forced line break between a Chinese and an
 * English line always ends the paragraph, because the lines are probably translations. Text after a forced line break
 * or a tab begins a new origin, because the two languages of a paragraph may be separated there.
 *
 * <p>Not thread-safe.
 */
public final class Blocks {
    private static final int IDEOGRAPHIC_SPACE = 0x3000;

    /** Minimum number of spaces other than U+3000 that mark an indented line; fewer separate words. */
    private static final int MIN_INDENTING_SPACES = 2;

    private final List<Paragraph> paragraphs = new ArrayList<>();
    private final Located.Builder text = new Located.Builder();

    /** Offsets in the text of the lines that follow forced line breaks. */
    private final List<Integer> lines = new ArrayList<>();

    private Kind kind = Kind.TEXT;
    private Marks marks = Marks.NONE;
    private int tables;
    private Gap gap = new Gap();

    /** Collects the space between the text and its next character. */
    private static final class Gap {
        private boolean spaced;
        private int line;
        private int column;
        private boolean wrapped;
        private boolean tabbed;
        private int breaks;
        private int indent;

        void add(int space, int spaceLine, int spaceColumn) {
            if (!spaced) {
                spaced = true;
                line = spaceLine;
                column = spaceColumn;
            }
            wrapped |= space == '\n' || space == '\r';
            tabbed |= space == '\t';
            if (space == IDEOGRAPHIC_SPACE) {
                indent += MIN_INDENTING_SPACES;
            } else if (space >= 0x80) {
                indent++;
            }
        }

        boolean isEmpty() {
            return !spaced && breaks == 0;
        }

        boolean isLineEnd() {
            return wrapped || breaks > 0;
        }

        boolean beginsOrigin() {
            return breaks > 0 || (tabbed && !wrapped);
        }
    }

    /** Ends the current block and starts another without marks. Empty blocks are dropped. */
    public void begin(Kind next) {
        begin(next, Marks.NONE);
    }

    /** Ends the current block and starts another with marks. Empty blocks are dropped. */
    public void begin(Kind next, Marks nextMarks) {
        flush();
        kind = next;
        marks = nextMarks;
    }

    /** Returns whether the current block has no text yet. */
    public boolean isBlockEmpty() {
        return text.isEmpty();
    }

    /** Returns the number of the next table of the document, from 0. */
    public int nextTable() {
        return tables++;
    }

    /** Appends a character of the running text. */
    public void add(int character, int line, int column) {
        if (isIgnorable(character)) {
            return;
        }
        if (Characters.isSpace(character)) {
            gap.add(character, line, column);
            return;
        }
        if (gap.breaks > 0 && endsParagraph()) {
            flush();
        }
        boolean startsLine = gap.breaks > 0 && !text.isEmpty();
        appendSpaceBefore(character);
        if (startsLine) {
            lines.add(text.length());
        }
        text.append(character, line, column);
    }

    /** Appends a string from adjacent columns. Returns the column after it. */
    public int add(String string, int line, int column) {
        int next = column;
        for (int i = 0; i < string.length(); ) {
            int character = string.codePointAt(i);
            add(character, line, next++);
            i += Character.charCount(character);
        }
        return next;
    }

    /** Adds a forced line break inside a block. */
    public void lineBreak() {
        gap.breaks++;
        gap.indent = 0;
    }

    /** Ends the last block and returns all paragraphs. */
    public List<Paragraph> finish() {
        flush();
        return List.copyOf(paragraphs);
    }

    private boolean endsParagraph() {
        if (kind == Kind.HEADING) {
            return false;
        }
        return gap.breaks > 1 || gap.indent >= MIN_INDENTING_SPACES || Shape.SentenceEnd.closesClause(text);
    }

    private void appendSpaceBefore(int character) {
        if (gap.isEmpty()) {
            return;
        }
        if (!text.isEmpty()) {
            int last = text.length() - 1;
            if (!gap.isLineEnd() || !Characters.adjoin(Character.codePointBefore(text, last + 1), character)) {
                if (gap.spaced) {
                    text.append(' ', gap.line, gap.column);
                } else {
                    text.appendSpace();
                }
            }
            if (gap.beginsOrigin()) {
                text.beginOrigin();
            }
        }
        gap = new Gap();
    }

    private void flush() {
        if (!text.isEmpty()) {
            Located all = text.located();
            int start = 0;
            for (int line : changesOfLanguage()) {
                emit(all, start, line);
                start = line;
            }
            emit(all, start, text.length());
            text.truncate(0);
        }
        lines.clear();
        gap = new Gap();
    }

    private void emit(Located all, int from, int to) {
        all.trimmed(from, to).ifPresent(range -> paragraphs.add(new Paragraph(kind, all.part(range), marks)));
    }

    /** Returns the offsets of the lines that are in another language than the line before. */
    private List<Integer> changesOfLanguage() {
        List<Integer> changes = new ArrayList<>();
        Optional<Language> before = Optional.empty();
        for (int i = -1; i < lines.size() && !lines.isEmpty(); i++) {
            int from = i < 0 ? 0 : lines.get(i);
            int to = i + 1 < lines.size() ? lines.get(i + 1) : text.length();
            Optional<Language> language = prevailing(text.subSequence(from, to));
            if (before.isPresent() && language.isPresent() && !language.equals(before)) {
                changes.add(from);
            }
            before = language.isPresent() ? language : before;
        }
        return changes;
    }

    /** Returns the language of a line. A line with Chinese characters that is too short or mixed counts as Chinese. */
    private static Optional<Language> prevailing(CharSequence line) {
        return Language.of(line)
                .or(() -> line.codePoints().anyMatch(Character::isIdeographic)
                        ? Optional.of(Language.CHINESE)
                        : Optional.empty());
    }

    private static boolean isIgnorable(int c) {
        return switch (c) {
            case 0x00AD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF -> true;
            default -> Character.getType(c) == Character.CONTROL && !Character.isWhitespace(c);
        };
    }

    /**
     * Collects the paragraphs of a word processor document. The line of a location is the number of the paragraph,
     * including empty ones, and the column counts characters of its text.
     *
     * <p>A paragraph may be inside another one, in a text box or a note. Text boxes follow the paragraph of their
     * anchor; notes follow the whole text. Paragraphs in tables, except notes, have the mark of their cell. Not
     * thread-safe.
     */
    public static final class CountedParagraphs {
        /** Represents a forced line break in the text of an open paragraph. */
        private static final char LINE_SEPARATOR = '\u2028';

        private static final class Open {
            private Kind kind;
            private final Optional<Cell> cell;
            private final StringBuilder text;

            Open(Kind kind, Optional<Cell> cell, StringBuilder text) {
                this.kind = kind;
                this.cell = cell;
                this.text = text;
            }

            Marks marks() {
                return cell.isEmpty() || kind == Kind.NOTE ? Marks.NONE : new Marks(cell, Optional.empty(), List.of());
            }
        }

        /** Maximum number of characters in repeated paragraphs, so that a small file cannot fill the memory. */
        private static final int MAX_REPEATED = 1 << 22;

        private final Blocks blocks = new Blocks();
        private final Tables tables = new Tables();
        private final Deque<Open> open = new ArrayDeque<>();
        private final List<Open> boxes = new ArrayList<>();
        private final List<Open> notes = new ArrayList<>();
        private StringBuilder carried = new StringBuilder();
        private int count;
        private int repeated;

        /** Returns the tables of the document, which the reader keeps up to date. */
        public Tables tables() {
            return tables;
        }

        /** Begins a paragraph, possibly inside an open one. */
        public void begin(Kind kind) {
            boolean isInner = !open.isEmpty();
            open.push(new Open(kind, tables.cell(), isInner ? new StringBuilder() : carried));
            carried = isInner ? carried : new StringBuilder();
        }

        /** Changes the kind of the innermost open paragraph. */
        public void become(Kind kind) {
            if (!open.isEmpty()) {
                open.element().kind = kind;
            }
        }

        /** Appends to the innermost open paragraph. Text outside paragraphs is ignored. */
        public void append(String text) {
            if (!open.isEmpty()) {
                open.element().text.append(text);
            }
        }

        public void lineBreak() {
            append(String.valueOf(LINE_SEPARATOR));
        }

        /** Ends the innermost open paragraph. */
        public void end() {
            Open paragraph = open.pop();
            if (paragraph.kind == Kind.NOTE) {
                notes.add(paragraph);
            } else if (!open.isEmpty()) {
                boxes.add(paragraph);
            } else {
                emit(paragraph);
                boxes.forEach(this::emit);
                boxes.clear();
            }
        }

        /** Ends the innermost open paragraph and lets the next one continue its text. */
        public void endWithoutMark() {
            if (open.size() == 1) {
                carried = open.pop().text;
            } else {
                end();
            }
        }

        /** Returns the number of complete paragraphs outside notes. */
        public int size() {
            blocks.flush();
            return blocks.paragraphs.size();
        }

        /**
         * Adds paragraphs again in another cell of the innermost open table. It ignores repetitions above the maximum of
         * a document.
         *
         * @param from number of paragraphs before the first one to repeat
         * @param to number of paragraphs up to the last one to repeat
         * @param rows distance to the other cell in rows
         * @param columns distance to the other cell in columns
         */
        public void repeat(int from, int to, int rows, int columns) {
            for (int i = from; i < to && repeated < MAX_REPEATED; i++) {
                Paragraph paragraph = blocks.paragraphs.get(i);
                Marks marks = paragraph.marks();
                blocks.paragraphs.add(paragraph.with(
                        new Marks(tables.moved(marks.cell(), rows, columns), marks.language(), marks.cues())));
                repeated += paragraph.text().length();
            }
        }

        /** Returns all paragraphs, with the notes last. */
        public List<Paragraph> finish() {
            if (!carried.isEmpty()) {
                begin(Kind.TEXT);
                end();
            }
            boxes.forEach(this::emit);
            notes.forEach(this::emit);
            return blocks.finish();
        }

        private void emit(Open paragraph) {
            count++;
            blocks.begin(paragraph.kind, paragraph.marks());
            int column = 1;
            for (int i = 0; i < paragraph.text.length(); ) {
                int character = paragraph.text.codePointAt(i);
                if (character == LINE_SEPARATOR) {
                    blocks.lineBreak();
                } else {
                    blocks.add(character == '\n' || character == '\r' ? ' ' : character, count, column);
                }
                column++;
                i += Character.charCount(character);
            }
        }
    }

    /**
     * Counts the tables of a document, their rows and their columns. Tables may be nested. Rows and cells outside
     * tables are ignored. Not thread-safe.
     */
    public static final class Tables {
        private static final class OpenTable {
            private final int number;
            private int row = -1;
            private int column = -1;
            private int nextColumn;
            private boolean inCell;

            OpenTable(int number) {
                this.number = number;
            }
        }

        private final Deque<OpenTable> open = new ArrayDeque<>();
        private int count;

        /** Returns the innermost open cell. */
        public Optional<Cell> cell() {
            return Optional.ofNullable(open.peek())
                    .filter(table -> table.inCell)
                    .map(table -> new Cell(table.number, Math.max(0, table.row), table.column));
        }

        public void beginTable() {
            open.push(new OpenTable(count++));
        }

        public void endTable() {
            open.poll();
        }

        public void beginRow() {
            if (!open.isEmpty()) {
                open.element().row++;
                open.element().nextColumn = 0;
            }
        }

        public void beginCell() {
            if (!open.isEmpty()) {
                open.element().column = open.element().nextColumn++;
                open.element().inCell = true;
            }
        }

        public void endCell() {
            if (!open.isEmpty()) {
                open.element().inCell = false;
            }
        }

        /** Returns a cell moved by rows and columns if it belongs to the innermost open table. */
        private Optional<Cell> moved(Optional<Cell> cell, int rows, int columns) {
            return cell.map(from -> !open.isEmpty() && from.table() == open.element().number
                    ? new Cell(from.table(), from.row() + rows, from.column() + columns)
                    : from);
        }

        /** Skips rows after one that is repeated. */
        public void skipRows(int rows) {
            if (!open.isEmpty()) {
                open.element().row += rows;
            }
        }

        /** Moves the next cell to the right, after a cell that spans columns or after columns without cell. */
        public void skipColumns(int columns) {
            if (!open.isEmpty()) {
                open.element().nextColumn += columns;
            }
        }
    }
}
