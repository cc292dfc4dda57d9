package duiqi.io;

import duiqi.text.XmlCharacters;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Escapes text for XML. Characters that XML forbids are omitted. Character references replace characters that would not
 * be restored (a carriage return, white space in an attribute) or that the encoding of the file lacks. Not thread-safe.
 */
public final class XmlEscape {
    private final Charset charset;

    /** Encoding of the written bytes. */
    private final Charset output;

    private final CharsetEncoder encoder;

    /** Avoids a check for each character. */
    private final boolean encodesAll;

    /** Receives the number of omitted UTF-16 units of each text. */
    private final IntConsumer omitted;

    /**
     * Creates an escaper for a file.
     *
     * @param charset encoding that the file declares
     */
    public XmlEscape(Charset charset) {
        this(charset, count -> {});
    }

    /**
     * Creates an escaper for a file.
     *
     * @param charset encoding that the file declares
     * @param omitted receives the number of omitted UTF-16 units of each text
     */
    public XmlEscape(Charset charset, IntConsumer omitted) {
        this.charset = charset;
        this.output = Encoding.superset(charset);
        this.omitted = omitted;
        this.encoder = charset.newEncoder();
        this.encodesAll = charset.name().startsWith("UTF-");
    }

    /** Escapes a text between tags. */
    public String text(String text) {
        return escape(text, false);
    }

    /** Escapes a text between double quotes. */
    public String attribute(String text) {
        return escape(text, true);
    }

    /** Appends attributes to a tag, each after a space. */
    public void attributes(StringBuilder tag, Map<String, String> attributes) {
        attributes.forEach((name, value) -> tag.append(' ')
                .append(name)
                .append("=\"")
                .append(attribute(value))
                .append('"'));
    }

    private String escape(String text, boolean inAttribute) {
        StringBuilder xml = new StringBuilder(text.length() + 16);
        String allowed = XmlCharacters.only(text);
        omitted.accept(text.length() - allowed.length());
        allowed.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '\r' -> xml.append("&#xD;");
                case '"', '\t', '\n' -> {
                    if (inAttribute) {
                        reference(xml, c);
                    } else {
                        xml.append((char) c);
                    }
                }
                default -> {
                    if (c < 0x80 || encodesAll || canEncode(Character.toString(c))) {
                        xml.appendCodePoint(c);
                    } else {
                        reference(xml, c);
                    }
                }
            }
        });
        return xml.toString();
    }

    /** Returns whether the declared encoding and its superset encode a character in the same bytes. */
    private boolean canEncode(String character) {
        return encoder.canEncode(character)
                && (output.equals(charset) || Arrays.equals(character.getBytes(charset), character.getBytes(output)));
    }

    private static void reference(StringBuilder xml, int c) {
        xml.append("&#x")
                .append(Integer.toHexString(c).toUpperCase(Locale.ROOT))
                .append(';');
    }
}
