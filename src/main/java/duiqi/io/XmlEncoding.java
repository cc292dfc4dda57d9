package duiqi.io;

import duiqi.text.FormatException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The encoding of an XML file, by its byte order mark, else by the bytes of its first sign, else by its
 * declaration, else UTF-8 (XML 1.0, appendix F). A file that is in UTF-8 whatever it declares is read as such. Immutable.
 *
 * @param charset the encoding, without a mark of its own
 * @param hasMark whether the file begins with a byte order mark
 * @param lie what is wrong with the declaration; empty when nothing is
 */
public record XmlEncoding(Charset charset, boolean hasMark, Optional<String> lie) {
    /** The mark as a character. */
    public static final String MARK = "\uFEFF";

    /** Stands for bytes that the encoding does not allow: a lone low surrogate, which no decoder yields otherwise. */
    static final char NO_TEXT = '\uDC00';

    private static final int PROLOGUE_BYTES = 1 << 14;
    private static final Pattern DECLARED = Pattern.compile("^<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([^\"']*)[\"']");

    /** Encodings to think of where it is not the one that is declared. */
    private static final List<Charset> GUESSES = List.of(Charset.forName("GB18030"), Charset.forName("Big5"));

    /**
     * Finds out the encoding.
     *
     * @param name name of the file
     * @param in the file from its beginning on, where it stands again afterwards
     * @throws FormatException if the file is empty, or its text is in another encoding than it says
     */
    static XmlEncoding detect(String name, BufferedInputStream in) throws IOException {
        in.mark(PROLOGUE_BYTES);
        byte[] start = in.readNBytes(PROLOGUE_BYTES);
        in.reset();
        if (start.length == 0) {
            throw new FormatException(name, "is empty", "delete it or use another file");
        }
        int first = start[0] & 0xFF;
        int second = start.length > 1 ? start[1] & 0xFF : -1;
        if (first == 0xEF && second == 0xBB) {
            return new XmlEncoding(StandardCharsets.UTF_8, true, Optional.empty());
        }
        if ((first == 0xFE && second == 0xFF) || (first == 0 && second == '<')) {
            return new XmlEncoding(StandardCharsets.UTF_16BE, first == 0xFE, Optional.empty());
        }
        if ((first == 0xFF && second == 0xFE) || (first == '<' && second == 0)) {
            return new XmlEncoding(StandardCharsets.UTF_16LE, first == 0xFF, Optional.empty());
        }
        return declared(name, start);
    }

    private static XmlEncoding declared(String name, byte[] start) throws FormatException {
        Matcher matcher = DECLARED.matcher(new String(start, StandardCharsets.ISO_8859_1));
        boolean declares = matcher.find();
        Charset charset = declares ? charset(name, matcher.group(1)) : StandardCharsets.UTF_8;
        // The declaration itself was read as ASCII, so it cannot be in two-byte units.
        boolean isWide = charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
        if (!isWide && isMostlySound(start, superset(charset))) {
            return new XmlEncoding(charset, false, Optional.empty());
        }
        String problem = declares
                ? "says that it is in " + charset.name() + " but is not"
                : "does not say in which encoding it is, and is not in UTF-8";
        if (isMostlySound(start, StandardCharsets.UTF_8)) {
            return new XmlEncoding(StandardCharsets.UTF_8, false, Optional.of(problem));
        }
        String guess = GUESSES.stream()
                .filter(other -> faults(start, other) == 0)
                .findFirst()
                .map(other -> "let its first line be <?xml version=\"1.0\" encoding=\"" + other.name()
                        + "\"?>, as which it can be read, or ")
                .orElse("");
        throw new FormatException(name, problem, guess + "save it in UTF-8 and use that file");
    }

    private static Charset charset(String name, String declared) throws FormatException {
        try {
            return Charset.forName(declared);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new FormatException(
                    name, "is in \"" + declared + "\", an unknown encoding", "save it in UTF-8 and use that file", e);
        }
    }

    /**
     * Returns what says GB2312 or GBK mostly holds characters of the later standards, which have all of the earlier
     * (WHATWG).
     */
    public static Charset superset(Charset charset) {
        return switch (charset.name().toUpperCase(Locale.ROOT)) {
            case "GB2312", "GBK" -> Charset.forName("GB18030");
            default -> charset;
        };
    }

    /** Returns in which to write what was read, letter by letter. */
    public Charset written() {
        return superset(charset);
    }

    /** Refuses a file that can be read but not written again in its encoding. */
    public void requireWritable(String name) throws FormatException {
        if (!charset.canEncode()) {
            throw new FormatException(
                    name,
                    "is in " + charset.name() + ", which is only read",
                    "make a memory in UTF-8 of it: duiqi tm convert " + name + " -o FILE.tmx");
        }
    }

    /** Returns whether what is no ASCII is rather text of an encoding than not; single faults are damage. */
    private static boolean isMostlySound(byte[] start, Charset charset) {
        long beyond =
                decoded(start, charset).codePoints().filter(c -> c >= 0x80).count();
        return faults(start, charset) <= beyond / 2;
    }

    private static long faults(byte[] start, Charset charset) {
        return (int)
                decoded(start, charset).codePoints().filter(c -> c == NO_TEXT).count();
    }

    /** Returns the beginning of a file as text; a character that it ends in the midst of is left out. */
    private static String decoded(byte[] start, Charset charset) {
        CharBuffer text = CharBuffer.allocate(start.length + 1);
        decoder(charset).decode(ByteBuffer.wrap(start), text, false);
        return text.flip().toString();
    }

    private static CharsetDecoder decoder(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .replaceWith(String.valueOf(NO_TEXT));
    }

    /** Reads the file as text without its mark; {@link #NO_TEXT} stands for bytes that the encoding does not allow. */
    Reader decode(InputStream in) throws IOException {
        if (hasMark) {
            in.skipNBytes(MARK.getBytes(charset).length);
        }
        return new InputStreamReader(in, decoder(superset(charset)));
    }

    /** Returns whether a text holds {@link #NO_TEXT}. */
    public static boolean hasBytesThatAreNoText(String text) {
        for (int i = text.indexOf(NO_TEXT); i >= 0; i = text.indexOf(NO_TEXT, i + 1)) {
            if (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1))) {
                return true;
            }
        }
        return false;
    }
}
