package duiqi.check;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a text of either language is read from for its figures, each character in its place, so that indices stay. Stateless. */
final class Surface {
    /** What is no text: addresses, and the numbers of papers (DOI). */
    private static final Pattern NO_TEXT = Pattern.compile(
            "(?:https?://|www\\.)[\\x21-\\x7e]+|(?<![\\w.+-])[\\w.+-]++@[\\w.-]+|(?<![A-Za-z0-9.])10\\.[0-9]{4,9}/[\\x21-\\x7e]+");

    private Surface() {}

    /** The text with digits, stops and percent signs of half width, and blanks instead of addresses. */
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
        Matcher address = NO_TEXT.matcher(plain.toString());
        while (address.find()) {
            for (int i = address.start(); i < address.end(); i++) {
                plain.setCharAt(i, ' ');
            }
        }
        return plain.toString();
    }
}
