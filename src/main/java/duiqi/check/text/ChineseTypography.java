package duiqi.check.text;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.lexicon.Han;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds half-width, unbalanced and doubled marks and doubled spaces in the Chinese of translations from English. The
 * class {@link Punctuation} checks the English of the other direction. Stateless.
 */
public final class ChineseTypography implements Check {
    static final Rule HALF_WIDTH =
            Rule.of("half-width-mark", Severity.WARNING, "a Chinese sentence has a half-width mark");
    static final Rule UNBALANCED = Rule.of(
            "unbalanced-mark", Severity.WARNING, "a bracket or quotation mark of the Chinese has no counterpart");
    static final Rule DOUBLED_SPACE =
            Rule.of("doubled-space", Severity.WARNING, "a Chinese sentence has several spaces in a row");

    /** Matches text that is not prose: URLs, quoted code, tags and placeholders. */
    private static final Pattern CODE = Pattern.compile(
            "[a-z]{2,6}://[\\x21-\\x7e&&[^()]]+|`[^`]{1,200}`" + "|\\{[^{}]{1,200}\\}|<[^<>\\p{IsHan}]{1,200}>");

    private static final List<BiFunction<CheckedUnit, BitSet, List<Finding>>> PARTS = List.of(
            HalfWidthMarks::in, HalfWidthMarks.Brackets::in, UnbalancedMarks::in, DoubledMarks::in, FinalMark::in);

    @Override
    public List<Rule> rules() {
        return List.of(HALF_WIDTH, UNBALANCED, DOUBLED_SPACE, Punctuation.RULE);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        if (!unit.isIntoChinese() || Han.count(unit.target().text()) == 0) {
            return List.of();
        }
        BitSet code = code(unit.target().text());
        return PARTS.stream().flatMap(part -> part.apply(unit, code).stream()).toList();
    }

    /** Returns the indices of the characters that are not prose. */
    private static BitSet code(String text) {
        BitSet code = new BitSet();
        if (text.chars().anyMatch(c -> "`{<".indexOf(c) >= 0) || text.contains("://")) {
            Matcher matcher = CODE.matcher(text);
            while (matcher.find()) {
                code.set(matcher.start(), matcher.end());
            }
        }
        return code;
    }

    static Finding replace(Rule rule, CheckedUnit unit, int start, int end, String message, String correct) {
        return Finding.of(rule, unit, message).inTarget(start, end).suggesting(List.of(correct));
    }

    /** Returns the character at an index; a space before the start and after the end. */
    static char at(String text, int index) {
        return index < 0 || index >= text.length() ? ' ' : text.charAt(index);
    }

    /** Returns whether a bracket at an index is part of a smiley. */
    static boolean isSmiley(String text, int index) {
        return text.charAt(index) < 0x80
                && ":;-".indexOf(at(text, index - 1)) >= 0
                && " :;，。".indexOf(at(text, index - 2)) >= 0;
    }

    /** Finds brackets and quotation marks without a counterpart. Stateless. */
    private static final class UnbalancedMarks {
        /** Opening marks of each kind, followed by their closing marks. */
        private static final List<String> KINDS = List.of("（()）", "《》", "〈〉", "【】", "「」", "『』", "“”");

        private static final int BRACKETS = 0;

        /** Matches labels of list items, for example 1）, a) and 一）. */
        private static final Pattern ITEM =
                Pattern.compile("(?:^|[\\s\u00A0;,.；，。、：])(?:[0-9]{1,3}|[A-Za-z]|[ivxIVX]{1,4}|[一二三四五六七八九十]{1,3})[)）]");

        private UnbalancedMarks() {}

        static List<Finding> in(CheckedUnit unit, BitSet code) {
            List<Finding> findings = new ArrayList<>();
            for (int kind = 0; kind < KINDS.size(); kind++) {
                String marks = KINDS.get(kind);
                if (unit.target().text().chars().anyMatch(c -> marks.indexOf(c) >= 0)
                        && isWhole(unit.source().text(), kind)) {
                    find(unit, code, marks, findings);
                }
            }
            return findings;
        }

        /** Returns whether the marks are balanced in the English: a quotation may span several units. */
        private static boolean isWhole(String english, int kind) {
            return kind == BRACKETS
                    ? count(english, "(（") == count(english, ")）")
                    : count(english, "“") == count(english, "”") && count(english, "\"") % 2 == 0;
        }

        private static long count(String text, String marks) {
            return text.chars().filter(c -> marks.indexOf(c) >= 0).count();
        }

        private static void find(CheckedUnit unit, BitSet code, String marks, List<Finding> findings) {
            String text = unit.target().text();
            BitSet items = items(text);
            Deque<Integer> open = new ArrayDeque<>();
            List<Integer> wrong = new ArrayList<>();
            for (int i = 0; i < text.length(); i++) {
                int mark = marks.indexOf(text.charAt(i));
                if (mark < 0 || code.get(i) || isNamed(text, i) || (items.get(i) && open.isEmpty())) {
                    continue;
                }
                if (mark < marks.length() / 2) {
                    open.push(i);
                } else if (open.isEmpty()) {
                    wrong.add(i);
                } else {
                    open.pop();
                }
            }
            wrong.forEach(i -> findings.add(finding(unit, i, "opened")));
            open.descendingIterator().forEachRemaining(i -> findings.add(finding(unit, i, "closed")));
        }

        private static BitSet items(String text) {
            BitSet items = new BitSet();
            Matcher matcher = ITEM.matcher(text);
            while (matcher.find()) {
                items.set(matcher.end() - 1);
            }
            return items;
        }

        /** Returns whether a mark is meant as a character, as in “（”, or is part of a smiley. */
        private static boolean isNamed(String text, int i) {
            char before = at(text, i - 1);
            char after = at(text, i + 1);
            return ("“\"'‘「".indexOf(before) >= 0 && "”\"'’」".indexOf(after) >= 0) || isSmiley(text, i);
        }

