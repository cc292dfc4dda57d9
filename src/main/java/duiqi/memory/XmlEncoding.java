package duiqi.memory;

import duiqi.bitext.FormatException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In which encoding an XML file is written, by its byte order mark, else by the bytes of its first sign, else by its
 * declaration, else UTF-8 (XML 1.0, appendix F). Immutable.
 *
 * @param charset the encoding, without a mark of its own
 * @param hasMark whether the file begins with a byte order mark
 */
record XmlEncoding(Charset charset, boolean hasMark) {
    /** The mark as a character. */
    static final String MARK = "\uFEFF";

    private static final int DECLARATION_BYTES = 512;
    private static final Pattern DECLARED = Pattern.compile("^<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([^\"']*)[\"']");
    private static final String REMEDY = "save it in UTF-8 and use that file";

    /**
     * Finds out the encoding.
     *
     * @param name name of the file
     * @param in the file from its beginning on, where it stands again afterwards
     */
    static XmlEncoding detect(String name, BufferedInputStream in) throws IOException {
        in.mark(DECLARATION_BYTES);
        byte[] start = in.readNBytes(DECLARATION_BYTES);
        in.reset();
        if (start.length == 0) {
            throw new FormatException(name, "is empty", "delete it or use another file");
        }
        int first = start[0] & 0xFF;
        int second = start.length > 1 ? start[1] & 0xFF : -1;
        if (first == 0xEF && second == 0xBB) {
            return new XmlEncoding(StandardCharsets.UTF_8, true);
        }
        if ((first == 0xFE && second == 0xFF) || (first == 0 && second == '<')) {
            return new XmlEncoding(StandardCharsets.UTF_16BE, first == 0xFE);
        }
        if ((first == 0xFF && second == 0xFE) || (first == '<' && second == 0)) {
            return new XmlEncoding(StandardCharsets.UTF_16LE, first == 0xFF);
        }
        return new XmlEncoding(declared(name, new String(start, StandardCharsets.ISO_8859_1)), false);
    }

    private static Charset declared(String name, String start) throws FormatException {
        Matcher matcher = DECLARED.matcher(start);
        if (!matcher.find()) {
            return StandardCharsets.UTF_8;
        }
        String declared = matcher.group(1);
        try {
            Charset charset = Charset.forName(declared);
            // The declaration itself was read as ASCII, so it cannot be in two-byte units.
            if (charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32")) {
                throw new FormatException(name, "says that it is in " + declared + " but is not", REMEDY);
            }
            return charset;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new FormatException(name, "is in \"" + declared + "\", an unknown encoding", REMEDY, e);
        }
    }

    /** Reads the file as text without its mark; bytes that the encoding does not allow make reading fail. */
    Reader decode(InputStream in) throws IOException {
        if (hasMark) {
            in.skipNBytes(MARK.getBytes(charset).length);
        }
        return new InputStreamReader(in, charset.newDecoder());
    }
}
