package duiqi.cli.print;

import duiqi.report.Terminal;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.regex.Pattern;

/**
 * Shows control characters from texts and file names as U+FFFD, so that the terminal does not obey them: they cannot
 * set the title, move the cursor, hide or reverse what stands there. Line ends, tabs, and the few sequences of this program
 * pass: colours and weights, and those by which a line of progress is drawn anew. Files and pipes are written without it, letter
 * by letter. Not thread-safe.
 *
 * <p>Source: ECMA-48, 8.3.41 (EL) and 8.3.117 (SGR); Unicode Standard Annex #9 for what reverses.
 */
final class TerminalWriter extends FilterWriter {
    private static final char REPLACEMENT = '\uFFFD';

    /** Codes that neither colour the background nor hide anything. */
    private static final String CODE = "(?:[012349]|2[1-4]|29|3[1-7]|39)";

    private static final Pattern OWN = Pattern.compile("\r\n|\r?\033\\[K|\033\\[(?:" + CODE + "(?:;" + CODE + ")*)?m");

    /** The beginning of such a sequence. */
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
            // The last may begin another one.
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
