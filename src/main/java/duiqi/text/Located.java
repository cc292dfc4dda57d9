package duiqi.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Holds a text and the line and column of each of its characters in a source. Runs of adjacent columns share an origin.
 * Immutable.
 *
 * @param text the text
 * @param origins origins sorted by offset, the first at offset 0
 */
public record Located(String text, List<Paragraph.Origin> origins) {
    /**
     * A range is a part of a text.
     *
     * @param start index of the first UTF-16 unit
     * @param end index after the last one
     */
    public record Range(int start, int end) {}

    public Located {
        origins = List.copyOf(origins);
        if (origins.isEmpty() || origins.get(0).offset() != 0) {
            throw new IllegalArgumentException("the first origin of a text must be at offset 0: " + origins);
        }
        for (int i = 1; i < origins.size(); i++) {
            if (origins.get(i).offset() <= origins.get(i - 1).offset()) {
                throw new IllegalArgumentException("the origins of a text are not sorted: " + origins);
            }
        }
    }

    /** Returns a text whose characters are adjacent in one line of their source. */
    public static Located of(String text, int line, int column) {
        return new Located(text, List.of(new Paragraph.Origin(0, line, column)));
    }

    /**
     * Returns the location of a character.
     *
     * @param file file name of the location
     * @param offset index of a UTF-16 unit in the text, 0 to its length
     */
    public Location locate(String file, int offset) {
        Objects.checkIndex(offset, text.length() + 1);
        Paragraph.Origin origin = origins.get(originOf(origins, offset));
        return new Location(file, origin.line(), origin.column() + text.codePointCount(origin.offset(), offset));
    }

