package duiqi.lexicon.number;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Represents a number in Chinese text: {@code 三千二百万}, {@code 二〇二三}, {@code 3.5万}, {@code 1,200}, {@code 三万五}.
 *
 * <p>Positional rule: a digit is multiplied by the unit after it, and 万 and 亿 close sections. A last digit directly
 * after a unit of a hundred or more counts the next lower unit (三万五 is 35,000), unless 零 is between them.
 *
 * @param value the exact value
 * @param end the index after the last UTF-16 unit of the number
 */
public record ChineseNumber(BigDecimal value, int end) {
    private static final String DIGITS = "零一二三四五六七八九";
    private static final String UNITS = "十百千万萬亿億";

    /** Separators between Arabic digits. */
    private static final String SEPARATORS = ".．,，";

    /** Maximum number of digits; longer numbers are cut, because parsing takes time with the square of the length. */
    private static final int MAX_LENGTH = 100;

    private static final BigDecimal WAN = BigDecimal.valueOf(10_000);
    private static final BigDecimal YI = BigDecimal.valueOf(100_000_000);

    /** Returns the number that starts at an index of a text, or empty if there is none. */
    public static Optional<ChineseNumber> at(CharSequence text, int start) {
        int end = start;
        while (end < text.length() && end - start < MAX_LENGTH && isNumeral(text, start, end)) {
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
        if (digit(c) >= 0 || UNITS.indexOf(c) >= 0) {
            return true;
        }
        boolean inside = i > start && i + 1 < text.length();
        return inside && SEPARATORS.indexOf(c) >= 0 && isArabic(text.charAt(i - 1)) && isArabic(text.charAt(i + 1));
    }

    /** Returns the value of a digit, Arabic or Chinese, or -1. */
    static int digit(char c) {
        if (isArabic(c)) {
            return Character.digit(c, 10);
        }
        return switch (c) {
            case '〇' -> 0;
            case '两', '兩' -> 2;
            default -> DIGITS.indexOf(c);
        };
    }

    public static boolean isArabic(char c) {
        return (c >= '0' && c <= '9') || (c >= '０' && c <= '９');
    }

    private static Optional<BigDecimal> value(CharSequence numeral) {
        boolean hasUnits = numeral.chars().anyMatch(c -> UNITS.indexOf(c) >= 0);
        return hasUnits ? positional(numeral) : digits(numeral);
    }

    /**
     * Returns the value of consecutive digits, as in years. Two Chinese digits alone are an estimate without a value
     * (三五 is "three to five").
     */
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
        Positional number = new Positional();
        for (int i = 0; i < numeral.length(); ) {
            char c = numeral.charAt(i);
            int end = i + 1;
            boolean sound;
            if (isArabic(c)) {
                while (end < numeral.length()
                        && (isArabic(numeral.charAt(end)) || SEPARATORS.indexOf(numeral.charAt(end)) >= 0)) {
                    end++;
                }
                sound = digits(numeral.subSequence(i, end))
                        .filter(number::arabic)
                        .isPresent();
            } else {
                sound = digit(c) >= 0 ? number.digit(digit(c)) : number.unit(c);
            }
            if (!sound) {
                return Optional.empty();
            }
            i = end;
        }
        return Optional.of(number.value());
    }

    /** Adds up a number. Each method adds the next character and returns whether the number is still valid. */
    private static final class Positional {
        private BigDecimal total = BigDecimal.ZERO;
        private BigDecimal section = BigDecimal.ZERO;
        private Optional<BigDecimal> pending = Optional.empty();
        private boolean pendingIsDigit;
        private boolean afterZero;
        private int lastUnit = 1;

        boolean arabic(BigDecimal value) {
            boolean sound = pending.isEmpty();
            pending = Optional.of(value);
            pendingIsDigit = false;
            return sound;
        }

        boolean digit(int digit) {
            if (digit == 0) {
                afterZero = true;
                return true;
            }
            boolean sound = pending.isEmpty();
            pending = Optional.of(BigDecimal.valueOf(digit));
            pendingIsDigit = true;
            return sound;
        }

        boolean unit(char unit) {
            boolean sound = switch (unit) {
                case '十' -> multiply(10, pending.or(() -> Optional.of(BigDecimal.ONE)));
                case '百' -> multiply(100, pending);
                case '千' -> multiply(1000, pending);
                case '万', '萬' -> close(WAN, 10_000, section.add(pending.orElse(BigDecimal.ZERO)), total);
                default ->
                    close(YI, 100_000_000, total.add(section).add(pending.orElse(BigDecimal.ZERO)), BigDecimal.ZERO);
            };
            pending = Optional.empty();
            afterZero = false;
            return sound;
        }

        private boolean multiply(int unit, Optional<BigDecimal> count) {
            count.ifPresent(factor -> section = section.add(factor.multiply(BigDecimal.valueOf(unit))));
            lastUnit = unit;
            return count.isPresent();
        }

        /**
         * Closes a section: 万 multiplies everything since the last 万, and 亿 everything before it (万亿 is
         * 10<sup>12</sup>).
         */
        private boolean close(BigDecimal factor, int unit, BigDecimal count, BigDecimal before) {
            total = before.add(count.multiply(factor));
            section = BigDecimal.ZERO;
            lastUnit = unit;
            return count.signum() != 0;
        }

        BigDecimal value() {
            BigDecimal last = pending.orElse(BigDecimal.ZERO);
            boolean abbreviated = pendingIsDigit && lastUnit >= 100 && !afterZero;
            BigDecimal weight = abbreviated ? BigDecimal.valueOf(lastUnit / 10) : BigDecimal.ONE;
            return total.add(section).add(last.multiply(weight));
        }
    }
}
