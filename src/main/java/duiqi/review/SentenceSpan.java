package duiqi.review;

import java.util.Objects;

/**
 * A part of a sentence. Immutable.
 *
 * @param sentence id of the sentence
 * @param start index of its first UTF-16 unit in the text of the sentence
 * @param end index after its last; equal to {@code start} where something is missing
 */
public record SentenceSpan(String sentence, int start, int end) {
    public SentenceSpan {
        Objects.requireNonNull(sentence, "sentence");
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("a span goes from 0 or more to its end, not " + start + " to " + end);
        }
    }
}