    /** Returns the index of the last origin that is not after an offset. */
    private static int originOf(List<Paragraph.Origin> origins, int offset) {
        int low = 0;
        int high = origins.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (origins.get(middle).offset() <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /**
     * Returns a range of the text without white space at its ends; empty if it is blank.
     *
     * @param from index of the first UTF-16 unit
     * @param to index after the last one
     */
    public Optional<Range> trimmed(int from, int to) {
        int start = from;
        int end = to;
        while (start < end && Characters.isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && Characters.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return start == end ? Optional.empty() : Optional.of(new Range(start, end));
    }

    /** Returns a part of the text. */
    public Located part(Range range) {
        return parts(List.of(range)).get(0);
    }

    /** Returns parts of the text. Ascending ranges take linear time, also in a long line. */
    public List<Located> parts(List<Range> ranges) {
        List<Located> parts = new ArrayList<>();
        int k = -1;
        int counted = 0;
        int column = 0;
        for (Range range : ranges) {
            int next = originOf(origins, range.start());
            if (next != k || range.start() < counted) {
                k = next;
                counted = origins.get(k).offset();
                column = origins.get(k).column();
            }
            column += text.codePointCount(counted, range.start());
            counted = range.start();
            List<Paragraph.Origin> kept = new ArrayList<>(
                    List.of(new Paragraph.Origin(0, origins.get(k).line(), column)));
            for (int i = k + 1; i < origins.size() && origins.get(i).offset() < range.end(); i++) {
                Paragraph.Origin origin = origins.get(i);
                kept.add(new Paragraph.Origin(origin.offset() - range.start(), origin.line(), origin.column()));
            }
            parts.add(new Located(text.substring(range.start(), range.end()), kept));
        }
        return parts;
    }

    /** Collects the characters of a text exactly as they are, each with its offset in a source. Not thread-safe. */
    public static final class Collector {
        private final LineStarts lines;
        private final StringBuilder text = new StringBuilder();
        private final List<Paragraph.Origin> origins = new ArrayList<>();

        /** Line and column after the last character. */
        private int line;

        private int column;

        /**
         * Creates a collector.
         *
         * @param lines lines of the source
         */
        public Collector(LineStarts lines) {
            this.lines = lines;
        }

        /** Adds a code point that the source has, perhaps as an escape, at an offset. */
        public void add(int character, int offset) {
            place(offset);
            text.appendCodePoint(character);
            column++;
        }

        private void place(int offset) {
            int nextLine = lines.line(offset);
            int nextColumn = lines.column(offset);
            if (nextLine != line || nextColumn != column) {
                origins.add(new Paragraph.Origin(text.length(), nextLine, nextColumn));
                line = nextLine;
                column = nextColumn;
            }
        }

        public int length() {
            return text.length();
        }

        /** Returns the text from an index on. */
        public String from(int index) {
            return text.substring(index);
        }

        /** Returns the text, which ends at an offset of the source. Call it once. */
        public Located end(int offset) {
            place(offset);
            return new Located(text.toString(), origins);
        }
    }

    /**
     * Builds a text from characters and parts of other texts.
     *
     * <p>An origin begins at each character whose location is not the next column of the line. It also begins after a
     * tab, which becomes a space, and where {@link #beginOrigin} demands it, for example after a forced line break. The
     * two languages of one paragraph may be separated there. Not thread-safe.
     */
    public static final class Builder implements CharSequence {
        private final StringBuilder text = new StringBuilder();

        private final BitSet demanded = new BitSet();

        private final List<Paragraph.Origin> origins = new ArrayList<>();
        private boolean demands;

        /** Line and column after the last character. */
        private int nextLine;

        private int nextColumn;

        /** Appends a character from a location. White-space control characters become a space. */
        public Builder append(int character, int line, int column) {
            if (demands || line != nextLine || column != nextColumn) {
                origins.add(new Paragraph.Origin(text.length(), line, column));
            }
            demanded.set(text.length(), demands);
            demands = character == '\t';
            nextLine = line;
            nextColumn = column + (character < 0x10000 && Character.isHighSurrogate((char) character) ? 0 : 1);
            text.appendCodePoint(Character.isISOControl(character) && Characters.isSpace(character) ? ' ' : character);
            return this;
        }

        /** Appends a space in the column after the last character. */
        public void appendSpace() {
            append(' ', nextLine, nextColumn);
        }

        /** Appends a part of a line, from index {@code from} to index {@code to}. */
        public Builder append(Line line, int from, int to) {
            int column = line.column(from);
            for (int i = from; i < to; i++) {
                append(line.text().charAt(i), line.number(), column);
                column = nextColumn;
            }
            return this;
        }

        /** Appends a part of another text with its locations, from index {@code from} to index {@code to}. */
        public Builder append(Builder other, int from, int to) {
            if (from == to) {
                return this;
            }
            int k = originOf(other.origins, from);
            int column = other.column(from);
            for (int i = from; i < to; i++) {
                if (k + 1 < other.origins.size() && other.origins.get(k + 1).offset() == i) {
                    column = other.origins.get(++k).column();
                }
                demands |= other.demanded.get(i);
                append(other.charAt(i), other.origins.get(k).line(), column);
                column = nextColumn;
            }
            return this;
        }

        public Builder append(Builder other) {
            return append(other, 0, other.length());
        }

        /** Begins an origin at the next character, even if it is in the next column of the same line. */
        public void beginOrigin() {
            demands = true;
        }

        private int column(int index) {
            Paragraph.Origin origin = origins.get(originOf(origins, index));
            return origin.column() + Character.codePointCount(text, origin.offset(), index);
        }

        /** Shortens the text to a length. */
        public void truncate(int length) {
            if (length == text.length()) {
                return;
            }
            while (!origins.isEmpty() && origins.get(origins.size() - 1).offset() >= length) {
                origins.remove(origins.size() - 1);
            }
            text.setLength(length);
            nextLine = length == 0 ? 0 : origins.get(origins.size() - 1).line();
            nextColumn = length == 0 ? 0 : column(length);
        }

        public void truncateSpace() {
            int end = text.length();
            while (end > 0 && Characters.isSpace(text.charAt(end - 1))) {
                end--;
            }
            truncate(end);
        }

        /** Returns a copy without white space at its ends. */
        public Builder stripped() {
            int start = 0;
            while (start < length() && Characters.isSpace(charAt(start))) {
                start++;
            }
            Builder stripped = new Builder().append(this, start, length());
            stripped.truncateSpace();
            return stripped;
        }

        /** Returns the text, which must not be empty. */
        public Located located() {
            return new Located(toString(), origins);
        }

        /** Returns the text without white space at its ends as a paragraph; empty if it is blank. */
        public Optional<Paragraph> paragraph(Paragraph.Kind kind) {
            Located all = isEmpty() ? Located.of("", 1, 1) : located();
            return all.trimmed(0, length()).map(range -> new Paragraph(kind, all.part(range)));
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
