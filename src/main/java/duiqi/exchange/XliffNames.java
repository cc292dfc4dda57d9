package duiqi.exchange;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of any letters as values of attributes that take only some: white space, {@code :} and {@code %} become escapes. */
final class XliffNames {
    /** Near enough to production 7 of XML 1.0, Nmtoken. */
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{Nd}._-]{1,200}");

    private static final Pattern FORBIDDEN = Pattern.compile("[\\s%:]");
    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-F]{4})");

    private XliffNames() {}

    /** Whether an attribute of type NMTOKEN can hold it. */
    static boolean isToken(String name) {
        return TOKEN.matcher(name).matches();
    }

    /** The name in letters that every attribute takes. */
    static String encode(String name) {
        return FORBIDDEN
                .matcher(name)
                .replaceAll(found ->
                        String.format(Locale.ROOT, "%%%04X", (int) found.group().charAt(0)));
    }

    /** The name that was encoded. */
    static String decode(String code) {
        return ESCAPE.matcher(code)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }
}
