package duiqi.exchange;

import java.util.Objects;
import java.util.Optional;

/**
 * A translation that a memory or a machine offers for a segment. Immutable.
 *
 * @param target the text, without codes
 * @param percentage how far the segment agrees with the one that the translation was made for, as translators count it: 100 is
 *     the same text, 101 and 102 are the same text between the same neighbours
 * @param origin where it is from, for people to find it: the memory's file name and the id of the unit; empty when unknown
 * @param isMachine whether no person has seen it
 * @param source the text that the translation was made for, without codes; empty when unknown
 * @param codes where that text and the translation have the same codes; empty when they have none, or when it is unknown
 */
public record Suggestion(
        String target,
        int percentage,
        String origin,
        boolean isMachine,
        Optional<String> source,
        Optional<SharedCodes> codes) {
    /** The score from which on the segments agree letter by letter. */
    public static final int EXACT = 100;

    private static final int MAX_PERCENT = 102;

    public Suggestion {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(codes, "codes");
        if (percentage < 0 || percentage > MAX_PERCENT) {
            throw new IllegalArgumentException("a percentage is 0 to " + MAX_PERCENT + ", not " + percentage);
        }
    }

    /** A translation of a text that is not told. */
    public Suggestion(String target, int percentage, String origin, boolean isMachine) {
        this(target, percentage, origin, isMachine, Optional.empty());
    }

    /** A translation of a text without codes. */
    public Suggestion(String target, int percentage, String origin, boolean isMachine, Optional<String> source) {
        this(target, percentage, origin, isMachine, source, Optional.empty());
    }

    /** Returns the same with another text, whose codes are not known. */
    public Suggestion withTarget(String other) {
        return other.equals(target) ? this : new Suggestion(other, percentage, origin, isMachine, source);
    }

    /** Returns whether it was made for a segment of the same text. */
    public boolean isExact() {
        return percentage >= EXACT;
    }
}
