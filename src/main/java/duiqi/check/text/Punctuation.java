package duiqi.check.text;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.check.text.FileFindings.Part;
import duiqi.lexicon.Han;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds English punctuation that is Chinese, doubled, unbalanced or wrongly spaced. It reports at most one problem for
 * the same characters. Not thread-safe.
 */
public final class Punctuation implements Check.OfAllUnits {
    public static final Rule RULE = Rule.of(
                    "punctuation",
                    Severity.WARNING,
                    "the English has Chinese, unbalanced, doubled or wrongly spaced marks")
            .measured(93, 134);

    /** Parts of the check, the most specific first. */
    private final List<Function<CheckedUnit, List<Part>>> parts =
            List.of(ChineseMarks::in, UnbalancedMarks::in, Spacing::in, FinalMark::in);

    private final FileFindings file = new FileFindings();

    @Override
    public List<Finding> check(CheckedUnit unit) {
        if (unit.isIntoChinese() || unit.english().isBlank() || Han.isMost(unit.english())) {
            return List.of();
        }
        file.add(unit);
        List<Finding> findings = new ArrayList<>();
        BitSet reported = new BitSet();
        for (Function<CheckedUnit, List<Part>> part : parts) {
            for (Part found : part.apply(unit)) {
                Finding finding = found.finding();
                if (reported.get(start(finding), end(finding)).isEmpty()) {
                    reported.set(start(finding), found.isReported() ? end(finding) : start(finding));
                    findings.addAll(file.add(found));
                }
            }
        }
        findings.sort(Comparator.comparingInt(Punctuation::start));
        return findings;
    }

    @Override
    public List<Finding> finish() {
        return file.finish();
    }

    private static int start(Finding finding) {
        return finding.span(TextSpan.Side.TARGET).map(TextSpan::start).orElse(0);
    }

    private static int end(Finding finding) {
        return finding.span(TextSpan.Side.TARGET).map(TextSpan::end).orElse(0);
    }

    static Finding replace(CheckedUnit unit, int start, int end, String message, String replacement) {
        return Finding.of(RULE, unit, message).inEnglish(start, end).suggesting(List.of(replacement));
    }

    /** Finds Chinese punctuation in the English. Stateless. */
    private static final class ChineseMarks {
        /** Chinese marks; {@link #ENGLISH} has their English equivalents in the same order. */
        private static final String MARKS = "，。．、；：？！（）【】［］「」『』《》〈〉＂＇～％＄＋＝／－＃＊\u3000";

        private static final String ENGLISH = ",..,;:?!()[][]“”‘’“”‘’\"’–%$+=/-#* ";

        private static final Pattern MARK = Pattern.compile("《([^《》]{1,200})》"
                + "|——+|—{2,}|……+|。{2,}|\\.{5,}"
                + "|(?<=\\p{IsLatin})[·・‧](?=\\p{IsLatin})"
                + "|[" + MARKS + "]");

        private ChineseMarks() {}

        static List<Part> in(CheckedUnit unit) {
            String text = unit.english();
            List<Part> findings = new ArrayList<>();
            if (text.chars().allMatch(c -> c < 0x80) && !text.contains(".....")) {
                return findings;
            }
            Matcher matcher = MARK.matcher(text);
            while (matcher.find()) {
                if (!isInChinese(text, matcher.start(), matcher.end())) {
                    if (matcher.group(1) == null || !Han.isMost(matcher.group(1))) {
                        findings.add(part(unit, matcher));
                    }
                }
            }
            return findings;
        }

        /** Returns whether a mark belongs to a Chinese quotation. */
        private static boolean isInChinese(String text, int start, int end) {
            boolean before = start > 0 && Han.isOfAnyPlane(text.codePointBefore(start));
            boolean after = end < text.length() && Han.isOfAnyPlane(text.codePointAt(end));
            return before || after;
        }

        private static Part part(CheckedUnit unit, Matcher matcher) {
            String mark = matcher.group();
            if (matcher.group(1) != null) {
                return Part.sure(Punctuation.replace(
                        unit,
                        matcher.start(),
                        matcher.end(),
                        "《》 is Chinese punctuation; English titles have quotation marks or italics",
                        "“" + matcher.group(1) + "”"));
            }
            String english = english(mark);
            String message = mark.startsWith("...")
                    ? "an ellipsis has three dots"
                    : (mark.isBlank() ? "a full-width space" : "\"" + mark + "\"") + " is Chinese punctuation";
            Finding finding = Punctuation.replace(
                    unit,
                    matcher.start(),
                    matcher.end(),
                    message,
                    spaceBefore(unit.english(), matcher.start(), english)
                            + english
                            + space(unit.english(), matcher.end(), english));
            return mark.startsWith("...") ? Part.style(finding.as(Severity.NOTE), "dots") : Part.sure(finding);
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

        /** Returns the space that an opening quotation mark needs after a word. */
        private static String spaceBefore(String text, int start, String english) {
            boolean isOpening = "“‘".contains(english) && start > 0;
            return isOpening && Character.isLetterOrDigit(text.charAt(start - 1)) ? " " : "";
        }

        /** Returns the space that an English mark needs; a full-width mark includes its own. */
        private static String space(String text, int end, String english) {
            boolean parts = ",.;:?!)]”’".contains(english) && english.length() == 1;
            return parts && end < text.length() && Character.isLetterOrDigit(text.charAt(end)) ? " " : "";
        }
    }
}
