package duiqi.glossary;

import duiqi.glossary.extraction.WordSegmenter;
import duiqi.lexicon.Lexicon;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /**
     * Minimum pointwise mutual information of a phrase: its words occur together twenty times more often than by
     * chance.
     */
    private static final double COHESION = Math.log(20);

    /**
     * Minimum share of the highest possible value, for texts with few words, in which {@link #COHESION} is out of
     * reach.
     */
    private static final double SHARE_OF_MOST = 0.5;

    private static final Set<String> PREFIXES =
            Set.of("非", "无", "反", "不", "未", "超", "多", "半", "准", "伪", "副", "亚", "泛", "零", "全", "双", "单", "最", "抗");

    private static final Set<String> FREE = lines("free-words.txt").stream()
            .flatMap(line -> Stream.of(line.split(" ")))
            .collect(Collectors.toUnmodifiableSet());

    /** Lists the kinds of word sequences. */
    public enum Kind {
        /** A sequence that is at most a part of a phrase, or that begins or ends with a freely translated word. */
        PART,
        /** A sequence that is a phrase if {@link #holdsTogether} returns true. */
        WORDS,
        /** A word of the dictionary. */
        WORD
    }

    private PhraseForm() {}

    /**
     * Returns the kind of a word sequence.
     *
     * @param i index of the first word in the unit
     * @param words the Chinese words of the unit
     */
    public static Kind kind(
            WordSegmenter.WordedUnit unit, int i, int length, WordSegmenter.WordNumbers words, int fewestCharacters) {
        int last = i + length - 1;
        if (!unit.isWhole(i, length, fewestCharacters, MAX_CHARACTERS)
                || isAfterPrefix(unit, i, words)
                || !IntStream.rangeClosed(i, last).allMatch(word -> words.isContent(unit.chinese()[word]))) {
            return Kind.PART;
        }
        if (unit.isOneWord(i, length)) {
            return Kind.WORD;
        }
        return isFree(words.word(unit.chinese()[i])) || isFree(words.word(unit.chinese()[last]))
                ? Kind.PART
                : Kind.WORDS;
    }

    /** Returns whether a sequence follows a word that changes the meaning of the words after it. */
    public static boolean isAfterPrefix(WordSegmenter.WordedUnit unit, int i, WordSegmenter.WordNumbers words) {
        return i > 0
                && unit.isJoined(i)
                && unit.chinese()[i - 1] >= 0
                && PREFIXES.contains(words.word(unit.chinese()[i - 1]));
    }

    /**
     * Returns whether the first and the last word occur with the rest of the sequence more often than by chance.
     *
     * @param count number of occurrences of the sequence
     * @param first number of occurrences of its first word
     * @param behind number of occurrences of the sequence without its first word
     * @param last number of occurrences of its last word
     * @param before number of occurrences of the sequence without its last word
     * @param total number of words in the text
     */
    public static boolean holdsTogether(long count, long first, long behind, long last, long before, long total) {
        double together = (double) count * total;
        double apart = Math.max((double) first * behind, (double) last * before);
        double most = Math.log((double) total / count);
        return Math.log(together / apart) >= Math.min(COHESION, SHARE_OF_MOST * most);
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

    /** Returns the lines of a list of words that are not empty and no comments. */
    public static List<String> lines(String list) {
        try (InputStream in = Objects.requireNonNull(PhraseForm.class.getResourceAsStream(list))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Represents a phrase to search for. Immutable.
     *
     * @param words words in simplified characters
     * @param holdsTogether true if the words are a phrase in each occurrence; false if they are a phrase only as a
     *     dictionary word
     */
    public record KnownPhrase(List<String> words, boolean holdsTogether) implements Serializable {
        public KnownPhrase {
            words = List.copyOf(words);
        }

        /** Returns the words without separators. */
        public String text() {
            return String.join("", words);
        }
    }

    /**
     * Counts the word sequences in a Chinese text that may be phrases, so that Spark can sum them over texts that do not
     * fit on one machine. {@link PhraseForm} then decides by the sums whether a sequence is a phrase. Not thread-safe.
     */
    public static final class PhraseRows {
        /** Minimum number of characters; shorter phrases are ordinary words. */
        private static final int MIN_CHARACTERS = 3;

        private final WordSegmenter segmenter;

        public PhraseRows(Lexicon lexicon) {
            this.segmenter = new WordSegmenter(lexicon);
        }

        /**
         * Holds the counts of a word sequence in one text.
         *
         * @param words simplified words, separated by spaces
         * @param count number of occurrences in the text
         * @param asWord number of occurrences as a dictionary word, which is always a phrase
         * @param asWords number of occurrences as words that are a phrase if they hold together
         */
        public record Row(String words, int count, int asWord, int asWords) {}

        /**
         * Holds the word sequences of a text.
         *
         * @param words number of words in the text
         */
        public record Rows(int words, List<Row> rows) {
            public Rows {
                rows = List.copyOf(rows);
            }
        }

        /**
         * Returns the word sequences of a text, in the order of their first occurrence. Omits sequences with function
         * words, which are not part of a phrase.
         *
         * @param shortest minimum number of words in a sequence, at least 1
         * @param longest maximum number of words in a sequence
         * @param recurs returns whether a sequence one word shorter than {@code shortest} is frequent enough; a sequence
         *     that contains an infrequent one is omitted (Agrawal and Srikant 1994)
         */
        public Rows of(String chinese, int shortest, int longest, Predicate<String> recurs) {
            WordSegmenter.WordedUnit unit = segmenter.cut(chinese, "");
            int[] words = unit.chinese();
            Map<String, int[]> counts = new LinkedHashMap<>();
            for (int i = 0; i < words.length; i++) {
                for (int length = 1; length <= longest && i + length <= words.length; length++) {
                    int last = i + length - 1;
                    if (!isPart(unit, i, last) || !recurs(unit, i, last, shortest - 1, recurs)) {
                        break;
                    }
                    if (length >= shortest) {
                        int[] row =
                                counts.computeIfAbsent(segmenter.chinese().text(words, i, length), text -> new int[3]);
                        row[0]++;
                        switch (PhraseForm.kind(unit, i, length, segmenter.chinese(), MIN_CHARACTERS)) {
                            case PART -> {}
                            case WORD -> row[1]++;
                            case WORDS -> row[2]++;
                        }
                    }
                }
            }
            List<Row> rows = new ArrayList<>();
            counts.forEach((text, row) -> rows.add(new Row(text, row[0], row[1], row[2])));
            return new Rows(words.length, rows);
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
