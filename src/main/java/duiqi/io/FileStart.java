package duiqi.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds the beginning of a file. duiqi detects the format of the file from it. Immutable.
 *
 * @param binary the first bytes, one character from U+0000 to U+00FF for each, at most 16,384
 * @param text the same bytes decoded, without a byte order mark; bytes that the encoding forbids are U+FFFD
 */
public record FileStart(String binary, String text) {
    private static final int LENGTH = 1 << 14;
    private static final int GZIP = 0x8b1f;

    /** Start tag of the first element. The quantifiers give nothing back, so that no input takes long. */
    private static final Pattern ROOT = Pattern.compile(
            "\\s*+(?:(?><\\?.*?\\?>|<!--.*?-->|<!DOCTYPE[^>\\[]*+(?:\\[.*?\\]\\s*+)?>)\\s*+)*+"
                    + "<(?:[\\w.-]++:)?([A-Za-z_][\\w.-]*+)([^>]*+)",
            Pattern.DOTALL);

    /**
     * Describes the first element of an XML file.
     *
     * @param name name without a prefix, as written
     * @param attributes text of the start tag after the name
     */
    public record Root(String name, String attributes) {}

    /** Reads the beginning of a file. It is empty for a folder, a pipe, a device and a missing or unreadable file. */
    public static FileStart of(Path file) {
        if (!InputFile.isFile(file)) {
            return new FileStart("", "");
        }
        try (InputStream in = content(file)) {
            return of(in.readNBytes(LENGTH));
        } catch (IOException unreadable) {
            // The reader of the format that the name gives reports the error.
            return new FileStart("", "");
        }
    }

    private static InputStream content(Path file) throws IOException {
        InputStream in = new BufferedInputStream(InputFile.open(file));
        in.mark(2);
        int magic = in.read() | in.read() << 8;
        in.reset();
        return magic == GZIP ? CompressedFile.expand(in) : in;
    }

    private static FileStart of(byte[] bytes) {
        Optional<Encoding> marked = Encoding.marked(bytes);
        int mark = marked.map(Encoding::markSize).orElse(0);
        Charset charset =
                marked.map(Encoding::charset).or(() -> Encoding.detect(bytes)).orElse(StandardCharsets.UTF_8);
        return new FileStart(
                new String(bytes, StandardCharsets.ISO_8859_1), new String(bytes, mark, bytes.length - mark, charset));
    }

    /** Returns the first element if the text is XML. */
    public Optional<Root> root() {
        Matcher matcher = ROOT.matcher(text);
        return matcher.lookingAt() ? Optional.of(new Root(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /** Returns whether the text is XML and its first element has this name. */
    public boolean hasRoot(String name) {
        return root().filter(root -> root.name().equals(name)).isPresent();
    }
}
