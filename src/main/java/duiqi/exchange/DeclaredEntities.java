package duiqi.exchange;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.StringEscapeUtils;

/**
 * The entities that a document type declares in the file itself for plain texts. One whose text holds markup or further
 * entities is passed over, so that none can grow; one that stands for another file is never read.
 */
final class DeclaredEntities {
    private static final Pattern ENTITY =
            Pattern.compile("<!ENTITY\\s+([\\w.:-]{1,64})\\s+(?:\"([^\"%<]{0,1000})\"|'([^'%<]{0,1000})')\\s*>");
    private static final Pattern NUMBER = Pattern.compile("&#(?:\\d{1,7}|x[0-9A-Fa-f]{1,6});");

    private DeclaredEntities() {}

    /** The texts by name. */
    static Map<String, String> of(String documentType) {
        Map<String, String> entities = new TreeMap<>();
        Matcher matcher = ENTITY.matcher(documentType);
        while (matcher.find()) {
            String declared = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
            // Numbers are read with the declaration; what they make of "&" and "<" would be markup (XML 1.0, section
            // 4.4.5).
            String text = NUMBER.matcher(declared).replaceAll(number -> character(number.group()));
            if (text.indexOf('&') < 0 && text.indexOf('<') < 0) {
                // The first declaration of a name holds (XML 1.0, section 4.2).
                entities.putIfAbsent(matcher.group(1), text);
            }
        }
        return entities;
    }

    private static String character(String reference) {
        return Matcher.quoteReplacement(StringEscapeUtils.unescapeHtml4(reference));
    }
}
