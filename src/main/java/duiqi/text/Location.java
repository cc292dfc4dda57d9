package duiqi.text;

import java.io.Serializable;
import java.util.Objects;

/**
 * A location is a line and column in a file, counted as editors count them.
 *
 * <p>In formats without text lines, the line counts units that a reader can see: paragraphs in a docx or odt file,
 * lines of text from the first page on in a PDF. Immutable.
 *
 * @param file name of the file as the user gave it, an address, or {@code -} for standard input
 * @param line line, from 1
 * @param column column in Unicode code points, from 1
 */
public record Location(String file, int line, int column) implements Comparable<Location>, Serializable {
    public Location {
        Objects.requireNonNull(file, "file");
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("line and column must be at least 1, not " + line + ":" + column);
        }
    }

    /**
     * Returns the location that follows a part of a text, if the part begins at this location. Lines may end with LF,
     * CR or CR LF.
     *
     * @param start index of the first UTF-16 unit of the part
     * @param end index after the last UTF-16 unit of the part
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

    /** Maps offsets in a text to locations in its file. */
    @FunctionalInterface
    public interface Finder {
        /**
         * Returns the location of a character, or the nearest known location.
         *
         * @param offset index of a UTF-16 unit in the text, 0 to its length
         */
        Location at(int offset);
    }
}
