package duiqi.corpus.duplicate;

import com.ibm.icu.text.Normalizer2;
import duiqi.corpus.stage.Hash64;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.Numbers;
import duiqi.lexicon.Token;
import duiqi.memory.UnitKey;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Set;

/**
 * What two units are compared by: the pairs of neighbouring characters of the Chinese, the words of the English, and the numbers of
 * both. Case, width, white space and punctuation do not count. A pair or word that stands there twice counts twice. The order of
 * English words does not count, that of the Chinese does, and the two go together; single words let a sentence of twenty differ in
 * one, where pairs of words would let none of fewer than forty.
 */
public final class UnitFeatures {
    private static final Normalizer2 FOLDED = Normalizer2.getNFKCCasefoldInstance();
    private static final int CHINESE_GRAM = 2;

    /** As the tokens of English have small numbers, but for one, which is an article more often. */
    private static final Set<String> SMALL_NUMBERS =
            Set.of("zero", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

    private final long[] chinese;
    private final long[] english;
    private final String numbers;

    private UnitFeatures(long[] chinese, long[] english, String numbers) {
        this.chinese = chinese;
        this.english = english;
        this.numbers = numbers;
    }

    /**
     * The features of a unit.
     *
     * @param tokenizer reads the English numbers
     */
    public static UnitFeatures of(String chinese, String english, EnglishTokenizer tokenizer) {
        String numbers = chineseNumbers(FOLDED.normalize(chinese)) + "|" + englishNumbers(english, tokenizer);
        return new UnitFeatures(
                told(characters(UnitKey.Folding.letters(chinese))),
                told(words(FOLDED.normalize(english), english)),
                numbers);
    }

    /** Hashes of the Chinese features, sorted, each once. */
    long[] chinese() {
        return chinese;
    }

    /** Hashes of the English features, sorted, each once. */
    long[] english() {
        return english;
    }

    /** The values of the numbers of both sides, in their order. */
    String numbers() {
        return numbers;
    }

    /** Whether both sides are alike at least to a degree, and all numbers the same. */
    public boolean isLike(UnitFeatures other, double similarity) {
        return numbers.equals(other.numbers)
                && jaccard(chinese, other.chinese) >= similarity
                && jaccard(english, other.english) >= similarity;
    }

    /** How much of two sorted sets is in both (Jaccard 1901), 0 to 1. */
    static double jaccard(long[] one, long[] other) {
        int both = 0;
        for (int i = 0, j = 0; i < one.length && j < other.length; ) {
            if (one[i] == other[j]) {
                both++;
                i++;
                j++;
            } else if (one[i] < other[j]) {
                i++;
            } else {
                j++;
            }
        }
        return (double) both / (one.length + other.length - both);
    }

    private static long[] characters(String letters) {
        int[] all = letters.codePoints().toArray();
        if (all.length < CHINESE_GRAM) {
            return new long[] {Hash64.of(letters)};
        }
        long[] pairs = new long[all.length - 1];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = Hash64.mix(((long) all[i] << Integer.SIZE) | all[i + 1]);
        }
        return pairs;
    }

    private static long[] words(String folded, String original) {
        long[] words = new long[folded.length() / 2 + 1];
        int count = 0;
        int start = -1;
        for (int i = 0; i <= folded.length(); ) {
            int c = i < folded.length() ? folded.codePointAt(i) : ' ';
            if (Character.isLetterOrDigit(c)) {
                start = start < 0 ? i : start;
            } else if (start >= 0) {
                words[count++] = Hash64.of(folded.substring(start, i));
                start = -1;
            }
            i += Character.charCount(c);
        }
        return count == 0 ? new long[] {Hash64.of(original.strip())} : Arrays.copyOf(words, count);
    }

    /** Tells equal hashes apart by how many stand before them; sorted. */
    private static long[] told(long[] hashes) {
        Arrays.sort(hashes);
        long[] told = new long[hashes.length];
        int before = 0;
        for (int i = 0; i < hashes.length; i++) {
            before = i > 0 && hashes[i] == hashes[i - 1] ? before + 1 : 0;
            told[i] = before == 0 ? hashes[i] : Hash64.mix(hashes[i] + before);
        }
        Arrays.sort(told);
        return told;
    }

    /** Of a lone 一, which is an article more often, only what 第 makes an ordinal. */
    private static String chineseNumbers(String text) {
        StringBuilder numbers = new StringBuilder();
        for (Numbers.Numeral number : Numbers.chineseNumerals(text)) {
            int start = number.start();
            boolean isArticle = text.charAt(start) == '一' && number.end() == start + 1;
            if (!isArticle || (start > 0 && text.charAt(start - 1) == '第')) {
                add(numbers, number.value().stripTrailingZeros().toPlainString());
            }
        }
        return numbers.toString();
    }

    private static String englishNumbers(String text, EnglishTokenizer tokenizer) {
        StringBuilder numbers = new StringBuilder();
        for (Token token : tokenizer.tokens(text)) {
            if (token.kind() == Token.Kind.NUMBER) {
                add(numbers, new BigDecimal(token.form()).stripTrailingZeros().toPlainString());
            } else if (SMALL_NUMBERS.contains(token.form())) {
                add(numbers, token.form());
            }
        }
        return numbers.toString();
    }

    private static void add(StringBuilder numbers, String number) {
        numbers.append(number).append(' ');
    }
}
