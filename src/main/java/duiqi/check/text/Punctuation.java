package duiqi.check.text;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.lexicon.Han;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds English punctuation that is Chinese, doubled, unbalanced or wrongly spaced. It reports at most one problem for
 * the same characters. Not thread-safe.
 */
public final class Punctuation implements Check {
    static final Rule RULE = Rule.of(
            "punctuation", Severity.WARNING, "the English has Chinese, unbalanced, doubled or wrongly spaced marks");

    /** Parts of the check, the most specific first. */
    private final List<Function<CheckedUnit, List<Finding>>> parts =
            List.of(ChineseMarks::in, UnbalancedMarks::in, Apostrophes::in, Spacing::in, FinalMark::in);

    @Override
    public List<Rule> rules() {
        return List.of(RULE);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        if (unit.isIntoChinese()) {
            return List.of();
        }
        if (unit.english().isBlank() || Han.isMost(unit.english())) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        BitSet reported = new BitSet();
        for (Function<CheckedUnit, List<Finding>> part : parts) {
            for (Finding finding : part.apply(unit)) {
                if (reported.get(start(finding), end(finding)).isEmpty()) {
                    reported.set(start(finding), end(finding));
                    findings.add(finding);
                }
            }
        }
        findings.sort(Comparator.comparingInt(Punctuation::start));
        return findings;
    }

    private static int start(Finding finding) {
        return finding.span(TextSpan.Side.TARGET).map(TextSpan::start).orElse(0);
    }

    private static int end(Finding finding) {
        return finding.span(TextSpan.Side.TARGET).map(TextSpan::end).orElse(0);
    }

    /** Returns a finding that replaces characters of the English. */
    static Finding replace(CheckedUnit unit, int start, int end, String message, String replacement) {
        return Finding.of(RULE, unit, message).inEnglish(start, end).suggesting(List.of(replacement));
    }

    /** Finds apostrophes that are other marks or have a space next to them: China‘s, China`s, China ’s. Stateless. */
    private static final class Apostrophes {
        private static final Pattern WRONG =
                Pattern.compile("(?<=\\p{IsLatin})(?:[‘`´′＇‛]|[\\s\u00A0]+[’'](?=s\\b)|[’'][\\s\u00A0]+(?=s[\\s.,;]))"
                        + "(?=(?:s|t|re|ve|ll|d|m)\\b)");

        private Apostrophes() {}

        static List<Finding> in(CheckedUnit unit) {
            List<Finding> findings = new ArrayList<>();
            if (!mayBeWrong(unit.english())) {
                return findings;
            }
            Matcher matcher = WRONG.matcher(unit.english());
            while (matcher.find()) {
                String wrong = matcher.group();
                String message = wrong.length() == 1
                        ? Finding.quoted(wrong) + " is not an apostrophe"
                        : "an apostrophe has a space next to it";
                findings.add(Punctuation.replace(unit, matcher.start(), matcher.end(), message, "’"));
            }
            return findings;
        }

