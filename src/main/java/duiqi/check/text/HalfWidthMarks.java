package duiqi.check.text;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.check.text.FileFindings.Kind;
import duiqi.check.text.FileFindings.Part;
import duiqi.lexicon.Han;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds half-width commas, stops, semicolons, colons, question marks and exclamation marks, half-width brackets around
 * Chinese words, and pairs of one half-width and one full-width bracket. Stateless.
 */
final class HalfWidthMarks {
    private static final String HALF = ",.;:?!(";
    private static final String FULL = "，。；：？！（";

    /** A stop that ends a sentence; others separate the parts of names, or follow the number of a heading. */
    private static final String STOP =
            "\\.(?<!^[第（]?[一二三四五六七八九十]{1,3}\\.)" + "(?:(?=[\\p{Zs}”’」』）)]|\\z)|(?<=\\p{IsHan}{4}\\.)(?=\\p{IsHan}{3}))";

    private static final Pattern MARK = Pattern.compile("(?<=[\\p{IsHan}）》」』”】〉])"
            + "(,|[:;](?![/\\\\)])|[?!]++(?!=)|" + STOP + ")(?![,.;:?!])(?:\\p{Zs}++(?!\\z))?"
            // A comma after a Latin word of a Chinese sentence.
            + "|(,)(?<=\\p{IsHan} ?[\\w.+\u00C0-\u024F-]{0,40}[A-Za-z0-9\u00C0-\u024F],)\\p{Zs}*(?=\\p{IsHan})");

    /** Minimum number of Han characters of a sentence without marks; shorter texts may be labels. */
    private static final int MIN_SENTENCE = 10;

    /** Maximum length of the text in a pair of brackets, so that nested pairs do not multiply long suggestions. */
    private static final int MAX_LENGTH = 200;

    private HalfWidthMarks() {}

    static List<Part> in(CheckedUnit unit) {
        String text = unit.target().text();
        boolean isLabel = !isSentence(text);
        boolean isMixed = text.indexOf('：') >= 0;
        List<Part> findings = new ArrayList<>();
        Matcher mark = MARK.matcher(text);
        while (mark.find()) {
            if (RunningText.isOfProgram(unit, mark.start(), mark.end())) {
                continue;
            }
            String half = mark.group(1) == null ? mark.group(2) : mark.group(1);
            StringBuilder full = new StringBuilder();
            half.chars().forEach(c -> full.append(FULL.charAt(HALF.indexOf(c))));
            Finding finding = ChineseTypography.replace(
                    ChineseTypography.HALF_WIDTH,
                    unit,
                    mark.start(),
                    mark.end(),
                    Finding.quoted(half) + " is half-width; write " + Finding.quoted(full.toString()),
                    full.toString());
            boolean isStyle =
                    half.equals(":") && !isMixed && (isLabel || mark.group().length() > 1);
            findings.add(
                    new Part(isStyle ? finding.as(Severity.NOTE) : finding, Kind.MAJORITY, half.substring(0, 1), true));
        }
        findings.addAll(brackets(unit, isLabel));
        return findings;
    }

    static List<String> correct(CheckedUnit unit) {
        return unit.target()
                .text()
                .chars()
                .map(FULL::indexOf)
                .filter(kind -> kind >= 0)
                .mapToObj(kind -> HALF.substring(kind, kind + 1))
                .toList();
    }

    /**
     * Returns whether a text is a sentence: it has full-width marks or many characters. In a sentence, half-width colons
     * and brackets are wrong; in a label, they may be the style of the program.
     */
    private static boolean isSentence(String text) {
        return text.chars().anyMatch(c -> FULL.indexOf(c) >= 0) || Han.count(text) >= MIN_SENTENCE;
    }

    private static List<Part> brackets(CheckedUnit unit, boolean isLabel) {
        String text = unit.target().text();
        boolean isMixed = text.indexOf('（') >= 0;
        List<Part> findings = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(' || c == '（') {
                open.push(i);
            } else if ((c == ')' || c == '）') && !open.isEmpty()) {
                boolean isStyle = !isMixed && (isLabel || open.peek() == 0 || text.startsWith(" ", open.peek() - 1));
                pair(unit, open.pop(), i, isStyle).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static Optional<Part> pair(CheckedUnit unit, int start, int end, boolean isStyle) {
        String text = unit.target().text();
        boolean opensHalf = text.charAt(start) == '(';
        boolean closesHalf = text.charAt(end) == ')';
        if (opensHalf != closesHalf) {
            int at = opensHalf ? start : end;
            return Optional.of(Part.sure(ChineseTypography.replace(
                    ChineseTypography.HALF_WIDTH,
                    unit,
                    at,
                    at + 1,
                    "one bracket of the pair is half-width",
                    opensHalf ? "（" : "）")));
        }
        if (!opensHalf || end - start > MAX_LENGTH || !isChinese(text, start, end)) {
            return Optional.empty();
        }
        String inside = text.substring(start + 1, end);
        Finding finding = ChineseTypography.replace(
                ChineseTypography.HALF_WIDTH,
                unit,
                start,
                end + 1,
                "the brackets are half-width; write \"（）\"",
                "（" + inside + "）");
        boolean isNote = isStyle || Han.count(inside) == 0;
        return Optional.of(new Part(isNote ? finding.as(Severity.NOTE) : finding, Kind.MAJORITY, "(", true));
    }

    /** Returns whether a pair contains Chinese words, or directly follows and precedes them, and is not a call. */
    private static boolean isChinese(String text, int start, int end) {
        String inside = text.substring(start + 1, end);
        char before = start == 0 ? ' ' : text.charAt(start - 1);
        return Han.count(inside) > 0
                ? before != '_' && (before >= 0x250 || !Character.isLetterOrDigit(before))
                : Han.is(before)
                        && end + 1 < text.length()
                        && Han.is(text.charAt(end + 1))
                        && inside.chars().anyMatch(Character::isLetter);
    }
}
