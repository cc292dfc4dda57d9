package duiqi.check.text;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.check.TextSpan.Side;
import duiqi.check.text.FileFindings.Part;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds a missing or added mark at the end of a unit. Stateless. */
final class FinalMark {
    private static final String CLOSING = "[”’」』》）\"')\\]\\s]*$";
    private static final String ENGLISH_MARKS = ".?!";

    private static final Language ENGLISH = new Language(
            ENGLISH_MARKS,
            Pattern.compile("\\p{L}{2}[”\"')\\]]*([.?!])" + CLOSING),
            Pattern.compile("[\\p{L}\\p{N}%]" + CLOSING),
            Pattern.compile("[\\p{L}\\p{N}%]" + CLOSING),
            Pattern.compile("\\p{Ll}{2}[”’\"')\\]]*(\\.)" + CLOSING));

    private static final Language CHINESE = new Language(
            "。？！",
            Pattern.compile("([。？！?!])" + CLOSING),
            Pattern.compile("[\\p{IsHan}\\p{N}A-Za-z]" + CLOSING),
            Pattern.compile("\\p{IsHan}" + CLOSING),
            Pattern.compile("\\p{IsHan}[”’」』》）)]*(。)\\s*$"));

    /**
     * Matches a URL, file name or email address at the end. A text often omits the full stop after it, so that it does
     * not seem part of the address.
     */
    private static final Pattern ADDRESS = Pattern.compile("(?:[/@]|[A-Za-z0-9]\\.(?=[A-Za-z0-9]))[\\x21-\\x7e]*$");

    /** Number of final characters that are searched for an address. */
    private static final int MAX_ADDRESS_LENGTH = 300;

    /** Number of final characters that include all closing marks. */
    private static final int WINDOW = 12;

    private FinalMark() {}

    /**
     * Holds the patterns for the end of a text.
     *
     * @param marks the marks that end a sentence, in the order of {@link #ENGLISH_MARKS}
     * @param mark a source that ends with a mark
     * @param word a source that ends without one
     * @param bare a translation that ends without one
     * @param stop a translation that ends with a full stop
     */
    private record Language(String marks, Pattern mark, Pattern word, Pattern bare, Pattern stop) {}

    static List<Part> in(CheckedUnit unit) {
        Language from = unit.isIntoChinese() ? ENGLISH : CHINESE;
        Language into = unit.isIntoChinese() ? CHINESE : ENGLISH;
        String source = unit.source().text();
        String target = unit.target().text();
        Matcher mark = atEnd(from.mark, source);
        if (mark.find()) {
            Matcher bare = atEnd(into.bare, target);
            if (!bare.find() || (!unit.isIntoChinese() && target.indexOf(' ') <= 0)) {
                return List.of();
            }
            int kind = Math.max(ENGLISH_MARKS.indexOf(mark.group(1)), CHINESE.marks.indexOf(mark.group(1)));
            int at = unit.isIntoChinese() ? target.stripTrailing().length() : bare.start() + 1;
            String message = "the " + unit.language(Side.SOURCE) + " ends with \"" + ENGLISH_MARKS.charAt(kind)
                    + "\", but the " + unit.language(Side.TARGET) + " has no final mark";
            return note(unit, at, at, message, into.marks.substring(kind, kind + 1));
        }
        Matcher stop = atEnd(into.stop, target);
        return stop.find() && atEnd(from.word, source).find() && !endsInAddress(source)
                ? note(
                        unit,
                        stop.start(1),
                        stop.end(1),
                        "the " + unit.language(Side.TARGET) + " ends with a full stop, but the "
                                + unit.language(Side.SOURCE) + " has no final mark",
                        "")
                : List.of();
    }

    private static boolean endsInAddress(String text) {
        String end =
                text.substring(Math.max(0, text.length() - MAX_ADDRESS_LENGTH)).stripTrailing();
        return ADDRESS.matcher(end).find();
    }

    /** Returns a matcher for the last characters only. */
    private static Matcher atEnd(Pattern pattern, String text) {
        return pattern.matcher(text).region(Math.max(0, text.length() - WINDOW), text.length());
    }

    private static List<Part> note(CheckedUnit unit, int start, int end, String message, String correct) {
        Finding finding = Finding.of(Punctuation.RULE, unit, message)
                .inTarget(start, end)
                .suggesting(List.of(correct))
                .as(Severity.NOTE);
        return List.of(Part.style(finding, correct.isEmpty() ? "added final mark" : "missing final mark"));
    }
}
