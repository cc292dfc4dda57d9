package duiqi.exchange;

import duiqi.text.Language;
import java.util.Objects;
import java.util.Optional;

/**
 * Provides translations for the segments of a file that duiqi fills. Implementations look them up in a memory or
 * generate them.
 */
@FunctionalInterface
public interface Suggestions {
    /**
     * Returns the best translation of a segment; empty if none is good enough.
     *
     * @param source text of the segment without inline tags
     * @param before text of the previous segment in the file; empty for the first
     * @param after text of the next segment in the file; empty for the last
     */
    Optional<Suggestion> forSegment(String source, Optional<String> before, Optional<String> after);

    /**
     * Returns suggestions for segments in the languages that the file declares.
     *
     * @param source source language; empty if the file declares none
     * @param target target language; empty if the file declares none
     */
    default Suggestions between(Optional<Language> source, Optional<Language> target) {
        return this;
    }

    /**
     * Counts the segments of a file filled with {@link Suggestions}. Immutable.
     *
     * @param exact segments filled with the translation of the same text
     * @param fuzzy segments filled with the translation of a similar text
     * @param machine segments filled with a translation that no person has reviewed
     * @param present unchanged segments that are translated, not translatable, or empty
     * @param missing unchanged segments without a usable suggestion
     * @param withoutCodes filled segments whose translation lacks the inline tags of the source
     * @param approved unchanged segments that were kept only because they are approved
     */
    record Filling(int exact, int fuzzy, int machine, int present, int missing, int withoutCodes, int approved) {
        /** Returns the sums of two counts. */
        public Filling plus(Filling other) {
            return new Filling(
                    exact + other.exact,
                    fuzzy + other.fuzzy,
                    machine + other.machine,
                    present + other.present,
                    missing + other.missing,
                    withoutCodes + other.withoutCodes,
                    approved + other.approved);
        }
    }

    /**
     * Holds a translation that a memory or a machine offers for a segment. Immutable.
     *
     * @param target translation without inline tags
     * @param percentage score of the match: 100 for the same text, 101 and 102 for the same text with the same neighbouring
     *     segments
     * @param origin source of the translation for display: file name of the memory and id of the unit; empty if unknown
     * @param isMachine true if no person has reviewed the translation
     * @param source text that was translated, without inline tags; empty if unknown
     * @param codes positions of the inline tags that this text and the translation share; empty if there are none or if
     *     unknown
     */
    public record Suggestion(
            String target,
            int percentage,
            String origin,
            boolean isMachine,
            Optional<String> source,
            Optional<SharedCodes> codes) {
        /** Lowest score of segments with identical text. */
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

        /** Creates a translation of an unknown source text. */
        public Suggestion(String target, int percentage, String origin, boolean isMachine) {
            this(target, percentage, origin, isMachine, Optional.empty());
        }

        /** Creates a translation of a text without inline tags. */
        public Suggestion(String target, int percentage, String origin, boolean isMachine, Optional<String> source) {
            this(target, percentage, origin, isMachine, source, Optional.empty());
        }

        /** Returns a copy with another translation, without tag positions. */
        public Suggestion withTarget(String other) {
            return other.equals(target) ? this : new Suggestion(other, percentage, origin, isMachine, source);
        }

        /** Returns whether the translation was made for the same text. */
        public boolean isExact() {
            return percentage >= EXACT;
        }
    }
}
