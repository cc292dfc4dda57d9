package duiqi.text;

import java.io.Serializable;
import java.util.Objects;

/**
 * A place in a file, as editors count it.
 *
 * <p>Formats that have no lines of text count what a reader of the document can count: a docx or odt file its paragraphs, a
 * PDF the lines of its text from the first page on. Immutable.
 *
 * @param file name of the file as the user gave it, an address, or {@code -} for standard input
 * @param line line, from 1
 * @param column column in Unicode code points, from 1
 */
public record Location(String file, int line, int column) implements Comparable<Location>, Serializable {
    public Location {
        Objects.requireNonNull(file, "file");
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("line and column count from 1, not " + line + ":" + column);
        }
    }

    /**
     * Returns where a part of a text ends that begins here, be its lines ended by LF, CR or both.
     *
     * @param start index of the first UTF-16 unit of the part
     * @param end index after its last
     */
    public Location after(CharSequence text, int start, int end) {
        int endLine = line;
        int endColumn = column;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'))) {
                endLine++;
                endColumn = 1;
            } else if (c != '\r' && !Character.isLowSurrogate(c)) {
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

    /** Tells where the characters of a text stand in their file. */
    @FunctionalInterface
    public interface Finder {
        /**
         * Returns where a character stands, or as near as is known.
         *
         * @param offset index of a UTF-16 unit in the text, 0 to its length
         */
        Location at(int offset);
    }
}
