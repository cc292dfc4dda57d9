package duiqi.lexicon.number;

import duiqi.lexicon.Figure;
import duiqi.lexicon.Figure.Demand;
import duiqi.lexicon.Figure.Kind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Represents a numeral in simplified Chinese text with half-width digits: {@code 3.5万}, {@code 三点五}, {@code 一千多万},
 * {@code 1亿3500万}.
 *
 * @param value the value, or the least possible value
 * @param high the greatest possible value, equal to the value if it is exact
 * @param hasValue false if the numeral has no single value, such as the estimate {@code 十四五}
 * @param arabic true if it begins with an Arabic digit
 * @param isDigits true if it consists of Han digits without a unit, such as 六零
 * @param end the index after its last UTF-16 unit, including 多 and 余
 */
record ChineseNumeral(BigDecimal value, BigDecimal high, boolean hasValue, boolean arabic, boolean isDigits, int end) {
    /** Han numerals. */
    static final String HAN = "零〇一二三四五六七八九十百千万亿两廿卅卌";

    /** Han digits from one to nine. */
    static final String SMALL = "一二三四五六七八九";

    private static final String UNITS = "十百千万亿两廿卅卌";

    /** Units of measure that begin with 千. */
    static final String KILO = "(?:字节|比特|[米克瓦赫伏卡帕焦乏牛欧])";

    private static final String ARABIC = "[0-9]+(?:,{1,2}[0-9]{3}(?![0-9]))*+(?:\\.[0-9]+)?";

    /** Pattern of a numeral for use in longer expressions. */
    static final String PATTERN = "(?:" + ARABIC + "(?:\\s?(?:百(?!帕|分位)|[万亿]|千(?!" + KILO
            + "))+(?:[0-9]+(?:\\.[0-9]+)?[百千万亿]+)*+(?:[1-9][0-9]{3}(?![0-9年.]))?+)?"
            + "|(?:[零〇一二三四五六七八九十百千万亿廿卌]|(?<!五)卅|两(?=[百千万亿])"
            + "|(?<![零〇一二三四五六七八九十百千万亿])两)++)"
            + "(?:点[零〇一二三四五六七八九]+(?![十分时])[百千万亿]*)?";

    private static final Pattern NUMERAL = Pattern.compile(PATTERN);
    private static final Pattern MORE =
            Pattern.compile("(?:\\s(?=[多余]\\s?[百千万亿人]))?(?<more>[多余来几])?\\s?(?<scale>(?<=[多余来几])[百千万亿]+)?");

    private static final Pattern ESTIMATE = Pattern.compile(
            "(?<tens>(?:[一二三四五六七八九]?十)?)(?<least>[" + SMALL + "两])(?<most>[" + SMALL + "])(?<unit>[十百千万亿]*)");

    private static final Pattern SCALES = Pattern.compile("[百千万亿]+");

    /** Returns whether a numeral can begin with a character. */
    static boolean mayBegin(char c) {
        return (c >= '0' && c <= '9') || HAN.indexOf(c) >= 0;
    }

    /** Returns the numeral that begins at an index, or empty if there is none. */
    static Optional<ChineseNumeral> at(String text, int start) {
        if (!mayBegin(text.charAt(start))) {
            return Optional.empty();
        }
        Matcher numeral = NUMERAL.matcher(text).useTransparentBounds(true).region(start, text.length());
        if (!numeral.lookingAt()) {
            return Optional.empty();
        }
        String written = numeral.group();
        boolean arabic = Character.isDigit(written.charAt(0));
        boolean digits = !arabic && written.length() > 1 && written.chars().noneMatch(c -> UNITS.indexOf(c) >= 0);
        return Optional.of(value(written)
                .map(value -> new ChineseNumeral(value, value, true, arabic, digits, numeral.end()).withMore(text))
                .orElseGet(() -> estimate(written, arabic, numeral.end())));
    }

