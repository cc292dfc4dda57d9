package duiqi.document;

import duiqi.text.FormatException;
import duiqi.text.Location;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Turns the bytes of a text into characters and never replaces one: what cannot be read is reported at its place.
 *
 * <p>A byte order mark decides first; then what the user or the transport said; then what the bytes show, in
 * {@link EncodingGuess}. Where nobody named the encoding, traces of an earlier wrong conversion are reported as well; naming
 * it takes the text as it is. Stateless.
 */
final class TextDecoder {
    /**
     * A text and how it was encoded.
     *
     * @param text the characters, without byte order mark
     * @param charset the encoding they were read in
     */
    record Decoded(String text, Charset charset) {}

    private TextDecoder() {}

    /**
     * Decodes a text.
     *
     * @throws FormatException if the bytes are not text, or not valid in their encoding
     */
    static Decoded decode(Input input) throws FormatException {
        Optional<String> format = BinaryContent.format(input.bytes());
        if (format.isPresent()) {
            throw new FormatException(
                    input.name(), "is " + format.get() + ", a binary file, not text", "give a file of text");
        }
        Decoded decoded = read(input);
        if (BinaryContent.hasControls(decoded.text())) {
            throw binary(input);
        }
        return decoded;
    }

    private static Decoded read(Input input) throws FormatException {
        byte[] bytes = input.bytes();
        Optional<ByteOrderMark> mark = ByteOrderMark.of(bytes);
        if (mark.isPresent()) {
            String remedy = "its byte order mark promises it: repair the file or save it again as UTF-8";
            return valid(
                    input,
                    StrictDecoding.of(bytes, mark.get().length(), mark.get().charset()),
                    remedy);
        }
        if (input.charset().isPresent()) {
            String remedy = "give the right one with --encoding NAME, or none to have it detected";
            return valid(input, StrictDecoding.of(bytes, 0, input.charset().get()), remedy);
        }
        StrictDecoding guess = EncodingGuess.of(bytes).orElseThrow(() -> unknown(input));
        Decoded decoded =
                valid(input, guess, "repair the file, or give its encoding with --encoding NAME if it is another one");
        requireUndamaged(input, decoded.text());
        return decoded;
    }

    private static Decoded valid(Input input, StrictDecoding decoding, String remedy) throws FormatException {
        if (!decoding.succeeded()) {
            if (BinaryContent.hasControls(decoding.text())
                    || (!isWide(decoding.charset()) && BinaryContent.hasControls(input.bytes()))) {
                throw binary(input);
            }
            String problem = decoding.truncated()
                    ? "the last character is cut off in " + decoding.charset().name()
                    : String.format(
                            Locale.ROOT,
                            "the byte 0x%02X is not valid in %s here",
                            input.bytes()[decoding.fault()],
                            decoding.charset().name());
            throw new FormatException(endOf(input.name(), decoding.text()), problem, remedy);
        }
        return new Decoded(decoding.text(), decoding.charset());
    }

    /** Whether ASCII takes more than a byte, so that zero bytes are nothing strange. */
    private static boolean isWide(Charset charset) {
        return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
    }

    private static void requireUndamaged(Input input, String text) throws FormatException {
        int replaced = text.indexOf('\uFFFD');
        if (replaced >= 0) {
            throw new FormatException(
                    endOf(input.name(), text.substring(0, replaced)),
                    "U+FFFD stands for a character that an earlier conversion lost",
                    "convert the original again, or give --encoding to take the text as it is");
        }
        for (Line line : Line.of(text)) {
            if (EncodingGuess.isMojibake(line.text())) {
                throw new FormatException(
                        new Location(input.name(), line.number(), 1),
                        "the line was saved as UTF-8 after being read in a wrong encoding",
                        "convert the original again, or give --encoding to take the text as it is");
            }
        }
    }

    private static FormatException unknown(Input input) {
        return BinaryContent.hasControls(input.bytes())
                ? binary(input)
                : new FormatException(
                        input.name(),
                        "its encoding is none of UTF-8, UTF-16, GB18030, Big5 and windows-1252",
                        "give it with --encoding NAME, or save the file as UTF-8");
    }

    private static FormatException binary(Input input) {
        return new FormatException(input.name(), "is a binary file, not text", "give a file of text");
    }

    /** The place right behind a text. */
    private static Location endOf(String name, String text) {
        List<Line> lines = Line.of(text + "|");
        Line last = lines.get(lines.size() - 1);
        return new Location(name, last.number(), last.column(last.text().length() - 1));
    }
}
