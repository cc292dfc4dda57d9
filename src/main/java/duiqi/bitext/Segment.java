package duiqi.bitext;

import java.util.Objects;

/**
 * A sentence, heading or other piece of text that is aligned as a whole. Immutable.
 *
 * @param text the text without white space at its ends; empty for an empty line of a file of sentences
 * @param location where its first character stands
 * @param paragraph number of its block in the document, from 0
 * @param kind what its block is
 */
public record Segment(String text, Location location, int paragraph, Paragraph.Kind kind) {
    public Segment {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(kind, "kind");
        if (paragraph < 0) {
            throw new IllegalArgumentException("paragraphs count from 0, not " + paragraph);
        }
    }
}
