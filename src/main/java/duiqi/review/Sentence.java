package duiqi.review;

import duiqi.text.Location;

/**
 * Holds a sentence under review. Its id never changes and is never reused. Immutable.
 *
 * @param id {@code s} (source) or {@code t} (target) and a number
 * @param text its text, possibly edited
 * @param location location in its file; for a part of a split sentence, the location of this part
 * @param beginsParagraph true if it begins a paragraph
 * @param isHeading true if it is a heading
 * @param isEdited true if its text differs from the file
 * @param isAdded true if a user added it, for example as a missing translation; the file does not contain it, and its
 *     location is that of a neighbour
 */
public record Sentence(
        String id,
        String text,
        Location location,
        boolean beginsParagraph,
        boolean isHeading,
        boolean isEdited,
        boolean isAdded) {
    public Sentence(
            String id, String text, Location location, boolean beginsParagraph, boolean isHeading, boolean isEdited) {
        this(id, text, location, beginsParagraph, isHeading, isEdited, false);
    }

    public Sentence withId(String other) {
        return new Sentence(other, text, location, beginsParagraph, isHeading, isEdited, isAdded);
    }

    public Sentence withLocation(Location other) {
        return new Sentence(id, text, other, beginsParagraph, isHeading, isEdited, isAdded);
    }

    /**
     * Returns a copy with another text.
     *
     * @param isOther true if the new text differs from the file
     */
    public Sentence withText(String other, boolean isOther) {
        return new Sentence(id, other, location, beginsParagraph, isHeading, isOther, isAdded);
    }

    /**
     * Identifies a part of a sentence. Immutable.
     *
     * @param sentence id of the sentence
     * @param start index of the first UTF-16 unit in the sentence
     * @param end index after the last UTF-16 unit; equal to {@code start} at missing text
     */
    public record Span(String sentence, int start, int end) {
        public Span {
            if (start < 0 || end < start) {
                throw new IllegalArgumentException("a span has an invalid range: " + start + " to " + end);
            }
        }
    }
}
