package duiqi.check.text;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.lexicon.Han;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds Chinese punctuation in the English. Stateless. */
final class ChineseMarks {
    /** Chinese marks; {@link #ENGLISH} has their English equivalents in the same order. */
    private static final String MARKS = "，。．、；：？！（）【】［］「」『』《》〈〉＂＇～％＄＋＝／－＃＊\u3000";

    private static final String ENGLISH = ",..,;:?!()[][]“”‘’“”‘’\"’–%$+=/-#* ";

    private static final Pattern MARK = Pattern.compile("《([^《》]{1,200})》"
            + "|——+|—{2,}|……+|。{2,}|\\.{5,}"
            + "|(?<=\\p{IsLatin})[·・‧](?=\\p{IsLatin})"
            + "|[" + MARKS + "]");

    private ChineseMarks() {}

    static List<Finding> in(CheckedUnit unit) {
        String text = unit.english();
        List<Finding> findings = new ArrayList<>();
        if (Han.isAbsent(text) && !mayHaveMarks(text)) {
            return findings;
        }
        Matcher matcher = MARK.matcher(text);
        while (matcher.find()) {
            if (!isInChinese(text, matcher.start(), matcher.end())) {
                String title = matcher.group(1) == null ? "" : matcher.group(1);
                if (!title.isEmpty() && Han.isMost(title)) {
                    continue;
                }
                findings.add(finding(unit, matcher, title));
            }
        }
        return findings;
    }

    private static boolean mayHaveMarks(String text) {
        return text.contains("——")
                || text.contains("……")
                || text.contains(".....")
                || text.indexOf('·') >= 0
                || text.indexOf('‧') >= 0;
    }

    /** Returns whether a mark belongs to a Chinese quotation. */
    private static boolean isInChinese(String text, int start, int end) {
        boolean before = start > 0 && Han.isOfAnyPlane(text.codePointBefore(start));
        boolean after = end < text.length() && Han.isOfAnyPlane(text.codePointAt(end));
        return before || after;
    }

    private static Finding finding(CheckedUnit unit, Matcher matcher, String title) {
        String mark = matcher.group();
        if (!title.isEmpty()) {
            return Punctuation.replace(
                    unit,
                    matcher.start(),
                    matcher.end(),
                    "《》 is Chinese punctuation; English titles have quotation marks or italics",
                    "“" + title + "”");
        }
        String english = english(mark);
        String message = mark.startsWith("...")
                ? "an ellipsis has three dots"
                : (mark.isBlank() ? "a full-width space" : "\"" + mark + "\"") + " is Chinese punctuation";
        return Punctuation.replace(
                unit, matcher.start(), matcher.end(), message, english + space(unit.english(), matcher.end(), english));
    }

    private static String english(String mark) {
        char first = mark.charAt(0);
        if (first == '—') {
            return "—";
        }
        if (first == '…' || first == '.' || (first == '。' && mark.length() > 1)) {
            return "…";
        }
        return "·・‧".indexOf(first) >= 0 ? " " : ENGLISH.substring(MARKS.indexOf(first), MARKS.indexOf(first) + 1);
    }

    /** Returns the space that an English mark needs; a full-width mark includes its own. */
    private static String space(String text, int end, String english) {
        boolean parts = ",.;:?!)]".contains(english) && english.length() == 1;
        return parts && end < text.length() && Character.isLetterOrDigit(text.charAt(end)) ? " " : "";
    }
}
