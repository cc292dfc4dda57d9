package duiqi.document.plain;

import duiqi.document.DocumentReader.Input;
import duiqi.io.Encoding;
import duiqi.text.FormatException;
import duiqi.text.ReadProblem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decodes the bytes of a text. A few damaged lines do not stop it. If the encoding was detected, traces of an earlier
 * wrong conversion are damage too. Stateless.
 */
public final class TextDecoder {
    /** First bytes of frequent binary files, as their specifications define them. */
    private static final Map<String, String> SIGNATURES = Map.of(
            "PK\3\4", "a zip archive",
            "%PDF-", "a PDF document",
            "{\\rtf", "an RTF document",
            "\u00D0\u00CF\u0011\u00E0", "an old Office document");

    /** Maximum share of control characters in a text; a few are tolerated. */
    private static final double MAX_CONTROLS = 0.02;

    /**
     * Minimum number of characters for each invalid one in a page; with more invalid characters, the declared encoding is
     * wrong.
     */
    private static final int CHARACTERS_PER_FAULT = 200;

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
     * Decodes a text. The byte order mark precedes the encoding given by the user or the server, and this precedes the
     * detected encoding.
     *
     * @throws FormatException if the bytes are not text, or too many lines are damaged
     */
    public static Decoded decode(Input input) throws FormatException {
        requireText(input);
        Optional<Encoding> mark = Encoding.marked(input.bytes());
        Optional<Charset> known = mark.map(Encoding::charset).or(input::charset);
        Optional<Charset> charset = known.or(() -> Encoding.detect(input.bytes()));
        if (charset.isEmpty()) {
            requireText(input, new String(input.bytes(), StandardCharsets.ISO_8859_1));
            throw new FormatException(
                    input.name(),
                    "is not valid UTF-8, UTF-16, GB18030, Big5 or windows-1252",
                    "give its encoding with --encoding NAME, or save the file as UTF-8");
        }
        byte[] bytes =
                Arrays.copyOfRange(input.bytes(), mark.map(Encoding::markSize).orElse(0), input.bytes().length);
        DamagedText text = DamagedText.of(input.name(), bytes, charset.get(), known.isEmpty());
        requireText(input, text.text());
        text.requireSmallDamage(
                known.isPresent(),
                mark.map(declared -> "its byte order mark declares this encoding: repair the file, or save it again as"
                                + " UTF-8")
                        .or(() ->
                                known.map(given -> "give the correct encoding with --encoding NAME, or omit --encoding"
                                        + " to detect it")));
        return new Decoded(text.text(), charset.get(), text.damage());
    }

    /**
     * Decodes a page. The encoding is the first valid one of those that the user or the server gives, that its byte order
     * mark shows, that the page declares, and that its bytes show. Servers and pages often declare a wrong encoding. If
     * none is valid, a few invalid bytes in the first one become U+FFFD.
     *
     * @throws FormatException if there are more
     */
    public static Decoded decodePage(Input input) throws FormatException {
        byte[] bytes = input.bytes();
        List<Charset> claims = Stream.of(
                        input.charset().flatMap(given -> Encoding.labelled(given.name())),
                        Encoding.marked(bytes).map(Encoding::charset),
                        // A declaration that was read as bytes cannot be in a two-byte encoding.
                        Encoding.declared(bytes)
                                .flatMap(Encoding::labelled)
                                .filter(charset -> !charset.name().startsWith("UTF-16")))
                .flatMap(Optional::stream)
                .toList();
        Optional<Charset> valid = claims.stream()
                .filter(charset -> Encoding.isValid(bytes, charset))
                .findFirst();
        Optional<Charset> detected = valid.isPresent() ? valid : Encoding.detect(bytes);
        Charset charset = detected.filter(found -> Encoding.isValid(bytes, found))
                .or(() -> claims.stream().findFirst())
                .or(() -> detected)
                .orElse(StandardCharsets.UTF_8);
        DamagedText text =
                DamagedText.of(input.name(), bytes, charset, input.charset().isEmpty());
        if (text.faults() * CHARACTERS_PER_FAULT > text.text().length()) {
            throw new FormatException(
                    input.name(),
                    "is not valid " + charset.name(),
                    "give its encoding with --encoding NAME, or save the page as UTF-8");
        }
        return new Decoded(text.text(), charset, text.damage());
    }

    private static void requireText(Input input) throws FormatException {
        byte[] bytes = input.bytes();
        String start = new String(bytes, 0, Math.min(8, bytes.length), StandardCharsets.ISO_8859_1);
        for (Map.Entry<String, String> signature : SIGNATURES.entrySet()) {
            if (start.startsWith(signature.getKey())) {
                throw new FormatException(
                        input.name(), "is " + signature.getValue() + ", a binary file, not text", "use a text file");
            }
        }
    }

    private static void requireText(Input input, String text) throws FormatException {
        if (text.chars().filter(Encoding::isControl).count() > MAX_CONTROLS * text.length()) {
            throw new FormatException(input.name(), "is a binary file, not text", "use a text file");
        }
    }
}
