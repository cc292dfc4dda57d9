package duiqi.index;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Holds the result of a concordance search.
 *
 * @param hits the first hits in the order of the memory
 * @param total the number of all hits
 */
public record Concordance(List<Hit> hits, long total) {
    public Concordance {
        hits = List.copyOf(hits);
    }

    /**
     * Holds a unit and the spans of the phrases found in it. The spans of a side are in order and do not overlap.
     *
     * @param unit the unit
     * @param source the spans in its source
     * @param target the spans in its target
     */
    public record Hit(IndexedUnit unit, List<Span> source, List<Span> target) {
        public Hit {
            source = List.copyOf(source);
            target = List.copyOf(target);
        }

        /** Returns the spans of one side. */
        public List<Span> spans(UnitSide side) {
            return side == UnitSide.SOURCE ? source : target;
        }
    }

    /**
     * Lists the words or phrases to find. Case, width and the amount of white space are ignored. A phrase also matches
     * inside a longer word.
     *
     * @param phrases the phrases that must all occur, each in either text; no phrase is blank
     * @param side the side that must contain the phrases, or empty for either side
     * @param limit the maximum number of hits to return
     */
    public record Query(List<String> phrases, Optional<UnitSide> side, int limit) {
        public Query {
            phrases = List.copyOf(phrases);
            Objects.requireNonNull(side, "side");
            if (phrases.isEmpty()
                    || phrases.stream()
                            .anyMatch(phrase -> Tokens.NormalText.of(phrase).isEmpty())) {
                throw new IllegalArgumentException("there is no word to find");
            }
            if (limit < 0) {
                throw new IllegalArgumentException("negative number of units: " + limit);
            }
        }

        /** Returns a query for the words of a text in any order. White space separates the words. */
        public static Query words(String text, Optional<UnitSide> side, int limit) {
            List<String> words = Arrays.stream(Tokens.NormalText.of(text).split(" "))
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
     * Marks a part of a text, in UTF-16 units.
     *
     * @param start the start, from 0
     * @param end the end, exclusive
     */
    public record Span(int start, int end) {
        public Span {
            if (start < 0 || end < start) {
                throw new IllegalArgumentException("invalid span: " + start + " to " + end);
            }
        }
    }
}
