package duiqi.glossary;

import duiqi.glossary.consistency.WordSegmenter;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Counts the rows of words in a Chinese text of which phrases may be made, so that they can be summed over texts of which no one
 * machine can hold all. Whether a row is a phrase is then asked of the sums: {@link PhraseForm}. {@link PhraseMemory} does the same
 * with texts that it holds. Not thread-safe.
 */
public final class PhraseRows {
    /** Shorter phrases are no terms but words. */
    private static final int MIN_CHARACTERS = 3;

    private final WordSegmenter cutter;

    public PhraseRows(Lexicon lexicon) {
        this.cutter = new WordSegmenter(lexicon);
    }

    /**
     * A row in one text.
     *
     * @param words its simplified words, with a space between them
     * @param count how often it stands in the text
     * @param asWord how often as a word of the dictionary, which is a phrase by that
     * @param asWords how often as words that are a phrase if they hold together
     */
    public record Row(String words, int count, int asWord, int asWords) {}

    /**
     * The rows of a text.
     *
     * @param words how many words it has in all
     */
    public record Rows(int words, List<Row> rows) {
        public Rows {
            rows = List.copyOf(rows);
        }
    }

    /**
     * Returns the rows of a text of so many words each, in the order in which they are first met. Rows with words that mean little by
     * themselves are left out: they are no part of any phrase.
     *
     * @param shortest fewest words of a row, at least 1
     * @param longest most words
     * @param recurs whether a row one word shorter than the shortest is met often enough: a row is left out if one in it is not
     *     (Agrawal and Srikant 1994)
     */
    public Rows of(String chinese, int shortest, int longest, Predicate<String> recurs) {
        WordSegmenter.WordedUnit unit = cutter.cut(chinese, "");
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
                    switch (PhraseForm.kind(unit, i, length, cutter.chinese(), MIN_CHARACTERS)) {
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
                && !cutter.chinese().isFunctionWord(word)
                && (last == first || unit.isJoined(last))
                && unit.chineseEnds()[last] - unit.chineseStarts()[first] <= PhraseForm.MAX_CHARACTERS;
    }

    private boolean recurs(WordSegmenter.WordedUnit unit, int first, int last, int length, Predicate<String> recurs) {
        return length == 0 || last - first + 1 < length || recurs.test(text(unit, last - length + 1, length));
    }

    private String text(WordSegmenter.WordedUnit unit, int first, int length) {
        if (length == 1) {
            return cutter.chinese().word(unit.chinese()[first]);
        }
        StringBuilder text = new StringBuilder();
        for (int word = first; word < first + length; word++) {
            text.append(word == first ? "" : " ").append(cutter.chinese().word(unit.chinese()[word]));
        }
        return text.toString();
    }
}
