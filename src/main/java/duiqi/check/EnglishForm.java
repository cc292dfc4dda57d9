package duiqi.check;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;

/** Writes a Chinese figure as English does: {@code 35,000}, {@code 120 million}, {@code 35%}, {@code 18th}, {@code 1980s}. Stateless. */
final class EnglishForm {
    private static final List<String> SMALL =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");
    private static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");
    private static final List<String> PARTS =
            List.of("", "", "half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth");
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /** From a million on, English counts in these when few digits remain. */
    private static final List<String> SCALES = List.of("trillion", "billion", "million");

    private static final int FIRST_SCALE = 12;
    private static final int FEW_DIGITS = 4;

    private EnglishForm() {}

    /**
     * The figure in English.
     *
     * @param inWords whether the text writes small numbers as words
     * @param percentSign what the text writes behind a percentage
     */
    static String of(Figure figure, boolean inWords, String percentSign) {
        BigDecimal value = figure.value();
        return switch (figure.kind()) {
            case PERCENT -> number(value) + percentSign;
            case FRACTION -> fraction(figure);
            case ORDINAL, CENTURY -> ordinal(value);
            case DECADE -> century(figure).toPlainString() + "s";
            case YEAR -> value.toPlainString();
            case MONTH -> MONTHS.get(value.intValue() - 1);
            case MULTIPLE -> number(value) + (figure.spelled() ? "-fold" : " times");
            case DAY -> value.toPlainString();
            case CARDINAL, VAGUE -> {
                boolean small =
                        inWords && value.stripTrailingZeros().scale() <= 0 && value.compareTo(BigDecimal.TEN) <= 0;
                yield small ? SMALL.get(value.intValue()) : number(value);
            }
        };
    }

    private static BigDecimal century(Figure decade) {
        boolean short_ = decade.value().compareTo(BigDecimal.valueOf(100)) < 0;
        return short_ ? decade.value().add(BigDecimal.valueOf(1900)) : decade.value();
    }

    /** Grouped by thousands; in millions and more where that is shorter. */
    static String number(BigDecimal value) {
        if (value.compareTo(MILLION) >= 0) {
            int scale = FIRST_SCALE;
            for (String word : SCALES) {
                BigDecimal count = value.movePointLeft(scale).stripTrailingZeros();
                if (count.compareTo(BigDecimal.ONE) >= 0
                        && count.precision() - Math.max(0, count.precision() - count.scale() - 3) <= FEW_DIGITS + 2
                        && count.scale() <= FEW_DIGITS) {
                    return grouped(count) + " " + word;
                }
                scale -= 3;
            }
        }
        return grouped(value);
    }

    private static String grouped(BigDecimal value) {
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMaximumFractionDigits(Math.max(0, value.scale()));
        format.setMinimumFractionDigits(Math.max(0, value.scale()));
        format.setRoundingMode(RoundingMode.UNNECESSARY);
        return format.format(value);
    }

    private static String ordinal(BigDecimal value) {
        int number = value.remainder(BigDecimal.valueOf(100)).intValue();
        int last = number % 10;
        boolean teen = number / 10 == 1;
        String end =
                teen || last == 0 || last > 3 ? "th" : List.of("st", "nd", "rd").get(last - 1);
        return value.toPlainString() + end;
    }

    private static String fraction(Figure figure) {
        if (figure.also().size() < 2) {
            return figure.value().toPlainString();
        }
        BigDecimal over = figure.also().get(0);
        BigDecimal under = figure.also().get(1);
        boolean words = over.compareTo(BigDecimal.TEN) < 0
                && under.compareTo(BigDecimal.TEN) <= 0
                && under.compareTo(BigDecimal.ONE) > 0;
        if (!words) {
            return number(over) + "/" + number(under);
        }
        boolean one = over.compareTo(BigDecimal.ONE) == 0;
        String part = PARTS.get(under.intValue());
        return SMALL.get(over.intValue()) + "-" + part + (one ? "" : "s");
    }
}
