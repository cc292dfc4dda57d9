package duiqi.check.text;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.check.text.FileFindings.Kind;
import duiqi.check.text.FileFindings.Part;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds brackets and quotation marks without a counterpart. A quotation may span several units: a mark that is also
 * unbalanced in the source is not reported. Stateless.
 */
final class UnbalancedMarks {
    /** Brackets of English, those that open first, and the same brackets in Chinese. */
    private static final List<String[]> BRACKETS =
            List.of(new String[] {"()", "（(）)"}, new String[] {"[]", "［[］]"}, new String[] {"{}", "{}"});

    private static final String CHINESE_BRACKETS = "（()）";
    private static final List<String> TITLES = List.of("《》", "〈〉", "【】");
    private static final List<String> QUOTES = List.of("「」", "『』");

    /** Matches a quotation in single marks that the English unit begins or ends. */
    private static final Pattern SINGLE = Pattern.compile("(?:^|[\\s(])[‘'](?=\\p{L})|(?<=[.,!?])[’'](?=\\s|$)");

    /** Matches a closing mark that opens a quotation, since the next mark opens one too: ”晨星“. */
    private static final Pattern REVERSED = Pattern.compile("(?<![。！？…])”[^“”\"]*(?<![。！？：；\\n])[“\"]");

    /** Matches the label of a list item, for example 1）, a) and 一）. */
    private static final Pattern LABEL =
            Pattern.compile("(?:^|[\\s\u00A0;,.；，。、：])(?:[0-9]{1,3}|[A-Za-z]|[ivxIVX]{1,4}|[一二三四五六七八九十]{1,3})[)）]$");

    private static final int LABEL_LENGTH = 6;

    private UnbalancedMarks() {}

    static List<Part> in(CheckedUnit unit) {
        List<Part> findings = new ArrayList<>();
        if (unit.isIntoChinese()) {
            boolean hasWholeQuotes = hasWholeQuotes(unit.english());
            if (isWhole(unit.english(), "(（)）")) {
                find(unit, CHINESE_BRACKETS, Kind.OPENING_BRACKET, true, findings);
            }
            TITLES.forEach(marks -> find(unit, marks, Kind.OPENING_BRACKET, hasWholeQuotes, findings));
            QUOTES.forEach(marks -> find(unit, marks, Kind.OPENING_QUOTE, hasWholeQuotes, findings));
            chineseQuotes(unit, hasWholeQuotes, findings);
        } else {
            for (String[] brackets : BRACKETS) {
                if (isWhole(unit.chinese(), brackets[1])) {
                    find(unit, brackets[0], Kind.OPENING_BRACKET, true, findings);
                }
            }
            englishQuotes(unit, findings);
        }
        return findings;
    }

    private static void find(CheckedUnit unit, String marks, Kind opening, boolean isReported, List<Part> findings) {
        String text = unit.target().text();
        for (int i : unmatched(text, marks)) {
            boolean isOpening = marks.indexOf(text.charAt(i)) < marks.length() / 2;
            findings.add(mark(unit, i, isOpening ? opening : opening.counterpart(), isReported));
        }
    }

