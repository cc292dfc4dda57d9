package duiqi.text;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A segment is a sentence, heading or other text that the aligner treats as a whole. It maps each character to its
 * location in the file. Immutable.
 *
 * @param text the text without white space at its ends; empty for an empty line of a file with one sentence a line
 * @param location location of its first character
 * @param paragraph number of its paragraph in the document, from 0
 * @param kind role of its paragraph
 * @param origins origins of its parts, as in {@link Paragraph}; the first at offset 0
 * @param time its time, if it is a subtitle
 */
public record Segment(
        String text,
        Location location,
        int paragraph,
        Paragraph.Kind kind,
        List<Paragraph.Origin> origins,
        Optional<Paragraph.Span> time) {
    /**
     * Requires origins that begin at offset 0.
     *
     * @param text the text without white space at its ends; empty for an empty line of a file with one sentence a line
     * @param location location of its first character
     * @param paragraph number of its paragraph in the document, from 0
     * @param kind role of its paragraph
     * @param origins origins of its parts, as in {@link Paragraph}; the first at offset 0
     * @param time its time, if it is a subtitle
     * @throws IllegalArgumentException if the number of the paragraph is negative, or the first origin is not at offset
     *     0
     */
    public Segment {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(time, "time");
        origins = new Located(text, origins).origins();
        if (paragraph < 0) {
            throw new IllegalArgumentException("the paragraph number must be at least 0, not " + paragraph);
        }
    }

    /**
     * Creates a segment without a time.
     *
     * @param text the text without white space at its ends
     * @param location location of its first character
     * @param paragraph number of its paragraph in the document, from 0
     * @param kind role of its paragraph
     * @param origins origins of its parts; the first at offset 0
     */
    public Segment(String text, Location location, int paragraph, Paragraph.Kind kind, List<Paragraph.Origin> origins) {
        this(text, location, paragraph, kind, origins, Optional.empty());
    }

    /**
     * Creates a segment that is in one line of its file.
     *
     * @param text the text without white space at its ends
     * @param location location of its first character
     * @param paragraph number of its paragraph in the document, from 0
     * @param kind role of its paragraph
     */
    public Segment(String text, Location location, int paragraph, Paragraph.Kind kind) {
        this(text, location, paragraph, kind, List.of(new Paragraph.Origin(0, location.line(), location.column())));
    }

    /**
     * {@return the segment as part of the paragraph with another number}
     *
     * @param number number of the paragraph in the document, from 0
     */
    public Segment inParagraph(int number) {
        return new Segment(text, location, number, kind, origins, time);
    }

    /**
     * {@return the location of a character in the file}
     *
     * @param offset index of a UTF-16 unit in the text, 0 to its length
     */
    public Location locate(int offset) {
        return new Located(text, origins).locate(location.file(), offset);
    }
}
