package duiqi.lexicon.number;

import duiqi.lexicon.Token;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    /** Maximum number of tokens in a number. */
    private static final int MAX_RUN = 16;

    /** Maximum number of decimals in words. */
    private static final int MAX_DECIMALS = 12;

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
        return scaled(tokens, start, value, start + 1);
    }

    /** Multiplies a value by the scale words from an index. */
    private static EnglishNumber scaled(List<Token> tokens, int start, BigDecimal value, int from) {
        BigDecimal product = value;
        int end = from;
        while (end < tokens.size()
                && end - from < MAX_SCALES
                && NumberWords.SCALES.containsKey(tokens.get(end).form())) {
            product = product.multiply(NumberWords.SCALES.get(tokens.get(end++).form()));
        }
        return new EnglishNumber(product, end - start);
    }

    /** Adds the decimals of "one point five million". */
    private static EnglishNumber withDecimals(List<Token> tokens, int start, BigDecimal whole, int point) {
        StringBuilder decimals = new StringBuilder();
        int end = point + 1;
        while (end < tokens.size() && decimals.length() < MAX_DECIMALS) {
            int digit = NumberWords.CARDINALS.getOrDefault(tokens.get(end).form(), 10);
            if (digit > 9) {
                break;
            }
            decimals.append(digit);
            end++;
        }
        return decimals.isEmpty()
                ? new EnglishNumber(whole, point - start)
                : scaled(tokens, start, whole.add(new BigDecimal("0." + decimals)), end);
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
        BigDecimal value = BigDecimal.valueOf(sum.total + sum.current);
        return i < tokens.size() && tokens.get(i).form().equals("point")
                ? withDecimals(tokens, start, value, i)
                : new EnglishNumber(value, i - start);
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
        private boolean isYear;

        /** Adds a word. Returns whether it belongs to the number. */
        boolean take(String word) {
            int unit = NumberWords.CARDINALS.getOrDefault(word, -1);
            int ordinal = NumberWords.ORDINALS.getOrDefault(word, -1);
            if (total == 0 && !isYear && isCenturyOfYear(unit)) {
                current = current * 100 + unit;
                isYear = true;
                return true;
            }
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

        /** Returns whether a number continues a year: {@code nineteen eighty-four}, {@code twenty ten}. */
        private boolean isCenturyOfYear(int next) {
            return (current >= 13 && current <= 19 && next >= 20 && next < 100)
                    || (current == 20 && next >= 10 && next < 30);
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

    /** Splits an English text into words in lower case and numbers without separators. Not thread-safe. */
    static final class Pieces {
        private static final String LATIN = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ";

        /**
         * A number with commas between groups of three digits and with decimals, or a word. Minutes and the parts of a date
         * such as 03.08.2020 and 2020.08.03 are no decimals.
         */
        private static final Pattern PIECE =
                Pattern.compile("(?:(?<![" + LATIN + "])[0-9]{1,3}(?:,,?[0-9]{3}(?![0-9]))+|[0-9]++)"
                        + "(?:(?!\\.[0-9]{2}" + NumberWords.NOON.pattern().replaceAll("\\?<\\w+>", "?:")
                        + "|(?<=(?<![0-9])[0-9]{1,2})(?:\\.[0-9]{1,2}\\.[0-9]{4}(?![0-9])|(?<=\\.[0-9]{1,2})\\.[0-9]{4}(?![0-9]))"
                        + "|(?<=(?<![0-9.])[0-9]{4})(?:\\.[0-9]{1,2}){2}(?![0-9.])"
                        + "|(?<=(?<![0-9.])[0-9]{4}\\.[0-9]{1,2})\\.[0-9]{1,2}(?![0-9.]))\\.[0-9]++)?"
                        + "|(?<=^|[ (<>=:~±–-])\\.[0-9]++|[" + LATIN + "]++");

        private final String text;
        private final List<Token> tokens = new ArrayList<>();
        private int[] ends = new int[32];

        Pieces(String text) {
            this.text = text;
            Matcher piece = PIECE.matcher(text);
            while (piece.find()) {
                add(piece.start(), piece.end());
            }
        }

        int size() {
            return tokens.size();
        }

        String form(int i) {
            return tokens.get(i).form();
        }

        int start(int i) {
            return tokens.get(i).start();
        }

        int end(int i) {
            return ends[i];
        }

        boolean isNumber(int i) {
            return i >= 0 && i < size() && tokens.get(i).kind() == Token.Kind.NUMBER;
        }

        boolean isCapitalised(int i) {
            return i >= 0 && tokens.get(i).capitalised();
        }

        /** Returns the tokens from an index that only single spaces and hyphens, a comma after a scale, or a plus sign before one separate. */
        List<Token> run(int first) {
            int last = first;
            while (last + 1 < size() && last - first < MAX_RUN && isJoined(last)) {
                last++;
            }
            return tokens.subList(first, last + 1);
        }

        private boolean isJoined(int i) {
            int gap = start(i + 1) - ends[i];
            char c = gap == 0 ? ' ' : text.charAt(ends[i]);
            return gap <= 1
                    ? c == ' ' || c == '-' || c == '‑'
                    : gap == 2
                            && ((c == ',' && NumberWords.SCALES.containsKey(form(i)))
                                    || (c == '+' && NumberWords.SCALES.containsKey(form(i + 1))));
        }

        private void add(int start, int end) {
            if (ends.length == tokens.size()) {
                ends = Arrays.copyOf(ends, 2 * ends.length);
            }
            ends[tokens.size()] = end;
            String written = text.substring(start, end);
            tokens.add(
                    written.charAt(0) <= '9'
                            ? new Token(written.replace(",", ""), start, Token.Kind.NUMBER)
                            : new Token(
                                    written.toLowerCase(Locale.ROOT),
                                    start,
                                    Token.Kind.WORD,
                                    Character.isUpperCase(written.charAt(0))));
        }

        static boolean isLatin(char c) {
            return (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= 'À' && c <= 'ɏ' && c != '×' && c != '÷')
                    || (c >= 'Ḁ' && c <= 'ỿ');
        }
    }
}
