package duiqi.check.text;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.text.FileFindings.Kind;
import duiqi.check.text.FileFindings.Part;
import duiqi.lexicon.Han;
import duiqi.text.WorkBudget;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds half-width, unbalanced and doubled marks and doubled spaces in the Chinese of translations from English. The
 * class {@link Punctuation} checks the English of the other direction. Not thread-safe.
 */
public final class ChineseTypography implements Check {
    public static final Rule HALF_WIDTH =
            Rule.of("half-width-mark", Severity.WARNING, "a Chinese sentence has a half-width mark");
    public static final Rule UNBALANCED = Rule.of(
            "unbalanced-mark", Severity.WARNING, "a bracket or quotation mark of the Chinese has no counterpart");
    public static final Rule DOUBLED_SPACE =
            Rule.of("doubled-space", Severity.WARNING, "a Chinese sentence has several spaces in a row");

    /** Matches text that is not prose: URLs, quoted code, tags and placeholders. */
    private static final Pattern CODE = Pattern.compile(
            "[a-z]{2,6}://[\\x21-\\x7e&&[^()]]+|`[^`]{1,200}`" + "|\\{[^{}]{1,200}\\}|<[^<>\\p{IsHan}]{1,200}>");

    private static final List<BiFunction<CheckedUnit, BitSet, List<Part>>> PARTS = List.of(
            HalfWidthMarks::in, HalfWidthMarks.Brackets::in, UnbalancedMarks::in, DoubledMarks::in, FinalMark::in);

