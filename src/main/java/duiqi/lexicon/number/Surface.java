package duiqi.lexicon.number;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Normalises a text before its figures are read. Each character keeps its position, so indices stay valid. Stateless.
 */
public final class Surface {
    /** Maximum length of a numeral; longer runs of digits are drawings or data. */
    private static final int MAX_NUMERAL_LENGTH = 60;

    /**
     * Addresses of pages and people, and DOIs, whose digits are not numbers. The part before an at sign must start at
     * the start of a word. Otherwise matching would try each letter of a long word.
     */
    private static final Pattern ADDRESS =
            Pattern.compile("(?:https?://|www\\.)[\\x21-\\x7e]+|(?:\\G|(?<![\\w.+-]))[\\w.+-]++@[\\w.-]+"
                    + "|(?<![A-Za-z0-9.])10\\.[0-9]{4,9}/[\\x21-\\x7e]+");

    /** Placeholders and character references, whose digits are not numbers: %2$s, %5d, %1, {0}, &#160; */
    private static final Pattern PLACEHOLDER =
            Pattern.compile("%[0-9]{1,2}\\$[-+#.*0-9$]*+|(?<![\\w%/.])%L?[1-9][0-9]?(?![0-9A-Za-z$%]|\\.[0-9])"
                    + "|(?<![\\w%])%[-+#]?[0-9]{0,3}(?:\\.[0-9]{1,2})?[sdfeguxi](?![A-Za-z])|%0[0-9]d"
                    + "|\\{[0-9]{1,2}(?=[,}])|#(?:[0-9]{2,7}|x[0-9A-Fa-f]{2,6});");

    private static final Pattern FORMAL = Pattern.compile("[壹贰叁肆伍陆柒捌玖拾佰仟万亿零]{2,}");
    private static final String FORMAL_DIGITS = "壹贰叁肆伍陆柒捌玖拾佰仟";
    private static final String COMMON_DIGITS = "一二三四五六七八九十百千";

    private Surface() {}

    /**
     * Returns a text with half-width digits, full stops and percent signs. Replaces addresses, placeholders and
     * very long numerals with spaces.
     */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '○') {
                plain.setCharAt(i, '〇');
            }
            if ((c >= '０' && c <= '９') || c == '％' || c == '．') {
                plain.setCharAt(i, (char) (c - '！' + '!'));
            }
        }
        if (plain.indexOf("://") >= 0
                || plain.indexOf("@") >= 0
                || plain.indexOf("www.") >= 0
                || plain.indexOf("10.") >= 0) {
            blank(plain, ADDRESS);
        }
        if (plain.indexOf("$") >= 0 || plain.indexOf("{") >= 0 || plain.indexOf("#") >= 0 || plain.indexOf("%") >= 0) {
            blank(plain, PLACEHOLDER);
        }
        blankLongNumerals(plain);
        return plain.toString();
    }

    /** Returns a normalised Chinese text, also with common Han numerals, and half-width commas in numbers. */
    static String plainChinese(String text) {
        StringBuilder plain = new StringBuilder(plain(text));
        narrowCommas(plain);
        if (plain.chars().anyMatch(c -> c >= 0x4E00 && FORMAL_DIGITS.indexOf(c) >= 0)) {
            commonDigits(plain);
        }
        return plain.toString();
    }

    private static void blank(StringBuilder text, Pattern pattern) {
        Matcher part = pattern.matcher(text.toString());
        while (part.find()) {
            blank(text, part.start(), part.end());
        }
    }

    private static void blankLongNumerals(StringBuilder text) {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && isNumeral(text.charAt(i))) {
                continue;
            }
            if (i - start > MAX_NUMERAL_LENGTH) {
                blank(text, start, i);
            }
            start = i + 1;
        }
    }

    private static void blank(StringBuilder text, int start, int end) {
        text.replace(start, end, " ".repeat(end - start));
    }

    private static boolean isNumeral(char c) {
        return c == '.' || c == ',' || ChineseNumeral.mayBegin(c);
    }

    /** Replaces a full-width comma between one to three digits and exactly three digits, except in a list. */
    private static void narrowCommas(StringBuilder text) {
        for (int i = 1; i + 3 < text.length(); i++) {
            boolean isInList = i + 5 < text.length()
                    && text.charAt(i + 4) == '，'
                    && isDigit(text, i + 5)
                    && digitsFrom(text, i + 5) != 3;
            if (text.charAt(i) == '，' && isDigit(text, i - 1) && digitsFrom(text, i + 1) == 3 && !isInList) {
                int first = i - 1;
                while (first > 0 && i - first <= 3 && isDigit(text, first - 1)) {
                    first--;
                }
                if (i - first <= 3) {
                    text.setCharAt(i, ',');
                }
            }
        }
    }

    private static boolean isDigit(CharSequence text, int i) {
        return text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }

    /** Returns the number of digits from an index, at most four. */
    private static int digitsFrom(CharSequence text, int start) {
        int end = start;
        while (end < text.length() && end - start < 4 && isDigit(text, end)) {
            end++;
        }
        return end - start;
    }

    private static void commonDigits(StringBuilder text) {
        Matcher formal = FORMAL.matcher(text.toString());
        while (formal.find()) {
            for (int i = formal.start(); i < formal.end(); i++) {
                int digit = FORMAL_DIGITS.indexOf(text.charAt(i));
                if (digit >= 0) {
                    text.setCharAt(i, COMMON_DIGITS.charAt(digit));
                }
            }
        }
    }
}
