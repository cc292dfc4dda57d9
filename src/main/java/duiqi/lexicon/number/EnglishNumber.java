package duiqi.lexicon.number;

import duiqi.lexicon.Token;
import java.math.BigDecimal;
import java.util.List;

/**
 * Represents a number in a sequence of English tokens: {@code 3.5 million}, {@code two hundred and ten},
 * {@code twenty-first}.
 *
 * @param value the exact value
 * @param length the number of tokens, or 0 if there is no number
 */
public record EnglishNumber(BigDecimal value, int length) {
    private static final EnglishNumber NONE = new EnglishNumber(BigDecimal.ZERO, 0);

    /** Maximum number of scale words; "five million million million" is not a meaningful number. */
    private static final int MAX_SCALES = 4;

    /**
     * Returns the number that begins at a token, with length 0 if there is none. The words must be in lower case and
     * not stemmed.
     */
    public static EnglishNumber at(List<Token> tokens, int start) {
        Token first = tokens.get(start);
        if (first.kind() == Token.Kind.NUMBER) {
            return digits(tokens, start);
        }
        // "First" to "tenth" alone stay words, because they are often not ordinals (second, a third).
        int ordinal = NumberWords.ORDINALS.getOrDefault(first.form(), 0);
        if (ordinal > 10) {
            return new EnglishNumber(BigDecimal.valueOf(ordinal), 1);
        }
        return NumberWords.CARDINALS.containsKey(first.form()) ? words(tokens, start) : NONE;
    }

    private static EnglishNumber digits(List<Token> tokens, int start) {
        BigDecimal value = new BigDecimal(tokens.get(start).form());
        int end = start + 1;
        while (end < tokens.size()
                && end - start <= MAX_SCALES
                && NumberWords.SCALES.containsKey(tokens.get(end).form())) {
            value = value.multiply(NumberWords.SCALES.get(tokens.get(end++).form()));
        }
        return new EnglishNumber(value, end - start);
    }

    private static EnglishNumber words(List<Token> tokens, int start) {
        Sum sum = new Sum();
        sum.current = NumberWords.CARDINALS.getOrDefault(tokens.get(start).form(), 0);
        int i = start + 1;
        while (i < tokens.size() && !sum.isOver) {
            String word = tokens.get(i).form();
            boolean isLink = word.equals("and")
                    && sum.isRound()
                    && i + 1 < tokens.size()
                    && NumberWords.CARDINALS.containsKey(tokens.get(i + 1).form());
            if (!isLink && !sum.take(word)) {
                break;
            }
            i++;
        }
        return new EnglishNumber(BigDecimal.valueOf(sum.total + sum.current), i - start);
    }

    /** Returns the word for a whole number from 0 to 10, or an empty text for other numbers. */
    public static String smallWord(BigDecimal value) {
        for (int i = 0; i <= 10; i++) {
            if (value.compareTo(BigDecimal.valueOf(i)) == 0) {
                return NumberWords.CARDINAL_WORDS.get(i);
            }
        }
        return "";
    }

    /** Adds up a number: the total of closed scales, and the value since the last one. */
    private static final class Sum {
        private long total;
        private long current;
        private boolean isOver;

        /** Adds a word. Returns whether it belongs to the number. */
        boolean take(String word) {
            int unit = NumberWords.CARDINALS.getOrDefault(word, -1);
            int ordinal = NumberWords.ORDINALS.getOrDefault(word, -1);
            if (fits(unit) || fits(ordinal)) {
                current += Math.max(unit, ordinal);
                isOver = unit < 0;
                return true;
            }
            if (word.equals("hundred")) {
                boolean counts = current < 100;
                current *= counts ? 100 : 1;
                return counts;
            }
            BigDecimal scale = NumberWords.SCALES.get(word);
            if (scale == null || current >= 1000 || current <= 0) {
                return false;
            }
            total += current * scale.longValueExact();
            current = 0;
            return true;
        }

        /** Returns whether "and" may follow: {@code two hundred and ten}. */
        boolean isRound() {
            return (current >= 100 && current % 100 == 0) || (current == 0 && total > 0);
        }

        /**
         * Returns whether a smaller number may follow: {@code twenty one}, {@code two hundred ten},
         * {@code three million four}.
         */
        private boolean fits(int next) {
            if (next <= 0) {
                return false;
            }
            boolean afterTens = current % 100 >= 20 && current % 10 == 0 && next < 10;
            boolean afterHundreds = current >= 100 && current % 100 == 0 && next < 100;
            boolean afterScale = current == 0 && next < 100;
            return afterTens || afterHundreds || afterScale;
        }
    }
}
