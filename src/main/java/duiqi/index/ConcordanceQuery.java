package duiqi.index;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Words or phrases to find. Case, width and the amount of white space do not matter; a word may be a part of a longer one.
 *
 * @param phrases all of them must occur, each in either text; each has something visible
 * @param side the text in which they must occur, if only one counts
 * @param limit how many units to show at most
 */
public record ConcordanceQuery(List<String> phrases, Optional<UnitSide> side, int limit) {
    public ConcordanceQuery {
        phrases = List.copyOf(phrases);
        Objects.requireNonNull(side, "side");
        if (phrases.isEmpty()
                || phrases.stream().anyMatch(phrase -> NormalText.of(phrase).isEmpty())) {
            throw new IllegalArgumentException("there is no word to find");
        }
        if (limit < 0) {
            throw new IllegalArgumentException("the number of units to show is not negative: " + limit);
        }
    }

    /** Looks for the words of a text, which white space separates, in any order. */
    public static ConcordanceQuery words(String text, Optional<UnitSide> side, int limit) {
        List<String> words = Arrays.stream(NormalText.of(text).split(" "))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
        return new ConcordanceQuery(words, side, limit);
    }

    boolean includes(UnitSide one) {
        return side.isEmpty() || side.get() == one;
    }
}