    /** Reads an estimate of two digits: 三四十 is 30 to 40. Any other has all values. */
    private static ChineseNumeral estimate(String written, boolean arabic, int end) {
        Matcher parts = ESTIMATE.matcher(written);
        if (!parts.matches()) {
            return new ChineseNumeral(BigDecimal.ZERO, BigDecimal.TEN.pow(20), false, arabic, false, end);
        }
        BigDecimal tens = value(parts.group("tens") + "零").orElse(BigDecimal.ZERO);
        BigDecimal unit = scale(parts.group("unit"));
        BigDecimal least = tens.add(digit(parts.group("least"))).multiply(unit);
        BigDecimal most = tens.add(digit(parts.group("most"))).multiply(unit);
        return least.compareTo(most) < 0
                ? new ChineseNumeral(least, most, false, arabic, false, end)
                : new ChineseNumeral(BigDecimal.ZERO, BigDecimal.TEN.pow(20), false, arabic, false, end);
    }

    private static BigDecimal digit(String han) {
        return BigDecimal.valueOf(ChineseNumber.digit(han.charAt(0)));
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
        String text = plain(numeral);
        int point = text.indexOf('点');
        if (point > 0) {
            Matcher scales = SCALES.matcher(text).region(point, text.length());
            boolean scaled = scales.find();
            String decimals = text.substring(point + 1, scaled ? scales.start() : text.length());
            BigDecimal factor = scaled ? scale(scales.group()) : BigDecimal.ONE;
            return value(text.substring(0, point))
                    .flatMap(whole -> digits(decimals).map(rest -> whole.add(rest.movePointLeft(decimals.length()))))
                    .map(sum -> sum.multiply(factor));
        }
        return ChineseNumber.at(text, 0)
                .filter(number -> number.end() == text.length())
                .map(ChineseNumber::value)
                .map(value -> SCALES.matcher(text).find() ? whole(value) : value);
    }

    private static String plain(String numeral) {
        String text = numeral.indexOf(' ') < 0 && numeral.indexOf(',') < 0
                ? numeral
                : numeral.replace(" ", "").replace(",", "");
        boolean isOld = text.indexOf('廿') >= 0 || text.indexOf('卅') >= 0 || text.indexOf('卌') >= 0;
        return isOld ? text.replace("廿", "二十").replace("卅", "三十").replace("卌", "四十") : text;
    }

    /** Removes trailing zeros after the decimal point: 3.5万 is 35,000, not 35,000.0. */
    private static BigDecimal whole(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    /** Returns the value of Han digits after a decimal point: 五零 is 50. */
    private static Optional<BigDecimal> digits(String han) {
        StringBuilder digits = new StringBuilder();
        han.chars().forEach(c -> digits.append(ChineseNumber.digit((char) c)));
        return digits.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(digits.toString()));
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
        BigDecimal plain = value.stripTrailingZeros();
        return BigDecimal.ONE.movePointLeft(plain.scale());
    }

    /** Creates the figures of Chinese fractions, percentages, tenths, discounts and multiples. Stateless. */
    static final class Parts {
        private static final String SMALL = ChineseNumeral.SMALL;
        private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
        private static final BigDecimal TEN = BigDecimal.TEN;
        private static final BigDecimal TWO = BigDecimal.valueOf(2);

        private Parts() {}

        static Figure percent(Matcher m, BigDecimal n, BigDecimal factor) {
            BigDecimal value = n.multiply(factor);
            Figure figure = Figure.of(Kind.PERCENT, value, m.start(), m.end()).or(value.movePointLeft(2));
            // 百分之百 also means "fully" or "entirely".
            return value.compareTo(HUNDRED) == 0 ? figure.withDemand(Demand.NEVER) : figure;
        }

        static Figure fraction(Matcher m, BigDecimal n) {
            BigDecimal over =
                    ChineseNumeral.value(m.group("over").replace(",", "")).orElse(BigDecimal.ONE);
            return ratio(over, n, m);
        }

        static Figure smallFraction(Matcher m, BigDecimal n) {
            return ratio(n, ChineseNumeral.scale(m.group("scale")), m);
        }

