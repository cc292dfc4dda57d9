package duiqi.lexicon.number;

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
public record ChineseNumber(BigDecimal value, int end) {
    private static final String DIGITS = "零一二三四五六七八九";
    private static final String UNITS = "十百千万萬亿億";

    /** Between Arabic digits. */
    private static final String SEPARATORS = ".．,，";

    /** Nobody reads a longer number; it is cut, or reading would take time with the square of the length. */
    private static final int MAX_LENGTH = 100;

    private static final BigDecimal WAN = BigDecimal.valueOf(10_000);
    private static final BigDecimal YI = BigDecimal.valueOf(100_000_000);

    /** A number that starts at an index of a text; empty when none does. */
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

    /** The value of a digit in either writing, or -1. */
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

    /** A number in the making. Each method takes the next sign and says whether it can stand there. */
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

        /** Closes a section: 万 multiplies what stands since the last one, 亿 all before it (万亿 is 10 to the 12th). */
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
