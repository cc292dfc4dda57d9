package duiqi.document.plain;

import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Collects the characters of a marked-up document into paragraphs, each character with the place it came from.
 *
 * <p>White space is folded. Where lines were only wrapped, nothing is put between two wide characters and a space
 * elsewhere, as in the segment break transformation of CSS Text Level 3, section 4.1.3. Characters without width or
 * meaning are dropped: soft hyphens, zero-width spaces, direction marks, controls.
 *
 * <p>A forced line break is a line of an address or a verse in one document and the end of a paragraph in another. It ends
 * the paragraph if there are two of them, if the next line is indented, or if the line before ends like a sentence;
 * otherwise it is like a wrapped line. A heading is never cut.
 *
 * <p>Not safe for use by several threads.
 */
public final class Blocks {
    private static final int IDEOGRAPHIC_SPACE = 0x3000;

    /** Spaces other than U+3000 that mark an indented line; fewer only set words apart. */
    private static final int MIN_INDENTING_SPACES = 2;

    private final List<Paragraph> paragraphs = new ArrayList<>();
    private final SourceMappedText text = new SourceMappedText();
    private Kind kind = Kind.TEXT;
    private boolean spacePending;
    private boolean wrapped;
    private int spaceLine;
    private int spaceColumn;
    private int breaks;
    private int indent;

    /** Ends the block at hand and starts another; empty blocks leave no trace. */
    public void begin(Kind next) {
        flush();
        kind = next;
    }

    /** Appends a character of the running text. */
    public void add(int character, int line, int column) {
        if (isIgnorable(character)) {
            return;
        }
        if (Characters.isSpace(character)) {
            space(character, line, column);
            return;
        }
        if (breaks > 0 && endsParagraph()) {
            flush();
        }
        appendSpaceBefore(character);
        text.append(character, line, column);
    }

    /** Appends a string whose characters stand side by side; returns the column behind it. */
    public int add(String string, int line, int column) {
        int next = column;
        for (int i = 0; i < string.length(); ) {
            int character = string.codePointAt(i);
            add(character, line, next++);
            i += Character.charCount(character);
        }
        return next;
    }

    /** A forced line break inside a block. */
    public void lineBreak() {
        breaks++;
        indent = 0;
    }

    /** Ends the last block. */
    public List<Paragraph> finish() {
        flush();
        return List.copyOf(paragraphs);
    }

    private void space(int character, int line, int column) {
        if (!spacePending) {
            spacePending = true;
            spaceLine = line;
            spaceColumn = column;
        }
        wrapped |= character == '\n' || character == '\r';
        if (character == IDEOGRAPHIC_SPACE) {
            indent += MIN_INDENTING_SPACES;
        } else if (character >= 0x80) {
            indent++;
        }
    }

    private boolean endsParagraph() {
        if (kind == Kind.HEADING) {
            return false;
        }
        return breaks > 1 || indent >= MIN_INDENTING_SPACES || LineShape.SentenceEnd.closesClause(text);
    }

    private void appendSpaceBefore(int character) {
        if (!text.isEmpty() && (spacePending || breaks > 0)) {
            int last = text.length() - 1;
            boolean onlyWrapped = wrapped || breaks > 0;
            if (!onlyWrapped || !Characters.adjoin(Character.codePointBefore(text, last + 1), character)) {
                text.append(
                        ' ',
                        spacePending ? spaceLine : text.line(last),
                        spacePending ? spaceColumn : text.column(last) + 1);
            }
        }
        forgetSpace();
    }

    private void flush() {
        text.paragraph(kind).ifPresent(paragraphs::add);
        text.truncate(0);
        forgetSpace();
    }

    private void forgetSpace() {
        spacePending = false;
        wrapped = false;
        breaks = 0;
        indent = 0;
    }

    private static boolean isIgnorable(int c) {
        return switch (c) {
            case 0x00AD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF -> true;
            default -> Character.getType(c) == Character.CONTROL && !Character.isWhitespace(c);
        };
    }

    /**
     * Collects the paragraphs of a word processor's document. The line of a place is the number of the paragraph, empty ones
     * included, and the column is counted in its text.
     *
     * <p>A paragraph may stand inside another, in a text box or a note: text boxes follow the paragraph they are anchored in,
     * notes follow the whole text. Not safe for use by several threads.
     */
    public static final class CountedParagraphs {
        /** Stands for a forced line break in the text of an open paragraph. */
        private static final char LINE_SEPARATOR = '\u2028';

        private static final class Open {
            private Kind kind;
            private final StringBuilder text = new StringBuilder();

            Open(Kind kind) {
                this.kind = kind;
            }
        }

        private final Blocks blocks = new Blocks();
        private final Deque<Open> open = new ArrayDeque<>();
        private final List<Open> boxes = new ArrayList<>();
        private final List<Open> notes = new ArrayList<>();
        private final StringBuilder carried = new StringBuilder();
        private int count;

        /** Begins a paragraph; what is open stays open. */
        public void begin(Kind kind) {
            Open paragraph = new Open(kind);
            if (open.isEmpty()) {
                paragraph.text.append(carried);
                carried.setLength(0);
            }
            open.push(paragraph);
        }

        /** Corrects the kind of the innermost open paragraph. */
        public void become(Kind kind) {
            if (!open.isEmpty()) {
                open.element().kind = kind;
            }
        }

        /** Appends to the innermost open paragraph; text outside paragraphs is none. */
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

        /** Ends the innermost open paragraph so that the next one goes on with its text, as if there were no end. */
        public void endWithoutMark() {
            if (open.size() == 1) {
                carried.append(open.pop().text);
            } else {
                end();
            }
        }

        /** Returns all paragraphs, the notes last. */
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
            blocks.begin(paragraph.kind);
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
}
