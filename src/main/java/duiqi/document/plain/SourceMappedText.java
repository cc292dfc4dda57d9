package duiqi.document.plain;

import duiqi.text.Paragraph;
import duiqi.text.WorkBudget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Builds a text in which each character keeps the line and column of its source.
 *
 * <p>Readers join lines, remove markup and split blocks. Because each character keeps its location, these steps need
 * not track offsets, and the final paragraph gets its origins from the characters.
 *
 * <p>An origin begins at each character whose location is not the next column of the line. It also begins after a tab,
 * which becomes a space, and where {@link #beginOrigin} demands it, for example after a forced line break. The two
 * languages of one paragraph may be separated there. Not thread-safe.
 */
public final class SourceMappedText implements CharSequence {
    /** Steps of work for each character, so that a small file cannot describe endless text. */
    private static final int STEPS = 20;

    /** Number of characters after which their steps are counted. */
    private static final int COUNTED = 64;

    private final StringBuilder text = new StringBuilder();
    private int[] lines = new int[64];
    private int[] columns = new int[64];
    private final BitSet originStarts = new BitSet();
    private boolean beginsOrigin;

    /** Appends a part of a line, from index {@code from} to index {@code to}. */
    public SourceMappedText append(Line line, int from, int to) {
        int column = line.column(from);
        String characters = line.text();
        for (int i = from; i < to; i++) {
            append(characters.charAt(i), line.number(), column);
            if (!Character.isHighSurrogate(characters.charAt(i))) {
                column++;
            }
        }
        return this;
    }

    /** Appends a character from a location. White-space control characters become a space. */
    public SourceMappedText append(int character, int line, int column) {
        if (Character.isSupplementaryCodePoint(character)) {
            append(Character.highSurrogate(character), line, column);
            return append(Character.lowSurrogate(character), line, column);
        }
        if (text.length() == lines.length) {
            lines = Arrays.copyOf(lines, 2 * lines.length);
            columns = Arrays.copyOf(columns, 2 * columns.length);
        }
        if (text.length() % COUNTED == COUNTED - 1) {
            WorkBudget.spend((long) STEPS * COUNTED);
        }
        lines[text.length()] = line;
        columns[text.length()] = column;
        originStarts.set(text.length(), beginsOrigin);
        beginsOrigin = character == '\t';
        text.append(Character.isISOControl(character) && Characters.isSpace(character) ? ' ' : (char) character);
        return this;
    }

    /** Begins an origin at the next character, even if it is in the next column of the same line. */
    public void beginOrigin() {
        beginsOrigin = true;
    }

    /** Appends a replacement text, each character with the location of the character at {@code index}. */
    public SourceMappedText appendReplacement(String replacement, SourceMappedText from, int index) {
        for (int i = 0; i < replacement.length(); i++) {
            append(replacement.charAt(i), from.lines[index], from.columns[index]);
        }
        return this;
    }

    /** Appends a part of another text with its locations, from index {@code from} to index {@code to}. */
    public SourceMappedText append(SourceMappedText other, int from, int to) {
        for (int i = from; i < to; i++) {
            beginsOrigin |= other.originStarts.get(i);
            append(other.charAt(i), other.lines[i], other.columns[i]);
        }
        return this;
    }

    public SourceMappedText append(SourceMappedText other) {
        return append(other, 0, other.length());
    }

    /** Shortens the text to a length. */
    public void truncate(int length) {
        text.setLength(length);
    }

    public void truncateSpace() {
        int end = text.length();
        while (end > 0 && Characters.isSpace(text.charAt(end - 1))) {
            end--;
        }
        text.setLength(end);
    }

    /** Returns a copy without white space at its ends. */
    public SourceMappedText stripped() {
        int start = 0;
        while (start < length() && Characters.isSpace(charAt(start))) {
            start++;
        }
        SourceMappedText stripped = new SourceMappedText().append(this, start, length());
        stripped.truncateSpace();
        return stripped;
    }

    public int line(int index) {
        return lines[index];
    }

    public int column(int index) {
        return columns[index];
    }

    /** Returns the text without white space at its ends as a paragraph; empty if it is blank. */
    public Optional<Paragraph> paragraph(Paragraph.Kind kind) {
        return paragraph(kind, 0, text.length());
    }

    /** Returns a part of the text, from index {@code from} to index {@code to}, as a paragraph; empty if it is blank. */
    public Optional<Paragraph> paragraph(Paragraph.Kind kind, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && Characters.isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && Characters.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return start == end
                ? Optional.empty()
                : Optional.of(new Paragraph(kind, text.substring(start, end), origins(start, end)));
    }

    private List<Paragraph.Origin> origins(int start, int end) {
        List<Paragraph.Origin> origins = new ArrayList<>();
        int line = 0;
        int column = 0;
        for (int i = start; i < end; i += Character.charCount(Character.codePointAt(text, i))) {
            if (lines[i] != line || columns[i] != column || originStarts.get(i)) {
                line = lines[i];
                column = columns[i];
                origins.add(new Paragraph.Origin(i - start, line, column));
            }
            column++;
        }
        return origins;
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
