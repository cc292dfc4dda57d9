package duiqi.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.Locale;

/**
 * Values as JSON (RFC 8259). Characters that terminals obey, and those that end a line in JavaScript, are written as escapes;
 * half a character becomes U+FFFD, which UTF-8 can hold.
 */
final class JsonText {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectWriter INDENTED = MAPPER.writer(new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private JsonText() {}

    /** A value on one line. */
    static String line(Object value) {
        try {
            return escaped(MAPPER.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists, strings and numbers are always JSON", e);
        }
    }

    /** A value on as many lines as are good to read. */
    static String indented(Object value) {
        try {
            return escaped(INDENTED.writeValueAsString(value)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists, strings and numbers are always JSON", e);
        }
    }

    private static String escaped(String json) {
        StringBuilder escaped = new StringBuilder(json.length());
        json.codePoints().forEach(c -> {
            if (c == '\n') {
                escaped.append('\n');
            } else if (Terminal.isControl(c) || c == 0x2028 || c == 0x2029) {
                escaped.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                escaped.append('\uFFFD');
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }
}