        private static Finding finding(CheckedUnit unit, int at, String missing) {
            String mark = unit.target().text().substring(at, at + 1);
            return Finding.of(UNBALANCED, unit, Finding.quoted(mark) + " is not " + missing)
                    .inTarget(at, at + 1);
        }
    }

    /** Finds doubled marks and spaces. Stateless. */
    private static final class DoubledMarks {
        private static final String CHINESE = "\\p{IsHan}，。、；：？！）》」』”】（《「『“【";

        private static final Pattern SPACES = Pattern.compile("(?<=[" + CHINESE + "])[ \u00A0]{2,}(?=[^ \u00A0])"
                + "|(?<=[^ \u00A0])[ \u00A0]{2,}(?=[" + CHINESE + "])"
                + "|(?<=[A-Za-z0-9])[ \u00A0]{2,}(?=[A-Za-z0-9])");
        private static final Pattern SOURCE_SPACES = Pattern.compile("\\S[ \u00A0]{2,}\\S");
        private static final Pattern LABEL = Pattern.compile("\\s*(?:[0-9]{1,3}|[A-Za-z])?[-.)、:：*]?");
        private static final Pattern MARKS = Pattern.compile("[，。、；：]{2,}");

        /** Matches English marks without words between them, where a placeholder was removed. */
        private static final Pattern GAP = Pattern.compile("\\s[,.;:]|[,.;:]\\s?[,.;:]");

        private DoubledMarks() {}

        static List<Finding> in(CheckedUnit unit, BitSet code) {
            String text = unit.target().text();
            List<Finding> findings = new ArrayList<>();
            if (text.contains("  ") || text.indexOf('\u00A0') >= 0) {
                spaces(unit, code, findings);
            }
            Matcher marks = MARKS.matcher(text);
            while (marks.find()) {
                String found = marks.group();
                if (!code.get(marks.start())
                        && !found.equals("：。")
                        && found.chars().distinct().count() <= 2
                        && (found.startsWith("。。。")
                                || !GAP.matcher(unit.source().text()).find())) {
                    boolean isEllipsis = found.startsWith("。。。");
                    String correct =
                            isEllipsis ? "……" : found.substring(found.indexOf('。') < 0 ? 0 : found.indexOf('。'));
                    findings.add(replace(
                            Punctuation.RULE,
                            unit,
                            marks.start(),
                            marks.end(),
                            isEllipsis ? "an ellipsis is \"……\"" : "a mark is doubled",
                            isEllipsis ? correct : correct.substring(0, 1)));
                }
            }
            return findings;
        }

        private static void spaces(CheckedUnit unit, BitSet code, List<Finding> findings) {
            String text = unit.target().text();
            if (SOURCE_SPACES.matcher(unit.source().text()).find()) {
                return;
            }
            Matcher spaces = SPACES.matcher(text);
            while (spaces.find()) {
                if (!code.get(spaces.start())
                        && !LABEL.matcher(text).region(0, spaces.start()).matches()) {
                    boolean isAtMark = "，。、；：？！".indexOf(text.charAt(spaces.start() - 1)) >= 0
                            || "，。、；：？！".indexOf(text.charAt(spaces.end())) >= 0;
                    findings.add(replace(
                            DOUBLED_SPACE,
                            unit,
                            spaces.start(),
                            spaces.end(),
                            spaces.group().length() + " spaces in a row",
                            isAtMark ? "" : " "));
                }
            }
        }
    }

    /** Finds a missing or added mark at the end of a unit. Stateless. */
    private static final class FinalMark {
        private static final Pattern ENGLISH = Pattern.compile("\\p{L}{2}[”\"')\\]]*([.?!])[”’\"')\\]\\s]*$");
        private static final Pattern ENGLISH_WORD = Pattern.compile("[\\p{L}\\p{N}%][”’\"')\\]\\s]*$");
        private static final Pattern CHINESE_WORD = Pattern.compile("\\p{IsHan}([”’」』》）)\\s]*)$");
        private static final Pattern CHINESE_STOP = Pattern.compile("\\p{IsHan}[”’」』》）)]*(。)\\s*$");

        /** Number of final characters that include all closing marks. */
        private static final int WINDOW = 12;

        private FinalMark() {}

        static List<Finding> in(CheckedUnit unit, BitSet code) {
            String text = unit.target().text();
            Matcher english = atEnd(ENGLISH, unit.source().text());
            Matcher word = atEnd(CHINESE_WORD, text);
            Matcher stop = atEnd(CHINESE_STOP, text);
            if (english.find()) {
                int end = text.stripTrailing().length();
                String mark =
                        english.group(1).replace('.', '。').replace('?', '？').replace('!', '！');
                return word.find()
                        ? List.of(note(
                                unit,
                                end,
                                end,
                                "the English ends with " + Finding.quoted(english.group(1))
                                        + ", but the Chinese has no final mark",
                                mark))
                        : List.of();
            }
            return stop.find() && atEnd(ENGLISH_WORD, unit.source().text()).find()
                    ? List.of(note(
                            unit,
                            stop.start(1),
                            stop.end(1),
                            "the Chinese ends with a full stop, but the English has no final mark",
                            ""))
                    : List.of();
        }

        /** Returns a matcher for the last characters only. */
        private static Matcher atEnd(Pattern pattern, String text) {
            return pattern.matcher(text).region(Math.max(0, text.length() - WINDOW), text.length());
        }

        private static Finding note(CheckedUnit unit, int start, int end, String message, String correct) {
            return replace(Punctuation.RULE, unit, start, end, message, correct).as(Severity.NOTE);
        }
    }
}
