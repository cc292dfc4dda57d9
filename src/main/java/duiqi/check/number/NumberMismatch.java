package duiqi.check.number;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.Figure;
import duiqi.lexicon.Figure.Demand;
import duiqi.lexicon.Figure.Kind;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Numbers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds numbers that are missing from the English or have another value there.
 *
 * <p>The check compares figures by value, in any form: 3.5万 with 35,000, 翻两番 with "quadruple", 亩 with hectares. If both
 * sides have unmatched figures, it pairs the most similar ones and reports an error. An unmatched figure of the Chinese
 * alone is a warning. English may add years and text in parentheses, since translators explain. Not thread-safe.
 */
public final class NumberMismatch implements Check {
    private static final Rule RULE = Rule.of(
            "number-mismatch", Severity.ERROR, "a number is missing from the English or has another value there");

    /** Maximum number of figure pairs in a unit, a thousand by a thousand. A unit with more is a table. */
    private static final long MAX_PAIRS = 1_000_000;

    private final Numbers numbers;

    public NumberMismatch(Lexicon lexicon, ChineseTokenizer chinese) {
        this.numbers = new Numbers(lexicon, chinese);
    }

    @Override
    public List<Rule> rules() {
        return List.of(RULE);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        if (unit.english().isBlank()) {
            return List.of();
        }
        List<Figure> chinese = numbers.inChinese(unit.chinese());
        List<Figure> english = Numbers.inEnglish(unit.english());
        boolean isTable = (long) chinese.size() * english.size() > MAX_PAIRS;
        if (isTable || (chinese.isEmpty() && english.isEmpty())) {
            return List.of();
        }
        List<Figure> missing = new ArrayList<>(chinese.stream()
                .filter(figure -> figure.demand() != Demand.NEVER && !isRendered(figure, english))
                .toList());
        List<Figure> unmatched = new ArrayList<>(english.stream()
                .filter(figure -> figure.demand() != Demand.NEVER && !hasSource(figure, chinese, english))
                .toList());
        List<Finding> findings = new ArrayList<>();
        for (Figure figure : List.copyOf(missing)) {
            counterpart(figure, missing, unmatched).ifPresent(other -> {
                missing.remove(figure);
                unmatched.remove(other);
                findings.add(contradiction(unit, figure, other));
            });
        }
        missing.stream()
                .filter(figure -> figure.demand() == Demand.ALWAYS)
                .forEach(figure -> findings.add(missing(unit, figure)));
        unmatched.stream()
                .filter(figure -> isUnexplained(unit, figure))
                .forEach(figure -> findings.add(added(unit, figure)));
        return findings;
    }

    private static boolean isRendered(Figure chinese, List<Figure> english) {
        return english.stream().anyMatch(each -> FigureMatch.renders(chinese, each))
                || FigureMatch.rendersAsParts(chinese, english);
    }

    private static boolean hasSource(Figure english, List<Figure> chinese, List<Figure> all) {
        return chinese.stream()
                .anyMatch(each -> FigureMatch.renders(each, english)
                        || (FigureMatch.rendersAsParts(each, all)
                                && (each.hasValue(english.value()) || each.kind() == Kind.PERCENT)));
    }

    /**
     * Returns the English figure that is probably meant for a Chinese one: the most similar figure of the same kind.
     */
    private static Optional<Figure> counterpart(Figure chinese, List<Figure> missing, List<Figure> unmatched) {
        int rank = missing.indexOf(chinese);
        return unmatched.stream()
                .filter(english -> contradicts(chinese, english))
                .max(Comparator.comparingInt((Figure english) -> similarity(chinese, english))
                        .thenComparing(english -> -Math.abs(unmatched.indexOf(english) - rank)));
    }

    private static boolean contradicts(Figure chinese, Figure english) {
        boolean alike = chinese.isLike(english) || digits(chinese.value()).equals(digits(english.value()));
        boolean sure = chinese.demand() == Demand.ALWAYS
                || english.demand() == Demand.ALWAYS
                || (chinese.spelled() && english.spelled());
        return alike && sure;
    }

    private static int similarity(Figure chinese, Figure english) {
        String one = digits(chinese.value());
        String other = digits(english.value());
        int similarity = chinese.isLike(english) ? 2 : 0;
        if (one.equals(other)) {
            similarity += 4;
        } else if (one.length() == other.length() && one.length() > 1) {
            long same = 0;
            for (int i = 0; i < one.length(); i++) {
                same += one.charAt(i) == other.charAt(i) ? 1 : 0;
            }
            similarity += same * 2 >= one.length() ? 2 : 0;
        }
        return similarity + (chinese.spelled() == english.spelled() ? 1 : 0);
    }

