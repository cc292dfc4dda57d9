package duiqi.document;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Tells the format of a document from its content, for names that do not tell it. Stateless. */
final class ContentFormat {
    /** Document types and comments may stand before the first element of a page, but not much more. */
    private static final int MAX_PROLOG = 1024;

    private ContentFormat() {}

    /** The extension, without dot, that a document of this content should have; {@code zip} for an unknown archive. */
    static String extension(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, MAX_PROLOG), StandardCharsets.ISO_8859_1);
        if (start.startsWith("%PDF-")) {
            return "pdf";
        }
        if (start.startsWith("PK\3\4")) {
            return zipped(bytes);
        }
        // UTF-16 pages show as ASCII with zeros in between
        String prolog = start.replace("\0", "")
                .replaceFirst("^(?:ï»¿|ÿþ|þÿ)", "")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        if (prolog.startsWith("<!doctype html")
                || prolog.startsWith("<html")
                || (prolog.startsWith("<") && prolog.contains("<html"))) {
            return "html";
        }
        if (prolog.startsWith("webvtt")) {
            return "vtt";
        }
        return prolog.matches("(?s)\\d+\\s*[\\r\\n]+\\d\\d:\\d\\d:\\d\\d,\\d{3}\\s*-->.*") ? "srt" : "txt";
    }

    private static String zipped(byte[] bytes) {
        try (BoundedZip zip = new BoundedZip("", bytes)) {
            for (Optional<String> name = zip.next(); name.isPresent(); name = zip.next()) {
                switch (name.get()) {
                    case "word/document.xml" -> {
                        return "docx";
                    }
                    case "mimetype" -> {
                        return byType(new String(zip.content(), StandardCharsets.US_ASCII));
                    }
                    default -> {}
                }
            }
        } catch (IOException | IllegalArgumentException damaged) {
            return "zip"; // its reader, chosen by name, would say more; there is none
        }
        return "zip";
    }

    private static String byType(String type) {
        return switch (type.strip()) {
            case "application/vnd.oasis.opendocument.text" -> "odt";
            case "application/epub+zip" -> "epub";
            default -> "zip";
        };
    }
}
