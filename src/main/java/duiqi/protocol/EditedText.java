package duiqi.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;

/**
 * Holds a text that an editor shows. Positions of the protocol count UTF-16 units from 0, locations of duiqi count code
 * points from 1. A place outside the text counts as the nearest one inside. Immutable.
 *
 * @param starts index of the first UTF-16 unit of each line
 */
record EditedText(String text, List<Integer> starts) {
    static EditedText of(String text) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1))) {
                starts.add(i + 1);
            }
        }
        return new EditedText(text, starts);
    }

    /** Returns the text after some changes, one after the other. */
    EditedText with(List<TextDocumentContentChangeEvent> changes) {
        EditedText now = this;
        for (TextDocumentContentChangeEvent change : changes) {
            Range range = change.getRange();
            now = of(
                    range == null
                            ? change.getText()
                            : now.text.substring(0, now.index(range.getStart()))
                                    + change.getText()
                                    + now.text.substring(
                                            Math.max(now.index(range.getStart()), now.index(range.getEnd()))));
        }
        return now;
    }

    int index(Position position) {
        int line = Math.min(Math.max(position.getLine(), 0), starts.size() - 1);
        return Math.min(starts.get(line) + Math.max(position.getCharacter(), 0), end(line));
    }

    int index(duiqi.text.Location place) {
        int line = Math.min(place.line(), starts.size()) - 1;
        int start = starts.get(line);
        int end = end(line);
        int columns = Math.min(place.column() - 1, text.codePointCount(start, end));
        return text.offsetByCodePoints(start, columns);
    }

    /** Returns the index after the last character of a line, without its line end. */
    private int end(int line) {
        int end = line + 1 < starts.size() ? starts.get(line + 1) : text.length();
        while (line + 1 < starts.size() && end > starts.get(line) && "\r\n".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    Position position(int index) {
        int found = Collections.binarySearch(starts, index);
        int line = found >= 0 ? found : -found - 2;
        return new Position(line, index - starts.get(line));
    }

    Range range(int start, int end) {
        return new Range(position(start), position(Math.max(start, end)));
    }

    boolean isOneLine(int start, int end) {
        return position(start).getLine() == position(end).getLine();
    }
}