    /** Returns the indices of marks without a counterpart. The first half of the marks open. */
    private static List<Integer> unmatched(String text, String marks) {
        List<Integer> unmatched = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < text.length(); i++) {
            int mark = marks.indexOf(text.charAt(i));
            if (mark >= marks.length() / 2 && open.isEmpty()) {
                String label = text.substring(Math.max(0, i + 1 - LABEL_LENGTH), i + 1);
                if (!LABEL.matcher(label).find()) {
                    unmatched.add(i);
                }
            } else if (mark >= marks.length() / 2) {
                open.pop();
            } else if (mark >= 0) {
                open.push(i);
            }
        }
        open.descendingIterator().forEachRemaining(unmatched::add);
        return unmatched;
    }

    private static Part mark(CheckedUnit unit, int at, Kind kind, boolean isReported) {
        String mark = unit.target().text().substring(at, at + 1);
        String shown = mark.equals("\"") ? "a straight quotation mark" : Finding.quoted(mark);
        Finding finding = Finding.of(
                        unit.isIntoChinese() ? ChineseTypography.UNBALANCED : Punctuation.RULE,
                        unit,
                        shown + " is not " + (kind.isOpening() ? "closed" : "opened"))
                .inTarget(at, at + 1);
        return Part.mark(finding, kind, isReported);
    }

    /** Returns whether a text has as many marks of the first half as of the second one. */
    private static boolean isWhole(String text, String marks) {
        return count(text, marks.substring(0, marks.length() / 2)) == count(text, marks.substring(marks.length() / 2));
    }

    private static int count(String text, String marks) {
        return (int) text.chars().filter(c -> marks.indexOf(c) >= 0).count();
    }

    private static boolean hasWholeQuotes(String english) {
        return isWhole(english, "“”")
                && count(english, "\"") % 2 == 0
                && (count(english, "'’‘") == 0
                        || SINGLE.matcher(english).results().count() % 2 == 0);
    }

    /** Finds double quotation marks of a Chinese text that form no pair, and pairs with a wrong mark. */
    private static void chineseQuotes(CheckedUnit unit, boolean isReported, List<Part> findings) {
        String text = unit.target().text();
        if (count(text, "“”") == 0
                || (text.indexOf('"') < 0 && unmatched(text, "“”").isEmpty())) {
            return;
        }
        List<int[]> pairs = new ArrayList<>();
        List<Part> single = new ArrayList<>();
        int opening = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("“”\"".indexOf(c) < 0) {
                continue;
            }
            if (opening >= 0) {
                if (!isPair(text.charAt(opening), c)) {
                    pairs.add(new int[] {opening, i});
                }
                opening = -1;
            } else if (c == '”' && !isReversed(text, i)) {
                single.add(mark(unit, i, Kind.CLOSING_QUOTE, isReported));
            } else {
                opening = i;
            }
        }
        if (opening >= 0 && text.charAt(opening) != '"') {
            single.add(mark(unit, opening, Kind.OPENING_QUOTE, isReported));
        }
        addPairs(unit, pairs, single, findings);
    }

    private static void addPairs(CheckedUnit unit, List<int[]> pairs, List<Part> single, List<Part> findings) {
        if (pairs.size() + (single.isEmpty() ? 0 : 1) > 1 && !pairs.isEmpty()) {
            int[] all = IntStream.concat(
                            pairs.stream().flatMapToInt(IntStream::of),
                            single.stream()
                                    .mapToInt(part ->
                                            part.finding().spans().get(0).start()))
                    .sorted()
                    .toArray();
            findings.add(
                    Part.sure(Finding.of(ChineseTypography.UNBALANCED, unit, "the quotation marks do not form pairs")
                            .inTarget(all[0], all[all.length - 1] + 1)));
            return;
        }
        String text = unit.target().text();
        for (int[] pair : pairs) {
            findings.add(Part.sure(ChineseTypography.replace(
                    ChineseTypography.UNBALANCED,
                    unit,
                    pair[0],
                    pair[1] + 1,
                    "the quotation marks are " + text.charAt(pair[0]) + " and " + text.charAt(pair[1])
                            + "; write “ and ”",
                    "“" + text.substring(pair[0] + 1, pair[1]) + "”")));
        }
        findings.addAll(single);
    }

    private static boolean isPair(char first, char second) {
        return (first == '"' && second == '"') || (first == '“' && second == '”');
    }

    private static boolean isReversed(String text, int at) {
        return REVERSED.matcher(text)
                .region(at, text.length())
                .useTransparentBounds(true)
                .lookingAt();
    }

    /** Finds double quotation marks of an English text that form no pair, and pairs of a straight and a curly mark. */
    private static void englishQuotes(CheckedUnit unit, List<Part> findings) {
        String text = unit.english();
        if (count(text, "\"“”") == 0) {
            return;
        }
        boolean isWhole = isWhole(unit.chinese(), "“「『”」』") && count(unit.chinese(), "\"") % 2 == 0;
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("\"“”".indexOf(c) < 0 || (open.isEmpty() && isInches(text, i))) {
                continue;
            }
            if (isOpening(text, i, open.isEmpty())) {
                open.push(i);
            } else if (open.isEmpty()) {
                findings.add(mark(unit, i, Kind.CLOSING_QUOTE, isWhole));
            } else if ((text.charAt(open.pop()) == '"') != (c == '"') && isWhole) {
                Finding mixed = Finding.of(Punctuation.RULE, unit, "one quotation mark of the pair is straight")
                        .inEnglish(i, i + 1)
                        .as(Severity.NOTE);
                findings.add(Part.style(mixed, "mixed quotation marks"));
            }
        }
        open.forEach(i -> findings.add(mark(unit, i, Kind.OPENING_QUOTE, isWhole)));
    }

    private static boolean isInches(String text, int at) {
        return text.charAt(at) == '"' && at > 0 && Character.isDigit(text.charAt(at - 1));
    }

    private static boolean isOpening(String text, int at, boolean isOutside) {
        return text.charAt(at) == '“'
                || (text.charAt(at) == '"' && (opens(text, at) || (isOutside && !closes(text, at))));
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
}
