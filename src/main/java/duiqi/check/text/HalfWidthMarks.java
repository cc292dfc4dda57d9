package duiqi.check.text;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.check.text.FileFindings.Kind;
import duiqi.check.text.FileFindings.Part;
import duiqi.lexicon.Han;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds half-width commas, stops, semicolons, colons, question marks and exclamation marks. Stateless. */
final class HalfWidthMarks {
    private static final String HALF = ",.;:?!";
    private static final String FULL = "，。；：？！";

    /** Closing marks that can precede the mark of a Chinese sentence. */
    private static final String CLOSING = "）》」』”】〉";

    /** Characters around a mark that is meant as a character: 用,分隔. */
    private static final String NAMING_BEFORE = "用以由按号符";

    private static final String NAMING_AFTER = "分隔割切连表结作来代开划区";

    /** Matches the number of a heading, which a stop may follow. */
    private static final Pattern NUMBER = Pattern.compile("\\s*[第（]?[一二三四五六七八九十]{1,3}");

    /** Minimum number of Han characters of a sentence without marks; shorter texts may be labels. */
    private static final int MIN_SENTENCE = 10;

    private HalfWidthMarks() {}

    static List<Part> in(CheckedUnit unit, BitSet code) {
        String text = unit.target().text();
        boolean isLabel = !isSentence(text);
        boolean isMixed = text.indexOf('：') >= 0;
        List<Part> findings = new ArrayList<>();
        for (int i = 1; i < text.length(); i++) {
            int kind = HALF.indexOf(text.charAt(i));
            if (kind < 0 || code.get(i) || HALF.indexOf(text.charAt(i - 1)) >= 0) {
                continue;
            }
            int end = endOfRun(text, i);
            if (isWrong(text, i, end)) {
                boolean isStyle = text.charAt(i) == ':' && !isMixed && (isLabel || isFollowedBySpace(text, end));
                Finding finding = finding(unit, i, end);
                findings.add(new Part(
                        isStyle ? finding.as(Severity.NOTE) : finding, Kind.MAJORITY, text.substring(i, i + 1), true));
            }
        }
        return findings;
    }

    /** Counts the full-width marks of a unit. */
    static void countCorrect(CheckedUnit unit, FileFindings file) {
        String text = unit.target().text();
        int[] uses = new int[HALF.length() + 1];
        for (int i = 0; i < text.length(); i++) {
            int kind = text.charAt(i) == '（' ? HALF.length() : FULL.indexOf(text.charAt(i));
            if (kind >= 0) {
                uses[kind]++;
            }
        }
        for (int kind = 0; kind < uses.length; kind++) {
            if (uses[kind] > 0) {
                file.addCorrect(unit, kind == HALF.length() ? "(" : HALF.substring(kind, kind + 1), uses[kind]);
            }
        }
    }

    /** Returns the end of a run of question and exclamation marks, or of a single mark of another kind. */
    private static int endOfRun(String text, int start) {
        int end = start + 1;
        while ("?!".indexOf(text.charAt(start)) >= 0 && "?!".indexOf(ChineseTypography.at(text, end)) >= 0) {
            end++;
        }
        return end;
    }

    private static boolean isWrong(String text, int start, int end) {
        char before = text.charAt(start - 1);
        char after = ChineseTypography.at(text, end);
        int next = skipSpaces(text, end);
        if (HALF.indexOf(after) >= 0 || isNamed(text, start, after)) {
            return false;
        }
        if (!Han.is(before) && CLOSING.indexOf(before) < 0) {
            return text.charAt(start) == ','
                    && isLatin(before)
                    && Han.is(ChineseTypography.at(text, next))
                    && isInSentence(text, start);
        }
        return switch (text.charAt(start)) {
            case '.' -> isStop(text, start, after);
            case ':', ';' -> "/\\)".indexOf(after) < 0;
            case '!' -> after != '=';
            default -> true;
        };
    }

    private static boolean isFollowedBySpace(String text, int end) {
        return skipSpaces(text, end) > end;
    }

    /** Returns whether a mark is meant as a character, as in 用,分隔. */
    private static boolean isNamed(String text, int start, char after) {
        return NAMING_BEFORE.indexOf(text.charAt(start - 1)) >= 0 && NAMING_AFTER.indexOf(after) >= 0;
    }

    /** Returns whether a stop ends a sentence; it also separates the parts of names. */
    private static boolean isStop(String text, int start, char after) {
        if (NUMBER.matcher(text).region(0, start).matches()) {
            return false;
        }
        if (Han.is(after)) {
            return hanBefore(text, start) >= 4
                    && Han.is(ChineseTypography.at(text, start + 2))
                    && Han.is(ChineseTypography.at(text, start + 3));
        }
        return Character.isSpaceChar(after) || "”’」』）)".indexOf(after) >= 0;
    }

