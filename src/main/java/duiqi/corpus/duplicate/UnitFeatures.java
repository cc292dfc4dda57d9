package duiqi.corpus.duplicate;

import com.ibm.icu.text.Normalizer2;
import duiqi.corpus.stage.CorpusUnit;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.Figure;
import duiqi.lexicon.Token;
import duiqi.memory.TextFolding;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Holds the features for comparing units: the character bigrams of the Chinese, the words of the English, and the
 * numbers of both. Case, character width, white space and punctuation are ignored. A repeated bigram or word counts
 * again. The order of Chinese characters matters, the order of English words does not. With single words, one word in a
 * sentence of twenty words may differ. With word bigrams, no word could differ in a sentence of fewer than forty words.
 *
 * @param chinese the distinct hashes of the Chinese features, sorted
 * @param english the distinct hashes of the English features, sorted
 * @param numbers the values of the numbers of both sides, in their order
 */
public record UnitFeatures(long[] chinese, long[] english, String numbers) {
    private static final Normalizer2 FOLDED = Normalizer2.getNFKCCasefoldInstance();
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{Nd}]+");
    private static final int CHINESE_GRAM = 2;

    /** Small numbers as English tokens. "One" is missing, because it is often an article. */
    private static final Set<String> SMALL_NUMBERS =
            Set.of("zero", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

    /**
     * Returns the features of a unit.
     *
     * @param chinese the Chinese text
     * @param english the English text
     * @param tokenizer the tokenizer that reads English numbers
     */
    public static UnitFeatures of(String chinese, String english, EnglishTokenizer tokenizer) {
        String numbers = chineseNumbers(FOLDED.normalize(chinese)) + "|" + englishNumbers(english, tokenizer);
        return new UnitFeatures(
                numbered(characters(TextFolding.letters(chinese))),
                numbered(words(FOLDED.normalize(english), english)),
                numbers);
    }

    /** Returns whether both sides have at least the given similarity and all numbers are equal. */
    public boolean isLike(UnitFeatures other, double similarity) {
        return numbers.equals(other.numbers)
                && jaccard(chinese, other.chinese) >= similarity
                && jaccard(english, other.english) >= similarity;
    }

    /** Returns the Jaccard index of two sorted sets (Jaccard 1901), from 0 to 1. */
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
            return new long[] {CorpusUnit.Hashes.of(letters)};
        }
        long[] pairs = new long[all.length - 1];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = CorpusUnit.Hashes.mix(((long) all[i] << Integer.SIZE) | all[i + 1]);
        }
        return pairs;
    }

    private static long[] words(String folded, String original) {
        long[] words = NO_WORD.splitAsStream(folded)
                .filter(word -> !word.isEmpty())
                .mapToLong(CorpusUnit.Hashes::of)
                .toArray();
        return words.length == 0 ? new long[] {CorpusUnit.Hashes.of(original.strip())} : words;
    }

    /** Returns sorted hashes in which each repetition of a hash has a different hash. */
    private static long[] numbered(long[] hashes) {
        Arrays.sort(hashes);
        long[] mixed = new long[hashes.length];
        int before = 0;
        for (int i = 0; i < hashes.length; i++) {
            before = i > 0 && hashes[i] == hashes[i - 1] ? before + 1 : 0;
            mixed[i] = before == 0 ? hashes[i] : CorpusUnit.Hashes.mix(hashes[i] + before);
        }
        Arrays.sort(mixed);
        return mixed;
    }

    /** Returns the numbers of a Chinese text. A single 一 is often an article, so it counts only after 第. */
    private static String chineseNumbers(String text) {
        StringBuilder numbers = new StringBuilder();
        for (Figure.Numbers.Numeral number : Figure.Numbers.chineseNumerals(text)) {
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

    /**
     * Holds hashes that group similar units (Broder 1997, On the resemblance and containment of documents). In a random
     * order of features, the probability that two units have the same smallest feature is their Jaccard index.
     *
     * <p>Eight bands of six hashes cover the features of both sides together. If both sides have a Jaccard index of at
     * least s, the union of their features has it too. Then two units share a band with a probability of 1 - (1 -
     * s^6)^8: 0.998 for 0.9, 0.92 for 0.8, 0.12 for 0.5 (Leskovec, Rajaraman and Ullman, Mining of Massive Datasets,
     * section 3.4). The bands include the numbers of the unit, so that a form letter with a thousand dates does not
     * form a group.
     *
     * <p>A sketch of each side allows a comparison without the texts. It contains one bit of each of 64 hashes (Li and
     * König 2010, b-Bit minwise hashing). Immutable.
     *
     * @param bands the keys of the bands
     * @param chinese the sketch of the Chinese
     * @param english the sketch of the English
     */
    record MinHash(long[] bands, long chinese, long english) {
        static final int BANDS = 8;
        private static final int ROWS = 6;
        private static final int SKETCH = Long.SIZE;
        private static final long[] BAND_ORDERS = orders(BANDS * ROWS, 1);
        private static final long[] SKETCH_ORDERS = orders(SKETCH, 2);

        /** Tolerance below the minimum similarity, in standard deviations of a sketch. */
        private static final double SLACK = 3.5;

        private static long[] orders(int count, long seed) {
            long[] orders = new long[count];
            for (int i = 0; i < count; i++) {
                orders[i] = CorpusUnit.Hashes.mix(CorpusUnit.Hashes.mix(seed) + i) | 1;
            }
            return orders;
        }

        static MinHash of(UnitFeatures features) {
            long[] least = leastHashes(BAND_ORDERS, features.chinese(), features.english());
            long numbers = CorpusUnit.Hashes.of(features.numbers());
            long[] bands = new long[BANDS];
            for (int band = 0; band < BANDS; band++) {
                bands[band] = CorpusUnit.Hashes.mix(numbers + band);
                for (int row = 0; row < ROWS; row++) {
                    bands[band] = CorpusUnit.Hashes.mix(bands[band] ^ least[band * ROWS + row]);
                }
            }
            return new MinHash(bands, sketch(features.chinese()), sketch(features.english()));
        }

        /**
         * Returns the smallest hash of the features in each order. The same feature has different hashes on the two
         * sides.
         */
        private static long[] leastHashes(long[] orders, long[] chinese, long[] english) {
            long[] least = new long[orders.length];
            for (int i = 0; i < orders.length; i++) {
                least[i] = Math.min(least(orders[i], 0, chinese), least(orders[i], 0x5555_5555_5555_5555L, english));
            }
            return least;
        }

        private static long sketch(long[] features) {
            long sketch = 0;
            for (int i = 0; i < SKETCH; i++) {
                sketch |= (CorpusUnit.Hashes.mix(least(SKETCH_ORDERS[i], 0, features)) >>> (Long.SIZE - 1)) << i;
            }
            return sketch;
        }

        /**
         * Returns the smallest hash in an order. The features are already mixed, so multiplying by an odd number gives
         * a new order.
         */
        private static long least(long order, long side, long[] features) {
            long least = Long.MAX_VALUE;
            for (long feature : features) {
                long hash = (feature ^ side) * order;
                hash ^= hash >>> 32;
                least = Math.min(least, hash * order);
            }
            return least;
        }

        /**
         * Returns the maximum number of different bits, of 64, in the sketches of similar sides. A bit differs with a
         * probability of (1 - similarity) / 2.
         */
        static int mostDifferences(double similarity) {
            double rate = (1 - similarity) / 2;
            return (int) Math.ceil(SKETCH * rate + SLACK * Math.sqrt(SKETCH * rate * (1 - rate)));
        }
    }
}
