package duiqi.check;

import java.util.Objects;

/**
 * A part of one side of a unit. Immutable.
 *
 * @param side which side
 * @param start index of its first UTF-16 unit in the text of the side
 * @param end index after its last UTF-16 unit; equal to {@code start} where something is missing
 */
public record TextSpan(Side side, int start, int end) {
    /** A side of a unit. */
    public enum Side {
        /** The Chinese. */
        SOURCE,
        /** The English. */
        TARGET
    }

    public TextSpan {
        Objects.requireNonNull(side, "side");
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("a span goes from 0 or more to its end, not " + start + " to " + end);
        }
    }
}
