package duiqi.exchange;

import duiqi.text.Language;
import duiqi.text.ReadProblem;
import java.util.List;
import java.util.Optional;

/**
 * The settings of a reader. Immutable but for the omissions.
 *
 * @param source language of the source side where the file does not say
 * @param target language of the target side where the file does not say
 * @param listener is told of damage, and may refuse the file
 * @param omissions counts what the file says and a {@link Tu} does not hold
 */
public record ReaderSettings(Language source, Language target, ReadProblem.Listener listener, Omissions omissions) {
    /** Makes settings for a caller that needs no count of what a {@link Tu} does not hold. */
    public ReaderSettings(Language source, Language target, ReadProblem.Listener listener) {
        this(source, target, listener, new Omissions());
    }

    /**
     * The languages of two columns that do not name them. Immutable.
     *
     * @param first of the first
     * @param second of the second
     */
    public record Direction(Language first, Language second) {
        /**
         * Returns the direction that the user says, or the other one where more texts show it than the contrary. Texts that show
         * nothing do not count.
         *
         * @param firsts texts of the first column
         * @param seconds texts of the second column
         */
        public static Direction of(Language source, Language target, List<String> firsts, List<String> seconds) {
            long straight = count(firsts, source, target) + count(seconds, target, source);
            long crossed = count(firsts, target, source) + count(seconds, source, target);
            return crossed > straight ? new Direction(target, source) : new Direction(source, target);
        }

        /** Returns how many texts are in one language and not in another. */
        private static long count(List<String> texts, Language language, Language other) {
            return texts.stream()
                    .map(Language::of)
                    .flatMap(Optional::stream)
                    .filter(shown -> isSame(shown, language) && !isSame(shown, other))
                    .count();
        }

        public static boolean isSame(Language one, Language other) {
            return one.primary().equals(other.primary()) || (one.isChinese() && other.isChinese());
        }
    }
}
