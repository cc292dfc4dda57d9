package duiqi.document.plain;

import duiqi.text.Characters;
import duiqi.text.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Detects whether the lines of a region were wrapped, and at which margin. A region is a run of lines between empty
 * lines.
 *
 * <p>In wrapped text most lines end in mid-sentence, where the next word would have passed the margin. The margin is that
 * of the lines of the whole text that end in mid-sentence before a line that continues them; a region of several lines,
 * for example a quotation, may have its own. Code, tables, lists and verse do not fill the lines, or consist of signs.
 * Chinese text files usually have one paragraph a line. Their lines end at the end of a sentence or are much longer than
 * any margin. Immutable.
 *
 * @param wrapped true if lines are joined
 * @param margin widest line, in columns, without the widest tenth of the lines
 */
record Wrapping(boolean wrapped, int margin) {
    /** Minimum margin; narrower text is verse or a list. */
    private static final int NARROWEST_MARGIN = 36;

    /** Maximum margin; editors wrap at 72 to 100 columns, mail programs at up to 78. */
    private static final int MAX_MARGIN = 130;

    /**
     * Minimum share of line ends in mid-sentence; wrapped text reaches 0.85, text with one paragraph a line rarely 0.3.
     */
    private static final double MID_SENTENCE_SHARE = 0.5;

    /** Minimum share of these line ends at which the next word did not fit. */
    private static final double FULL_SHARE = 0.75;

    /** Number of columns that a line may be short, to keep a word whole or a mark off the start of a line. */
    private static final int SLACK = 6;

    /** Minimum number of lines that show the margin of a text or of a region. */
    private static final int MIN_LINES = 4;

    /** Minimum share of words without signs in English prose; code has few. */
    private static final double WORD_SHARE = 0.6;

    /** Maximum number of characters for each Han character in Chinese prose. */
    private static final int VISIBLE_PER_HAN = 4;

    /** Matches the marks with which mail programs quote a message. */
    static final Pattern QUOTATION = Pattern.compile("\\s*(?:>\\s?)+\\s*");

    /** Signs at the ends of lines of code; few lines of prose end so. */
    private static final String ENDS_OF_CODE = ";{}>\\";

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern WORD = Pattern.compile("[“\"'‘(\\[]*\\p{L}[\\p{L}’'-]*[.,;:!?…)\\]”\"’']*");

    /**
     * Holds the lines between two empty lines.
     *
     * @param lines the lines, at least one
     * @param wrapping their wrapping
     */
    record Region(List<Line> lines, Wrapping wrapping) {}

    /** Returns the regions of a text in order. */
    static List<Region> regions(List<Line> lines) {
        List<List<Line>> regions = new ArrayList<>();
        List<Line> open = new ArrayList<>();
        for (Line line : lines) {
            if (!line.isBlank()) {
                open.add(line);
            } else if (!open.isEmpty()) {
                regions.add(open);
                open = new ArrayList<>();
            }
        }
        if (!open.isEmpty()) {
            regions.add(open);
        }
        int margin = marginOf(regions);
        return regions.stream()
                .map(region -> new Region(region, of(region, margin)))
                .toList();
    }

    private static int marginOf(List<List<Line>> regions) {
        List<Integer> continued = new ArrayList<>();
        for (List<Line> region : regions) {
            for (int i = isProse(region) ? 1 : region.size(); i < region.size(); i++) {
                Line line = region.get(i - 1);
                if (isPair(line, region.get(i)) && isMidSentence(line) && isContinuation(region.get(i))) {
                    continued.add(width(line));
                }
            }
        }
        return continued.size() < MIN_LINES
                ? margin(regions.stream()
                        .flatMap(List::stream)
                        .map(Wrapping::width)
                        .toList())
                : margin(continued);
    }

    /** Returns the widest width without the widest tenth. */
    private static int margin(List<Integer> widths) {
        return widths.isEmpty() ? 0 : widths.stream().sorted().toList().get((int) Math.ceil(0.9 * widths.size()) - 1);
    }

    private static Wrapping of(List<Line> region, int margin) {
        Wrapping usual = new Wrapping(true, margin);
        Wrapping own = new Wrapping(
                true, region.stream().mapToInt(Wrapping::width).max().orElse(0));
        if (region.size() > 1 && isProse(region)) {
            if (usual.fits(region)) {
                return usual;
            }
            if (region.size() >= MIN_LINES && isContinued(region) && own.fits(region)) {
                return own;
            }
        }
        return new Wrapping(false, margin);
    }

    /** Returns whether most lines begin in a sentence. Lines of verse begin with capital letters. */
    private static boolean isContinued(List<Line> region) {
        return 2 * region.stream().skip(1).filter(Wrapping::isContinuation).count() >= region.size() - 1;
    }

    private boolean fits(List<Line> region) {
        if (margin < NARROWEST_MARGIN || margin > MAX_MARGIN) {
            return false;
        }
        int all = 0;
        int midSentence = 0;
        int full = 0;
        for (int i = 1; i < region.size(); i++) {
            Line line = region.get(i - 1);
            if (isPair(line, region.get(i))) {
                all++;
                midSentence += isMidSentence(line) ? 1 : 0;
                full += isMidSentence(line) && isFull(line, region.get(i)) ? 1 : 0;
            }
        }
        return midSentence > 0 && midSentence >= MID_SENTENCE_SHARE * all && full >= FULL_SHARE * midSentence;
    }

    /** Returns whether a region consists of words rather than of signs, names of code, numbers and columns. */
    private static boolean isProse(List<Line> region) {
        long tokens = 0;
        long words = 0;
        long visible = 0;
        long han = 0;
        long endsOfCode = 0;
        for (Line line : region) {
            endsOfCode +=
                    ENDS_OF_CODE.indexOf(line.stripped().charAt(line.stripped().length() - 1)) >= 0 ? 1 : 0;
            for (String token : SPACES.split(text(line))) {
                tokens++;
                words += WORD.matcher(token).matches() ? 1 : 0;
                visible += token.length();
                han += token.codePoints().filter(Character::isIdeographic).count();
            }
        }
        return 2 * endsOfCode < region.size() && (han * VISIBLE_PER_HAN >= visible || words >= WORD_SHARE * tokens);
    }

    /** Returns the text of a line without the marks of a quoted message. */
    private static String text(Line line) {
        String stripped = line.stripped();
        Matcher mark = QUOTATION.matcher(stripped);
        return mark.lookingAt() ? stripped.substring(mark.end()) : stripped;
    }

    /** Returns whether the second line may continue the first one. */
    private static boolean isPair(Line line, Line next) {
        return !next.text().startsWith("\u3000")
                && !isMarked(line)
                && !isMarked(next)
                && !(Shape.mayBeListItem(text(next)) && mayPrecedeItem(text(line)));
    }

    private static boolean mayPrecedeItem(String text) {
        return Shape.mayBeListItem(text) || Shape.SentenceEnd.closesClause(text);
    }

    private static boolean isMarked(Line line) {
        return Shape.isListItem(text(line)) || Shape.isChapter(text(line));
    }

    private static boolean isMidSentence(Line line) {
        return !Shape.SentenceEnd.closes(text(line));
    }

    private static boolean isContinuation(Line line) {
        int first = text(line).isEmpty() ? ' ' : text(line).codePointAt(0);
        return Character.isLowerCase(first) || Character.isIdeographic(first);
    }

    /** Returns whether the first word of the next line did not fit on this line. */
    boolean isFull(Line line, Line next) {
        String text = text(next);
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
