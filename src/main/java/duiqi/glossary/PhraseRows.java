package duiqi.glossary;

import duiqi.glossary.consistency.WordSegmenter;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Counts the word sequences in a Chinese text that may be phrases, so that Spark can sum them over texts that do not
 * fit on one machine. {@link PhraseForm} then decides by the sums whether a sequence is a phrase. {@link PhraseMemory}
 * does the same for texts in memory. Not thread-safe.
 */
public final class PhraseRows {
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
                    int[] row = counts.computeIfAbsent(text(unit, i, length), text -> new int[3]);
                    row[0]++;
                    switch (PhraseForm.kind(unit, i, length, segmenter.chinese(), MIN_CHARACTERS)) {
                        case PART, FREE -> {}
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

    private boolean recurs(WordSegmenter.WordedUnit unit, int first, int last, int length, Predicate<String> recurs) {
        return length == 0 || last - first + 1 < length || recurs.test(text(unit, last - length + 1, length));
    }

    private String text(WordSegmenter.WordedUnit unit, int first, int length) {
        if (length == 1) {
            return segmenter.chinese().word(unit.chinese()[first]);
        }
        StringBuilder text = new StringBuilder();
        for (int word = first; word < first + length; word++) {
            text.append(word == first ? "" : " ").append(segmenter.chinese().word(unit.chinese()[word]));
        }
        return text.toString();
    }
}
