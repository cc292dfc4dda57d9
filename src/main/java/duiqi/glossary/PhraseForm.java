package duiqi.glossary;

import duiqi.glossary.consistency.WordSegmenter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a row of Chinese words may be a phrase where it stands, whatever its counts, and what counts make it one. */
public final class PhraseForm {
    /** The most words of a phrase. */
    public static final int MAX_LENGTH = 5;

    static final int MAX_CHARACTERS = 10;

    /** The words of a phrase meet so many times more often than by chance: pointwise mutual information of at least e to the... */
    private static final double COHESION = Math.log(20);

    /** In a text of few words chance cannot be beaten so often; there so much of the most that is possible will do. */
    private static final double SHARE_OF_MOST = 0.5;

    private static final Set<String> PREFIXES =
            Set.of("非", "无", "反", "不", "未", "超", "多", "半", "准", "伪", "副", "亚", "泛", "零");

    /** The kinds of rows. */
    public enum Kind {
        /** At most part of a phrase. */
        PART,
        /** A phrase if its words hold together. */
        WORDS,
        /** A word of the dictionary. */
        WORD
    }

    private PhraseForm() {}

    /**
     * Returns what a row of words is.
     *
     * @param i index of its first word in the unit
     * @param words the Chinese words of the unit
     */
    public static Kind kind(
            WordSegmenter.WordedUnit unit, int i, int length, WordSegmenter.WordNumbers words, int fewestCharacters) {
        int last = i + length - 1;
        int characters = unit.chineseEnds()[last] - unit.chineseStarts()[i];
        if (characters < fewestCharacters
                || characters > MAX_CHARACTERS
                || (unit.edges()[i] & WordSegmenter.WordedUnit.STARTS) == 0
                || (unit.edges()[last] & WordSegmenter.WordedUnit.ENDS) == 0
                || (i > 0 && unit.isJoined(i) && isPrefix(unit.chinese()[i - 1], words))) {
            return Kind.PART;
        }
        boolean isOneWord = true;
        for (int word = i; word <= last; word++) {
            isOneWord &= word == i || (unit.edges()[word] & WordSegmenter.WordedUnit.STARTS) == 0;
            if (words.isFunctionWord(unit.chinese()[word])) {
                return Kind.PART;
            }
        }
        if (isOneWord) {
            return Kind.WORD;
        }
        boolean isFree =
                FreeWords.isFree(words.word(unit.chinese()[i])) || FreeWords.isFree(words.word(unit.chinese()[last]));
        return isFree ? Kind.PART : Kind.WORDS;
    }

    /** Returns whether a word turns what follows into something else. */
    private static boolean isPrefix(int word, WordSegmenter.WordNumbers words) {
        return word >= 0 && PREFIXES.contains(words.word(word));
    }

    /**
     * Returns whether first and last word meet the rest more often than by chance.
     *
     * @param count how often the row stands in the text
     * @param first how often its first word does
     * @param behind how often what is behind the first word does
     * @param last how often its last word does
     * @param before how often what is before the last word does
     * @param total how many words the text has
     */
    public static boolean holdsTogether(long count, long first, long behind, long last, long before, long total) {
        double together = (double) count * total;
        double apart = Math.max((double) first * behind, (double) last * before);
        double most = Math.log((double) total / count);
        return Math.log(together / apart) >= Math.min(COHESION, SHARE_OF_MOST * most);
    }

    /**
     * Returns how much of a term a phrase is by the C-value of Frantzi, Ananiadou and Mima (2000).
     *
     * @param length in words
     * @param count how often it stands
     * @param longer how often the phrases that are a word longer and have it in them stand, summed
     * @param longerKinds how many such phrases there are
     */
    public static double weight(int length, long count, double longer, long longerKinds) {
        double nested = longerKinds == 0 ? 0 : longer / longerKinds;
        return Math.log(length + 1) * (count - nested);
    }

    /**
     * Chinese words that translators render as the sentence asks, each time another way: verbs, adverbs, measure words, vague nouns. No term
     * begins or ends with them unless it is a term of the dictionary. The list {@code free-words.txt} is our own.
     */
    public static final class FreeWords {
        private static final Set<String> WORDS = load();

        private FreeWords() {}

        public static boolean isFree(String word) {
            return word.length() == 1 || WORDS.contains(word);
        }

        private static Set<String> load() {
            try (InputStream in = FreeWords.class.getResourceAsStream("free-words.txt");
                    BufferedReader lines = new BufferedReader(
                            new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
                return lines.lines()
                        .filter(line -> !line.startsWith("#"))
                        .flatMap(line -> Stream.of(line.split(" ")))
                        .filter(word -> !word.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * A phrase to be looked for. Immutable.
     *
     * @param words its words in simplified characters
     * @param holdsTogether whether its words make a phrase wherever they meet; if not, only where they are a word of the dictionary
     */
    public record KnownPhrase(List<String> words, boolean holdsTogether) implements Serializable {
        public KnownPhrase {
            words = List.copyOf(words);
        }

        /** Its words without anything between. */
        public String text() {
            return String.join("", words);
        }
    }
}
