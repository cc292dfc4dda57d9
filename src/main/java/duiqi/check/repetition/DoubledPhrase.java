package duiqi.check.repetition;

import duiqi.lexicon.EnglishWord;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Represents words of an English text that occur twice in a list or around a conjunction. Immutable.
 *
 * @param start index of the first word of the first copy
 * @param end index after the last word of the first copy
 * @param again index of the first word of the second copy, which has the same length
 * @param isAttached true if more words belong to the second copy, as in <i>basic research and research methods</i>, so
 *     that it may be part of another phrase
 */
public record DoubledPhrase(int start, int end, int again, boolean isAttached) {
    private static final int MAX_WORDS = 6;

    /** Maximum number of words between the copies in <i>A, B and A</i>. */
    private static final int MAX_BETWEEN = 4;

    private static final Pattern SPACE = Pattern.compile("[\\s\u00A0]*[-‐‑]?[\\s\u00A0]*");
    private static final Pattern LOOSE = Pattern.compile("[\\s\u00A0,，“”\"‘’']*");
    private static final Pattern COMMA = Pattern.compile("[”’\"]?[,，][\\s\u00A0]*[“‘\"]?");

    private static final Set<String> CONNECTORS = Set.of("and", "or");

    /** Words that can follow a complete phrase. <i>Of</i> is not one of them: the reform of A and the reform of B. */
    private static final Set<String> FOLLOWERS = Set.of(
            "and", "or", "but", "nor", "to", "in", "on", "at", "for", "with", "by", "from", "as", "is", "are", "was",
            "were", "be", "been", "has", "have", "had", "will", "would", "can", "could", "may", "might", "must",
            "shall", "should", "that", "which", "who", "where", "when", "while", "if", "then", "than", "so", "the", "a",
            "an", "this", "these", "those", "it", "we", "they", "he", "she", "i", "you", "his", "her", "their", "our",
            "its", "my", "your", "into", "through", "within", "under", "over", "between", "among", "during", "since",
            "until", "after", "before", "also", "across", "because", "not", "here", "now", "today");

    /** Words without a meaning of their own: <i>what is and is not</i>, <i>in and in</i>. */
    private static final Set<String> EMPTY = Set.of(
            "the", "a", "an", "of", "to", "in", "on", "at", "for", "with", "by", "from", "as", "that", "this", "these",
            "those", "it", "its", "he", "she", "they", "we", "you", "i", "his", "her", "their", "our", "my", "your",
            "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "do", "does", "did", "will",
            "would", "can", "could", "may", "might", "must", "shall", "should", "not", "no", "all", "one", "who",
            "which", "what", "where", "when", "how", "and", "or", "but", "if", "so", "than", "then", "there", "also",
            "more", "less", "s", "up", "out", "off");

    /** Words that English repeats on purpose. */
    private static final Set<String> IDIOMS = Set.of(
            "again",
            "on",
            "over",
            "round",
            "around",
            "neck",
            "half",
            "through",
            "by",
            "up",
            "down",
            "fewer",
            "better",
            "worse",
            "bigger",
            "larger",
            "greater",
            "smaller",
            "higher",
            "lower",
            "deeper",
            "closer",
            "stronger",
            "weaker",
            "faster",
            "slower",
            "longer",
            "shorter",
            "older",
            "younger",
            "wider",
            "broader",
            "narrower",
            "richer",
            "poorer",
            "harder",
            "easier",
            "brighter",
            "clearer",
            "nearer",
            "farther",
            "further",
            "tighter",
            "louder",
            "quicker",
            "thicker",
            "thinner",
            "warmer",
            "colder",
            "hotter",
            "heavier",
            "lighter",
            "fiercer",
            "years",
            "days",
            "hours",
            "months",
            "weeks",
            "ages",
            "miles",
            "such",
            "two",
            "three",
            "four",
            "there",
            "here",
            "now",
            "many",
            "much",
            "very",
            "only",
            "never",
            "yes",
            "please",
            "home");

    /**
     * Returns the longest repetition around a conjunction or after a comma.
     *
     * @param link index of the conjunction, or of the word before the comma
     */
    static Optional<DoubledPhrase> at(String text, List<EnglishWord> words, int link) {
        if (CONNECTORS.contains(words.get(link).form())) {
            return aroundConnector(text, words, link).or(() -> aroundItem(text, words, link));
        }
        if (isGap(COMMA, text, words, link)) {
            return longest(text, words, link + 1, link + 1, 2);
        }
        return Optional.empty();
    }

    private static Optional<DoubledPhrase> aroundConnector(String text, List<EnglishWord> words, int link) {
        return isGap(LOOSE, text, words, link - 1) && isGap(LOOSE, text, words, link)
                ? longest(text, words, link, link + 1, 1)
                        .map(found -> isGap(SPACE, text, words, link - 1) ? found : found.asClause(text, words))
                : Optional.empty();
    }

    /**
     * Returns this repetition after a comma, where a new clause may begin: <i>he explained it three times, and three
     * times the student shook his head</i>.
     */
    private DoubledPhrase asClause(String text, List<EnglishWord> words) {
        int last = again + end - start - 1;
        return new DoubledPhrase(
                start, end, again, isAttached || (last + 1 < words.size() && isGap(SPACE, text, words, last)));
    }

