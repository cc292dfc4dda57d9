package duiqi.check;

import duiqi.check.Figure.Demand;
import duiqi.check.Figure.Kind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;

/** What the forms of Chinese figures say, given the numeral in them. Stateless. */
final class ChineseReadings {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal TEN = BigDecimal.TEN;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final String SMALL = ChineseNumeral.SMALL;

    private ChineseReadings() {}

    static Figure century(Matcher m, BigDecimal n) {
        Figure figure = Figure.of(Kind.CENTURY, n, m.start(), m.end());
        return isArabic(m) || n.compareTo(TEN) > 0 ? figure : figure.demanded(Demand.IF_CONTRADICTED);
    }

    private static boolean isArabic(Matcher m) {
        return Character.isDigit(m.group("n").charAt(0));
    }

    static BiFunction<Matcher, BigDecimal, Figure> numbered(Demand demand) {
        return (m, n) -> {
            boolean first = n.compareTo(BigDecimal.ONE) <= 0;
            return Figure.of(Kind.ORDINAL, n, m.start("n"), m.end("n")).demanded(first ? Demand.NEVER : demand);
        };
    }

    /** 十八大 is the 18th congress, 十大 ten great ones. */
    static Figure congress(Matcher m, BigDecimal n) {
        boolean ten = n.compareTo(TEN) == 0;
        Figure figure = Figure.of(ten ? Kind.CARDINAL : Kind.ORDINAL, n, m.start("n"), m.end("n"));
        return figure.demanded(Demand.IF_CONTRADICTED);
    }

    static Figure ordinal(Matcher m, BigDecimal n) {
        Figure figure = Figure.of(Kind.ORDINAL, n, m.start("n"), m.end("n"));
        if (n.compareTo(BigDecimal.ONE) <= 0) {
            return figure.demanded(Demand.NEVER);
        }
        return isArabic(m) || n.compareTo(TEN) > 0 ? figure : figure.demanded(Demand.IF_CONTRADICTED);
    }

    static Figure decade(Matcher m, BigDecimal n) {
        Optional<String> century = Optional.ofNullable(m.group("century"));
        return century.flatMap(ChineseNumeral::value)
                .map(number -> number.subtract(BigDecimal.ONE).multiply(HUNDRED).add(n))
                .map(year -> Figure.of(Kind.DECADE, year, m.start(), m.end()).or(n))
                .orElseGet(() -> ofAnyCentury(n, m));
    }

    /** 五 of 五六十年代 */
    static Figure tensOfYears(Matcher m, BigDecimal n) {
        return ofAnyCentury(n.multiply(TEN), m);
    }

    /** 90后: those born in the nineties. */
    static Figure bornIn(Matcher m, BigDecimal n) {
        return ofAnyCentury(n, m).demanded(Demand.IF_CONTRADICTED);
    }

    private static Figure ofAnyCentury(BigDecimal n, Matcher m) {
        Figure figure = Figure.of(Kind.DECADE, n, m.start(), m.end());
        for (int start = 1700; n.compareTo(HUNDRED) < 0 && start <= 2000; start += 100) {
            figure = figure.or(n.add(BigDecimal.valueOf(start)));
        }
        return figure;
    }

    /** 一号, 三期: one in a row, the first among them. */
    static Figure inRow(Matcher m, BigDecimal n) {
        return Figure.of(Kind.ORDINAL, n, m.start("n"), m.end("n")).demanded(Demand.IF_CONTRADICTED);
    }

    static Figure moreThanOne(Matcher m, BigDecimal n) {
        return Figure.of(Kind.CARDINAL, n, m.start("n"), m.end("n") + 1)
                .upTo(n.add(n))
                .inWords(true)
                .demanded(Demand.IF_CONTRADICTED);
    }

    static Figure percent(Matcher m, BigDecimal n, BigDecimal factor) {
        BigDecimal value = n.multiply(factor);
        Figure figure = Figure.of(Kind.PERCENT, value, m.start(), m.end()).or(value.movePointLeft(2));
        // "Fully", "entirely".
        return value.compareTo(HUNDRED) == 0 ? figure.demanded(Demand.NEVER) : figure;
    }

    static Figure fraction(Matcher m, BigDecimal n) {
        BigDecimal over = ChineseNumeral.value(m.group("over").replace(",", "")).orElse(BigDecimal.ONE);
        return ratio(over, n, m);
    }

    static Figure smallFraction(Matcher m, BigDecimal n) {
        return ratio(n, ChineseNumeral.scale(m.group("scale")), m);
    }

    private static Figure ratio(BigDecimal over, BigDecimal under, Matcher m) {
        if (under.signum() == 0) {
            // 0分之1 is no part of anything.
            return Figure.of(Kind.CARDINAL, over, m.start(), m.end()).demanded(Demand.NEVER);
        }
        BigDecimal value = over.divide(under, MathContext.DECIMAL64);
        Figure figure = Figure.of(Kind.FRACTION, value, m.start(), m.end()).inWords(true);
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
                .demanded(n.compareTo(TWO) < 0 ? Demand.NEVER : Demand.ALWAYS);
    }

    /** 一米八, 三块五 */
    static Figure withTenths(Matcher m, BigDecimal n) {
        BigDecimal tenths =
                ChineseNumeral.value(m.group("rest")).orElse(BigDecimal.ZERO).movePointLeft(1);
        return Figure.of(Kind.CARDINAL, n.add(tenths), m.start(), m.end());
    }

    static Figure discount(Matcher m, BigDecimal n) {
        BigDecimal price = n.compareTo(TEN) < 0 ? n.multiply(TEN) : n;
        return Figure.of(Kind.PERCENT, price, m.start(), m.end())
                .or(HUNDRED.subtract(price))
                .demanded(Demand.IF_CONTRADICTED);
    }

    static Figure multiple(Matcher m, BigDecimal n) {
        Figure figure = Figure.of(Kind.MULTIPLE, n, m.start(), m.end())
                .or(n.add(BigDecimal.ONE))
                .or(n.multiply(HUNDRED))
                .or(n.subtract(BigDecimal.ONE).multiply(HUNDRED));
        return n.compareTo(TWO) < 0 ? figure.demanded(Demand.NEVER) : figure;
    }

    static Figure power(Matcher m, int times) {
        BigDecimal value = TWO.pow(times);
        return Figure.of(Kind.MULTIPLE, value, m.start(), m.end())
                .inWords(true)
                .or(value.subtract(BigDecimal.ONE).multiply(HUNDRED))
                .or(value.multiply(HUNDRED));
    }

    static Figure year(Matcher m, BigDecimal n) {
        boolean plausible = n.compareTo(BigDecimal.valueOf(1000)) > 0 && n.compareTo(BigDecimal.valueOf(2200)) < 0;
        return Figure.of(plausible ? Kind.YEAR : Kind.CARDINAL, n, m.start("n"), m.end("n"));
    }

    static Figure month(Matcher m, BigDecimal n) {
        boolean month = n.signum() > 0 && n.compareTo(BigDecimal.valueOf(12)) <= 0;
        Figure figure = Figure.of(month ? Kind.MONTH : Kind.CARDINAL, n, m.start("n"), m.end("n"));
        return isArabic(m) ? figure : figure.demanded(Demand.IF_CONTRADICTED);
    }

    static Figure day(Matcher m, BigDecimal n) {
        boolean day = n.signum() > 0 && n.compareTo(BigDecimal.valueOf(31)) <= 0;
        return Figure.of(day ? Kind.DAY : Kind.CARDINAL, n, m.start("n"), m.end("n"));
    }
}
