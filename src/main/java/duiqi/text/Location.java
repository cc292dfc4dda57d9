package duiqi.text;

import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.Optional;

/**
 * A location is a line and column in a file, counted as editors count them.
 *
 * <p>In formats without text lines, the line counts units that a reader can see: paragraphs in a docx or odt file, slides
 * in a pptx file, lines of text from the first page on in a PDF. Immutable.
 *
 * @param file name of the file as the user gave it, an address, or {@code -} for standard input
 * @param line line, from 1
 * @param column column in Unicode code points, from 1
 * @serial exclude
 */
@SuppressWarnings("InvalidBlockTag") // Javadoc knows the tag, Error Prone does not
public record Location(String file, int line, int column) implements Comparable<Location>, Serializable {
    /** Number of UTF-16 units of a part that takes longer to count than to look up. */
    private static final int LONG = 2_048;

    /**
     * Requires a file, a line and a column.
     *
     * @param file name of the file as the user gave it, an address, or {@code -} for standard input
     * @param line line, from 1
     * @param column column in Unicode code points, from 1
     * @throws IllegalArgumentException if the line or the column is under 1
     */
    public Location {
        Objects.requireNonNull(file, "file");
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("line and column must be at least 1, not " + line + ":" + column);
        }
    }

    /**
     * {@return the location that follows a part of a text, if the part begins at this location} Lines may end with LF,
     * CR or CR LF.
     *
     * @param text the text that contains the part
     * @param start index of the first UTF-16 unit of the part
     * @param end index after the last UTF-16 unit of the part
     */
    public Location after(CharSequence text, int start, int end) {
        if (end - start < LONG || !(text instanceof String whole)) {
            return walk(text, start, end);
        }
        LineStarts lines = KnownText.of(whole);
        int down = lines.line(end) - lines.line(start);
        return new Location(file, line + down, lines.column(end) + (down == 0 ? column - lines.column(start) : 0));
    }

    private Location walk(CharSequence text, int start, int end) {
        int endLine = line;
        int endColumn = column;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'))) {
                endLine++;
                endColumn = 1;
            } else if (!Character.isLowSurrogate(c)) {
                endColumn++;
            }
        }
        return new Location(file, endLine, endColumn);
    }

    @Override
    public int compareTo(Location other) {
        int byFile = file.compareTo(other.file);
        if (byFile != 0) {
            return byFile;
        }
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }

    /** Holds the lines of the last long text, so that many locations in one text take linear time. Immutable. */
    private record KnownText(String text, LineStarts lines) {
        private static volatile Optional<WeakReference<KnownText>> last = Optional.empty();

        @SuppressWarnings("ReferenceEquality") // An equal text in another object only costs time.
        static LineStarts of(String text) {
            return last.map(WeakReference::get)
                    .filter(known -> known.text == text)
                    .orElseGet(() -> {
                        KnownText known = new KnownText(text, new LineStarts(text));
                        last = Optional.of(new WeakReference<>(known));
                        return known;
                    })
                    .lines;
        }
    }

    /** Maps offsets in a text to locations in its file. */
    @FunctionalInterface
    public interface Finder {
        /**
         * {@return the location of a character, or the nearest known location}
         *
         * @param offset index of a UTF-16 unit in the text, 0 to its length
         */
        Location at(int offset);
    }
}
