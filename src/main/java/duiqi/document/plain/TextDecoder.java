package duiqi.document.plain;

import duiqi.document.DocumentReader.Input;
import duiqi.text.FormatException;
import duiqi.text.ReadProblem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decodes the bytes of a text. A few damaged lines do not stop it.
 *
 * <p>The order is: the byte order mark, the encoding given by the user or the server, the guess of
 * {@link EncodingGuess}. If the encoding was guessed, traces of an earlier wrong conversion are damage too. A given
 * encoding disables that check. Stateless.
 */
public final class TextDecoder {
    /**
     * Holds a text and its encoding.
     *
     * @param text the text, without byte order mark, with repairs
     * @param charset the encoding
     * @param damage the damaged places of the file, in order
     */
    public record Decoded(String text, Charset charset, List<ReadProblem> damage) {
        public Decoded {
            damage = List.copyOf(damage);
        }
    }

    private TextDecoder() {}

    /**
     * Decodes a text.
     *
     * @throws FormatException if the bytes are not text, or too many lines are damaged
     */
    public static Decoded decode(Input input) throws FormatException {
        byte[] bytes = input.bytes();
        Optional<String> format = BinaryContent.format(bytes);
        if (format.isPresent()) {
            throw new FormatException(
                    input.name(), "is " + format.get() + ", a binary file, not text", "use a text file");
        }
        Optional<ByteOrderMark> mark = ByteOrderMark.of(bytes);
        boolean isGuessed = mark.isEmpty() && input.charset().isEmpty();
        Charset charset = isGuessed
                ? EncodingGuess.of(bytes).orElseThrow(() -> unknown(input)).charset()
                : mark.map(ByteOrderMark::charset).or(input::charset).orElseThrow();
        int start = mark.map(ByteOrderMark::length).orElse(0);
        if (EncodingGuess.isShifted(bytes, start, charset)) {
            throw new FormatException(
                    input.name(),
                    "has a missing or an extra byte, so that the text after it is not valid " + charset.name(),
                    "repair the file, or save it again as UTF-8");
        }
        DamagedText text = damaged(input, start, charset, isGuessed);
        if (BinaryContent.hasControls(text.decoded())) {
            throw binary(input);
        }
        text.requireSmallDamage(
                !isGuessed,
                mark.map(declared -> "its byte order mark declares this encoding: repair the file, or save it again as"
                                + " UTF-8")
                        .or(() -> input.charset()
                                .map(given -> "give the correct encoding with --encoding NAME, or omit --encoding to"
                                        + " detect it")));
        return new Decoded(text.text(), charset, text.damage());
    }

    /** Decodes a text, however damaged it is. Traces of a wrong conversion stay if the input has an encoding. */
    public static Decoded decodeLeniently(Input input, Charset charset) {
        DamagedText text = damaged(input, 0, charset, input.charset().isEmpty());
        return new Decoded(text.text(), charset, text.damage());
    }

    private static DamagedText damaged(Input input, int offset, Charset charset, boolean isGuessed) {
        DamagedText text = DamagedText.of(input.name(), input.bytes(), offset, charset);
        text.findZeros();
        if (isGuessed) {
            text.findConversions();
        }
        return text;
    }

    private static FormatException unknown(Input input) {
        return BinaryContent.hasControls(input.bytes())
                ? binary(input)
                : new FormatException(
                        input.name(),
                        "is not valid UTF-8, UTF-16, GB18030, Big5 or windows-1252",
                        "give its encoding with --encoding NAME, or save the file as UTF-8");
    }

    private static FormatException binary(Input input) {
        return new FormatException(input.name(), "is a binary file, not text", "use a text file");
    }

    /**
     * Recognises a byte order mark (Unicode Standard, section 23.8).
     *
     * @param charset encoding of the mark
     * @param length length of the mark in bytes
     */
    public record ByteOrderMark(Charset charset, int length) {
        /** Encodings with marks; longer marks precede their prefixes. */
        private static final List<Charset> MARKED = List.of(
                StandardCharsets.UTF_8,
                Charset.forName("UTF-32LE"),
                Charset.forName("UTF-32BE"),
                StandardCharsets.UTF_16LE,
                StandardCharsets.UTF_16BE,
                Charset.forName("GB18030"));