        /** Reads 一又二分之一 as 1.5. */
        static Figure mixed(Matcher m, BigDecimal n) {
            BigDecimal under = ChineseNumeral.value(m.group("under")).orElse(BigDecimal.ONE);
            BigDecimal over = ChineseNumeral.value(m.group("over")).orElse(BigDecimal.ZERO);
            BigDecimal part = under.signum() == 0 ? BigDecimal.ZERO : over.divide(under, MathContext.DECIMAL64);
            return Figure.of(Kind.CARDINAL, n.add(part), m.start(), m.end()).withSpelled(true);
        }

        /** Reads 6½. */
        static Figure withPart(Matcher m, BigDecimal n) {
            BigDecimal part = switch (m.group("part")) {
                case "½" -> new BigDecimal("0.5");
                case "¼" -> new BigDecimal("0.25");
                case "¾" -> new BigDecimal("0.75");
                case "⅛" -> new BigDecimal("0.125");
                case "⅓" -> BigDecimal.ONE.divide(BigDecimal.valueOf(3), MathContext.DECIMAL64);
                default -> TWO.divide(BigDecimal.valueOf(3), MathContext.DECIMAL64);
            };
            return Figure.of(Kind.CARDINAL, n.add(part), m.start(), m.end());
        }

        static Figure ratio(BigDecimal over, BigDecimal under, Matcher m) {
            if (under.signum() == 0) {
                // 0分之1 is not a fraction.
                return Figure.of(Kind.CARDINAL, over, m.start(), m.end()).withDemand(Demand.NEVER);
            }
            BigDecimal value = over.divide(under, MathContext.DECIMAL64);
            Figure figure = Figure.of(Kind.FRACTION, value, m.start(), m.end()).withSpelled(true);
            return figure.or(over).or(under);
        }

        static Figure tenths(Matcher m, BigDecimal n) {
            String half = m.group("half");
            BigDecimal rest = half == null
                    ? BigDecimal.ZERO
                    : half.equals("半") ? BigDecimal.valueOf(5) : BigDecimal.valueOf(SMALL.indexOf(half) + 1L);
            BigDecimal value = n.multiply(TEN).add(rest);
            return Figure.of(Kind.PERCENT, value, m.start(), m.end())
                    .or(value.movePointLeft(2))
                    .withDemand(n.compareTo(TWO) < 0 ? Demand.NEVER : Demand.ALWAYS);
        }

        /** Reads 一米八 and 三块五. */
        static Figure withTenths(Matcher m, BigDecimal n) {
            BigDecimal tenths = ChineseNumeral.value(m.group("rest"))
                    .orElse(BigDecimal.ZERO)
                    .movePointLeft(1);
            return Figure.of(Kind.CARDINAL, n.add(tenths), m.start(), m.end());
        }

        static Figure discount(Matcher m, BigDecimal n) {
            BigDecimal hundredths = Optional.ofNullable(m.group("rest"))
                    .flatMap(ChineseNumeral::value)
                    .orElse(BigDecimal.ZERO);
            BigDecimal price = whole(n.multiply(TEN).add(hundredths));
            return Figure.of(Kind.PERCENT, price, m.start(), m.end())
                    .or(HUNDRED.subtract(price))
                    .withDemand(Demand.IF_CONTRADICTED);
        }

        static Figure multiple(Matcher m, BigDecimal n) {
            Figure figure = Figure.of(Kind.MULTIPLE, n, m.start(), m.end())
                    .or(n.add(BigDecimal.ONE))
                    .or(n.multiply(HUNDRED))
                    .or(n.subtract(BigDecimal.ONE).multiply(HUNDRED));
            // 一倍 is doubled or as many again.
            return n.compareTo(BigDecimal.ONE) < 0
                    ? figure.withDemand(Demand.NEVER)
                    : n.compareTo(TWO) < 0 ? figure.withDemand(Demand.IF_CONTRADICTED) : figure;
        }

        static Figure power(Matcher m, int times) {
            BigDecimal value = TWO.pow(times);
            return Figure.of(Kind.MULTIPLE, value, m.start(), m.end())
                    .withSpelled(true)
                    .or(value.subtract(BigDecimal.ONE).multiply(HUNDRED))
                    .or(value.multiply(HUNDRED));
        }
    }
}