        private static boolean mayBeWrong(String text) {
            for (int i = 1; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean isQuote = c == '’' || c == '\'';
                if (("‘`´′＇‛".indexOf(c) >= 0 && Character.isLetter(text.charAt(i - 1)))
                        || (isQuote && Character.isSpaceChar(text.charAt(i - 1)))
                        || (isQuote && i + 1 < text.length() && Character.isSpaceChar(text.charAt(i + 1)))) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Finds missing and superfluous spaces and marks. Skips text without spaces, which is not prose. Stateless. */
    private static final class Spacing {
        /** Holds a pattern of an error, the message and the correct text. */
        private record Fault(Pattern pattern, String message, String replacement) {
            static Fault of(String pattern, String message, String replacement) {
                return new Fault(Pattern.compile(pattern), message, replacement);
            }
        }

        private static final List<Fault> FAULTS = List.of(
                Fault.of(
                        "(?<=[\\p{L}\\p{N})’”])[ \u00A0]+[,;](?=\\p{L}{2})",
                        "the space is before the mark instead of after it", "$1 "),
                Fault.of("(?<=[\\p{L}\\p{N})’”])[ \u00A0]+(?=[,;!?](?:[\\s\"”’)]|$))", "a space precedes a mark", ""),
                Fault.of(
                        "(?<=[\\p{L}\\p{N})’”])[ \u00A0]+(?=\\.(?:[\\s\"”’)][^.]|$))",
                        "a space precedes a full stop",
                        ""),
                Fault.of("(?<=\\p{L})[ \u00A0]+(?=:[ \u00A0]\\p{L})", "a space precedes a colon", ""),
                Fault.of("(?<=[\\p{L})’”])([,;])(?=\\p{L}{2})", "no space follows a mark", "$1 "),
                Fault.of(
                        "(?<=\\p{Ll}{2}[)’”]?)([.!?])(?=\\p{Lu}\\p{Ll}+(?:[\\s,]|$))",
                        "no space follows a sentence", "$1 "),
                Fault.of(
                        "(?<=\\p{Ll}{3})(\\()(?=\\p{L}{2,}[^()]{0,80} [^()]{0,80}\\))",
                        "no space precedes a bracket", " ("),
                Fault.of(
                        "(?<=[\\p{L},;]|\\p{N},)[ \u00A0]{2,}(?=[\\p{L}\\p{N}“\"(])",
                        "several spaces separate two words",
                        " "),
                Fault.of("(?<=[(\\[])[ \u00A0]+(?=[\\p{L}\\p{N}])", "a space follows an opening bracket", ""),
                Fault.of(
                        "(?<=[\\p{L}\\p{N}.])[ \u00A0]+(?=[)\\]](?:[\\s.,;]|$))",
                        "a space precedes a closing bracket",
                        ""),
                Fault.of("(?<=[\\p{L}\\p{N}”)]),[ \u00A0]*,(?=[\\s”]|$)", "a comma is doubled", ","),
                Fault.of("(?<=[\\p{L}”)]);[ \u00A0]*;", "a semicolon is doubled", ";"),
                Fault.of("(?<=[\\p{L}”)]),\\.(?=[\\s”]|$)", "a comma precedes a full stop", "."),
                Fault.of("(?<=[\\p{L}\\p{N}”)])\\.\\.(?=[\\s”]|$)", "a full stop is doubled", "."),
                Fault.of(
                        "(?<=[\\p{L}”)])\\.,(?=\\s\\p{Lu})(?<!\\b\\p{L}{1,4}\\.,)(?<!\\.\\p{L}\\.,)",
                        "a full stop precedes a comma",
                        ","));

        /** Matches URLs, file names and code. */
        private static final Pattern NO_PROSE = Pattern.compile("://|www\\.|@|[\\\\_<>{}=]|\\.\\p{L}+\\.\\p{L}");

        private Spacing() {}

        static List<Finding> in(CheckedUnit unit) {
            String text = unit.english();
            List<Finding> findings = new ArrayList<>();
            if (!mayBeWrong(text)) {
                return findings;
            }
            for (Fault fault : FAULTS) {
                Matcher matcher = fault.pattern.matcher(text);
                while (matcher.find()) {
                    if (isProse(text, matcher.start(), matcher.end())) {
                        String replacement =
                                fault.replacement.replace("$1", matcher.group().strip());
                        findings.add(
                                Punctuation.replace(unit, matcher.start(), matcher.end(), fault.message, replacement));
                    }
                }
            }
            return findings;
        }

        /**
         * Returns whether the text contains two adjacent characters that may be an error. Most texts have none, so
         * this quick test saves the search for patterns.
         */
        private static boolean mayBeWrong(String text) {
            for (int i = 1; i < text.length(); i++) {
                char before = text.charAt(i - 1);
                char c = text.charAt(i);
                boolean isMark = ",;:.!?)]".indexOf(c) >= 0;
                if (before == ' ' || before == '\u00A0') {
                    if (isMark || c == ' ' || c == '\u00A0') {
                        return true;
                    }
                } else if (",;.!?([".indexOf(before) >= 0
                        && ((c == ' ' || c == '\u00A0')
                                ? before == '(' || before == '['
                                : isMark || Character.isLetter(c))) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isProse(String text, int from, int to) {
            int start = from;
            while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
                start--;
            }
            int end = to;
            while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
                end++;
            }
            return !NO_PROSE.matcher(text).region(start, end).find();
        }
    }

    /** Finds a missing or added mark at the end of a unit. Stateless. */
    private static final class FinalMark {
        private static final Pattern CHINESE = Pattern.compile("([。？！?!])[”’」』）)\\s]*$");
        private static final Pattern CHINESE_WORD = Pattern.compile("[\\p{IsHan}\\p{N}A-Za-z][”’」』》）)\\s]*$");
        private static final Pattern ENGLISH_WORD = Pattern.compile("[\\p{L}\\p{N}%]([”’\"')\\]\\s]*)$");
        private static final Pattern ENGLISH_STOP = Pattern.compile("\\p{Ll}{2}[”’\"')\\]]*(\\.)[”’\"')\\]\\s]*$");

        /**
         * Matches a URL, file name or email address at the end. Chinese often omits the full stop after it, so that it
         * does not seem part of the address.
         */
        private static final Pattern ADDRESS = Pattern.compile("(?:[/@]|[A-Za-z0-9]\\.(?=[A-Za-z0-9]))[\\x21-\\x7e]*$");

        /** Number of final characters that are searched for an address. */
        private static final int MAX_ADDRESS_LENGTH = 300;

        /** Number of final characters that include all closing marks. */
        private static final int WINDOW = 12;

        private FinalMark() {}

        static List<Finding> in(CheckedUnit unit) {
            String english = unit.english();
            Matcher chinese = atEnd(CHINESE, unit.chinese());
            Matcher word = atEnd(ENGLISH_WORD, english);
            if (chinese.find()) {
                String mark =
                        chinese.group(1).replace('。', '.').replace('？', '?').replace('！', '!');
                if (word.find() && english.indexOf(' ') > 0) {
                    return List.of(note(
                            unit,
                            word.start() + 1,
                            word.start() + 1,
                            "the Chinese ends with \"" + mark + "\", but the English has no final mark",
                            mark));
                }
                return List.of();
            }
            Matcher stop = atEnd(ENGLISH_STOP, english);
            return atEnd(CHINESE_WORD, unit.chinese()).find() && !endsInAddress(unit.chinese()) && stop.find()
                    ? List.of(note(
                            unit,
                            stop.start(1),
                            stop.end(1),
                            "the English ends with a full stop, but the Chinese has no final mark",
                            ""))
                    : List.of();
        }

        private static boolean endsInAddress(String text) {
            String end = text.substring(Math.max(0, text.length() - MAX_ADDRESS_LENGTH))
                    .stripTrailing();
            return ADDRESS.matcher(end).find();
        }

        /** Returns a matcher for the last characters only. */
        private static Matcher atEnd(Pattern pattern, String text) {
            return pattern.matcher(text).region(Math.max(0, text.length() - WINDOW), text.length());
        }

        private static Finding note(CheckedUnit unit, int start, int end, String message, String replacement) {
            return Punctuation.replace(unit, start, end, message, replacement).as(Severity.NOTE);
        }
    }

    /**
     * Finds brackets and quotation marks without a counterpart. A quotation may span several units: a mark that is also
     * unbalanced in the Chinese is ignored. Stateless.
     */
    private static final class UnbalancedMarks {
        /** Matches labels of list items, for example 1) and a). */
        private static final Pattern ITEM =
                Pattern.compile("(?:^|[\\s\u00A0;,.])(?:[0-9]{1,3}|[A-Za-z]|[ivxIVX]{1,4})\\)");

        private static final String OPENING = "([{“";
        private static final String CLOSING = ")]}”";

        /** Chinese marks for each kind, and the straight ones that some Chinese texts have. */
        private static final List<String> CHINESE = List.of("（(）)", "［[］]", "{{}}", "“「『”」』");

        private UnbalancedMarks() {}

        static List<Finding> in(CheckedUnit unit) {
            String text = unit.english();
            List<Finding> findings = new ArrayList<>();
            boolean[] items = items(text);
            boolean[] isWhole = new boolean[CHINESE.size()];
            // A closing mark removes the last opening mark of its kind. Each remaining mark gets its own finding.
            List<Deque<Integer>> open = new ArrayList<>();
            for (int kind = 0; kind < isWhole.length; kind++) {
                isWhole[kind] = isWhole(unit, kind);
                open.add(new ArrayDeque<>());
            }
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                int opens = OPENING.indexOf(c);
                int closes = CLOSING.indexOf(c);
                if (items[i] && open.stream().allMatch(Deque::isEmpty)) {
                    continue;
                }
                if (opens >= 0) {
                    open.get(opens).push(i);
                } else if (closes >= 0 && !open.get(closes).isEmpty()) {
                    open.get(closes).pop();
                } else if (closes >= 0 && isWhole[closes]) {
                    findings.add(finding(unit, i, "\"" + c + "\" is not opened"));
                }
            }
            IntStream.range(0, isWhole.length)
                    .filter(kind -> isWhole[kind])
                    .boxed()
                    .flatMap(kind -> open.get(kind).stream())
                    .sorted()
                    .forEach(i -> findings.add(finding(unit, i, "\"" + text.charAt(i) + "\" is not closed")));
            if (isWhole[CHINESE.size() - 1]) {
                straight(unit, findings);
            }
            return findings;
        }

        private static Finding finding(CheckedUnit unit, int at, String message) {
            return Finding.of(Punctuation.RULE, unit, message).inEnglish(at, at + 1);
        }

        /** Returns whether the marks of a kind are balanced in the Chinese. */
        private static boolean isWhole(CheckedUnit unit, int kind) {
            String marks = CHINESE.get(kind);
            int half = marks.length() / 2;
            long opens = count(unit.chinese(), marks.substring(0, half));
            long closes = count(unit.chinese(), marks.substring(half));
            return opens == closes && (kind < CHINESE.size() - 1 || count(unit.chinese(), "\"") % 2 == 0);
        }

        private static long count(String text, String marks) {
            return text.chars().filter(c -> marks.indexOf(c) >= 0).count();
        }

        private static boolean[] items(String text) {
            boolean[] items = new boolean[text.length()];
            if (text.indexOf(')') >= 0) {
                Matcher matcher = ITEM.matcher(text);
                while (matcher.find()) {
                    items[matcher.end() - 1] = true;
                }
            }
            return items;
        }

        /** Reports an odd number of straight marks, not counting inches and seconds. */
        private static void straight(CheckedUnit unit, List<Finding> findings) {
            String text = unit.english();
            if (text.indexOf('"') < 0) {
                return;
            }
            long marks = count(text.replaceAll("(?<=[0-9])\"", ""), "\"");
            boolean isMixed = text.indexOf('“') >= 0 || text.indexOf('”') >= 0;
            if (marks % 2 == 1 && !isMixed && !text.matches("(?s).*[0-9]\".*")) {
                int at = text.lastIndexOf('"');
                findings.add(finding(unit, at, "the number of straight quotation marks is odd"));
            }
        }
    }
}
