package duiqi.document;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;

/**
 * Holds the bytes of one document from a file, a stream or the web.
 *
 * @param name file name as the user gave it, an address, or {@code -} for standard input
 * @param bytes content; must not be changed
 * @param charset encoding given by the user or by the server; empty if unknown
 * @param extension file name extension of the format, without the dot, in lower case; empty if unknown. It comes from
 *     the name or from the media type that the server declares
 */
public record Input(String name, byte[] bytes, Optional<Charset> charset, Optional<String> extension) {
    /** Creates the input of a file or page whose name has the extension of its format. */
    public Input(String name, byte[] bytes, Optional<Charset> charset) {
        this(name, bytes, charset, extensionOf(name.contains("://") ? name.replaceFirst("[?#].*", "") : name));
    }

    /** Returns the text after the last dot in the last part of a path, in lower case. */
    public static Optional<String> extensionOf(String path) {
        String file = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        int dot = file.lastIndexOf('.');
        return dot < 1 || dot == file.length() - 1
                ? Optional.empty()
                : Optional.of(file.substring(dot + 1).toLowerCase(Locale.ROOT));
    }
}
