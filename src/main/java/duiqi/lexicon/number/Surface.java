package duiqi.lexicon.number;

import duiqi.lexicon.Figure.Demand;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Normalises a text before its figures are read. Each character keeps its position, so indices stay valid. Stateless.
 */
public final class Surface {
    /** A numeral of more than 60 characters. Runs of digits as long as this are drawings or data. */
    private static final Pattern LONG_NUMERAL = Pattern.compile("[.,0-9" + ChineseNumeral.HAN + "]{61,}+");

    /**
     * Addresses of pages and people, and DOIs, whose digits are not numbers. The part before an at sign must start at
     * the start of a word. Otherwise matching would try each letter of a long word.
     */
    private static final Pattern ADDRESS =
            Pattern.compile("(?:https?://|www\\.)[\\x21-\\x7e]+|(?:\\G|(?<![\\w.+-]))[\\w.+-]++@[\\w.-]+"
                    + "|(?<![A-Za-z0-9.])10\\.[0-9]{4,9}/[\\x21-\\x7e]+");

    /** Placeholders and character references, whose digits are not numbers: %2$s, %5d, %1, {0}, &#160; */
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "\\{\\{[^{}]{1,60}\\}\\}|%[0-9]{1,2}\\$[-+#.*0-9$]*+|(?<![\\w%/.])%L?[1-9][0-9]?(?![0-9A-Za-z$%]|\\.[0-9])"
                    + "|(?<![\\w%])%[-+#]?[0-9]{0,3}(?:\\.[0-9]{1,3})?[sdfeguxi](?![A-Za-z])|%0[0-9][dux]"
                    + "|\\{[0-9]{1,2}(?=[,}])|#(?:[0-9]{2,7}|x[0-9A-Fa-f]{2,6});");

    /** Text of Qt, whose arguments {@code %1} and {@code %2} may have a letter after them. */
    private static final Pattern IS_QT = Pattern.compile("(?<![0-9%/.])%L?1(?![0-9$%]|\\.[0-9])");

    private static final Pattern ARGUMENT_OF_QT =
            Pattern.compile("(?<![0-9%/.])%L?(?:[1-9][0-9]?(?![0-9$%]|\\.[0-9])|n(?![A-Za-z]))");

    /** Maximum length of a number at the start of a range. */
    private static final int MAX_RANGE = 9;

    /** Maximum length of a word directly before a number. */
    private static final int MAX_PREFIX = 12;

    private static final Pattern MIDDLE_DOT = Pattern.compile("(?<![0-9.])([0-9]+)[·∙‧-]([0-9]+)");

    /** Maximum length of a list of notes or of the levels of an item. */
    private static final int MAX_NOTES = 24;

    /** Molecules whose number of atoms a space precedes: "O 2". */
    private static final Set<String> FORMULA =
            Set.of("o", "co", "no", "so", "h", "n", "ch", "nh", "km", "cm", "m", "mm");

    /** Matches the rest of a name after its digits: 3Com. */
    private static final Pattern COMPANY = Pattern.compile("\\p{Lu}\\p{Ll}{2}");

    private static final Pattern FORMAL = Pattern.compile("[壹贰叁肆伍陆柒捌玖拾佰仟万亿零]{2,}");
    private static final String FORMAL_DIGITS = "壹贰叁肆伍陆柒捌玖拾佰仟";
    private static final String COMMON_DIGITS = "一二三四五六七八九十百千";

    /** A number with full-width commas, which is no list of numbers. */
    private static final Pattern WIDE_COMMAS =
            Pattern.compile("(?<![0-9])[1-9][0-9]{0,2}(?:，[0-9]{3}(?![0-9]))+(?!，[0-9])");

    private static final Pattern GROUPED = Pattern.compile(
            "(?<![A-Za-z0-9.,'])[1-9][0-9]{0,2}(?<separator>, ?| )[0-9]{3}(?![0-9])(?:\\k<separator>[0-9]{3}(?![0-9]))*");

    private static final Pattern TEN_THOUSANDS = Pattern.compile("(?<![0-9.,])([0-9]{1,4}) ([0-9]{4})(?![0-9])");
    private static final Pattern COMMA = Pattern.compile("(?<=[0-9]),(?=[0-9]{3}(?![0-9]))");
    private static final Pattern SEPARATOR = Pattern.compile("(?<=[0-9])(?:, | )(?=[0-9]{3}(?![0-9]))");
    private static final Pattern NOT_DIGIT = Pattern.compile("[^0-9]+");

    private Surface() {}

    /**
     * Returns a text with half-width digits, full stops and percent signs. Replaces addresses, placeholders and
     * very long numerals with spaces.
     */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text);
        for (int i = 0; i < plain.length(); i++) {
            plain.setCharAt(i, plain(plain.charAt(i)));
        }
        if (Stream.of("://", "@", "www.", "10.").anyMatch(part -> plain.indexOf(part) >= 0)) {
            blank(plain, ADDRESS);
        }
        if (plain.indexOf("%") >= 0 && IS_QT.matcher(plain).find()) {
            blank(plain, ARGUMENT_OF_QT);
        }
        if (Stream.of("$", "{", "#", "%").anyMatch(part -> plain.indexOf(part) >= 0)) {
            blank(plain, PLACEHOLDER);
        }
        blank(plain, LONG_NUMERAL);
        return plain.toString();
    }

    private static char plain(char c) {
        if ((c >= '０' && c <= '９') || c == '％' || c == '．') {
            return (char) (c - '！' + '!');
        }
        boolean isSpace = c == '\u00A0' || (c >= '\u2000' && c <= '\u200A') || c == '\u202F' || c == '\u3000';
        return isSpace ? ' ' : c == '○' ? '〇' : c;
    }

    /** Returns a normalised Chinese text, also with common Han numerals, and half-width commas in numbers. */
    static String plainChinese(String text) {
        StringBuilder plain = new StringBuilder(WIDE_COMMAS
                .matcher(plain(text))
                .replaceAll(number -> number.group().replace('，', ',')));
        if (plain.chars().anyMatch(c -> c >= 0x4E00 && FORMAL_DIGITS.indexOf(c) >= 0)) {
            commonDigits(plain);
        }
        return plain.toString();
    }

    private static void blank(StringBuilder text, Pattern pattern) {
        Matcher part = pattern.matcher(text.toString());
        while (part.find()) {
            text.replace(part.start(), part.end(), " ".repeat(part.end() - part.start()));
        }
    }

    private static void commonDigits(StringBuilder text) {
        Matcher formal = FORMAL.matcher(text.toString());
        while (formal.find()) {
            for (int i = formal.start(); i < formal.end(); i++) {
                int digit = FORMAL_DIGITS.indexOf(text.charAt(i));
                if (digit >= 0) {
                    text.setCharAt(i, COMMON_DIGITS.charAt(digit));
                }
            }
        }
    }

    /**
     * Returns the number that a range ends with if it omits the first digits: 2011 for 2010–11, 145 for 123–45. Empty if
     * the last number is complete.
     */
    static Optional<BigDecimal> completed(String first, String last) {
        int missing = first.length() - last.length();
        boolean isShort = missing > 0 && last.length() > 1 && first.length() <= MAX_RANGE;
        if (!isShort || !isWhole(first) || !isWhole(last)) {
            return Optional.empty();
        }
        String whole = first.substring(0, missing) + last;
        return whole.compareTo(first) > 0 ? Optional.of(new BigDecimal(whole)) : Optional.empty();
    }

    private static boolean isWhole(String number) {
        return number.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /**
     * Returns whether a translation must have a number in digits. Names such as E2E and H2O, exponents, notes and the
     * numbers of items may be missing.
     *
     * @param text the text after {@link #plain}
     */
    static Demand demandOfDigits(String text, int start) {
        int end = endOfDigits(text, start);
        if (start > 1 && text.charAt(start - 1) == ' ' && text.charAt(start - 2) == ' ') {
            // The number of a page is apart from the title.
            return Demand.NEVER;
        }
        boolean isLoose = isCode(text, start, end)
                || isItem(text, start, end)
                || isNote(text, start, end)
                || isLabel(text, start, end)
                || isPhrase(text, start, end)
                || (continues(text, end, "/7") && text.contains(" week"))
                || isYearOfPlan(text, start);
        return isLoose ? Demand.IF_CONTRADICTED : Demand.ALWAYS;
    }

    /** Returns whether digits are part of a name such as H1N1 or 5G, or an exponent such as that of km2. */
    private static boolean isCode(String text, int start, int end) {
        char before = charAt(text, start - 1);
        if (EnglishNumber.Pieces.isLatin(before)) {
            return EnglishNumber.Pieces.isLatin(charAt(text, end))
                    || !NumberWords.PREFIXES.contains(wordBefore(text, start));
        }
        if (before == '^' || before == '_') {
            return true;
        }
        char after = charAt(text, end);
        boolean isLetter = after >= 'A' && after <= 'Z' && !EnglishNumber.Pieces.isLatin(charAt(text, end + 1));
        boolean isFormula =
                before == ' ' && end - start == 1 && FORMULA.contains(wordBefore(text, start - 1)) && after != '%';
        return (isLetter && end - start == 1)
                || isFormula
                || COMPANY.matcher(text).region(end, text.length()).lookingAt();
    }

    private static String wordBefore(String text, int end) {
        int start = end;
        while (start > 0 && end - start < MAX_PREFIX && EnglishNumber.Pieces.isLatin(text.charAt(start - 1))) {
            start--;
        }
        return text.substring(start, end).toLowerCase(Locale.ROOT);
    }

    /** Returns whether digits number an item in running text: （2）. Translations also write (ii) or (b). */
    private static boolean isItem(String text, int start, int end) {
        boolean isInParentheses = "(（".indexOf(charAt(text, start - 1)) >= 0 && ")）".indexOf(charAt(text, end)) >= 0;
        return isInParentheses && end - start <= 2 && !EnglishNumber.Pieces.isLatin(charAt(text, start - 2));
    }

    /** Returns whether digits are a reference in brackets, or a note directly after a word and its mark: "war.12". */
    private static boolean isNote(String text, int start, int end) {
        int first = backOver("0123456789,–- ", text, start);
        char before = charAt(text, first - 1);
        if (before == '[') {
            return end - start <= 3;
        }
        while (first < start && text.charAt(first) == ',') {
            first++;
        }
        boolean isEnd = end == text.length() || " ,–-".indexOf(text.charAt(end)) >= 0;
        return isEnd && end - start <= 3 && text.charAt(first) != ' ' && isAfterWord(text, first);
    }

    /** Returns the first index from which a text has only some characters before another index, at most a few. */
    private static int backOver(String characters, String text, int start) {
        int first = start;
        while (first > 0 && start - first < MAX_NOTES && characters.indexOf(text.charAt(first - 1)) >= 0) {
            first--;
        }
        return first;
    }

    /** Returns whether an index is directly after a word and its mark. */
    private static boolean isAfterWord(String text, int first) {
        char mark = charAt(text, first - 1);
        int beforeMark = first - 1;
        while (beforeMark > 0 && ".,;:)”’\"".indexOf(text.charAt(beforeMark)) >= 0) {
            beforeMark--;
        }
        String word = wordBefore(text, beforeMark + 1);
        boolean isSentence = ".,;)”’\"".indexOf(mark) >= 0 || (mark == ':' && beforeMark < first - 2);
        return isSentence && word.length() > 3 && !NumberWords.PREFIXES.contains(word);
    }

    /** Returns whether digits number an item or a heading at the start of a text: "(1)", "1.2 Methods". */
    private static boolean isLabel(String text, int start, int end) {
        if (backOver(" (（[0123456789.", text, start) > 0) {
            return false;
        }
        int last = end;
        while (isDigit(charAt(text, last)) || (charAt(text, last) == '.' && isDigit(charAt(text, last + 1)))) {
            last++;
        }
        boolean isDotted = text.substring(start, last).indexOf('.') > 0 || start > 1;
        char after = charAt(text, last);
        boolean isMarked = ".、)）:：]．".indexOf(after) >= 0 && !isDigit(charAt(text, last + 1));
        return (isMarked && end - start <= 3)
                || (isDotted && after == ' ' && last - start < 6 && isHeading(charAt(text, last + 1)));
    }

    /** Returns whether a letter can be the first one of a heading after its number. */
    private static boolean isHeading(char letter) {
        return Character.isLetter(letter)
                && "万亿倍元米吨公千百年月个".indexOf(letter) < 0
                && Character.isUpperCase(letter) == EnglishNumber.Pieces.isLatin(letter);
    }

    /** Returns whether digits belong to a phrase that many translations express without them: 24/7, 3:00. */
    private static boolean isPhrase(String text, int start, int end) {
        return switch (text.substring(start, end)) {
            case "24" -> continues(text, end, "/7", " hour", "-hour", "小时", "个小时");
            case "7" -> start > 2 && continues(text, start - 3, "24/");
            case "12" -> continues(text, end, " month", "-month");
            case "00", "0" -> charAt(text, start - 1) == ':';
            case "365" -> continues(text, end, " days", "天");
            case "360" -> continues(text, end, " ", "°", "-", "度");
            case "19" -> continues(text, start - 6, "COVID-", "Covid-");
            case "501" -> continues(text, end, "(c)");
            default -> false;
        };
    }

    /** Returns whether a translation may add or omit a number because the number of the plan says it: "Plan (2021-2025)". */
    private static boolean isYearOfPlan(String text, int start) {
        return text.substring(Math.max(0, start - 11), start).contains("Plan (");
    }

    private static boolean continues(String text, int start, String... parts) {
        return Stream.of(parts).anyMatch(part -> text.startsWith(part, start));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static char charAt(String text, int i) {
        return i >= 0 && i < text.length() ? text.charAt(i) : '\n';
    }

    /**
     * Decides whether digits with separators are one number or a list, as in "2, 400" or "250,250". The numbers of the
     * other text decide: if they contain the whole number, it is one. Spaces group by thousands unless the other text has
     * the parts. Keeps each character at its index.
     *
     * @param text the text after {@link #plain}
     * @param other the text in the other language
     */
    static String grouped(String text, String other) {
        String joined = TEN_THOUSANDS.matcher(withDecimalPoints(text, other)).replaceAll(number -> {
            String digits = number.group(1) + number.group(2);
            return numbers(other).contains(digits) ? digits + " " : number.group();
        });
        return GROUPED.matcher(joined).replaceAll(number -> {
            Set<String> known = numbers(other);
            List<String> parts = List.of(NOT_DIGIT.split(number.group()));
            boolean isLoose = number.group(1).length() > 1;
            boolean isOne = known.contains(String.join("", parts))
                    || (isLoose ? parts.stream().noneMatch(part -> isIn(part, other)) : !known.containsAll(parts));
            return isOne
                    ? number.group().replaceAll("[^0-9]", ",")
                    : number.group().replace(',', ';');
        });
    }

    private static boolean isIn(String digits, String text) {
        return NOT_DIGIT.splitAsStream(plain(text)).anyMatch(digits::equals);
    }

    /** Returns the numbers in digits of a text, and those that separators group. */
    private static Set<String> numbers(String original) {
        String text = COMMA.matcher(plain(original).replace('，', ',')).replaceAll("");
        return Stream.of(text, SEPARATOR.matcher(text).replaceAll(""))
                .flatMap(NOT_DIGIT::splitAsStream)
                .collect(Collectors.toSet());
    }

    /**
     * Replaces a middle dot or a hyphen between digits with a decimal point if the other text has the number. Medical
     * journals write 7·5% and books "Figure 2-3"; without that number, 9·11 is a date.
     */
    private static String withDecimalPoints(String text, String other) {
        return MIDDLE_DOT.matcher(text).replaceAll(number -> {
            String decimal = number.group(1) + '.' + number.group(2);
            boolean isKnown = Pattern.compile("(?<![0-9.])" + Pattern.quote(decimal) + "(?![0-9])")
                    .matcher(other)
                    .find();
            return isKnown ? decimal : number.group();
        });
    }

    private static int endOfDigits(CharSequence text, int start) {
        int end = start;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
