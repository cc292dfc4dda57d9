package duiqi.check;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mark at the end of a unit, lost or added. Stateless. */
final class FinalMark {
    private static final Pattern CHINESE = Pattern.compile("([。？！?!])[”’」』）)\\s]*$");
    private static final Pattern CHINESE_WORD = Pattern.compile("[\\p{IsHan}\\p{N}A-Za-z][”’」』》）)\\s]*$");
    private static final Pattern ENGLISH_WORD = Pattern.compile("[\\p{L}\\p{N}%]([”’\"')\\]\\s]*)$");
    private static final Pattern ENGLISH_STOP = Pattern.compile("\\p{Ll}{2}[”’\"')\\]]*(\\.)[”’\"')\\]\\s]*$");

    /** An address, a file or a mail account at the end: Chinese often leaves the stop out behind it, so as not to be part of it. */
    private static final Pattern ADDRESS = Pattern.compile("(?:[/@]|[A-Za-z0-9]\\.(?=[A-Za-z0-9]))[\\x21-\\x7e]*$");

    /** No address is longer that matters. */
    private static final int MAX_ADDRESS_LENGTH = 300;

    /** Characters at an end with all marks that close there. */
    private static final int WINDOW = 12;

    private FinalMark() {}

    static List<Finding> in(CheckedUnit unit) {
        String english = unit.english();
        Matcher chinese = atEnd(CHINESE, unit.chinese());
        Matcher word = atEnd(ENGLISH_WORD, english);
        if (chinese.find()) {
            String mark = chinese.group(1).replace('。', '.').replace('？', '?').replace('！', '!');
            if (word.find() && english.indexOf(' ') > 0) {
                return List.of(note(
                        unit,
                        word.start() + 1,
                        word.start() + 1,
                        "the Chinese ends with \"" + mark + "\", the English with no mark",
                        mark));
            }
            return List.of();
        }
        Matcher stop = atEnd(ENGLISH_STOP, english);
        return atEnd(CHINESE_WORD, unit.chinese()).find() && !endsInAddress(unit.chinese()) && stop.find()
                ? List.of(note(
                        unit, stop.start(1), stop.end(1), "the English ends with a stop, the Chinese with no mark", ""))
                : List.of();
    }

    private static boolean endsInAddress(String text) {
        String end =
                text.substring(Math.max(0, text.length() - MAX_ADDRESS_LENGTH)).stripTrailing();
        return ADDRESS.matcher(end).find();
    }

    /** Looks at the last characters alone. */
    private static Matcher atEnd(Pattern pattern, String text) {
        return pattern.matcher(text).region(Math.max(0, text.length() - WINDOW), text.length());
    }

    private static Finding note(CheckedUnit unit, int start, int end, String message, String replacement) {
        return Punctuation.replace(unit, start, end, message, replacement).as(Severity.NOTE);
    }
}
