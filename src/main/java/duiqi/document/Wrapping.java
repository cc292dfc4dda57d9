package duiqi.document;

import java.util.List;

/**
 * Whether the lines of a text were broken at a margin, and where that margin was.
 *
 * <p>In wrapped text most lines stop in mid-sentence, and they stop where the next word would have passed the margin. In text
 * with one paragraph a line, the usual form of Chinese text files, lines stop at the end of a sentence, or run far beyond any
 * margin. Immutable.
 *
 * @param wrapped whether lines are to be joined
 * @param margin widest line, in columns, when a tenth of them is left aside as overlong
 */
record Wrapping(boolean wrapped, int margin) {
    /** Narrower columns are verse or lists. */
    private static final int NARROWEST_MARGIN = 36;

    /** Editors wrap at 72 to 100 columns, mail at up to 78; nobody wraps by hand beyond this. */
    private static final int MAX_MARGIN = 130;

    /** Share of line ends in mid-sentence. Wrapped text reaches 0.85 and more, one paragraph a line seldom 0.3. */
    private static final double MID_SENTENCE_SHARE = 0.5;

    /** Share of those ends where the next word had no room. */
    private static final double FULL_SHARE = 0.75;

    /** Columns that a line may stay short, for a word kept whole or a mark kept from the start of a line. */
    private static final int SLACK = 6;

    static Wrapping of(List<Line> lines) {
        int[] widths = lines.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(Wrapping::width)
                .sorted()
                .toArray();
        if (widths.length == 0) {
            return new Wrapping(false, 0);
        }
        int margin = widths[(int) Math.ceil(0.9 * widths.length) - 1];
        return new Wrapping(
                margin >= NARROWEST_MARGIN && margin <= MAX_MARGIN && linesStopAt(new Wrapping(true, margin), lines),
                margin);
    }

    private static boolean linesStopAt(Wrapping wrapping, List<Line> lines) {
        int all = 0;
        int midSentence = 0;
        int full = 0;
        for (int i = 1; i < lines.size(); i++) {
            Line line = lines.get(i - 1);
            Line next = lines.get(i);
            if (line.isBlank()
                    || next.isBlank()
                    || next.text().startsWith("\u3000")
                    || isMarked(line)
                    || isMarked(next)) {
                continue;
            }
            all++;
            if (!SentenceEnd.closes(line.stripped())) {
                midSentence++;
                full += wrapping.isFull(line, next) ? 1 : 0;
            }
        }
        return midSentence > 0 && midSentence >= MID_SENTENCE_SHARE * all && full >= FULL_SHARE * midSentence;
    }

    private static boolean isMarked(Line line) {
        return LineShape.isListItem(line.stripped()) || LineShape.isChapter(line.stripped());
    }

    /** Whether the first word of the next line had no room on this one. */
    boolean isFull(Line line, Line next) {
        String text = next.stripped();
        int firstWord = Characters.width(text.substring(0, Characters.endOfFirstWord(text)));
        return width(line) + firstWord + SLACK > margin;
    }

    private static int width(Line line) {
        int end = line.text().length();
        while (end > 0 && Characters.isSpace(line.text().charAt(end - 1))) {
            end--;
        }
        return Characters.width(line.text().substring(0, end));
    }
}
