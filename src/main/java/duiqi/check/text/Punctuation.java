package duiqi.check.text;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.check.text.FileFindings.Kind;
import duiqi.check.text.FileFindings.Part;
import duiqi.lexicon.Han;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds English punctuation that is Chinese, doubled, unbalanced or wrongly spaced. It reports at most one problem for
 * the same characters. Not thread-safe.
 */
public final class Punctuation implements Check {
    public static final Rule RULE = Rule.of(
            "punctuation", Severity.WARNING, "the English has Chinese, unbalanced, doubled or wrongly spaced marks");

    /** Parts of the check, the most specific first. */
    private final List<Function<CheckedUnit, List<Part>>> parts =
            List.of(ChineseMarks::in, UnbalancedMarks::in, Spacing::in, FinalMark::in);

    private final FileFindings file = new FileFindings();

    @Override
    public List<Rule> rules() {
        return List.of(RULE);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        if (unit.isIntoChinese() || unit.english().isBlank() || Han.isMost(unit.english())) {
            return List.of();
        }
        file.add(unit, UnbalancedMarks.isQuoting(unit.english()));
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

    /** Returns a finding that replaces characters of the English. */
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

        /** Matches the number of an item, after which English has a full stop. */
        private static final Pattern ITEM_NUMBER = Pattern.compile("\\s*\\d{1,2}");

        private ChineseMarks() {}

        static List<Part> in(CheckedUnit unit) {
            String text = unit.english();
            List<Part> findings = new ArrayList<>();
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
                    findings.add(part(unit, matcher, title));
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

        private static Part part(CheckedUnit unit, Matcher matcher, String title) {
            String mark = matcher.group();
            if (!title.isEmpty()) {
                return Part.sure(Punctuation.replace(
                        unit,
                        matcher.start(),
                        matcher.end(),
                        "《》 is Chinese punctuation; English titles have quotation marks or italics",
                        "“" + title + "”"));
            }
            boolean isItem = "、，．".contains(mark)
                    && ITEM_NUMBER
                            .matcher(unit.english())
                            .region(0, matcher.start())
                            .matches();
            String english = isItem ? "." : english(mark);
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

    /** Finds a missing or added mark at the end of a unit. Stateless. */
    private static final class FinalMark {
        private static final Pattern CHINESE = Pattern.compile("([。？！?!])[”’」』）)\\s]*$");
        private static final Pattern CHINESE_WORD = Pattern.compile("[\\p{IsHan}\\p{N}A-Za-z][”’」』》）)\\s]*$");
        private static final Pattern ENGLISH_WORD = Pattern.compile("[\\p{L}\\p{N}%]([”’\"')\\]\\s]*)$");

        /** Matches the number of a footnote after the mark: "…were the same.12". */
        private static final Pattern FOOTNOTE = Pattern.compile(
                "\\p{L}[”\"’)\\]%0-9]{0,4}[.?!][”\"’)\\]]{0,2}\\s?[0-9*]{1,3}(?:[-–, ]{1,2}[0-9]{1,3}){0,4}\\s*$");

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

        static List<Part> in(CheckedUnit unit) {
            String english = unit.english();
            Matcher chinese = atEnd(CHINESE, unit.chinese());
            Matcher word = atEnd(ENGLISH_WORD, english);
            if (chinese.find()) {
                String mark =
                        chinese.group(1).replace('。', '.').replace('？', '?').replace('！', '!');
                if (word.find()
                        && english.indexOf(' ') > 0
                        && !atEnd(FOOTNOTE, english).find()) {
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

        private static Part note(CheckedUnit unit, int start, int end, String message, String replacement) {
            Finding finding =
                    Punctuation.replace(unit, start, end, message, replacement).as(Severity.NOTE);
            return Part.style(finding, replacement.isEmpty() ? "added final mark" : "missing final mark");
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

        private static final String OPENING = "([{";
        private static final String CLOSING = ")]}";
        private static final Pattern BRACKET = Pattern.compile("[(\\[{)\\]}]");

        private static final Pattern INCHES = Pattern.compile("(?<=[0-9])\"");

        /** Chinese marks for each kind, and the straight ones that some Chinese texts have. */
        private static final List<String> CHINESE = List.of("（(）)", "［[］]", "{{}}", "“「『”」』");

        private UnbalancedMarks() {}

        static List<Part> in(CheckedUnit unit) {
            List<Part> findings = new ArrayList<>();
            brackets(unit, findings);
            Quotes quotes = Quotes.of(unit.english());
            if (!quotes.equals(Quotes.NONE)) {
                quotes.addTo(unit, isWhole(unit, CHINESE.size() - 1), findings);
            }
            return findings;
        }

        /** Returns whether a text has quotation marks that are balanced. */
        static boolean isQuoting(String text) {
            Quotes quotes = Quotes.of(text);
            return quotes.pairs > 0 && quotes.open.isEmpty() && quotes.closing.isEmpty();
        }

        private static void brackets(CheckedUnit unit, List<Part> findings) {
            String text = unit.english();
            if (!BRACKET.matcher(text).find()) {
                return;
            }
            boolean[] items = items(text);
            Map<Integer, Boolean> isWhole = new HashMap<>();
            // A closing mark removes the last opening mark of its kind. Each remaining mark gets its own finding.
            List<Deque<Integer>> open = new ArrayList<>();
            for (int kind = 0; kind < OPENING.length(); kind++) {
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
                } else if (closes >= 0 && isWhole.computeIfAbsent(closes, kind -> isWhole(unit, kind))) {
                    findings.add(Part.mark(finding(unit, i, "opened"), Kind.CLOSING_BRACKET, true));
                }
            }
            IntStream.range(0, open.size())
                    .filter(kind -> !open.get(kind).isEmpty() && isWhole(unit, kind))
                    .boxed()
                    .flatMap(kind -> open.get(kind).stream())
                    .sorted()
                    .forEach(i -> findings.add(Part.mark(finding(unit, i, "closed"), Kind.OPENING_BRACKET, true)));
        }

        private static Finding finding(CheckedUnit unit, int at, String missing) {
            String mark = unit.english().substring(at, at + 1);
            String shown = mark.equals("\"") ? "a straight quotation mark" : Finding.quoted(mark);
            return Finding.of(Punctuation.RULE, unit, shown + " is not " + missing)
                    .inEnglish(at, at + 1);
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

        /**
         * Holds the double quotation marks of an English text.
         *
         * @param pairs number of pairs
         * @param open indices of the marks that are not closed
         * @param closing indices of the marks that are not opened
         * @param mixed indices of closing marks of another form than the opening one
         */
        private record Quotes(int pairs, List<Integer> open, List<Integer> closing, List<Integer> mixed) {
            private static final Quotes NONE = new Quotes(0, List.of(), List.of(), List.of());

            static Quotes of(String text) {
                if (text.indexOf('"') < 0 && text.indexOf('“') < 0 && text.indexOf('”') < 0) {
                    return NONE;
                }
                Deque<Integer> open = new ArrayDeque<>();
                List<Integer> closing = new ArrayList<>();
                List<Integer> mixed = new ArrayList<>();
                int pairs = 0;
                for (int i = 0; i < text.length(); i++) {
                    char c = text.charAt(i);
                    if ("\"“”".indexOf(c) < 0
                            || (c == '"' && open.isEmpty() && i > 0 && Character.isDigit(text.charAt(i - 1)))) {
                        continue;
                    }
                    if (c == '“' || (c == '"' && isOpening(text, i, open.isEmpty()))) {
                        open.push(i);
                    } else if (open.isEmpty()) {
                        closing.add(i);
                    } else {
                        pairs++;
                        if ((text.charAt(open.pop()) == '"') != (c == '"')) {
                            mixed.add(i);
                        }
                    }
                }
                List<Integer> left = new ArrayList<>(open);
                Collections.reverse(left);
                return new Quotes(pairs, left, closing, mixed);
            }

            /** Returns whether the whole text is one quotation. */
            private boolean isOnly(String text) {
                return pairs == 1
                        && open.isEmpty()
                        && closing.isEmpty()
                        && "“\"".indexOf(text.charAt(0)) >= 0
                        && "”\"".indexOf(text.charAt(text.length() - 1)) >= 0;
            }

            /** Returns whether a straight mark opens a quotation. */
            private static boolean isOpening(String text, int at, boolean isOutside) {
                return opens(text, at) || (isOutside && !closes(text, at));
            }

            private static boolean opens(String text, int at) {
                return (at == 0 || " \u00A0\t\n([{—–‘'/".indexOf(text.charAt(at - 1)) >= 0)
                        && at + 1 < text.length()
                        && !Character.isWhitespace(text.charAt(at + 1));
            }

            private static boolean closes(String text, int at) {
                return at > 0
                        && !Character.isWhitespace(text.charAt(at - 1))
                        && (at + 1 == text.length() || " \u00A0\t\n.,;:!?)]}—–’'".indexOf(text.charAt(at + 1)) >= 0);
            }

            void addTo(CheckedUnit unit, boolean isWhole, List<Part> findings) {
                String text = unit.english();
                long straight = count(INCHES.matcher(text).replaceAll(""), "\"");
                boolean areEven = straight % 2 == 0 && count(text, "“”") == 0;
                for (int i : isWhole ? mixed : List.<Integer>of()) {
                    Finding finding = Finding.of(RULE, unit, "one quotation mark of the pair is straight")
                            .inEnglish(i, i + 1)
                            .as(Severity.NOTE);
                    findings.add(Part.style(finding, "mixed quotation marks"));
                }
                if (isOnly(text)) {
                    findings.add(Part.mark(finding(unit, 0, "opened"), Kind.QUOTATION, false));
                }
                if (areEven) {
                    return;
                }
                for (int i : closing) {
                    boolean isPossessive = isWhole
                            && i > 1
                            && text.charAt(i) == '"'
                            && text.charAt(i - 1) == 's'
                            && i + 2 < text.length()
                            && text.charAt(i + 1) == ' '
                            && Character.isLetter(text.charAt(i + 2));
                    findings.add(
                            isPossessive
                                    ? Part.sure(
                                            replace(unit, i, i + 1, "a quotation mark is used as an apostrophe", "’"))
                                    : Part.mark(finding(unit, i, "opened"), Kind.CLOSING_QUOTE, isWhole));
                }
                open.forEach(i -> findings.add(Part.mark(finding(unit, i, "closed"), Kind.OPENING_QUOTE, isWhole)));
            }
        }
    }
}
