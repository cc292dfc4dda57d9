package duiqi.document.office;

import duiqi.document.plain.Blocks;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Collects the paragraphs of a word processor's document. The line of a place is the number of the paragraph, empty ones
 * included, and the column is counted in its text.
 *
 * <p>A paragraph may stand inside another, in a text box or a note: text boxes follow the paragraph they are anchored in,
 * notes follow the whole text. Not safe for use by several threads.
 */
final class CountedParagraphs {
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
    void begin(Kind kind) {
        Open paragraph = new Open(kind);
        if (open.isEmpty()) {
            paragraph.text.append(carried);
            carried.setLength(0);
        }
        open.push(paragraph);
    }

    /** Corrects the kind of the innermost open paragraph. */
    void become(Kind kind) {
        if (!open.isEmpty()) {
            open.element().kind = kind;
        }
    }

    /** Appends to the innermost open paragraph; text outside paragraphs is none. */
    void append(String text) {
        if (!open.isEmpty()) {
            open.element().text.append(text);
        }
    }

    void lineBreak() {
        append(String.valueOf(LINE_SEPARATOR));
    }

    /** Ends the innermost open paragraph. */
    void end() {
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
    void endWithoutMark() {
        if (open.size() == 1) {
            carried.append(open.pop().text);
        } else {
            end();
        }
    }

    /** All paragraphs, the notes last. */
    List<Paragraph> finish() {
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
