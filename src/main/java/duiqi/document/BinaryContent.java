package duiqi.document;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Tells files that hold no text by their first bytes and by the control characters in them. Stateless. */
final class BinaryContent {
    private record Signature(String format, String start) {
        boolean matches(byte[] bytes) {
            byte[] wanted = start.getBytes(StandardCharsets.ISO_8859_1);
            return bytes.length >= wanted.length && Arrays.equals(wanted, Arrays.copyOf(bytes, wanted.length));
        }
    }

    /** First bytes as registered with IANA or written in the specification of each format. */
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

    /** Above this share of control characters nobody wrote the file as text; one or two strays are forgiven. */
    private static final double MAX_CONTROLS = 0.02;

    private BinaryContent() {}

    /** What the first bytes say the file is, when they are not those of a text. */
    static Optional<String> format(byte[] bytes) {
        return SIGNATURES.stream()
                .filter(signature -> signature.matches(bytes))
                .map(Signature::format)
                .findFirst();
    }

    /** Whether bytes of an encoding that contains ASCII are those of something else than text. */
    static boolean hasControls(byte[] bytes) {
        int controls = 0;
        for (byte b : bytes) {
            if (b == 0) {
                return true;
            }
            if (isControl(b & 0xFF)) {
                controls++;
            }
        }
        return controls > MAX_CONTROLS * bytes.length;
    }

    /** Whether decoded characters are those of something else than text. */
    static boolean hasControls(String text) {
        return text.indexOf('\0') >= 0
                || text.chars().filter(BinaryContent::isControl).count() > MAX_CONTROLS * text.length();
    }

    private static boolean isControl(int c) {
        return c < ' ' && (c < '\t' || c > '\r') && c != 0x1A && c != 0x1B;
    }
}
