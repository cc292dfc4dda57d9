package duiqi.report.findings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Converts file names to paths relative to a project root, with slashes, as other programs expect them. Files outside
 * the root stay absolute. URLs and {@code -} (standard input) stay unchanged.
 */
final class FilePaths {
    private final Path root;

    FilePaths(Path root) {
        this.root = root.normalize();
    }

    /** Returns the path of a file, relative to the root if the file is inside it. */
    String path(String file) {
        if (isAddress(file) || file.equals("-")) {
            return file;
        }
        try {
            Path path = root.resolve(file).normalize();
            String shown = (path.startsWith(root) ? root.relativize(path) : path).toString();
            return shown.replace(path.getFileSystem().getSeparator(), "/");
        } catch (InvalidPathException e) {
            return file;
        }
    }

    /** Returns whether the path of a file is relative to the root. */
    boolean isRelative(String file) {
        return !isAddress(file) && !path(file).startsWith("/");
    }

    /**
     * Returns a file as a URI reference (RFC 3986), relative if its path is. Escapes UTF-8 bytes with percent signs.
     */
    String uri(String file) {
        if (isAddress(file)) {
            try {
                return new URI(file).toASCIIString();
            } catch (URISyntaxException e) {
                return encoded(file);
            }
        }
        String path = path(file);
        if (path.startsWith("/")) {
            return "file://" + encoded(path);
        }
        // In the first segment of a relative reference, a colon would end a scheme (RFC 3986, 4.2). encoded() escapes
        // it.
        return encoded(path);
    }

    private static boolean isAddress(String file) {
        return file.startsWith("http://") || file.startsWith("https://");
    }

    private static String encoded(String path) {
        StringBuilder uri = new StringBuilder(path.length() + 16);
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
            if (isPlain || "-._~/".indexOf(b) >= 0) {
                uri.append((char) b);
            } else {
                uri.append('%').append(String.format(Locale.ROOT, "%02X", b & 0xFF));
            }
        }
        return uri.toString();
    }
}
