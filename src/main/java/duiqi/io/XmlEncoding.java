package duiqi.io;

import duiqi.text.FormatException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Detects the encoding of an XML file: by its byte order mark, else by the bytes of its first sign, else by its
 * declaration, else UTF-8 (XML 1.0, appendix F). If the declared encoding does not fit and the file is valid UTF-8,
 * UTF-8 is used. Immutable.
 *
 * @param charset the encoding, without a mark of its own
 * @param hasMark true if the file begins with a byte order mark
 * @param declarationProblem problem of the declaration; empty if there is none
 */
public record XmlEncoding(Charset charset, boolean hasMark, Optional<String> declarationProblem) {
    /** The byte order mark as a character. */
    public static final String MARK = "\uFEFF";

    /** Replaces bytes that are invalid in the encoding: a lone low surrogate, which no decoder produces otherwise. */
    static final char INVALID_BYTES = '\uDC00';

    private static final int PROLOGUE_BYTES = 1 << 14;
    private static final Pattern DECLARED = Pattern.compile("^<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([^\"']*)[\"']");

    /** Encodings to suggest if the declared one does not fit. */
    private static final List<Charset> GUESSES = List.of(Charset.forName("GB18030"), Charset.forName("Big5"));

    /** Detects the encoding of a file, as {@link XmlScanner} does. */
    public static XmlEncoding of(Path file) throws IOException {
        try (BufferedInputStream in = new BufferedInputStream(InputFile.open(file), PROLOGUE_BYTES)) {
            return detect(file.toString(), in);
        }
    }

    /**
     * Detects the encoding.
     *
     * @param name name of the file
     * @param in stream at the beginning of the file; its position does not change
     * @throws FormatException if the file is empty, or its text is not in the declared encoding
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
        // The declaration itself was read as ASCII, so the encoding cannot have two-byte units.
        boolean isWide = charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
        if (!isWide && isMostlyValid(start, superset(charset))) {
            return new XmlEncoding(charset, false, Optional.empty());
        }
        String problem = declares
                ? "is not in " + charset.name() + ", the encoding that it declares"
                : "declares no encoding and is not valid UTF-8";
        if (isMostlyValid(start, StandardCharsets.UTF_8)) {
            return new XmlEncoding(StandardCharsets.UTF_8, false, Optional.of(problem));
        }
        String guess = GUESSES.stream()
                .filter(other -> faults(start, other) == 0)
                .findFirst()
                .map(other -> "change its first line to <?xml version=\"1.0\" encoding=\"" + other.name() + "\"?>, or ")
                .orElse("");
        throw new FormatException(name, problem, guess + "save it as UTF-8");
    }

    private static Charset charset(String name, String declared) throws FormatException {
        try {
            return Charset.forName(declared);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new FormatException(
                    name, "declares the unknown encoding \"" + declared + "\"", "save it as UTF-8", e);
        }
    }

    /**
     * Returns GB18030 for GB2312 and GBK, because files that declare these often contain characters of the later
     * standard, which includes them (WHATWG Encoding Standard). Returns any other charset unchanged.
     */
    public static Charset superset(Charset charset) {
        return switch (charset.name().toUpperCase(Locale.ROOT)) {
            case "GB2312", "GBK" -> Charset.forName("GB18030");
            default -> charset;
        };
    }

    /** Rejects a file whose encoding can be decoded but not encoded. */
    public void requireWritable(String name) throws FormatException {
        if (!charset.canEncode()) {
            throw new FormatException(
                    name,
                    "is in " + charset.name() + ", which duiqi can read but not write",
                    "convert it to UTF-8 with duiqi tm convert " + name + " -o FILE.tmx");
        }
    }

    /** Returns whether the non-ASCII bytes are mostly valid in an encoding. Single invalid sequences are damage. */
    private static boolean isMostlyValid(byte[] start, Charset charset) {
        long beyond =
                decoded(start, charset).codePoints().filter(c -> c >= 0x80).count();
        return faults(start, charset) <= beyond / 2;
    }

    private static long faults(byte[] start, Charset charset) {
        return (int) decoded(start, charset)
                .codePoints()
                .filter(c -> c == INVALID_BYTES)
                .count();
    }

    /** Decodes the beginning of a file. An incomplete character at its end is omitted. */
    private static String decoded(byte[] start, Charset charset) {
        CharBuffer text = CharBuffer.allocate(start.length + 1);
        decoder(charset).decode(ByteBuffer.wrap(start), text, false);
        return text.flip().toString();
    }

    private static CharsetDecoder decoder(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .replaceWith(String.valueOf(INVALID_BYTES));
    }

    /** Decodes the file without its mark. {@link #writer} restores bytes that are invalid in the encoding. */
    Reader decode(InputStream in) throws IOException {
        if (hasMark) {
            in.skipNBytes(MARK.getBytes(charset).length);
        }
        return LosslessText.reader(in, superset(charset));
    }

    /** Returns a writer of a file in this encoding, with the mark if it has one. Text from the file keeps its bytes. */
    public Writer writer(OutputStream out) throws IOException {
        Writer writer = LosslessText.writer(out, superset(charset));
        if (hasMark) {
            writer.write(MARK);
        }
        return writer;
    }

    /** Returns whether a text of the file contains bytes that are invalid in the encoding. */
    public static boolean hasInvalidBytes(String text) {
        for (int i = 0; i < text.length(); i++) {
            // Few characters are surrogates.
            if (Character.isLowSurrogate(text.charAt(i)) && LosslessText.isInvalid(text, i)) {
                return true;
            }
        }
        return false;
    }
}
