package duiqi.check.text;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.text.FileFindings.Part;
import duiqi.lexicon.Han;
import duiqi.text.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds half-width, unbalanced and doubled marks and doubled spaces in the Chinese of translations from English. The
 * class {@link Punctuation} checks the English of the other direction. Not thread-safe.
 */
public final class ChineseTypography implements Check.OfAllUnits {
    public static final Rule HALF_WIDTH = Rule.of(
                    "half-width-mark", Severity.WARNING, "a Chinese sentence has a half-width mark")
            .measured(134, 140);
    public static final Rule UNBALANCED = Rule.of(
                    "unbalanced-mark",
                    Severity.WARNING,
                    "a bracket or quotation mark of the Chinese has no counterpart")
            .measured(43, 45);
    public static final Rule DOUBLED_SPACE = Rule.of(
                    "doubled-space", Severity.WARNING, "a Chinese sentence has several spaces in a row")
            .measured(15, 18);

    private static final List<Function<CheckedUnit, List<Part>>> PARTS =
            List.of(HalfWidthMarks::in, UnbalancedMarks::in, DoubledMarks::in, FinalMark::in);

    private final FileFindings file = new FileFindings();

    @Override
    public List<Finding> check(CheckedUnit unit) {
        if (!unit.isIntoChinese() || Han.count(unit.target().text()) == 0) {
            return List.of();
        }
        file.add(unit);
        file.addCorrect(unit, HalfWidthMarks.correct(unit));
        return PARTS.stream()
                .flatMap(part -> part.apply(unit).stream())
                .flatMap(part -> file.add(part).stream())
                .toList();
    }

    @Override
    public List<Finding> finish() {
        return file.finish();
    }

    static Finding replace(Rule rule, CheckedUnit unit, int start, int end, String message, String correct) {
        return Finding.of(rule, unit, message).inTarget(start, end).suggesting(List.of(correct));
    }

    /** Finds doubled marks and spaces. Stateless. */
    private static final class DoubledMarks {
        private static final String CHINESE = "\\p{IsHan}，。、；：？！）》」』”】（《「『“【";

        private static final Pattern SPACES = Pattern.compile("(?<=[" + CHINESE + "])[ \u00A0]{2,}(?=[^ \u00A0])"
                + "|(?<=[^ \u00A0\n\t])[ \u00A0]{2,}(?=[" + CHINESE + "])"
                + "|(?<=[A-Za-z0-9])[ \u00A0]{2,}(?=[A-Za-z0-9])");
        private static final Pattern SOURCE_SPACES = Pattern.compile("\\S[ \u00A0]{2,}\\S|\n {6}");
        private static final Pattern MARKS = Pattern.compile("[，。、；：]{2,}");

        /** Matches English marks without words between them, where a placeholder was removed. */
        private static final Pattern GAP = Pattern.compile("\\s[,.;:]|[,.;:]\\s?[,.;:]");

        private DoubledMarks() {}

        static List<Part> in(CheckedUnit unit) {
            String text = unit.target().text();
            List<Part> findings = new ArrayList<>();
            if (text.contains("  ") || text.indexOf('\u00A0') >= 0) {
                spaces(unit, findings);
            }
            Matcher marks = MARKS.matcher(text);
            while (marks.find()) {
                String found = marks.group();
                if (!found.equals("：。")
                        && !RunningText.isBesideTag(unit, marks.start(), marks.end())
                        && found.chars().distinct().count() <= 2
                        && (found.startsWith("。。。") || !hasGap(unit.source().text()))) {
                    boolean isEllipsis = found.startsWith("。。。");
                    Finding finding = Finding.of(
                                    Punctuation.RULE, unit, isEllipsis ? "an ellipsis is \"……\"" : "a mark is doubled")
                            .inTarget(marks.start(), marks.end());
                    // Which one of two different marks is right depends on the sentence.
                    boolean isClear = isEllipsis
                            || found.equals("，。")
                            || found.chars().distinct().count() == 1;
                    String correct = isEllipsis ? "……" : found.substring(found.length() - 1);
                    findings.add(Part.sure(isClear ? finding.suggesting(List.of(correct)) : finding));
                }
            }
            return findings;
        }

        private static boolean hasGap(String source) {
            Deadline.check();
            return GAP.matcher(source).find();
        }

        private static void spaces(CheckedUnit unit, List<Part> findings) {
            String text = unit.target().text();
            if (SOURCE_SPACES.matcher(unit.source().text()).find()) {
                return;
            }
            Matcher spaces = SPACES.matcher(text);
            while (spaces.find()) {
                boolean isAtMark = "，。、；：？！".indexOf(text.charAt(spaces.start() - 1)) >= 0
                        || "，。、；：？！".indexOf(text.charAt(spaces.end())) >= 0;
                if (!RunningText.isBesideTag(unit, spaces.start(), spaces.end())) {
                    findings.add(Part.sure(replace(
                            DOUBLED_SPACE,
                            unit,
                            spaces.start(),
                            spaces.end(),
                            spaces.group().length() + " spaces in a row",
                            isAtMark ? "" : " ")));
                }
            }
        }
    }
}