    private static int hanBefore(String text, int end) {
        int start = end;
        while (start > 0 && Han.is(text.charAt(start - 1))) {
            start--;
        }
        return end - start;
    }

    /** Returns whether a mark after a Latin word separates parts of a Chinese sentence. */
    private static boolean isInSentence(String text, int end) {
        int start = end;
        while (start > 0 && (isLatin(text.charAt(start - 1)) || "_-.+".indexOf(text.charAt(start - 1)) >= 0)) {
            start--;
        }
        if (start > 0 && text.charAt(start - 1) == ' ') {
            start--;
        }
        return Han.is(ChineseTypography.at(text, start - 1));
    }

    private static Finding finding(CheckedUnit unit, int start, int end) {
        String text = unit.target().text();
        StringBuilder full = new StringBuilder();
        text.substring(start, end).chars().forEach(c -> full.append(FULL.charAt(HALF.indexOf(c))));
        int next = skipSpaces(text, end);
        return ChineseTypography.replace(
                ChineseTypography.HALF_WIDTH,
                unit,
                start,
                next == text.length() ? end : next,
                Finding.quoted(text.substring(start, end)) + " is half-width; write " + Finding.quoted(full.toString()),
                full.toString());
    }

    private static boolean isLatin(char c) {
        return c < 0x250 && Character.isLetterOrDigit(c);
    }

    /** Returns the index of the first character that is not a space. */
    private static int skipSpaces(String text, int from) {
        int index = from;
        while (index < text.length() && Character.isSpaceChar(text.charAt(index))) {
            index++;
        }
        return index;
    }

    /**
     * Returns whether a text is a sentence: it has full-width marks or many characters. In a sentence, half-width colons
     * and brackets are wrong; in a label, they may be the style of the program.
     */
    private static boolean isSentence(String text) {
        return text.chars().anyMatch(c -> "，。；：？！（".indexOf(c) >= 0) || Han.count(text) >= MIN_SENTENCE;
    }

    /**
     * Finds half-width brackets around Chinese words, and pairs of one half-width and one full-width bracket.
     * Stateless.
     */
    static final class Brackets {
        /** Maximum length of the text in a pair, so that nested pairs do not multiply long suggestions. */
        private static final int MAX_LENGTH = 200;

        private Brackets() {}

        static List<Part> in(CheckedUnit unit, BitSet code) {
            String text = unit.target().text();
            boolean isLabel = !isSentence(text);
            boolean isMixed = text.indexOf('（') >= 0;
            List<Part> findings = new ArrayList<>();
            Deque<Integer> open = new ArrayDeque<>();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (code.get(i) || ChineseTypography.isSmiley(text, i)) {
                    continue;
                }
                if (c == '(' || c == '（') {
                    open.push(i);
                } else if ((c == ')' || c == '）') && !open.isEmpty()) {
                    boolean isStyle = !isMixed && (isLabel || ChineseTypography.at(text, open.peek() - 1) == ' ');
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
                boolean isLink = opensHalf && ChineseTypography.at(text, start - 1) == ']';
                return isLink ? Optional.empty() : Optional.of(Part.sure(mixed(unit, opensHalf ? start : end)));
            }
            return opensHalf && end - start <= MAX_LENGTH && isChinese(text, start, end)
                    ? Optional.of(new Part(half(unit, start, end, isStyle), Kind.MAJORITY, "(", true))
                    : Optional.empty();
        }

        /** Reports the half-width bracket of a pair whose other bracket is full-width. */
        private static Finding mixed(CheckedUnit unit, int at) {
            return ChineseTypography.replace(
                    ChineseTypography.HALF_WIDTH,
                    unit,
                    at,
                    at + 1,
                    "one bracket of the pair is half-width",
                    unit.target().text().charAt(at) == '(' ? "（" : "）");
        }

        private static Finding half(CheckedUnit unit, int start, int end, boolean isStyle) {
            String inside = unit.target().text().substring(start + 1, end);
            Finding finding = ChineseTypography.replace(
                    ChineseTypography.HALF_WIDTH,
                    unit,
                    start,
                    end + 1,
                    "the brackets are half-width; write \"（）\"",
                    "（" + inside + "）");
            return isStyle || Han.count(inside) == 0 ? finding.as(Severity.NOTE) : finding;
        }

        /** Returns whether a pair contains Chinese words, or directly follows and precedes them, and is not a call. */
        private static boolean isChinese(String text, int start, int end) {
            String inside = text.substring(start + 1, end);
            char before = ChineseTypography.at(text, start - 1);
            return Han.count(inside) > 0
                    ? !isLatin(before) && before != '_'
                    : Han.is(before)
                            && Han.is(ChineseTypography.at(text, end + 1))
                            && inside.chars().anyMatch(Character::isLetter);
        }
    }
}
