package duiqi.exchange;

import duiqi.text.Location;
import java.nio.charset.Charset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in a TMX file before its units. Immutable.
 *
 * @param xml everything up to and including the start tag of {@code <body>}
 * @param header what it says
 * @param location where the header begins, or the file when it has none
 * @param hasEmptyBody whether {@code <body/>} is written as one tag
 */
record TmxHead(String xml, TmxHeader header, Location location, boolean hasEmptyBody) {
    private static final Pattern ENCODING = Pattern.compile("^(\\s*<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"'])([^\"']*)");

    /** Its text with {@code <body/>} as a start tag that units can follow. */
    String withOpenBody() {
        return xml.substring(0, xml.length() - "/>".length()).stripTrailing() + ">";
    }

    /** The same for a file that is written in an encoding, which may be another than this one was in. */
    TmxHead declaredAs(Charset charset) {
        Matcher matcher = ENCODING.matcher(xml);
        if (!matcher.find() || isName(matcher.group(2), charset)) {
            return this;
        }
        return new TmxHead(matcher.replaceFirst("$1" + charset.name()), header, location, hasEmptyBody);
    }

    private static boolean isName(String declared, Charset charset) {
        return charset.name().equalsIgnoreCase(declared)
                || charset.aliases().stream().anyMatch(declared::equalsIgnoreCase);
    }

    /** What ends its lines. */
    String lineEnd() {
        return xml.contains("\r\n") ? "\r\n" : "\n";
    }
}
