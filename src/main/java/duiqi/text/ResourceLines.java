package duiqi.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads the text files of duiqi, in UTF-8. In tables, lines that begin with {@code #} are comments. */
public final class ResourceLines {
    private ResourceLines() {}

    /**
     * Returns the lines that are not empty and no comments.
     *
     * @param name name of a file in the package of a class
     */
    public static List<String> of(Class<?> owner, String name) {
        return text(owner, name)
                .lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    /** Returns the whole text. */
    public static String text(Class<?> owner, String name) {
        try (InputStream in = Objects.requireNonNull(owner.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
