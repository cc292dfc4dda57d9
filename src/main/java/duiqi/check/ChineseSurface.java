package duiqi.check;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings the characters of numerals into one form, each in its place, so that indices stay. Stateless. */
final class ChineseSurface {
    /** Chinese that is no text: addresses, file names. */
    private static final Pattern NO_TEXT = Pattern.compile("(?:https?://|www\\.)[\\x21-\\x7e]+|[\\w.+-]+@[\\w.-]+");

    private static final Pattern WIDE_COMMA = Pattern.compile("(?<=(?<![0-9])[0-9]{1,3})，(?=[0-9]{3}(?![0-9]))");

    private static final Pattern FORMAL = Pattern.compile("[壹贰叁肆伍陆柒捌玖拾佰仟万亿零]{2,}");

    private ChineseSurface() {}

    /** The text with half-width digits and common numerals, and blanks instead of addresses. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c >= '０' && c <= '９') {
                plain.setCharAt(i, (char) (c - '０' + '0'));
            } else if (c == '％') {
                plain.setCharAt(i, '%');
            } else if (c == '．') {
                plain.setCharAt(i, '.');
            }
        }
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
        Matcher address = NO_TEXT.matcher(plain.toString());
        while (address.find()) {
            for (int i = address.start(); i < address.end(); i++) {
                plain.setCharAt(i, ' ');
            }
        }
        return plain.toString();
    }
}
