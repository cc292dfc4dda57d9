package duiqi.lexicon.number;

import duiqi.lexicon.Han;
import duiqi.lexicon.Token;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the number of a heading in either language: {@code 第三章}, {@code 三、}, {@code 卷三}, {@code Chapter 3},
 * {@code Chapter Three}, {@code The Third Chapter}, {@code III.} Ignores numbers elsewhere in a heading. Stateless.
 */
public final class HeadingNumber {
    private static final String LABELS =
            "(?:chapter|part|book|section|volume|act|scene|lesson|unit|article|appendix|canto|letter)";
    private static final Pattern CHINESE =
            Pattern.compile("(?:.*?第\\s*|[卷章回节節部篇]|[（(]?)(?=[\\p{Nd}" + "零〇一二三四五六七八九十百千两兩])(?<number>.*)");
    private static final Pattern AFTER_LABEL =
            Pattern.compile("(?:the )?" + LABELS + "(?: (?:no|number))? (?<words>.*)");
    private static final Pattern BEFORE_LABEL = Pattern.compile("(?:the )?(?<words>[a-z ]{3,40}?) " + LABELS + "\\b.*");

    /** Numeral alone or before a mark, in a heading without a label. */
    private static final Pattern BARE = Pattern.compile("[(\\[]?(?<number>[0-9]{1,4}|[IVXLC]{1,7})(?:[.:)\\]–—-].*|$)");

    /**
     * Single letters that are not read as numerals: their values are too large for a heading, and C follows A and B in
     * lists.
     */
    private static final Pattern LETTER = Pattern.compile("[lc]");

    /** Headings such as "Letter I Never Sent", in which I is a pronoun. */
    private static final Pattern PRONOUN = Pattern.compile("\\b[Ll]etter I\\s+\\p{L}");

    private HeadingNumber() {}

    /** Returns the number of a heading, or empty if it has none. */
    public static OptionalInt of(String heading) {
        String text = heading.strip();
        OptionalInt chinese = chinese(text);
        return chinese.isPresent() ? chinese : english(text);
    }

    private static OptionalInt chinese(String text) {
        Matcher matcher = CHINESE.matcher(text);
        if (text.chars().noneMatch(c -> Han.is((char) c)) || !matcher.matches()) {
            return OptionalInt.empty();
        }
        int start = matcher.start("number");
        boolean labelled = start > 0 && Han.is(text.charAt(start - 1));
        return ChineseNumeral.at(text, start)
                .filter(number -> labelled || number.end() == text.length() || !Han.is(text.charAt(number.end())))
                .map(number -> whole(number.value()))
                .orElse(OptionalInt.empty());
    }

    private static OptionalInt english(String text) {
        Matcher bare = BARE.matcher(text);
        if (bare.matches()) {
            String number = bare.group("number").toLowerCase(Locale.ROOT);
            return Character.isDigit(number.charAt(0)) ? OptionalInt.of(Integer.parseInt(number)) : roman(number);
        }
        String lower = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{Nd}]+", " ");
        Matcher after = AFTER_LABEL.matcher(lower);
        if (after.matches()) {
            return number(after.group("words"), !PRONOUN.matcher(text).find());
        }
        Matcher before = BEFORE_LABEL.matcher(lower);
        return before.matches() ? number(before.group("words"), false) : OptionalInt.empty();
    }

    /** Returns the number at the start of a text in lower case. */
    private static OptionalInt number(String text, boolean romanToo) {
        List<Token> tokens = new ArrayList<>();
        for (String word : text.strip().split(" ")) {
            boolean digits = word.matches("[0-9]+");
            tokens.add(new Token(word, 0, digits ? Token.Kind.NUMBER : Token.Kind.WORD));
        }
        int ordinal = NumberWords.FIRST_TO_TENTH.indexOf(tokens.get(0).form());
        if (ordinal >= 0) {
            return OptionalInt.of(ordinal + 1);
        }
        EnglishNumber number = EnglishNumber.at(tokens, 0);
        if (number.length() > 0) {
            return whole(number.value());
        }
        return romanToo ? roman(tokens.get(0).form()) : OptionalInt.empty();
    }

    private static OptionalInt whole(BigDecimal value) {
        boolean fits = value.signum() >= 0
                && value.stripTrailingZeros().scale() <= 0
                && value.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
        return fits ? OptionalInt.of(value.intValueExact()) : OptionalInt.empty();
    }

    private static OptionalInt roman(String word) {
        int value = LETTER.matcher(word).matches() ? 0 : NumberWords.roman(word);
        return value == 0 ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
