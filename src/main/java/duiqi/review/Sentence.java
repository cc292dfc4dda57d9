package duiqi.review;

import duiqi.text.Location;

/**
 * A sentence under review. Its id never changes and is never given to another. Immutable.
 *
 * @param id {@code s} or {@code t} for its side, and a number
 * @param text its text, as edited
 * @param location where it stands in its file; of a part of a cut sentence, where that part begins
 * @param beginsParagraph whether a paragraph begins with it
 * @param isHeading whether it is a heading
 * @param isEdited whether its text is other than in its file
 */
public record Sentence(
        String id, String text, Location location, boolean beginsParagraph, boolean isHeading, boolean isEdited) {
    /** Returns the same sentence under another id. */
    public Sentence withId(String other) {
        return new Sentence(other, text, location, beginsParagraph, isHeading, isEdited);
    }

    /** Returns the same sentence with another text. */
    public Sentence withText(String other, boolean isOther) {
        return new Sentence(id, other, location, beginsParagraph, isHeading, isOther);
    }

    /**
     * A part of a sentence. Immutable.
     *
     * @param sentence id of the sentence
     * @param start index of its first UTF-16 unit in the text of the sentence
     * @param end index after its last; equal to {@code start} where something is missing
     */
    public record Span(String sentence, int start, int end) {
        public Span {
            if (start < 0 || end < start) {
                throw new IllegalArgumentException(
                        "a span goes from 0 or more to its end, not " + start + " to " + end);
            }
        }
    }
}