        /** Returns the mark at the beginning of the bytes. */
        public static Optional<ByteOrderMark> of(byte[] bytes) {
            for (Charset charset : MARKED) {
                byte[] mark = "\uFEFF".getBytes(charset);
                if (bytes.length >= mark.length && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length)) {
                    return Optional.of(new ByteOrderMark(charset, mark.length));
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Maps an encoding label of a page or server to a charset, as the WHATWG Encoding Standard, section 4.2, does: GB
     * 2312 and GBK mean GB 18030, and Latin-1 means windows-1252.
     */
    public static final class CharsetLabel {
        private CharsetLabel() {}

        /** Returns the charset of a label; empty if Java does not know it. */
        public static Optional<Charset> of(String label) {
            String name = label.strip().toLowerCase(Locale.ROOT);
            try {
                return Optional.of(
                        switch (name) {
                            case "gb2312", "gb_2312-80", "x-gbk", "gbk", "gb18030", "euc-cn" ->
                                Charset.forName("GB18030");
                            case "big5", "big5-hkscs", "x-x-big5" -> Charset.forName("Big5-HKSCS");
                            case "iso-8859-1", "latin1", "us-ascii", "ascii" -> Charset.forName("windows-1252");
                            case "utf8" -> StandardCharsets.UTF_8;
                            default -> Charset.forName(name);
                        });
            } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
                return Optional.empty();
            }
        }
    }

    /**
     * Holds the result of decoding bytes without replacement. Immutable.
     *
     * @param charset the encoding
     * @param text the characters before the first fault, or all if there is none
     * @param fault index of the first invalid byte, or -1
     * @param truncated true if the fault is an incomplete character at the end of the bytes
     */
    public record StrictDecoding(Charset charset, String text, int fault, boolean truncated) {
        public static StrictDecoding of(byte[] bytes, int offset, Charset charset) {
            CharsetDecoder decoder = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            ByteBuffer in = ByteBuffer.wrap(bytes, offset, bytes.length - offset);
            CharBuffer out = CharBuffer.allocate((int) (in.remaining() * (double) decoder.maxCharsPerByte()) + 1);
            CoderResult result = decoder.decode(in, out, false);
            boolean truncated = result.isUnderflow() && in.hasRemaining();
            if (!result.isError()) {
                result = decoder.decode(in, out, true);
            }
            int fault = result.isError() ? in.position() : -1;
            if (fault < 0) {
                decoder.flush(out);
            }
            return new StrictDecoding(charset, out.flip().toString(), fault, truncated);
        }

        /** Returns a copy with another text. */
        StrictDecoding with(String other) {
            return new StrictDecoding(charset, other, fault, truncated);
        }

        public boolean succeeded() {
            return fault < 0;
        }
    }

    /** Recognises binary files by their first bytes and by control characters. Stateless. */
    static final class BinaryContent {
        private record Signature(String format, String start) {
            boolean matches(byte[] bytes) {
                byte[] wanted = start.getBytes(StandardCharsets.ISO_8859_1);
                return bytes.length >= wanted.length && Arrays.equals(wanted, Arrays.copyOf(bytes, wanted.length));
            }
        }

        /** First bytes as registered with IANA or defined in the specification of each format. */
        private static final List<Signature> SIGNATURES = List.of(
                new Signature("a zip archive", "PK\3\4"),
                new Signature("a PDF document", "%PDF-"),
                new Signature("an old Office document", "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1"),
                new Signature("a gzip archive", "\u001F\u008B"),
                new Signature("a 7z archive", "7z\u00BC\u00AF"),
                new Signature("an RTF document", "{\\rtf"),
                new Signature("a program", "\u007FELF"),
                new Signature("a picture", "\u0089PNG\r\n"),
                new Signature("a picture", "\u00FF\u00D8\u00FF"),
                new Signature("a picture", "GIF87a"),
                new Signature("a picture", "GIF89a"));

        /** Maximum share of control characters in a text; a few are tolerated. */
        private static final double MAX_CONTROLS = 0.02;

        private BinaryContent() {}

        /** Returns the format that the first bytes identify; empty for text. */
        static Optional<String> format(byte[] bytes) {
            return SIGNATURES.stream()
                    .filter(signature -> signature.matches(bytes))
                    .map(Signature::format)
                    .findFirst();
        }

        /** Returns whether bytes in an ASCII-compatible encoding have too many control characters for a text. */
        static boolean hasControls(byte[] bytes) {
            int controls = 0;
            for (byte b : bytes) {
                if (isControl(b & 0xFF)) {
                    controls++;
                }
            }
            return controls > MAX_CONTROLS * bytes.length;
        }

        /** Returns whether decoded characters have too many control characters for a text. */
        static boolean hasControls(String text) {
            return text.chars().filter(BinaryContent::isControl).count() > MAX_CONTROLS * text.length();
        }

        private static boolean isControl(int c) {
            return c < ' ' && (c < '\t' || c > '\r') && c != 0x1A && c != 0x1B;
        }
    }
}
