package duiqi.cli.print;

import duiqi.report.Terminal;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.regex.Pattern;

/**
 * Replaces control characters in texts and file names by U+FFFD, so that they cannot set the title of the terminal,
 * move the cursor, or hide or reverse text. Keeps line ends, tabs, and the sequences that duiqi uses for colours,
 * styles and the progress line. Not used for files and pipes. Not thread-safe.
 *
 * <p>Source: ECMA-48, 8.3.41 (EL) and 8.3.117 (SGR); Unicode Standard Annex #9 for characters that reverse text.
 */
final class TerminalWriter extends FilterWriter {
    private static final char REPLACEMENT = '\uFFFD';

    /** Codes that neither change the background nor hide text */
    private static final String CODE = "(?:[012349]|2[1-4]|29|3[1-7]|39)";

    private static final Pattern OWN = Pattern.compile("\r\n|\r?\033\\[K|\033\\[(?:" + CODE + "(?:;" + CODE + ")*)?m");

    /** Beginning of a permitted sequence */
    private static final Pattern BEGUN = Pattern.compile("\r?(?:\033(?:\\[[0-9;]{0,12})?)?");

    private final StringBuilder held = new StringBuilder();

    TerminalWriter(Writer out) {
        super(out);
    }

    @Override
    public void write(int c) throws IOException {
        if (held.isEmpty() && c != '\r' && c != '\033') {
            out.write(shown((char) c));
            return;
        }
        held.append((char) c);
        if (OWN.matcher(held).matches()) {
            out.append(held);
            held.setLength(0);
        } else if (!BEGUN.matcher(held).matches()) {
            // The last character may begin another sequence.
            boolean begins =
                    held.length() > 1 && BEGUN.matcher(String.valueOf((char) c)).matches();
            release(begins ? held.length() - 1 : held.length());
        }
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(text[i]);
        }
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(text.charAt(i));
        }
    }

    @Override
    public void flush() throws IOException {
        release(held.length());
        super.flush();
    }

    @Override
    public void close() throws IOException {
        release(held.length());
        super.close();
    }

    private void release(int length) throws IOException {
        for (int i = 0; i < length; i++) {
            out.write(shown(held.charAt(i)));
        }
        held.delete(0, length);
    }

    private static char shown(char c) {
        return Terminal.isControl(c) && c != '\n' && c != '\t' ? REPLACEMENT : c;
    }
}
