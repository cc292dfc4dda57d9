package duiqi.lexicon;

import duiqi.lexicon.number.EnglishNumber;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Splits English text into stems, numbers and marks. Not thread-safe, because it caches stems.
 *
 * <p>It splits hyphenated compounds and expands contractions ({@code can't} becomes {@code can not}). It returns
 * numbers as values, whether written in digits, in words or both ({@code 3.5 million}, {@code twenty-one}). Numbers up
 * to ten become words, as in Chinese.
 */
public final class EnglishTokenizer {
    private static final Pattern PIECE = Pattern.compile("([A-Za-z\\p{IsLatin}]+)(?:['’](ll|ve|re|s|t|d|m)(?!\\p{L}))?"
            + "|(\\p{Nd}+(?:,\\p{Nd}{3}(?!\\p{Nd}))*(?:\\.\\p{Nd}+)?)(?:st|nd|rd|th|s)?(?!\\p{L})"
            + "|(\\p{Nd}+)"
            + "|(…+|\\.(?: ?\\.){2,}+)|(--+|[—–―]+)|(\\.)(?=\\s|$|[”’\"')\\]])"
            + "|([“”‘’\"'«»「」『』?!;:,()（），。？！；：、])");

    /** Groups of the pattern; access by number is faster than by name. */
    private static final int WORD = 1;

    private static final int SUFFIX = 2;
    private static final int NUMBER = 3;
    private static final int DIGITS = 4;
    private static final int ELLIPSIS = 5;
    private static final int DASH = 6;
    private static final int STOP = 7;
    private static final int MARK = 8;

    /** Maximum number of digits; longer numbers are cut, because parsing takes time with the square of the length. */
    private static final int MAX_NUMBER_LENGTH = 100;

    private final EnglishStems stems = new EnglishStems();

    /** Returns the tokens of a text in order. */
    public List<Token> tokens(CharSequence text) {
        List<Token> raw = raw(text);
        List<Token> merged = new ArrayList<>(raw.size());
        for (int i = 0; i < raw.size(); ) {
            EnglishNumber number = EnglishNumber.at(raw, i);
            if (number.length() > 0) {
                merged.add(number(raw.get(i), number.value()));
                i += number.length();
            } else {
                Token token = raw.get(i++);
                merged.add(
                        token.kind() == Token.Kind.WORD
                                ? new Token(stems.stem(token.form()), token.start(), token.kind(), token.capitalised())
                                : token);
            }
        }
        return merged;
    }

    /** Returns the stem that {@link #tokens} produces for a single word in lower case. */
    public String stem(String word) {
        return stems.stem(word);
    }

    /** Returns whether a list, and no rule, gives the stem of a word in lower case. */
    public static boolean isIrregular(String word) {
        return EnglishStems.isIrregular(word);
    }

    private Token number(Token first, BigDecimal value) {
        String small = EnglishNumber.smallWord(value);
        return small.isEmpty()
                ? new Token(value.stripTrailingZeros().toPlainString(), first.start(), Token.Kind.NUMBER)
                : new Token(stems.stem(small), first.start(), Token.Kind.WORD);
    }

    private static List<Token> raw(CharSequence text) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = PIECE.matcher(text);
        boolean open = false;
        while (matcher.find()) {
            int start = matcher.start();
            String word = matcher.group(WORD);
            if (word != null) {
                addWord(tokens, word, matcher.group(SUFFIX), start);
                continue;
            }
            String digits = matcher.start(NUMBER) >= 0 ? matcher.group(NUMBER) : matcher.group(DIGITS);
            if (digits != null) {
                addNumber(tokens, digits.replace(",", ""), start);
                continue;
            }
            String mark;
            if (matcher.start(ELLIPSIS) >= 0) {
                mark = Token.Marks.ELLIPSIS;
            } else if (matcher.start(DASH) >= 0) {
                mark = Token.Marks.DASH;
            } else if (matcher.start(STOP) >= 0) {
                mark = Token.Marks.STOP;
            } else {
                char c = matcher.group(MARK).charAt(0);
                mark = switch (c) {
                    case '"' -> open ? Token.Marks.CLOSE_QUOTE : Token.Marks.OPEN_QUOTE;
                    case '‘' -> Token.Marks.OPEN_QUOTE;
                    case '’', '\'' -> quote(text, start);
                    default -> Token.Marks.canonical(c);
                };
                if (c == '"') {
                    open = !open;
                }
            }
            if (!mark.isEmpty()) {
                tokens.add(new Token(mark, start, Token.Kind.MARK));
            }
        }
        return tokens;
    }

    /**
     * Returns the quotation mark for an apostrophe: none inside a word, and an opening one for a straight mark before a
     * word.
     */
    private static String quote(CharSequence text, int i) {
        boolean afterLetter = i > 0 && Character.isLetterOrDigit(text.charAt(i - 1));
        boolean beforeLetter = i + 1 < text.length() && Character.isLetterOrDigit(text.charAt(i + 1));
        if (afterLetter && beforeLetter) {
            return "";
        }
        boolean opens = text.charAt(i) == '\'' && (i == 0 || " (\"“".indexOf(text.charAt(i - 1)) >= 0);
        return opens ? Token.Marks.OPEN_QUOTE : Token.Marks.CLOSE_QUOTE;
    }

    private static void addNumber(List<Token> tokens, String digits, int start) {
        for (int from = 0; from < digits.length(); from += MAX_NUMBER_LENGTH) {
            int to = Math.min(digits.length(), from + MAX_NUMBER_LENGTH);
            tokens.add(new Token(digits.substring(from, to), start + from, Token.Kind.NUMBER));
        }
    }

    private static void addWord(List<Token> tokens, String word, @Nullable String suffix, int start) {
        boolean capitalised = Character.isUpperCase(word.charAt(0));
        String lower = word.toLowerCase(Locale.ROOT);
        if ("t".equals(suffix) && lower.endsWith("n")) {
            String verb = switch (lower) {
                case "can" -> "can";
                case "won" -> "will";
                default -> lower.substring(0, lower.length() - 1);
            };
            tokens.add(new Token(verb, start, Token.Kind.WORD, capitalised));
            tokens.add(new Token("not", start, Token.Kind.WORD));
            return;
        }
        tokens.add(new Token(lower, start, Token.Kind.WORD, capitalised));
        if (suffix != null) {
            String verb = switch (suffix) {
                case "ll", "d" -> "will";
                case "ve" -> "have";
                case "re", "m" -> "be";
                default -> "";
            };
            if (!verb.isEmpty()) {
                tokens.add(new Token(verb, start, Token.Kind.WORD));
            }
        }
    }
}
