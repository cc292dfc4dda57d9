package duiqi.document;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;

/**
 * The bytes of one document, from wherever they came.
 *
 * @param name file name as the user gave it, an address, or {@code -} for standard input
 * @param bytes the content, not to be changed
 * @param charset what the user or the transport said of the encoding; empty when nothing was said
 * @param extension what shows the format: a file name extension without the dot, in lower case, from the name or from the
 *     media type that the transport told; empty when nothing shows it
 */
public record Input(String name, byte[] bytes, Optional<Charset> charset, Optional<String> extension) {
    /** A file, whose format its name shows. */
    public Input(String name, byte[] bytes, Optional<Charset> charset) {
        this(name, bytes, charset, extensionOf(name.contains("://") ? name.replaceFirst("[?#].*", "") : name));
    }

    /** Returns the text behind the last dot of the last part of a path, in lower case. */
    public static Optional<String> extensionOf(String path) {
        String file = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        int dot = file.lastIndexOf('.');
        return dot < 1 || dot == file.length() - 1
                ? Optional.empty()
                : Optional.of(file.substring(dot + 1).toLowerCase(Locale.ROOT));
    }
}
