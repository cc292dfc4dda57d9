package duiqi.lexicon.number;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Represents a numeral in Chinese text: {@code 三千二百万}, {@code 二〇二三}, {@code 3.5万}, {@code 1,200}, {@code 三点五},
 * {@code 一千多万}, {@code 1亿3500万}. Tokens, headings and figures are read by it.
 *
 * @param value the value, or the least possible value
 * @param high the greatest possible value, equal to the value if it is exact
 * @param hasValue false if the numeral has no single value, such as the estimate {@code 十四五}
 * @param arabic true if it begins with an Arabic digit
 * @param isDigits true if it consists of Han digits without a unit, such as 六零
 * @param end the index after its last UTF-16 unit, including 多 and 余
 */
public record ChineseNumeral(
        BigDecimal value, BigDecimal high, boolean hasValue, boolean arabic, boolean isDigits, int end) {
    /** Han numerals. */
    static final String HAN = "零〇一二三四五六七八九十百千万萬亿億两兩廿卅卌";

    /** Han digits from one to nine. */
    static final String SMALL = "一二三四五六七八九";

    private static final String DIGITS = "零" + SMALL;
    private static final String UNITS = "十百千万萬亿億两兩廿卅卌";

    /** Units of measure that begin with 千. */
    static final String KILO = "(?:字节|比特|[米克瓦赫伏卡帕焦乏牛欧])";

    private static final String ARABIC = "[0-9０-９]+(?:,{1,2}[0-9０-９]{3}(?![0-9０-９]))*+(?:[.．][0-9０-９]+)?";

    /** Pattern of a numeral for use in longer expressions. */
    static final String PATTERN = "(?:" + ARABIC + "(?:\\s?(?:百(?!帕|分位)|[万萬亿億]|千(?!" + KILO
            + "))+(?:[0-9]+(?:\\.[0-9]+)?[百千万亿]+|(?<=亿) [0-9]+ ?[百千万]+"
            + "|(?<=[万千]) [0-9]+ ?[百千]万?)*+(?:[1-9][0-9]{3}(?![0-9年.]))?+)?"
            + "|(?:[零〇一二三四五六七八九十百千万萬亿億廿卌]|(?<!五)卅|[两兩](?=[百千万萬亿億])"
            + "|(?<![零〇一二三四五六七八九十百千万萬亿億])[两兩])++)"
            + "(?:点[零〇一二三四五六七八九]+(?![十分时点])[百千万亿]*)?";

    private static final Pattern NUMERAL = Pattern.compile(PATTERN);

    /** Maximum number of characters; longer numerals are cut, because parsing takes time with the square of the length. */
    private static final int MAX_LENGTH = 100;

    private static final Pattern MORE =
            Pattern.compile("(?:\\s(?=[多余]\\s?[百千万亿人]))?(?<more>[多余来几])?\\s?(?<scale>(?<=[多余来几])[百千万亿]+)?");

    private static final Pattern ESTIMATE = Pattern.compile(
            "(?<tens>(?:[一二三四五六七八九]?十)?)(?<least>[" + SMALL + "两])(?<most>[" + SMALL + "])(?<unit>[十百千万亿]*)");

    private static final Pattern SCALES = Pattern.compile("[百千万亿]+");
    private static final BigDecimal WAN = BigDecimal.valueOf(10_000);
    private static final BigDecimal YI = BigDecimal.valueOf(100_000_000);

    static boolean mayBegin(char c) {
        return isArabic(c) || HAN.indexOf(c) >= 0;
    }

    public static boolean isArabic(char c) {
        return (c >= '0' && c <= '9') || (c >= '０' && c <= '９');
    }

    /** Returns the numeral with a single value that begins at an index, without 多 or 余, or empty if there is none. */
    public static Optional<ChineseNumeral> at(CharSequence text, int start) {
        return read(text, start).filter(ChineseNumeral::hasValue);
    }

    /** Returns the numeral or the estimate that begins at an index, with 多 or 余, or empty if there is none. */
    static Optional<ChineseNumeral> rangeAt(String text, int start) {
        return read(text, start).map(numeral -> numeral.hasValue ? numeral.withMore(text) : numeral);
    }

    private static Optional<ChineseNumeral> read(CharSequence text, int start) {
        if (start >= text.length() || !mayBegin(text.charAt(start))) {
            return Optional.empty();
        }
        Matcher numeral = NUMERAL.matcher(text)
                .useTransparentBounds(true)
                .region(start, Math.min(text.length(), start + MAX_LENGTH));
        if (!numeral.lookingAt()) {
            return Optional.empty();
        }
        String written = numeral.group();
        boolean arabic = isArabic(written.charAt(0));
        boolean digits = !arabic && written.length() > 1 && written.chars().noneMatch(c -> UNITS.indexOf(c) >= 0);
        return Optional.of(value(written)
                .map(value -> new ChineseNumeral(value, value, true, arabic, digits, numeral.end()))
                .orElseGet(() -> estimate(written, arabic, numeral.end())));
    }

    /** Reads an estimate of two digits: 三四十 is 30 to 40. Any other has all values. */
    private static ChineseNumeral estimate(String written, boolean arabic, int end) {
        Matcher parts = ESTIMATE.matcher(written);
        BigDecimal least = BigDecimal.ZERO;
        BigDecimal most = BigDecimal.ZERO;
        if (parts.matches()) {
            BigDecimal tens = value(parts.group("tens") + "零").orElse(BigDecimal.ZERO);
            BigDecimal unit = scale(parts.group("unit"));
            least = tens.add(BigDecimal.valueOf(digit(parts.group("least").charAt(0))))
                    .multiply(unit);
            most = tens.add(BigDecimal.valueOf(digit(parts.group("most").charAt(0))))
                    .multiply(unit);
        }
        return least.compareTo(most) < 0
                ? new ChineseNumeral(least, most, false, arabic, false, end)
                : new ChineseNumeral(BigDecimal.ZERO, BigDecimal.TEN.pow(20), false, arabic, false, end);
    }

    /** Returns this numeral extended by a following 多 or 余 and scale, as in 一千多万. */
    private ChineseNumeral withMore(String text) {
        Matcher more = MORE.matcher(text).useTransparentBounds(true).region(end, text.length());
        if (!more.lookingAt() || more.group("more") == null || value.compareTo(BigDecimal.TEN) < 0) {
            return this;
        }
        boolean comes = more.group().equals("来")
                && end + 1 < text.length()
                && !"个年岁次天万".contains(text.substring(end + 1, end + 2));
        if (comes) {
            return this;
        }
        String scale = more.group("scale");
        BigDecimal factor = scale == null ? BigDecimal.ONE : scale(scale);
        BigDecimal most = value.add(lastUnit(value)).multiply(factor);
        return new ChineseNumeral(value.multiply(factor), most, hasValue, arabic, isDigits, more.end());
    }

    /** Returns the value of a whole numeral, or empty if it has none, such as an estimate. */
    static Optional<BigDecimal> value(String numeral) {
        int point = numeral.indexOf('点');
        if (point > 0) {
            Matcher scales = SCALES.matcher(numeral).region(point, numeral.length());
            boolean scaled = scales.find();
            String decimals = numeral.substring(point + 1, scaled ? scales.start() : numeral.length());
            BigDecimal factor = scaled ? scale(scales.group()) : BigDecimal.ONE;
            return value(numeral.substring(0, point))
                    .map(whole -> whole.add(new BigDecimal("0." + digits(decimals))))
                    .map(sum -> sum.multiply(factor));
        }
        String text = numeral.replaceAll("[ ,]", "")
                .replace("廿", "二十")
                .replace("卅", "三十")
                .replace("卌", "四十")
                .replace('．', '.');
        boolean hasUnits = text.chars().anyMatch(c -> UNITS.indexOf(c) >= 0 && c != '两' && c != '兩');
        // Two Chinese digits alone are an estimate without a value: 三五 is "three to five".
        boolean isEstimate = text.length() == 2
                && !isArabic(text.charAt(0))
                && digit(text.charAt(0)) != 0
                && digit(text.charAt(1)) != 0;
        return hasUnits
                ? positional(text).map(ChineseNumeral::whole)
                : isEstimate ? Optional.empty() : Optional.of(new BigDecimal(digits(text)));
    }

    /** Returns consecutive digits, as in years, as Arabic digits. */
    private static String digits(String text) {
        StringBuilder digits = new StringBuilder();
        text.chars().forEach(c -> digits.append(c == '.' ? "." : String.valueOf(digit((char) c))));
        return digits.toString();
    }

    /** Returns the value of a digit, Arabic or Chinese, or -1. */
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

    private static Optional<BigDecimal> positional(String text) {
        Positional number = new Positional();
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            int end = i + 1;
            boolean sound;
            if (isArabic(c)) {
                while (end < text.length() && (isArabic(text.charAt(end)) || text.charAt(end) == '.')) {
                    end++;
                }
                sound = number.arabic(new BigDecimal(digits(text.substring(i, end))));
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

    /** Removes trailing zeros after the decimal point: 3.5万 is 35,000, not 35,000.0. */
    static BigDecimal whole(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    /** Returns the value of units without a count: 百万 is a million. */
    static BigDecimal scale(String units) {
        BigDecimal product = BigDecimal.ONE;
        for (int i = 0; i < units.length(); i++) {
            product = product.movePointRight(
                    switch (units.charAt(i)) {
                        case '十' -> 1;
                        case '百' -> 2;
                        case '千' -> 3;
                        case '万' -> 4;
                        default -> 8;
                    });
        }
        return product;
    }

    /** Returns the unit of the last digit that is not zero: 10 for 170. 多 adds less than one of these units. */
    private static BigDecimal lastUnit(BigDecimal value) {
        return BigDecimal.ONE.movePointLeft(value.stripTrailingZeros().scale());
    }

    /**
     * Adds up a number: a digit is multiplied by the unit after it, and 万 and 亿 close sections. A last digit directly after
     * a unit of a hundred or more counts the next lower unit (三万五 is 35,000), unless 零 is between them. Each method adds
     * the next character and returns whether the number is still valid.
     */
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
            boolean sound = arabic(BigDecimal.valueOf(digit));
            pendingIsDigit = true;
            return sound;
        }

        boolean unit(char unit) {
            boolean sound = switch (unit) {
                case '十' -> multiply(10, pending.or(() -> Optional.of(BigDecimal.ONE)));
                case '百' -> multiply(100, pending);
                case '千' -> multiply(1000, pending);
                case '万', '萬' -> close(WAN, section.add(pending.orElse(BigDecimal.ZERO)), total);
                default -> close(YI, total.add(section).add(pending.orElse(BigDecimal.ZERO)), BigDecimal.ZERO);
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

        /** Closes a section: 万 multiplies everything since the last 万, and 亿 everything before it (万亿 is a trillion). */
        private boolean close(BigDecimal factor, BigDecimal count, BigDecimal before) {
            total = before.add(count.multiply(factor));
            section = BigDecimal.ZERO;
            lastUnit = factor.intValue();
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
