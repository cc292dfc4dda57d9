package duiqi.exchange;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.StringEscapeUtils;

/** The neighbour of a segment, which memoQ keeps as an element with codes and XTM as plain text. */
public final class ContextText {
    private static final Pattern SEGMENT = Pattern.compile("(?s)\\s*<seg>(.*)</seg>\\s*");
    private static final Pattern CODE = Pattern.compile("(?s)<(bpt|ept|ph|it|ut)\\b[^>]*>.*?</\\1>|<[^>]*>");

    private ContextText() {}

    /** The plain text of either form. */
    public static String plain(String value) {
        Matcher segment = SEGMENT.matcher(value);
        return segment.matches()
                ? StringEscapeUtils.unescapeXml(CODE.matcher(segment.group(1)).replaceAll(""))
                : value;
    }
}
