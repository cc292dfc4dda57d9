package duiqi.exchange;

import java.util.Optional;

/** Offers renderings of segments that are still to be translated, so that a file can be filled before people work on it. */
@FunctionalInterface
public interface Suggestions {
    /**
     * The best rendering; empty when there is none worth showing.
     *
     * @param sourceText the segment without codes
     * @param before the segment before it in the file
     * @param after the segment after it in the file
     */
    Optional<Suggestion> forSegment(String sourceText, Optional<String> before, Optional<String> after);
}
