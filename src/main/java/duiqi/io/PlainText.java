package duiqi.io;

import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the small text files that people write for duiqi: in UTF-8, with or without byte order mark. */
public final class PlainText {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private PlainText() {}

    /**
     * The whole of a file, without its byte order mark.
     *
     * @param remedy what to do where it is not in UTF-8
     * @throws FormatException if it is a folder, or not in UTF-8
     */
    public static String read(Path file, String remedy) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FormatException(file.toString(), "is a folder", "name the file in it");
        }
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new FormatException(file.toString(), "is not a text file in UTF-8", remedy, e);
        }
    }
}
