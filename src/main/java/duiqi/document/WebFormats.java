package duiqi.document;

import duiqi.text.FormatException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * Tells the format of an answer of a web server, as a file name extension. The media type decides; where it says little, or
 * is not known here, the end of the address does.
 */
final class WebFormats {
    private static final Map<String, String> EXTENSIONS = Map.ofEntries(
            Map.entry("text/html", "html"),
            Map.entry("application/xhtml+xml", "html"),
            Map.entry("text/markdown", "md"),
            Map.entry("text/x-markdown", "md"),
            Map.entry("application/x-subrip", "srt"),
            Map.entry("application/pdf", "pdf"),
            Map.entry("application/x-pdf", "pdf"),
            Map.entry("application/epub+zip", "epub"),
            Map.entry("application/vnd.oasis.opendocument.text", "odt"),
            Map.entry("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"));

    /** Types that servers give to any file they do not know. */
    private static final Set<String> UNTOLD = Set.of(
            "application/octet-stream",
            "binary/octet-stream",
            "application/download",
            "application/force-download",
            "application/zip");

    private WebFormats() {}

    static String extension(String address, @Nullable MediaType type, HttpUrl url) throws FormatException {
        Optional<String> ending = Input.extensionOf(url.encodedPath());
        if (type == null) {
            return ending.filter(Documents::areRead).orElse("html");
        }
        String name = (type.type() + '/' + type.subtype()).toLowerCase(Locale.ROOT);
        String known = EXTENSIONS.get(name);
        if (known != null) {
            return known;
        }
        if (name.equals("text/plain")) {
            return ending.filter(WebFormats::isText).orElse("txt");
        }
        if (ending.isPresent() && (UNTOLD.contains(name) || Documents.areRead(ending.get()))) {
            return ending.get();
        }
        throw new FormatException(
                address,
                "is " + name + ", which holds no text that can be read",
                "give the address of a web page, or of a PDF, docx, odt, epub or text file");
    }

    /** Servers send these as plain text. */
    private static boolean isText(String extension) {
        return switch (extension) {
            case "txt", "md", "markdown", "srt" -> true;
            default -> false;
        };
    }
}
