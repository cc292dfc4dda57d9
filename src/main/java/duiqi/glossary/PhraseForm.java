package duiqi.glossary;

import duiqi.glossary.extraction.WordSegmenter;
import duiqi.lexicon.Lexicon;
import duiqi.text.ResourceLines;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Decides whether a sequence of Chinese words may be a phrase, by its form and by its counts. */
public final class PhraseForm {
    /** Maximum number of words in a phrase. */
    public static final int MAX_LENGTH = 5;

    static final int MAX_CHARACTERS = 10;

    private static final Set<String> PREFIXES =
            Set.of("非", "无", "反", "不", "未", "超", "多", "半", "准", "伪", "副", "亚", "泛", "零", "全", "双", "单", "最", "抗");

    private static final Set<String> FREE = ResourceLines.of(PhraseForm.class, "free-words.txt").stream()
            .flatMap(line -> Stream.of(line.split(" ")))
            .collect(Collectors.toUnmodifiableSet());

    private PhraseForm() {}

    /**
     * Returns whether a word sequence may be a phrase: a word of the dictionary, or words that begin and end with none
     * that is freely translated.
     *
     * @param i index of the first word in the unit
     * @param words the Chinese words of the unit
     */
    static boolean isPhrase(
            WordSegmenter.WordedUnit unit, int i, int length, WordSegmenter.WordNumbers words, int fewestCharacters) {
        int last = i + length - 1;
        return unit.isWhole(i, length, fewestCharacters, MAX_CHARACTERS)
                && !isAfterPrefix(unit, i, words)
                && IntStream.rangeClosed(i, last).allMatch(word -> words.isContent(unit.chinese()[word]))
                && (unit.isOneWord(i, length)
                        || (!isFree(words.word(unit.chinese()[i])) && !isFree(words.word(unit.chinese()[last]))));
    }

    /** Returns whether a sequence follows a word that changes the meaning of the words after it. */
    public static boolean isAfterPrefix(WordSegmenter.WordedUnit unit, int i, WordSegmenter.WordNumbers words) {
        return i > 0
                && unit.isJoined(i)
                && unit.chinese()[i - 1] >= 0
                && PREFIXES.contains(words.word(unit.chinese()[i - 1]));
    }

    /**
     * Returns the weight of a phrase as a term: the C-value of Frantzi, Ananiadou and Mima (2000).
     *
     * @param length number of words
     * @param count number of occurrences
     * @param longer sum of the occurrences of phrases that contain it and are one word longer
     * @param longerKinds number of different longer phrases
     */
    public static double weight(int length, long count, double longer, long longerKinds) {
        double nested = longerKinds == 0 ? 0 : longer / longerKinds;
        return Math.log(length + 1) * (count - nested);
    }

    /**
     * Returns whether translators translate a Chinese word freely, each time differently: verbs, adverbs, measure words,
     * vague nouns. No term begins or ends with them unless it is in the dictionary. duiqi has its own list,
     * {@code free-words.txt}.
     */
    public static boolean isFree(String word) {
        return word.length() == 1 || FREE.contains(word);
    }

    /**
     * Counts the word sequences in a Chinese text that may be phrases, so that Spark can sum them over texts that do not
     * fit on one machine. Not thread-safe.
     */
    public static final class PhraseRows {
        /** Minimum number of characters; shorter phrases are ordinary words. */
        private static final int MIN_CHARACTERS = 3;

        private final WordSegmenter segmenter;

        public PhraseRows(Lexicon lexicon) {
            this.segmenter = new WordSegmenter(lexicon);
        }

        /**
         * Returns the word sequences of a text, as words separated by spaces, with the number of their occurrences as
         * phrases, which may be 0. Omits sequences with function
         * words, which are not part of a phrase.
         *
         * @param shortest minimum number of words in a sequence, at least 1
         * @param longest maximum number of words in a sequence
         * @param recurs returns whether a sequence one word shorter than {@code shortest} is frequent enough; a sequence
         *     that contains an infrequent one is omitted (Agrawal and Srikant 1994)
         */
        public Map<String, Integer> of(String chinese, int shortest, int longest, Predicate<String> recurs) {
            WordSegmenter.WordedUnit unit = segmenter.cut(chinese, "");
            int[] words = unit.chinese();
            Map<String, Integer> counts = new LinkedHashMap<>();
            for (int i = 0; i < words.length; i++) {
                for (int length = 1; length <= longest && i + length <= words.length; length++) {
                    int last = i + length - 1;
                    if (!isPart(unit, i, last) || !recurs(unit, i, last, shortest - 1, recurs)) {
                        break;
                    }
                    if (length >= shortest) {
                        boolean isPhrase = isPhrase(unit, i, length, segmenter.chinese(), MIN_CHARACTERS);
                        counts.merge(segmenter.chinese().text(words, i, length), isPhrase ? 1 : 0, Integer::sum);
                    }
                }
            }
            return counts;
        }

        private boolean isPart(WordSegmenter.WordedUnit unit, int first, int last) {
            int word = unit.chinese()[last];
            return word >= 0
                    && !segmenter.chinese().isFunctionWord(word)
                    && (last == first || unit.isJoined(last))
                    && unit.chineseEnds()[last] - unit.chineseStarts()[first] <= PhraseForm.MAX_CHARACTERS;
        }

        private boolean recurs(
                WordSegmenter.WordedUnit unit, int first, int last, int length, Predicate<String> recurs) {
            return length == 0
                    || last - first + 1 < length
                    || recurs.test(segmenter.chinese().text(unit.chinese(), last - length + 1, length));
        }
    }
}
