package duiqi.glossary;

import java.util.Set;

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

    /** What a row is. */
    enum Kind {
        /** At most part of a phrase. */
        PART,
        /** A phrase if its words hold together. */
        WORDS,
        /** A word of the dictionary. */
        WORD
    }

    private PhraseForm() {}

    /**
     * What a row of words is.
     *
     * @param i index of its first word in the unit
     * @param words the Chinese words of the unit
     */
    static Kind kind(WordedUnit unit, int i, int length, WordNumbers words, int fewestCharacters) {
        int last = i + length - 1;
        int characters = unit.chineseEnds()[last] - unit.chineseStarts()[i];
        if (characters < fewestCharacters
                || characters > MAX_CHARACTERS
                || (unit.edges()[i] & WordedUnit.STARTS) == 0
                || (unit.edges()[last] & WordedUnit.ENDS) == 0
                || (i > 0 && unit.isJoined(i) && isPrefix(unit.chinese()[i - 1], words))) {
            return Kind.PART;
        }
        boolean isOneWord = true;
        for (int word = i; word <= last; word++) {
            isOneWord &= word == i || (unit.edges()[word] & WordedUnit.STARTS) == 0;
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

    /** Whether a word turns what follows into something else. */
    private static boolean isPrefix(int word, WordNumbers words) {
        return word >= 0 && PREFIXES.contains(words.word(word));
    }

    /**
     * Whether first and last word meet the rest more often than by chance.
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
     * How much of a term a phrase is by the C-value of Frantzi, Ananiadou and Mima (2000).
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
}
