package duiqi.check;

import duiqi.check.Figure.Kind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Pattern;

/** Tells whether an English figure renders a Chinese one. Stateless. */
final class FigureMatch {
    /** A rounded figure may be this much off: "nearly 16 million" for 15.76 million. */
    private static final double ROUNDING = 0.05;

    /** What parts may differ by: "a third" for 三成. */
    private static final BigDecimal PARTS = new BigDecimal("0.04");

    /** "More than 93" is no rendering of 90多, though 93 by itself is. */
    private static final Pattern MORE_BEFORE =
            Pattern.compile("(?:over|than|above|past|exceed\\w*)(?: the)? $", Pattern.CASE_INSENSITIVE);

    private static final Pattern MORE_AFTER = Pattern.compile("-?(?:plus|odd)| plus|\\+| years (?:and|or) more");

    private FigureMatch() {}

    static boolean renders(Figure chinese, Figure english) {
        if (english.kind() == Kind.MONTH && chinese.kind() != Kind.MONTH) {
            return isNumericDate(chinese) && english.says(chinese.value());
        }
        if (chinese.kind() == Kind.FRACTION && english.kind() != Kind.FRACTION) {
            return english.kind() == Kind.PERCENT
                    ? isNear(chinese.value(), english.value().movePointLeft(2))
                    : english.kind() == Kind.CARDINAL && chinese.value().compareTo(english.value()) == 0;
        }
        if (english.kind() == Kind.FRACTION) {
            return rendersAsFraction(chinese, english);
        }
        return english.saysAnyOf(chinese)
                || isWithin(chinese, english)
                || isRounded(chinese, english)
                || UnitConversion.converts(chinese, english);
    }

    /** Two figures that say a part together, as in "two out of three". */
    static boolean rendersAsParts(Figure chinese, List<Figure> english) {
        if (chinese.kind() == Kind.PERCENT
                && chinese.value().remainder(BigDecimal.TEN).signum() == 0) {
            BigDecimal tenths = chinese.value().movePointLeft(1);
            return isSaid(tenths, english) && isSaid(BigDecimal.TEN, english);
        }
        return chinese.kind() == Kind.FRACTION
                && chinese.also().size() == 2
                && chinese.also().stream()
                        .allMatch(part -> part.compareTo(BigDecimal.ONE) == 0 || isSaid(part, english));
    }

    private static boolean isSaid(BigDecimal value, List<Figure> english) {
        return english.stream().anyMatch(figure -> figure.value().compareTo(value) == 0);
    }

    private static boolean rendersAsFraction(Figure chinese, Figure english) {
        BigDecimal part = english.value();
        return switch (chinese.kind()) {
            case FRACTION -> isNear(chinese.value(), part);
            case PERCENT ->
                isNear(chinese.value().movePointLeft(2), part)
                        || chinese.value().compareTo(part) == 0;
            case VAGUE -> false;
            default ->
                chinese.value().compareTo(part) == 0
                        || english.also().stream().anyMatch(each -> each.compareTo(chinese.value()) == 0);
        };
    }

    private static boolean isNear(BigDecimal one, BigDecimal other) {
        return one.subtract(other).abs().compareTo(PARTS) <= 0
                && one.max(other).compareTo(one.min(other).multiply(BigDecimal.valueOf(2))) < 0;
    }

    private static boolean isWithin(Figure chinese, Figure english) {
        if (!chinese.isExact()
                && english.values().anyMatch(chinese::covers)
                && (chinese.kind() == Kind.VAGUE || !isSaidToBeMore(english))) {
            return true;
        }
        if (english.kind() == Kind.VAGUE && chinese.values().anyMatch(english::covers)) {
            return true;
        }
        // Decades and years of a century: the 1900s, "in the 1980s" for 上世纪.
        return chinese.kind() == Kind.CENTURY
                && english.value().compareTo(BigDecimal.valueOf(100)) > 0
                && english.value()
                                .divideToIntegralValue(BigDecimal.valueOf(100))
                                .add(BigDecimal.ONE)
                                .compareTo(chinese.value())
                        == 0;
    }

    private static boolean isSaidToBeMore(Figure english) {
        return MORE_BEFORE.matcher(english.before()).find()
                || MORE_AFTER.matcher(english.after()).lookingAt();
    }

    /** Rounded to fewer digits, and said to be so. */
    private static boolean isRounded(Figure chinese, Figure english) {
        if (!(english.about() || chinese.about())
                || english.kind() == Kind.YEAR
                || english.kind() == Kind.ORDINAL
                || english.value().signum() == 0
                || chinese.value().signum() == 0) {
            return false;
        }
        int digits = significant(english.value());
        return chinese.values().anyMatch(value -> {
            boolean rounded = digits < significant(value)
                    && (value.round(new MathContext(digits, RoundingMode.HALF_UP))
                                            .compareTo(english.value())
                                    == 0
                            || value.round(new MathContext(digits, RoundingMode.DOWN))
                                            .compareTo(english.value())
                                    == 0
                            || value.round(new MathContext(digits, RoundingMode.UP))
                                            .compareTo(english.value())
                                    == 0);
            double ratio = english.value().doubleValue() / value.doubleValue();
            return rounded && Math.abs(ratio - 1) <= ROUNDING;
        });
    }

    private static int significant(BigDecimal value) {
        return value.stripTrailingZeros().precision();
    }

    private static boolean isNumericDate(Figure chinese) {
        boolean left = !chinese.before().isEmpty()
                && "-./·".indexOf(chinese.before().charAt(chinese.before().length() - 1)) >= 0;
        boolean right =
                !chinese.after().isEmpty() && "-./·".indexOf(chinese.after().charAt(0)) >= 0;
        return left || right;
    }
}
