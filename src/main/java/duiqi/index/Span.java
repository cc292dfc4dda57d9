package duiqi.index;

/**
 * A stretch of a text, in UTF-16 units.
 *
 * @param start where it begins, from 0
 * @param end where it ends, exclusive
 */
public record Span(int start, int end) {
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no stretch of a text: " + start + " to " + end);
        }
    }
}
