package duiqi.exchange;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts of cells, in which {@code _x000D_} stands for the character U+000D, so that every text has a form in XML. Source:
 * ECMA-376, part 1, 22.9.2.19 (ST_Xstring).
 */
final class XlsxText {
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");
    private static final char[] DIGITS = "0123456789ABCDEF".toCharArray();

    private XlsxText() {}

    /** A text as content of an element. */
    static String escape(String text) {
        StringBuilder xml = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                default -> {
                    // What follows is at hand only when it is written, so every "_x" is taken for the beginning of a
                    // form.
                    boolean looksEscaped = c == '_' && i + 1 < text.length() && text.charAt(i + 1) == 'x';
                    if (looksEscaped || isForbidden(text, i)) {
                        code(xml, c);
                    } else {
                        xml.append(c);
                    }
                }
            }
        }
        return xml.toString();
    }

    /** Whether XML forbids a character, or readers of XML change it. */
    private static boolean isForbidden(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
        }
        return (c < ' ' && c != '\t' && c != '\n') || c >= 0xFFFE;
    }

    private static void code(StringBuilder xml, char c) {
        xml.append("_x");
        for (int shift = 12; shift >= 0; shift -= 4) {
            xml.append(DIGITS[(c >> shift) & 0xF]);
        }
        xml.append('_');
    }

    /** The text of a cell whose XML was read. */
    static String unescape(String text) {
        Matcher matcher = ESCAPED.matcher(text);
        return text.contains("_x")
                ? matcher.replaceAll(
                        form -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(form.group(1), 16))))
                : text;
    }
}
