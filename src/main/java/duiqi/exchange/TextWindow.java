package duiqi.exchange;

import duiqi.text.Location;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * A text of any size, of which the part since the last one taken is at hand. Places count UTF-16 units from the beginning of
 * the text. Not thread-safe.
 */
final class TextWindow implements Closeable {
    private static final int FIRST_SIZE = 1 << 16;

    private final String name;
    private final Reader reader;
    private char[] buffer = new char[FIRST_SIZE];

    /** Place of the first character of the buffer. */
    private long start;

    /** An index in the buffer whose line and column are known. */
    private int known;

    private int line = 1;
    private int column = 1;

    /** Characters in the buffer that were taken already, and all of them. */
    private int taken;

    private int length;
    private boolean ended;

    /**
     * Opens a window.
     *
     * @param name name of the file
     * @param reader its text
     */
    TextWindow(String name, Reader reader) {
        this.name = name;
        this.reader = reader;
    }

    /** The character at a place that was not taken yet; -1 behind the end. */
    int at(long place) throws IOException {
        while (place - start >= length) {
            if (ended || !fill()) {
                return -1;
            }
        }
        return buffer[(int) (place - start)];
    }

    /** The first place from one on where a character stands; where the text ends, if it stands nowhere. */
    long find(char wanted, long from) throws IOException {
        long place = from;
        while (true) {
            int end = length;
            for (int i = (int) (place - start); i < end; i++) {
                if (buffer[i] == wanted) {
                    return start + i;
                }
            }
            place = Math.max(place, start + end);
            if (at(place) < 0) {
                return place;
            }
        }
    }

    private boolean fill() throws IOException {
        if (taken > 0) {
            advance();
        } else if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.multiplyExact(buffer.length, 2));
        }
        int count = reader.read(buffer, length, buffer.length - length);
        if (count < 0) {
            ended = true;
            return false;
        }
        length += count;
        return true;
    }

    /** Lets go of what was taken. */
    private void advance() {
        goTo(taken);
        known -= taken;
        System.arraycopy(buffer, taken, buffer, 0, length - taken);
        start += taken;
        length -= taken;
        taken = 0;
    }

    boolean startsWith(String text, long place) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            if (at(place + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The text from one place to another, neither of them taken yet, and both within what was looked at. */
    String text(long from, long to) {
        return new String(buffer, (int) (from - start), (int) (to - from));
    }

    /** Takes the text up to a place that was looked at. */
    String take(long end) {
        String text = text(start + taken, end);
        taken = (int) (end - start);
        return text;
    }

    /** Takes what is left, which was all looked at. */
    String takeRest() {
        return take(start + length);
    }

    /** How much is at hand from the last place taken up to another. */
    long sizeUpTo(long place) {
        return place - start - taken;
    }

    /** Line and column of a place that was looked at, and not before the last place asked for. */
    Location location(long place) {
        goTo((int) (place - start));
        return new Location(name, line, column);
    }

    private void goTo(int index) {
        for (; known < index; known++) {
            char c = buffer[known];
            if (c == '\n' || (c == '\r' && !(known + 1 < length && buffer[known + 1] == '\n'))) {
                line++;
                column = 1;
            } else if (c != '\r' && !Character.isLowSurrogate(c)) {
                column++;
            }
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
