package duiqi.check;

import java.util.Objects;

/**
 * Represents a part of one side of a unit. Immutable.
 *
 * @param side the side
 * @param start index of the first UTF-16 unit in the text of the side
 * @param end index after the last UTF-16 unit; equals {@code start} if text is missing there
 */
public record TextSpan(Side side, int start, int end) {
    /** Identifies a side of a unit. */
    public enum Side {
        /** The text that was translated. */
        SOURCE,
        /** The translation. */
        TARGET
    }

    /**
     * Requires a start that is not after the end.
     *
     * @param side the side
     * @param start index of the first UTF-16 unit in the text of the side
     * @param end index after the last UTF-16 unit; equals {@code start} if text is missing there
     * @throws IllegalArgumentException if the start is negative or after the end
     */
    public TextSpan {
        Objects.requireNonNull(side, "side");
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("a span goes from 0 or more to its end, not " + start + " to " + end);
        }
    }
}
