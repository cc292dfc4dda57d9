package duiqi.exchange;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a unit that cannot be read calls itself, for messages. */
final class UnitName {
    private static final Pattern ID =
            Pattern.compile("^<[^<>]{0,2000}?\\s(?:tu)?id\\s*=\\s*[\"']([^\"'<>]{1,200})[\"']");

    private UnitName() {}

    /** The {@code tuid} or {@code id} in the start tag of an element; empty when there is none. */
    static String in(String xml) {
        Matcher matcher = ID.matcher(xml);
        return matcher.find() ? matcher.group(1) : "";
    }
}
