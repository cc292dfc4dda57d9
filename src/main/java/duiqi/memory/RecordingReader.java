package duiqi.memory;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Remembers the text that a parser reads through it, so that parts of a file can be kept letter by letter. What lies before the
 * last part taken is forgotten. Not thread-safe.
 */
final class RecordingReader extends FilterReader {
    private final StringBuilder recorded = new StringBuilder();

    /** Place in the file of the first character that is still recorded. */
    private long start;

    RecordingReader(Reader in) {
        super(in);
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count > 0) {
            recorded.append(buffer, offset, count);
        }
        return count;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    /**
     * Takes the text up to a place and forgets it.
     *
     * @param end place in the file, not before the last one
     */
    String take(long end) {
        int length = Math.toIntExact(end - start);
        String text = recorded.substring(0, length);
        recorded.delete(0, length);
        start = end;
        return text;
    }

    /** Takes what was read and not yet taken. */
    String takeRest() {
        return take(start + recorded.length());
    }

    /** How many of the characters between two places are the second half of a surrogate pair, as far as is recorded. */
    int surrogatePairs(long from, long to) {
        int begin = Math.toIntExact(Math.max(0, from - start));
        int end = Math.toIntExact(Math.min(recorded.length(), to - start));
        return begin >= end
                ? 0
                : (int) recorded.subSequence(begin, end)
                        .chars()
                        .filter(c -> Character.isLowSurrogate((char) c))
                        .count();
    }
}
