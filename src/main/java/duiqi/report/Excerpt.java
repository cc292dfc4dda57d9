package duiqi.report;

import duiqi.check.TextSpan;

/**
 * The part of a text around some words that a line of a terminal has room for, without characters that terminals obey.
 * Immutable.
 *
 * @param before what stands before the words
 * @param words the words; empty where something is missing
 * @param after what stands behind them
 */
record Excerpt(String before, String words, String after) {
    private static final String CUT = "…";

    /** The part around a span. */
    static Excerpt around(String text, TextSpan span, int columns) {
        String before = Terminal.plain(text.substring(0, span.start()));
        String words = Terminal.plain(text.substring(span.start(), span.end()));
        String after = Terminal.plain(text.substring(span.end()));
        // The cut counts as one column, though some terminals give it two: a line may then be a column or two too long.
        String shown = begin(words, columns);
        if (!shown.equals(words)) {
            return new Excerpt("", shown, "");
        }
        int room = columns - Columns.width(shown);
        int left = Math.min(Columns.width(before), Math.max(room / 2, room - Columns.width(after)));
        String shownBefore = end(before, left);
        return new Excerpt(shownBefore, shown, begin(after, room - Columns.width(shownBefore)));
    }

    /** The beginning of a text of which no words are meant. */
    static Excerpt of(String text, int columns) {
        return new Excerpt(begin(Terminal.plain(text), columns), "", "");
    }

    private static String begin(String text, int columns) {
        if (Columns.width(text) <= columns) {
            return text;
        }
        return columns < 1 ? "" : Columns.fit(text, columns - 1) + CUT;
    }

    private static String end(String text, int columns) {
        if (Columns.width(text) <= columns) {
            return text;
        }
        return columns < 1 ? "" : CUT + Columns.fitEnd(text, columns - 1);
    }

    String line() {
        return before + words + after;
    }

    /** The columns before the words, and those that they take: at least one, so that a gap can be pointed at. */
    String underline() {
        return " ".repeat(Columns.width(before)) + "^".repeat(Math.max(1, Columns.width(words)));
    }
}
