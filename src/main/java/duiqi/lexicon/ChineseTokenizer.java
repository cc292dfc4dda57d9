package duiqi.lexicon;

import duiqi.lexicon.number.ChineseNumeral;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Splits Chinese text into words of a lexicon, or into characters. Numbers, Latin words and marks are the same in both.
 * Not thread-safe, because it caches English stems and the words of the last texts.
 *
 * <p>Words are the most probable path of a unigram model. CC-CEDICT has no frequencies, so the number of longer
 * dictionary words that contain a word replaces them. The tokenizer therefore prefers paths with few words, and then
 * paths with common words, similar to MMSEG (Tsai 1996). Traditional characters are simplified first.
 */
public final class ChineseTokenizer {
    /** Minimum cost of another word: the logarithm of the sum of all weights. */
    private static final double WORD_COST = 13;

    /** Cost of a character without a dictionary entry. */
    private static final double UNKNOWN_COST = WORD_COST + 1;

    private static final String[] MONTHS = {"一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"};
    private static final String SMALL_NUMBERS = "零一二三四五六七八九十";

    private final Lexicon lexicon;
    private final EnglishStems stems = new EnglishStems();
    private final RecentTexts<List<Token>> recent = new RecentTexts<>();

    public ChineseTokenizer(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /**
     * Returns words, numbers and marks in order, with words in simplified characters. A repeated call with one of the
     * last texts returns a cached list.
     */
    public List<Token> words(CharSequence text) {
        return recent.get(text.toString(), one -> Collections.unmodifiableList(tokens(lexicon.simplify(one), true)));
    }

    /** Returns the same tokens, but with each Han character as a separate token. */
    public List<Token> characters(CharSequence text) {
        return tokens(lexicon.simplify(text), false);
    }

    private List<Token> tokens(String text, boolean words) {
        List<Token> tokens = new ArrayList<>();
        boolean isOpen = false;
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            int end = number(text, i, tokens);
            if (end == i && Han.is(c)) {
                end = endOfHan(text, i);
                if (words) {
                    segment(text, i, end, tokens);
                } else {
                    addCharacters(text, i, end, tokens);
                }
            } else if (end == i && Character.isLetter(c)) {
                end = latin(text, i, tokens);
            } else if (end == i) {
                isOpen ^= isStraight(c);
                String mark = mark(c, isOpen);
                boolean isRepeated = i > 0 && text.charAt(i - 1) == c && (c == '—' || c == '…');
                if (!mark.isEmpty() && !isRepeated) {
                    tokens.add(new Token(mark, i, Token.Kind.MARK));
                }
                end++;
            }
            i = end;
        }
        return tokens;
    }

    private static boolean isStraight(char c) {
        return c == '"' || c == '＂';
    }

    private static String mark(char c, boolean isOpen) {
        if (isStraight(c)) {
            return isOpen ? Token.Marks.OPEN_QUOTE : Token.Marks.CLOSE_QUOTE;
        }
        return switch (c) {
            case '‘' -> Token.Marks.OPEN_QUOTE;
            case '’' -> Token.Marks.CLOSE_QUOTE;
            default -> Token.Marks.canonical(c);
        };
    }

    /** Adds the word of letters other than Han that starts at an index. Returns its end. */
    private int latin(String text, int start, List<Token> tokens) {
        int end = start + 1;
        while (end < text.length() && Character.isLetter(text.charAt(end)) && !Han.is(text.charAt(end))) {
            end++;
        }
        String word = halfWidth(text.substring(start, end)).toLowerCase(Locale.ROOT);
        boolean isCapitalised = Character.isUpperCase(text.charAt(start));
        tokens.add(new Token(stems.stem(word), start, Token.Kind.LATIN, isCapitalised));
        return end;
    }

    /** Adds the number or month that starts at an index. Returns its end, or the index if there is none. */
    private static int number(String text, int start, List<Token> tokens) {
        Optional<ChineseNumeral> number = ChineseNumeral.at(text, start);
        if (number.isEmpty()) {
            return start;
        }
        BigDecimal value = number.get().value();
        int end = number.get().end();
        boolean whole = value.signum() >= 0 && value.stripTrailingZeros().scale() <= 0;
        boolean small = whole && value.compareTo(BigDecimal.TEN) <= 0;
        boolean arabic = ChineseNumeral.isArabic(text.charAt(start));
        boolean month = end < text.length() && text.charAt(end) == '月';
        if (month && whole && value.signum() > 0 && value.compareTo(BigDecimal.valueOf(12)) <= 0) {
            tokens.add(new Token(MONTHS[value.intValue() - 1], start, Token.Kind.WORD));
            return end + 1;
        }
        if (small) {
            if (!arabic) {
                return start;
            }
            String word = SMALL_NUMBERS.substring(value.intValue(), value.intValue() + 1);
            tokens.add(new Token(word, start, Token.Kind.WORD));
            return end;
        }
        if (!arabic && end - start == 1) {
            return start;
        }
        tokens.add(new Token(value.stripTrailingZeros().toPlainString(), start, Token.Kind.NUMBER));
        return end;
    }

    /** Returns the end of a run of Han characters: another script, or a number of several characters. */
    private static int endOfHan(String text, int start) {
        int end = start + 1;
        while (end < text.length() && Han.is(text.charAt(end)) && !startsNumber(text, end)) {
            end++;
        }
        return end;
    }

    private static boolean startsNumber(String text, int i) {
        return ChineseNumeral.at(text, i)
                .filter(number -> number.end() - i > 1 && number.value().compareTo(BigDecimal.TEN) > 0)
                .filter(number -> i == 0 || ChineseNumeral.at(text, i - 1).isEmpty())
                .isPresent();
    }

    private static void addCharacters(String text, int start, int end, List<Token> tokens) {
        for (int i = start; i < end; i++) {
            tokens.add(new Token(text.substring(i, i + 1), i, Token.Kind.WORD));
        }
    }

    private void segment(String text, int start, int end, List<Token> tokens) {
        int length = end - start;
        double[] cost = new double[length + 1];
        int[] previous = new int[length + 1];
        Arrays.fill(cost, Double.POSITIVE_INFINITY);
        cost[0] = 0;
        for (int i = 0; i < length; i++) {
            int longest = i + 1 == length
                    ? 1
                    : Math.max(1, lexicon.longestWord(text.charAt(start + i), text.charAt(start + i + 1)));
            int hash = 0;
            for (int j = i + 1; j <= Math.min(length, i + longest); j++) {
                hash = StringTable.hash(hash, text.charAt(start + j - 1));
                int word = lexicon.wordNumber(text, start + i, start + j, hash);
                if (word < 0 && j > i + 1) {
                    continue;
                }
                double c = cost[i] + (word < 0 ? UNKNOWN_COST : WORD_COST - lexicon.commonness(word));
                if (c < cost[j]) {
                    cost[j] = c;
                    previous[j] = i;
                }
            }
        }
        int first = tokens.size();
        for (int j = length; j > 0; j = previous[j]) {
            tokens.add(new Token(text.substring(start + previous[j], start + j), start + previous[j], Token.Kind.WORD));
        }
        Collections.reverse(tokens.subList(first, tokens.size()));
    }

    private static String halfWidth(String text) {
        StringBuilder narrow = new StringBuilder(text);
        for (int i = 0; i < narrow.length(); i++) {
            char c = narrow.charAt(i);
            if (c >= '！' && c <= '～') {
                narrow.setCharAt(i, (char) (c - '！' + '!'));
            }
        }
        return narrow.toString();
    }
}
