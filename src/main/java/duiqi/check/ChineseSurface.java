package duiqi.check;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings the characters of Chinese numerals into one form, each in its place, so that indices stay. Stateless. */
final class ChineseSurface {
    private static final Pattern WIDE_COMMA = Pattern.compile("(?<=(?<![0-9])[0-9]{1,3})，(?=[0-9]{3}(?![0-9]))");

    private static final Pattern FORMAL = Pattern.compile("[壹贰叁肆伍陆柒捌玖拾佰仟万亿零]{2,}");

    private ChineseSurface() {}

    /** The text with half-width digits and common numerals, and blanks instead of addresses. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(Surface.plain(text));
        Matcher comma = WIDE_COMMA.matcher(plain.toString());
        while (comma.find()) {
            plain.setCharAt(comma.start(), ',');
        }
        Matcher formal = FORMAL.matcher(plain.toString());
        while (formal.find()) {
            for (int i = formal.start(); i < formal.end(); i++) {
                int digit = "壹贰叁肆伍陆柒捌玖拾佰仟".indexOf(plain.charAt(i));
                if (digit >= 0) {
                    plain.setCharAt(i, "一二三四五六七八九十百千".charAt(digit));
                }
            }
        }
        return plain.toString();
    }
}
