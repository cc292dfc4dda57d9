package duiqi.index;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The units that have some words.
 *
 * @param hits the first ones in the order of the memory
 * @param total how many there are, shown or not
 */
public record Concordance(List<Hit> hits, long total) {
    public Concordance {
        hits = List.copyOf(hits);
    }

    /**
     * A unit, and where the words stand in it. Stretches are in order and do not overlap.
     *
     * @param unit the unit
     * @param source stretches of its source
     * @param target stretches of its target
     */
    public record Hit(IndexedUnit unit, List<Span> source, List<Span> target) {
        public Hit {
            source = List.copyOf(source);
            target = List.copyOf(target);
        }

        /** Returns the stretches of one side. */
        public List<Span> spans(UnitSide side) {
            return side == UnitSide.SOURCE ? source : target;
        }
    }

    /**
     * Words or phrases to find. Case, width and the amount of white space do not matter; a word may be a part of a longer one.
     *
     * @param phrases all of them must occur, each in either text; each has something visible
     * @param side the text in which they must occur, if only one counts
     * @param limit how many units to show at most
     */
    public record Query(List<String> phrases, Optional<UnitSide> side, int limit) {
        public Query {
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
        public static Query words(String text, Optional<UnitSide> side, int limit) {
            List<String> words = Arrays.stream(NormalText.of(text).split(" "))
                    .filter(word -> !word.isEmpty())
                    .distinct()
                    .toList();
            return new Query(words, side, limit);
        }

        boolean includes(UnitSide one) {
            return side.isEmpty() || side.get() == one;
        }
    }

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
}
