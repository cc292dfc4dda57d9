package duiqi.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Edits a file as a user would: adds a unit to a memory, a comment to XLIFF or an entry to a PO file, or replaces the last line of a text
 * or table with the line before it.
 */
final class Revised {
    private static final String UNIT =
            "<tu><tuv xml:lang=\"zh-CN\"><seg>后来的</seg></tuv><tuv xml:lang=\"en-US\"><seg>what came later</seg></tuv></tu>";

    private Revised() {}

    static byte[] of(Path file) throws IOException {
        String text = Files.readString(file);
        String name = file.toString();
        String revised;
        if (name.endsWith(".tmx")) {
            revised = text.replace("</body>", UNIT + "</body>");
        } else if (name.endsWith(".xlf")) {
            revised = text + "<!-- what came later -->\n";
        } else if (name.endsWith(".po")) {
            revised = text + "\nmsgid \"后来的\"\nmsgstr \"what came later\"\n";
        } else {
            // Keep the number of lines, because annotations refer to line numbers.
            int last = text.lastIndexOf('\n', text.length() - 2) + 1;
            revised = text.substring(0, last) + text.substring(text.lastIndexOf('\n', last - 2) + 1, last);
        }
        return revised.getBytes(StandardCharsets.UTF_8);
    }
}
