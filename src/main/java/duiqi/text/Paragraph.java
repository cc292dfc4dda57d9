package duiqi.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A paragraph is a block of running text in a document. It maps each character to its location in the file.
 *
 * <p>The text has no line breaks. The reader joins wrapped lines, with a space where the script uses spaces. The
 * text keeps the source of each part. Text after a forced line break or a tab, which became a space or disappeared,
 * begins a new origin. Immutable.
 *
 * @param kind role of the block in its document
 * @param source the text, not blank, without line breaks and without white space at its ends, with its locations
 * @param marks the marks that its document gives it, for bilingual documents
 */
public record Paragraph(Kind kind, Located source, Marks marks) {
    /** Lists the roles of a block. A heading never continues in the text below it. */
    public enum Kind {
        HEADING,
        TEXT,
        LIST_ITEM,
        TABLE_CELL,
        QUOTATION,
        CAPTION,
        NOTE,
        SUBTITLE,
        /** Text in a comment of the source; only bilingual documents use it. */
        COMMENT
    }

    /**
     * Holds the marks of a paragraph that show its counterpart in a bilingual document. Immutable.
     *
     * @param cell the cell of a table that contains the paragraph; the innermost one of nested tables
     * @param language the language that the document declares for the paragraph, as a lower-case BCP 47 tag, for
     *     example {@code zh-hant}
     * @param cues the subtitles that contain the parts of the text, sorted by offset; empty in other formats
     */
    public record Marks(Optional<Cell> cell, Optional<String> language, List<Cue> cues) {
        /** Marks of a paragraph that has none. */
        public static final Marks NONE = new Marks(Optional.empty(), Optional.empty(), List.of());

        public Marks {
            cues = List.copyOf(cues);
        }
    }

    /**
     * Locates a cell in a table. A cell that spans several rows or columns has the first of them.
     *
     * @param table number of the table in the document, from 0
     * @param row number of the row, from 0
     * @param column number of the column, from 0
     */
    public record Cell(int table, int row, int column) {}

    /**
     * A cue is the time in which a part of a text is on the screen.
     *
     * @param offset index of the first UTF-16 unit of the part in the text of the paragraph
     * @param start start in milliseconds from the start of the film
     * @param end end in milliseconds, not before the start
     */
    public record Cue(int offset, long start, long end) {}

    /**
     * A span is the time in which a text is on the screen.
     *
     * @param start start in milliseconds from the start of the film
     * @param end end in milliseconds, not before the start
     */
    public record Span(long start, long end) {}

    /**
     * An origin is the location of one offset in a text. From this offset up to the next origin, each code point is one
     * column further in the same line.
     *
     * @param offset index of a UTF-16 unit in the text, from 0
     * @param line line, from 1
     * @param column column in code points, from 1
     */
    public record Origin(int offset, int line, int column) {}

    public Paragraph {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(marks, "marks");
        if (source.text().isBlank()) {
            throw new IllegalArgumentException("a paragraph must have text");
        }
    }

    /** Creates a paragraph without marks. */
    public Paragraph(Kind kind, Located source) {
        this(kind, source, Marks.NONE);
    }

    /** Returns a block that is in one line of its file and begins at the given column. */
    public static Paragraph of(Kind kind, String text, int line, int column) {
        return new Paragraph(kind, Located.of(text, line, column));
    }

    public String text() {
        return source.text();
    }

    public List<Origin> origins() {
        return source.origins();
    }

    /** Returns the paragraph with these marks instead of its own. */
    public Paragraph with(Marks others) {
        return new Paragraph(kind, source, others);
    }

    /**
     * Returns a part of the paragraph with its origins and cues, without white space at its ends.
     *
     * @param from index of the first UTF-16 unit
     * @param to index after the last one
     * @return the part; empty if it is blank
     */
    public Optional<Paragraph> part(int from, int to) {
        return source.trimmed(from, to).map(this::part);
    }

    private Paragraph part(Located.Range range) {
        int start = range.start();
        int end = range.end();
        List<Cue> shown = new ArrayList<>();
        for (Cue cue : marks.cues()) {
            if (cue.offset() <= start) {
                shown.clear();
            }
            if (cue.offset() < end) {
                shown.add(new Cue(Math.max(0, cue.offset() - start), cue.start(), cue.end()));
            }
        }
        return new Paragraph(kind, source.part(range), new Marks(marks.cell(), marks.language(), shown));
    }

    /**
     * Returns the time of a part of the text, if the paragraph is a subtitle. Within a cue, the time of a character is
     * proportional to its offset.
     *
     * @param from index of the first UTF-16 unit
     * @param to index after the last one, greater than {@code from}
     */
    public Optional<Span> time(int from, int to) {
        List<Cue> cues = marks.cues();
        if (cues.isEmpty()) {
            return Optional.empty();
        }
        long start = time(cues, from, from);
        return Optional.of(new Span(start, Math.max(start, time(cues, to - 1, to))));
    }

    /** Returns the time of an offset in the cue of a character; the offset is at the character or directly after it. */
    private long time(List<Cue> cues, int character, int offset) {
        int low = 0;
        int high = cues.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (cues.get(middle).offset() <= character) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        Cue cue = cues.get(low);
        int end = low + 1 < cues.size() ? cues.get(low + 1).offset() : text().length();
        if (offset > cue.offset() && text().substring(offset, end).isBlank()) {
            return cue.end();
        }
        return cue.start() + (cue.end() - cue.start()) * (offset - cue.offset()) / (end - cue.offset());
    }

    /**
     * Returns the location of a character of the text in the file.
     *
     * @param file file name of the location
     * @param offset index of a UTF-16 unit in the text, 0 to its length
     */
    public Location locate(String file, int offset) {
        return source.locate(file, offset);
    }
}