    /** Returns the repetition in <i>A, B and A</i>. */
    private static Optional<DoubledPhrase> aroundItem(String text, List<EnglishWord> words, int link) {
        int before = link - 1;
        boolean isList = true;
        while (before > 0 && link - before <= MAX_BETWEEN && !isGap(COMMA, text, words, before - 1)) {
            before--;
            isList &= !CONNECTORS.contains(words.get(before).form());
        }
        return isList
                        && before > 0
                        && before < link
                        && isGap(COMMA, text, words, before - 1)
                        && isGap(LOOSE, text, words, link)
                        && areTogether(text, words, before, link)
                ? longest(text, words, before, link + 1, 1)
                        .filter(found -> found.isItem(text, words))
                        .map(found -> found.asClause(text, words))
                : Optional.empty();
    }

    /**
     * Returns whether the first copy is not part of another coordination, as in <i>harmony and stability, and wealth
     * and stability</i>.
     */
    private boolean isItem(String text, List<EnglishWord> words) {
        return start == 0
                || !isGap(SPACE, text, words, start - 1)
                || !CONNECTORS.contains(words.get(start - 1).form());
    }

    private static Optional<DoubledPhrase> longest(
            String text, List<EnglishWord> words, int end, int again, int fewest) {
        for (int n = Math.min(MAX_WORDS, Math.min(end, words.size() - again)); n >= fewest; n--) {
            if (areCopies(text, words, end - n, again, n)) {
                return Optional.of(new DoubledPhrase(end - n, end, again, isAttached(text, words, again + n - 1)));
            }
        }
        return Optional.empty();
    }

    private static boolean areCopies(String text, List<EnglishWord> words, int one, int other, int n) {
        boolean says = false;
        for (int i = 0; i < n; i++) {
            EnglishWord left = words.get(one + i);
            EnglishWord right = words.get(other + i);
            if (!(n == 1 ? isSame(left, right) : left.isFormOf(right))) {
                return false;
            }
            says |= !EMPTY.contains(left.form())
                    && Character.isLetter(left.form().charAt(0));
        }
        if (!says || (n == 1 && (left(words, one).length() < 2 || IDIOMS.contains(left(words, one))))) {
            return false;
        }
        return areTogether(text, words, one, one + n) && areTogether(text, words, other, other + n);
    }

    private static String left(List<EnglishWord> words, int i) {
        return words.get(i).form();
    }

    /**
     * Returns whether two words are the same, or one is the plural of the other. In contrast, <i>produced
     * and producing</i> are two things.
     */
    private static boolean isSame(EnglishWord left, EnglishWord right) {
        String one = left.form();
        String other = right.form();
        return one.equals(other) || isPlural(one, other) || isPlural(other, one);
    }

    private static boolean isPlural(String plural, String word) {
        return plural.equals(word + "s")
                || plural.equals(word + "es")
                || (word.endsWith("y") && plural.equals(word.substring(0, word.length() - 1) + "ies"));
    }

    private static boolean areTogether(String text, List<EnglishWord> words, int from, int to) {
        for (int i = from; i + 1 < to; i++) {
            if (!isGap(SPACE, text, words, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAttached(String text, List<EnglishWord> words, int last) {
        return last + 1 < words.size()
                && isGap(SPACE, text, words, last)
                && !FOLLOWERS.contains(words.get(last + 1).form());
    }

    /** Returns whether the text between a word and the next one matches a pattern. */
    private static boolean isGap(Pattern gap, String text, List<EnglishWord> words, int word) {
        int from = words.get(word).end();
        int to = words.get(word + 1).start();
        return gap.matcher(text).region(from, to).matches();
    }

    /** Returns the index of the first UTF-16 unit. */
    int startIn(List<EnglishWord> words) {
        return words.get(start).start();
    }

    /** Returns the index after the last UTF-16 unit. */
    int endIn(List<EnglishWord> words) {
        return words.get(again + end - start - 1).end();
    }

    /** Returns the words of the first copy. */
    List<EnglishWord> copy(List<EnglishWord> words) {
        return words.subList(start, end);
    }

    /** Finds repetition in the Chinese, which allows the English to repeat too. Stateless. */
    static final class SourceRepetition {
        /** Marks and words that may separate the copies: 学习学习再学习, 一代又一代, 合作、再合作. */
        private static final String LINK = "[、，,·\\s]?[和与及跟同又再或更还且并而对复]{0,2}[、，,]?";

        private static final Pattern PHRASE = Pattern.compile("(\\p{IsHan}{2,6})" + LINK + "\\1");

        /** Matches a repeated character or a word for repetition: 代代, 等啊等, 想来想去, 越来越, 一而再. */
        private static final Pattern CHARACTER = Pattern.compile("(\\p{IsHan})[啊呀了着又来一不再和与、，·\\s]?\\1"
                + "|(\\p{IsHan})来\\2去|(\\p{IsHan})东\\3西|一再|再三|反复|不断|一次次|一而再|日[益渐]");

        private SourceRepetition() {}

        /** Returns whether a phrase of two or more characters occurs twice, adjacent or coordinated. */
        static boolean ofPhrase(String chinese) {
            return PHRASE.matcher(chinese).find();
        }

        /** Returns whether a phrase or a single character occurs twice, or a word means "again and again". */
        static boolean ofAny(String chinese) {
            return CHARACTER.matcher(chinese).find() || ofPhrase(chinese);
        }
    }
}
