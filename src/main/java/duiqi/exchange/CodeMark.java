package duiqi.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a code, or one half of a pair of codes, stands in the text of a segment. Immutable.
 *
 * @param offset characters of the text before it
 * @param code number of the code; both halves of a pair have the same
 */
public record CodeMark(int offset, Kind kind, int code) {
    /** What a mark stands for. */
    public enum Kind {
        /** The first half of a pair. */
        OPEN,
        /** The second half of a pair. */
        CLOSE,
        /** A code by itself. */
        ALONE
    }

    /** The same with codes numbered in the order in which they come, so that the marks of different segments compare. */
    static List<CodeMark> inOrder(List<CodeMark> marks) {
        Map<Integer, Integer> numbers = new LinkedHashMap<>();
        List<CodeMark> ordered = new ArrayList<>();
        for (CodeMark mark : marks) {
            numbers.putIfAbsent(mark.code, numbers.size());
            ordered.add(new CodeMark(mark.offset, mark.kind, numbers.getOrDefault(mark.code, 0)));
        }
        return ordered;
    }

    /** The same with offsets that do not count white space, which differs with the layout of a file. */
    static List<CodeMark> inInk(List<CodeMark> marks, String text) {
        return marks.stream()
                .map(mark -> new CodeMark(ink(text.substring(0, mark.offset)).length(), mark.kind, mark.code))
                .toList();
    }

    /** A text without white space. */
    static String ink(String text) {
        StringBuilder ink = new StringBuilder(text.length());
        text.chars().filter(c -> !Character.isWhitespace(c)).forEach(c -> ink.append((char) c));
        return ink.toString();
    }

    /** Whether two segments have the same kinds of codes in the same order, wherever these stand. */
    static boolean areAlike(List<CodeMark> some, List<CodeMark> others) {
        return kinds(some).equals(kinds(others));
    }

    private static List<CodeMark> kinds(List<CodeMark> marks) {
        return inOrder(marks).stream()
                .map(mark -> new CodeMark(0, mark.kind, mark.code))
                .toList();
    }
}
