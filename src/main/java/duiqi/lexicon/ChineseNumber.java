package duiqi.lexicon;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Numbers as Chinese text writes them: {@code 三千二百万}, {@code 二〇二三}, {@code 3.5万}, {@code 1,200}, {@code 三万五}.
 *
 * <p>Positional rule: a digit times the unit after it, sections closed by 万 and 亿. A last digit right after a unit of a
 * hundred or more counts the next lower unit (三万五 is 35,000), unless 零 stands between.
 *
 * @param value exact value
 * @param end index after the last UTF-16 unit of the number
 */
record ChineseNumber(BigDecimal value, int end) {
    private static final String DIGITS = "零一二三四五六七八九";
    private static final BigDecimal WAN = BigDecimal.valueOf(10_000);
    private static final BigDecimal YI = BigDecimal.valueOf(100_000_000);

    /** A number that starts at an index of a text; empty when none does. */
    static Optional<ChineseNumber> at(CharSequence text, int start) {
        int end = start;
        while (end < text.length() && isNumeral(text, start, end)) {
            end++;
        }
        if (end == start) {
            return Optional.empty();
        }
        CharSequence numeral = text.subSequence(start, end);
        int length = end;
        return value(numeral).map(value -> new ChineseNumber(value, length));
    }

    private static boolean isNumeral(CharSequence text, int start, int i) {
        char c = text.charAt(i);
        if (digit(c) >= 0 || "十百千万萬亿億".indexOf(c) >= 0) {
            return true;
        }
        boolean inside = i > start && i + 1 < text.length();
        return inside && "．.,，".indexOf(c) >= 0 && isArabic(text.charAt(i - 1)) && isArabic(text.charAt(i + 1));
    }

    /** The value of a digit in either writing, or -1. */
    private static int digit(char c) {
        if (isArabic(c)) {
            return Character.digit(c, 10);
        }
        return switch (c) {
            case '〇' -> 0;
            case '两', '兩' -> 2;
            default -> DIGITS.indexOf(c);
        };
    }

    static boolean isArabic(char c) {
        return (c >= '0' && c <= '9') || (c >= '０' && c <= '９');
    }

    private static Optional<BigDecimal> value(CharSequence numeral) {
        boolean hasUnits = numeral.chars().anyMatch(c -> "十百千万萬亿億".indexOf(c) >= 0);
        return hasUnits ? positional(numeral) : digits(numeral);
    }

    /** Digits one after the other, as in years; two Chinese digits alone are an estimate (三五 is "three to five"). */
    private static Optional<BigDecimal> digits(CharSequence numeral) {
        StringBuilder decimal = new StringBuilder();
        for (int i = 0; i < numeral.length(); i++) {
            char c = numeral.charAt(i);
            if (digit(c) >= 0) {
                decimal.append(digit(c));
            } else if (c == '.' || c == '．') {
                decimal.append('.');
            }
        }
        boolean estimate = numeral.length() == 2
                && !isArabic(numeral.charAt(0))
                && digit(numeral.charAt(0)) != 0
                && digit(numeral.charAt(1)) != 0;
        return estimate ? Optional.empty() : decimal(decimal);
    }

    private static Optional<BigDecimal> decimal(CharSequence digits) {
        try {
            return Optional.of(new BigDecimal(digits.toString()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<BigDecimal> positional(CharSequence numeral) {
        BigDecimal total = BigDecimal.ZERO;
        BigDecimal section = BigDecimal.ZERO;
        Optional<BigDecimal> pending = Optional.empty();
        int lastUnit = 1;
        boolean zero = false;
        for (int i = 0; i < numeral.length(); i++) {
            char c = numeral.charAt(i);
            if (isArabic(c)) {
                int end = i;
                StringBuilder arabic = new StringBuilder();
                while (end < numeral.length() && "十百千万萬亿億".indexOf(numeral.charAt(end)) < 0) {
                    char d = numeral.charAt(end++);
                    if (isArabic(d)) {
                        arabic.append(digit(d));
                    } else if (d == '.' || d == '．') {
                        arabic.append('.');
                    } else if (digit(d) >= 0) {
                        return Optional.empty();
                    }
                }
                pending = decimal(arabic);
                i = end - 1;
                continue;
            }
            int digit = digit(c);
            if (digit == 0) {
                zero = true;
                continue;
            }
            if (digit > 0) {
                if (pending.isPresent()) {
                    return Optional.empty();
                }
                pending = Optional.of(BigDecimal.valueOf(digit));
                continue;
            }
            switch (c) {
                case '十' -> {
                    section = section.add(pending.orElse(BigDecimal.ONE).multiply(BigDecimal.TEN));
                    lastUnit = 10;
                }
                case '百', '千' -> {
                    int unit = c == '百' ? 100 : 1000;
                    if (pending.isEmpty()) {
                        return Optional.empty();
                    }
                    section = section.add(pending.get().multiply(BigDecimal.valueOf(unit)));
                    lastUnit = unit;
                }
                default -> {
                    boolean wan = c == '万' || c == '萬';
                    BigDecimal count = section.add(pending.orElse(BigDecimal.ZERO));
                    if (!wan) {
                        count = total.add(count);
                        total = BigDecimal.ZERO;
                    }
                    if (count.signum() == 0) {
                        return Optional.empty();
                    }
                    total = total.add(count.multiply(wan ? WAN : YI));
                    section = BigDecimal.ZERO;
                    lastUnit = wan ? 10_000 : 100_000_000;
                }
            }
            pending = Optional.empty();
            zero = false;
        }
        if (pending.isPresent()) {
            boolean abbreviated = lastUnit >= 100
                    && !zero
                    && digit(numeral.charAt(numeral.length() - 1)) > 0
                    && !isArabic(numeral.charAt(numeral.length() - 1));
            BigDecimal last = pending.get();
            section = section.add(abbreviated ? last.multiply(BigDecimal.valueOf(lastUnit / 10)) : last);
        }
        return Optional.of(total.add(section));
    }
}