    private final FileFindings file = new FileFindings();

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
        file.add(unit, Quotations.of(unit.target().text(), code).isWhole());
        HalfWidthMarks.countCorrect(unit, file);
        return PARTS.stream()
                .flatMap(part -> part.apply(unit, code).stream())
                .flatMap(part -> file.add(part).stream())
                .toList();
    }

    @Override
    public List<Finding> finish() {
        return file.finish();
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
        private static final List<String> KINDS = List.of("（()）", "《》", "〈〉", "【】", "「」", "『』");

        private static final int BRACKETS = 0;

        /** Matches labels of list items, for example 1）, a) and 一）. */
        private static final Pattern ITEM =
                Pattern.compile("(?:^|[\\s\u00A0;,.；，。、：])(?:[0-9]{1,3}|[A-Za-z]|[ivxIVX]{1,4}|[一二三四五六七八九十]{1,3})[)）]");

        /** Matches a quotation in single marks that the English unit begins or ends. */
        private static final Pattern SINGLE = Pattern.compile("(?:^|[\\s(])[‘'](?=\\p{L})|(?<=[.,!?])[’'](?=\\s|$)");

        private UnbalancedMarks() {}

        static List<Part> in(CheckedUnit unit, BitSet code) {
            List<Part> findings = new ArrayList<>();
            String text = unit.target().text();
            String source = unit.source().text();
            for (int kind = 0; kind < KINDS.size(); kind++) {
                String marks = KINDS.get(kind);
                if (text.chars().anyMatch(c -> marks.indexOf(c) >= 0)
                        && (kind != BRACKETS || hasWholeBrackets(source))) {
                    find(unit, code, marks, kind == BRACKETS || hasWholeQuotes(source), findings);
                }
            }
            Quotations.of(text, code).addTo(unit, hasWholeQuotes(source), findings);
            return findings;
        }

        private static boolean hasWholeBrackets(String english) {
            return count(english, "(（") == count(english, ")）");
        }

        /** Returns whether the quotation marks are balanced in the English: a quotation may span several units. */
        private static boolean hasWholeQuotes(String english) {
            return count(english, "“") == count(english, "”")
                    && count(english, "\"") % 2 == 0
                    && (count(english, "'’‘") == 0
                            || SINGLE.matcher(english).results().count() % 2 == 0);
        }

        private static long count(String text, String marks) {
            return text.chars().filter(c -> marks.indexOf(c) >= 0).count();
        }

        private static void find(CheckedUnit unit, BitSet code, String marks, boolean isReported, List<Part> findings) {
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
            boolean areQuotes = marks.equals("「」") || marks.equals("『』");
            Kind closing = areQuotes ? Kind.CLOSING_QUOTE : Kind.CLOSING_BRACKET;
            Kind opening = areQuotes ? Kind.OPENING_QUOTE : Kind.OPENING_BRACKET;
            wrong.forEach(i -> findings.add(Part.mark(finding(unit, i, "opened"), closing, isReported)));
            open.descendingIterator()
                    .forEachRemaining(i -> findings.add(Part.mark(finding(unit, i, "closed"), opening, isReported)));
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

        static Finding finding(CheckedUnit unit, int at, String missing) {
            String mark = unit.target().text().substring(at, at + 1);
            return Finding.of(UNBALANCED, unit, Finding.quoted(mark) + " is not " + missing)
                    .inTarget(at, at + 1);
        }
    }

    /**
     * Holds the double quotation marks “, ” and " of a Chinese text.
     *
     * @param pairs start and end of each pair with a wrong mark
     * @param open indices of the marks that are not closed
     * @param closing indices of the marks that are not opened
     * @param isWhole true if all marks form pairs, and there are some
     */
    private record Quotations(List<int[]> pairs, List<Integer> open, List<Integer> closing, boolean isWhole) {
        private static final Quotations NONE = new Quotations(List.of(), List.of(), List.of(), false);

        static Quotations of(String text, BitSet code) {
            if (text.chars().noneMatch(c -> "“”".indexOf(c) >= 0)) {
                return NONE;
            }
            if (isNested(text)) {
                return new Quotations(List.of(), List.of(), List.of(), true);
            }
            List<int[]> pairs = new ArrayList<>();
            List<Integer> closing = new ArrayList<>();
            int opening = -1;
            boolean isWhole = true;
            for (int i = 0; i < text.length(); i++) {
                if (!isMark(text, i, opening >= 0) || code.get(i)) {
                    continue;
                }
                if (opening >= 0 && !isCut(text, i)) {
                    if (isMixed(text.charAt(opening), text.charAt(i))) {
                        pairs.add(new int[] {opening, i});
                    }
                    opening = -1;
                } else if (text.charAt(i) == '”' && (isAtEnd(text, i) || !isPaired(text, i))) {
                    closing.add(i);
                    isWhole = false;
                } else {
                    isWhole &= opening < 0;
                    opening = i;
                }
            }
            boolean isLeft = opening >= 0 && text.charAt(opening) != '"';
            return new Quotations(pairs, isLeft ? List.of(opening) : List.of(), closing, isWhole && opening < 0);
        }

        private static boolean isMark(String text, int at, boolean isOpen) {
            char c = text.charAt(at);
            return "“”\"".indexOf(c) >= 0 && (c != '"' || isOpen || !isInch(text, at));
        }

        /** Returns whether a mark opens another quotation before the first one is closed. */
        private static boolean isCut(String text, int at) {
            return text.charAt(at) == '“' && isAtStart(text, at) && !isEndOfPair(text, at);
        }

        /** Returns whether two marks do not form a correct pair. */
        private static boolean isMixed(char first, char second) {
            return (first == '"') != (second == '"') || first == '”' || second == '“';
        }

        /** Returns whether all marks are curly, and each one that closes has its own that opens. */
        private static boolean isNested(String text) {
            int depth = 0;
            for (int i = 0; i < text.length() && depth >= 0; i++) {
                char c = text.charAt(i);
                depth += c == '“' ? 1 : c == '”' ? -1 : 0;
                if (c == '"') {
                    return false;
                }
            }
            return depth == 0;
        }

        private static boolean isInch(String text, int at) {
            return at > 0 && Character.isDigit(text.charAt(at - 1));
        }

        /** Returns whether a mark begins a sentence or follows a colon. */
        private static boolean isAtStart(String text, int at) {
            return "。！？：；\n".indexOf(at(text, at - 1)) >= 0;
        }

        /** Returns whether a wrong mark ends a quotation: it ends the text, or words that report speech follow. */
        private static boolean isEndOfPair(String text, int at) {
            return at + 1 >= text.length() || "，。、；）".indexOf(at(text, at + 1)) >= 0;
        }

        /** Returns whether a closing mark ends a sentence. */
        private static boolean isAtEnd(String text, int at) {
            return "。！？…".indexOf(at(text, at - 1)) >= 0;
        }

        /** Returns whether the next double mark is an opening one, so that the two marks are the wrong way round. */
        private static boolean isPaired(String text, int at) {
            for (int i = at + 1; i < text.length(); i++) {
                if ("“”\"".indexOf(text.charAt(i)) >= 0) {
                    return text.charAt(i) != '”' && !isAtStart(text, i);
                }
            }
            return false;
        }

        private static IntStream numbers(List<Integer> list) {
            return list.stream().mapToInt(Integer::intValue);
        }

        void addTo(CheckedUnit unit, boolean isReported, List<Part> findings) {
            String text = unit.target().text();
            if (pairs.size() > 1 || (pairs.size() == 1 && !(open.isEmpty() && closing.isEmpty()))) {
                int[] all = Stream.of(pairs.stream().flatMapToInt(IntStream::of), numbers(open), numbers(closing))
                        .flatMapToInt(stream -> stream)
                        .sorted()
                        .toArray();
                int start = all[0];
                int end = all[all.length - 1] + 1;
                findings.add(Part.sure(Finding.of(UNBALANCED, unit, "the quotation marks do not form pairs")
                        .inTarget(start, end)));
                return;
            }
            for (int[] pair : pairs) {
                String inside = text.substring(pair[0] + 1, pair[1]);
                String message = "the quotation marks are " + text.charAt(pair[0]) + " and " + text.charAt(pair[1]);
                findings.add(Part.sure(replace(
                        UNBALANCED, unit, pair[0], pair[1] + 1, message + "; write “ and ”", "“" + inside + "”")));
            }
            closing.forEach(i -> findings.add(
                    Part.mark(UnbalancedMarks.finding(unit, i, "opened"), Kind.CLOSING_QUOTE, isReported)));
            open.forEach(i -> findings.add(
                    Part.mark(UnbalancedMarks.finding(unit, i, "closed"), Kind.OPENING_QUOTE, isReported)));
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

        static List<Part> in(CheckedUnit unit, BitSet code) {
            String text = unit.target().text();
            List<Part> findings = new ArrayList<>();
            if (text.contains("  ") || text.indexOf('\u00A0') >= 0) {
                spaces(unit, code, findings);
            }
            Matcher marks = MARKS.matcher(text);
            while (marks.find()) {
                String found = marks.group();
                if (!code.get(marks.start())
                        && !found.equals("：。")
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
            WorkBudget.spend(source.length());
            return GAP.matcher(source).find();
        }

        private static void spaces(CheckedUnit unit, BitSet code, List<Part> findings) {
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

    /** Finds a missing or added mark at the end of a unit. Stateless. */
    private static final class FinalMark {
        private static final Pattern ENGLISH = Pattern.compile("\\p{L}{2}[”\"')\\]]*([.?!])[”’\"')\\]\\s]*$");
        private static final Pattern ENGLISH_WORD = Pattern.compile("[\\p{L}\\p{N}%][”’\"')\\]\\s]*$");
        private static final Pattern CHINESE_WORD = Pattern.compile("\\p{IsHan}([”’」』》）)\\s]*)$");
        private static final Pattern CHINESE_STOP = Pattern.compile("\\p{IsHan}[”’」』》）)]*(。)\\s*$");

        /** Number of final characters that include all closing marks. */
        private static final int WINDOW = 12;

        private FinalMark() {}

        static List<Part> in(CheckedUnit unit, BitSet code) {
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

        private static Part note(CheckedUnit unit, int start, int end, String message, String correct) {
            Finding finding = replace(Punctuation.RULE, unit, start, end, message, correct)
                    .as(Severity.NOTE);
            return Part.style(finding, correct.isEmpty() ? "added final mark" : "missing final mark");
        }
    }
}
