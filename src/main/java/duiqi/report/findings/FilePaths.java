package duiqi.report.findings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Names files as other programs want them: relative to the root of a project, with slashes. A file outside stays absolute, and a name
 * that is no file (an address, {@code -} for standard input) stays as it is.
 */
final class FilePaths {
    private final Path root;

    FilePaths(Path root) {
        this.root = root.normalize();
    }

    /** Returns the path of a file. */
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

    /** Returns whether a file is named by a path relative to the root. */
    boolean isRelative(String file) {
        return !isAddress(file) && !path(file).startsWith("/");
    }

    /** Returns a file as a URI reference (RFC 3986): relative where the path is, with percent escapes of UTF-8. */
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
        // A colon in the first part of a relative reference would make it a scheme (RFC 3986, 4.2); encoded takes care.
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
