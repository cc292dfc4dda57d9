package duiqi.check;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of pages and people, and the numbers of papers (DOI), whose digits are no numbers. Stateless. */
final class Addresses {
    /** The name before an at sign begins where no sign of it stands before, so that a long word is not tried from each letter. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?:https?://|www\\.)[\\x21-\\x7e]+|(?:\\G|(?<![\\w.+-]))[\\w.+-]++@[\\w.-]+"
                    + "|(?<![A-Za-z0-9.])10\\.[0-9]{4,9}/[\\x21-\\x7e]+");

    private Addresses() {}

    /** Puts blanks in their place, so that indices stay. */
    static void blank(StringBuilder text) {
        if (text.indexOf("@") < 0 && text.indexOf("://") < 0 && text.indexOf("www.") < 0 && text.indexOf("10.") < 0) {
            return;
        }
        Matcher address = ADDRESS.matcher(text.toString());
        while (address.find()) {
            for (int i = address.start(); i < address.end(); i++) {
                text.setCharAt(i, ' ');
            }
        }
    }
}