    /** Returns the digits without leading and trailing zeros, which are the same for 3.5万 and 350. */
    private static String digits(BigDecimal value) {
        return value.stripTrailingZeros().unscaledValue().abs().toString();
    }

    /** Returns whether an unmatched English number cannot be an explanation of the translator. */
    private static boolean isUnexplained(CheckedUnit unit, Figure figure) {
        return figure.demand() == Demand.ALWAYS
                && (figure.kind() == Kind.CARDINAL || figure.kind() == Kind.PERCENT || figure.kind() == Kind.MULTIPLE)
                && !figure.context().after().matches("(?s)[ -](?:years?|months?|days?|decades?|centur).*")
                && !isInParentheses(unit.english(), figure.start());
    }

    private static boolean isInParentheses(String text, int index) {
        int open = Math.max(text.lastIndexOf('(', index), text.lastIndexOf('[', index));
        int close = Math.max(text.lastIndexOf(')', index), text.lastIndexOf(']', index));
        return open > close;
    }

    private static Finding contradiction(CheckedUnit unit, Figure chinese, Figure english) {
        String form = form(unit, chinese, english);
        String wrong = unit.english().substring(english.start(), english.end());
        return Finding.of(RULE, unit, Finding.quoted(wrong) + " does not match " + said(unit, chinese, form))
                .inChinese(chinese.start(), chinese.end())
                .inEnglish(english.start(), english.end())
                .about(unit.chinese().substring(chinese.start(), chinese.end()))
                .suggesting(List.of(form));
    }

    private static String said(CheckedUnit unit, Figure chinese, String form) {
        String written = unit.chinese().substring(chinese.start(), chinese.end());
        return written.equals(form) ? written : written + " (" + form + ")";
    }

    private static Finding missing(CheckedUnit unit, Figure chinese) {
        String form = EnglishForm.of(chinese, false, "%");
        return Finding.of(RULE, unit, said(unit, chinese, form) + " is missing from the English")
                .inChinese(chinese.start(), chinese.end())
                .about(unit.chinese().substring(chinese.start(), chinese.end()))
                .as(Severity.WARNING);
    }

    private static Finding added(CheckedUnit unit, Figure english) {
        String written = unit.english().substring(english.start(), english.end());
        return Finding.of(RULE, unit, Finding.quoted(written) + " is not in the Chinese")
                .inEnglish(english.start(), english.end())
                .about(written)
                .as(Severity.WARNING);
    }

    /** Returns the correct number in the format of the wrong one. */
    private static String form(CheckedUnit unit, Figure chinese, Figure english) {
        String wrong = unit.english().substring(english.start(), english.end());
        String sign = english.kind() == Kind.PERCENT ? wrong.replaceFirst("^[0-9.,]+", "") : "%";
        return EnglishForm.of(chinese, english.spelled(), sign);
    }

    /**
     * Writes a Chinese figure in English: {@code 35,000}, {@code 120 million}, {@code 35%}, {@code 18th},
     * {@code 1980s}. Stateless.
     */
    static final class EnglishForm {
        private static final List<String> SMALL =
                List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");
        private static final List<String> MONTHS = List.of(
                "January February March April May June July August September October November December".split(" "));
        private static final List<String> PARTS =
                List.of("", "", "half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth");
        private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

        /** Words for large numbers with few digits, from a million up. */
        private static final List<String> SCALES = List.of("trillion", "billion", "million");

        private static final int FIRST_SCALE = 12;
        private static final int FEW_DIGITS = 4;

        private EnglishForm() {}

        /**
         * Returns the figure in English.
         *
         * @param inWords true if the text writes small numbers as words
         * @param percentSign text that follows a percentage
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

        /** Groups digits by thousands, or counts in millions and more if that is shorter. */
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
            String end = teen || last == 0 || last > 3
                    ? "th"
                    : List.of("st", "nd", "rd").get(last - 1);
            return value.toPlainString() + end;
        }

        private static String fraction(Figure figure) {
            if (figure.otherValues().size() < 2) {
                return figure.value().toPlainString();
            }
            BigDecimal over = figure.otherValues().get(0);
            BigDecimal under = figure.otherValues().get(1);
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
}
