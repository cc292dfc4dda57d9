package duiqi.exchange;

import duiqi.text.Language;
import duiqi.text.ReadProblem;
import java.util.List;
import java.util.Optional;

/**
 * Holds the settings of a reader. Immutable except for the omissions.
 *
 * @param source language of the source if the file does not declare it
 * @param target language of the target if the file does not declare it
 * @param listener receives each problem and may reject the file
 * @param omissions counts data of the file that a {@link Tu} cannot hold
 */
public record ReaderSettings(Language source, Language target, ReadProblem.Listener listener, Omissions omissions) {
    /** Creates settings for a caller that does not need the omissions. */
    public ReaderSettings(Language source, Language target, ReadProblem.Listener listener) {
        this(source, target, listener, new Omissions());
    }

    /**
     * Holds the languages of two columns without language names. Immutable.
     *
     * @param first language of the first column
     * @param second language of the second column
     */
    public record Direction(Language first, Language second) {
        /**
         * Returns the given direction, or the reverse one if more texts indicate it. Texts without a detectable
         * language do not count.
         *
         * @param firsts texts of the first column
         * @param seconds texts of the second column
         */
        public static Direction of(Language source, Language target, List<String> firsts, List<String> seconds) {
            long straight = count(firsts, source, target) + count(seconds, target, source);
            long crossed = count(firsts, target, source) + count(seconds, source, target);
            return crossed > straight ? new Direction(target, source) : new Direction(source, target);
        }

        /** Returns the number of texts that are in one language and not in another. */
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
