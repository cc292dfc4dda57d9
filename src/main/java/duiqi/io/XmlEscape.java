package duiqi.io;

import duiqi.text.XmlCharacters;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Text as it stands in XML. Characters that XML forbids are left out; those that would not come back as they are (a carriage
 * return, white space in an attribute) and those that the encoding of the file lacks become character references. Not
 * thread-safe.
 */
public final class XmlEscape {
    private final Charset charset;

    /** The encoding that the file is written in. */
    private final Charset written;

    private final CharsetEncoder encoder;

    /** Saves asking for every character. */
    private final boolean encodesAll;

    /** Receives the number of UTF-16 units left out of each text. */
    private final IntConsumer omitted;

    /**
     * Escapes for a file.
     *
     * @param charset encoding that the file declares
     */
    public XmlEscape(Charset charset) {
        this(charset, count -> {});
    }

    /**
     * Escapes for a file.
     *
     * @param charset encoding of the file
     * @param omitted receives how many characters are left out of a text
     */
    public XmlEscape(Charset charset, IntConsumer omitted) {
        this.charset = charset;
        this.written = XmlEncoding.superset(charset);
        this.omitted = omitted;
        this.encoder = charset.newEncoder();
        this.encodesAll = charset.name().startsWith("UTF-");
    }

    /** Returns a text as it stands between tags. */
    public String text(String text) {
        return escape(text, false);
    }

    /** Returns a text as it stands between double quotes. */
    public String attribute(String text) {
        return escape(text, true);
    }

    /** Adds attributes to a tag, each with a space before it. */
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
                    if (c < 0x80 || encodesAll || holds(Character.toString(c))) {
                        xml.appendCodePoint(c);
                    } else {
                        reference(xml, c);
                    }
                }
            }
        });
        return xml.toString();
    }

    /** Returns whether a character can stand in the file such that it is read alike by the declared encoding and by the later one. */
    private boolean holds(String character) {
        return encoder.canEncode(character)
                && (written.equals(charset) || Arrays.equals(character.getBytes(charset), character.getBytes(written)));
    }

    private static void reference(StringBuilder xml, int c) {
        xml.append("&#x")
                .append(Integer.toHexString(c).toUpperCase(Locale.ROOT))
                .append(';');
    }
}
