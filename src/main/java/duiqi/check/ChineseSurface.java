package duiqi.check;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings the characters of Chinese numerals into one form, each in its place, so that indices stay. Stateless. */
final class ChineseSurface {
    private static final Pattern FORMAL = Pattern.compile("[壹贰叁肆伍陆柒捌玖拾佰仟万亿零]{2,}");
    private static final String FORMAL_DIGITS = "壹贰叁肆伍陆柒捌玖拾佰仟";
    private static final String COMMON_DIGITS = "一二三四五六七八九十百千";

    private ChineseSurface() {}

    /** What {@link Surface} makes of a text, with common numerals and narrow commas in numbers. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(Surface.plain(text));
        narrowCommas(plain);
        if (plain.chars().anyMatch(c -> c >= 0x4E00 && FORMAL_DIGITS.indexOf(c) >= 0)) {
            commonDigits(plain);
        }
        return plain.toString();
    }

    /** A wide comma between three digits and one to three others. */
    private static void narrowCommas(StringBuilder text) {
        for (int i = 1; i + 3 < text.length(); i++) {
            if (text.charAt(i) == '，' && isDigit(text, i - 1) && digitsFrom(text, i + 1) == 3) {
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

    /** How many digits begin at an index, four at most. */
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
