package duiqi.io;

import duiqi.text.FormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rejects file names that are not UTF-8. Java decodes each invalid byte to U+FFFD, so two of them would be the same name
 * for an output, an index or a journal.
 */
public final class FileName {
    private static final String REPLACED = "\uFFFD";
    private static final int HEXADECIMAL = 16;

    private FileName() {}

    /**
     * Returns a path of a folder that was listed.
     *
     * @throws FormatException if a name in the path is not UTF-8
     */
    public static Path requireUtf8(Path path) throws FormatException {
        if (isBroken(path)) {
            throw new FormatException(
                    written(path), "the name is not UTF-8", "rename it, because other names could look the same");
        }
        return path;
    }

    /**
     * Checks a path that a user gave as text.
     *
     * @throws FormatException if its name was not UTF-8
     */
    public static void requireUtf8(String given) throws IOException {
        if (!given.contains(REPLACED)) {
            return;
        }
        Path path = Path.of(given);
        Path folder = Optional.ofNullable(path.getParent()).orElse(Path.of(""));
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    if (String.valueOf(file.getFileName()).equals(String.valueOf(path.getFileName()))) {
                        requireUtf8(file);
                    }
                }
            }
        }
        if (!Files.exists(path)) {
            throw new FormatException(given, "the name is not UTF-8", "give another name");
        }
    }

    /**
     * Rejects paths of folders that were listed.
     *
     * @throws FormatException if a name is not UTF-8
     */
    public static void requireUtf8(List<Path> paths) throws FormatException {
        for (Path path : paths) {
            requireUtf8(path);
        }
    }

    private static boolean isBroken(Path path) {
        return path.toString().contains(REPLACED) && !Path.of(path.toString()).equals(path);
    }

    /** Returns a path with its invalid bytes in hexadecimal, for example {@code tm/a\xFF.tmx}. */
    private static String written(Path path) {
        StringBuilder names = new StringBuilder();
        for (Path name : path) {
            names.append(names.isEmpty() && !path.isAbsolute() ? "" : "/").append(isBroken(name) ? bytes(name) : name);
        }
        return names.toString();
    }

    private static String bytes(Path name) {
        String uri = name.toUri().getRawPath();
        String last = uri.replaceFirst("/$", "");
        String escaped = last.substring(last.lastIndexOf('/') + 1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < escaped.length(); i++) {
            if (escaped.charAt(i) == '%') {
                bytes.write(Integer.parseInt(escaped.substring(i + 1, i + 3), HEXADECIMAL));
                i += 2;
            } else {
                bytes.write(escaped.charAt(i));
            }
        }
        return shown(bytes.toByteArray());
    }

    private static String shown(byte[] bytes) {
        StringWriter text = new StringWriter();
        try (Reader reader = LosslessText.reader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            reader.transferTo(text);
        } catch (IOException impossible) {
            throw new IllegalStateException("bytes in memory can be read", impossible);
        }
        String decoded = text.toString();
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < decoded.length(); i++) {
            if (LosslessText.isInvalid(decoded, i)) {
                shown.append(String.format(Locale.ROOT, "\\x%02X", decoded.charAt(i) & 0xFF));
            } else {
                shown.append(decoded.charAt(i));
            }
        }
        return shown.toString();
    }
}
