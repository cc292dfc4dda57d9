package duiqi.document;

import duiqi.text.FormatException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the bytes of a web page into characters.
 *
 * <p>What the user or the server told decides first, then a byte order mark, then what the page declares. Servers and pages
 * often name the wrong encoding, so that a name that the bytes contradict is passed over; then the bytes show it, in
 * {@link EncodingGuess}. Pages with a character cut in two by their makers are common, too: unlike in a text file, what
 * cannot be decoded stays in the text as U+FFFD if there is little of it. Stateless.
 */
final class PageDecoder {
    /** Browsers look for the encoding in the first 1024 bytes (WHATWG HTML, section 13.2.3.2); some pages need more. */
    private static final int HEAD_BYTES = 8192;

    private static final Pattern DECLARED = Pattern.compile(
            "<meta\\b[^>]*?\\bcharset\\s*=\\s*[\"']?\\s*([\\w.:-]+)|<\\?xml\\b[^>]*?\\bencoding\\s*=\\s*[\"']([\\w.:-]+)",
            Pattern.CASE_INSENSITIVE);

    /** A page with more undecodable characters than one in this many has another encoding than it says. */
    private static final int CHARACTERS_PER_FAULT = 200;

    private static final char REPLACEMENT = '\uFFFD';

    private PageDecoder() {}

    /**
     * Decodes a page; a byte order mark is no part of its text.
     *
     * @throws FormatException if the bytes fit no encoding
     */
    static String decode(Input input) throws FormatException {
        byte[] bytes = input.bytes();
        List<Charset> named = named(input);
        Optional<StrictDecoding> exact = named.stream()
                .map(charset -> StrictDecoding.of(bytes, 0, charset))
                .filter(StrictDecoding::succeeded)
                .findFirst();
        if (exact.isPresent()) {
            return withoutMark(exact.get().text());
        }
        Optional<StrictDecoding> guess = EncodingGuess.of(bytes);
        if (guess.isPresent() && guess.get().succeeded()) {
            return withoutMark(guess.get().text());
        }
        Charset likeliest = named.stream()
                .findFirst()
                .or(() -> guess.map(StrictDecoding::charset))
                .orElse(StandardCharsets.UTF_8);
        return withoutMark(decodeLeniently(input, likeliest));
    }

    private static List<Charset> named(Input input) {
        List<Charset> named = new ArrayList<>();
        input.charset().flatMap(told -> CharsetLabel.of(told.name())).ifPresent(named::add);
        ByteOrderMark.of(input.bytes()).map(ByteOrderMark::charset).ifPresent(named::add);
        declared(input.bytes()).ifPresent(named::add);
        return named;
    }

    private static Optional<Charset> declared(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
        Matcher matcher = DECLARED.matcher(head);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String label = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        // What could be read as bytes is not in an encoding of two bytes each.
        return CharsetLabel.of(label).filter(charset -> !charset.name().startsWith("UTF-16"));
    }

    private static String decodeLeniently(Input input, Charset charset) throws FormatException {
        String text = new String(input.bytes(), charset); // replaces what it cannot decode
        long faults = text.chars().filter(c -> c == REPLACEMENT).count();
        if (faults * CHARACTERS_PER_FAULT > text.length()) {
            throw new FormatException(
                    input.name(), "is not text in " + charset.name(), "name its encoding, or save the page as UTF-8");
        }
        return text;
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
