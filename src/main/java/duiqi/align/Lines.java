package duiqi.align;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Lines of UTF-8 that end in {@code \n} on every system. Not thread-safe. */
final class Lines {
    /** What splits lines or columns for some reader: tab, every line break of Unicode (UAX #14, class BK, CR, LF, NL). */
    private static final Pattern SEPARATORS = Pattern.compile("[\\t\\n\\r\\x0B\\f\\x85\\x{2028}\\x{2029}]+");

    private final BufferedWriter out;

    Lines(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    /** A text as it can stand in a column of a line: tabs and line breaks become one space. */
    static String cell(String text) {
        return SEPARATORS.matcher(text).replaceAll(" ");
    }

    void add(String line) throws IOException {
        out.write(line);
        out.write('\n');
    }

    void flush() throws IOException {
        out.flush();
    }
}
