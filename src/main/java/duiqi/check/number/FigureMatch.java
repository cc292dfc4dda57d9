package duiqi.check.number;

import duiqi.lexicon.Figure;
import duiqi.lexicon.Figure.Demand;
import duiqi.lexicon.Figure.Kind;
import duiqi.text.Direction;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Decides whether a Chinese and an English figure translate each other. Immutable.
 *
 * @param direction languages of the source and the target; only the target may be rounded
 */
record FigureMatch(Direction direction) {
    /** Maximum relative error of a rounded figure: "nearly 16 million" for 15.76 million. */
    private static final double ROUNDING = 0.05;

    /** Maximum difference between parts: "a third" for 三成. */
    private static final BigDecimal PARTS = new BigDecimal("0.04");

    /** Maximum difference between a part and a percentage with decimals: "a third" for 33.3%. */
    private static final BigDecimal EXACT = new BigDecimal("0.005");

    private static final Pattern AFTER_ORDINAL = Pattern.compile("(?:[0-9](?:st|nd|rd|th)|th|first|second|third)[ -]$");

    private static final Set<Kind> DATES = Set.of(Kind.YEAR, Kind.DECADE, Kind.CENTURY, Kind.MONTH, Kind.DAY);

    /** Words after the number of a month: "the seventh lunar month". */
    private static final Pattern LUNAR = Pattern.compile(" (?:lunar |intercalary )?(?:month|moon)");

    private static final Set<Kind> DAYS = Set.of(Kind.MONTH, Kind.DAY);

    private static final Set<Kind> NOT_MONTHS =
            Set.of(Kind.DAY, Kind.ORDINAL, Kind.PERCENT, Kind.MULTIPLE, Kind.WEEKDAY);

    /** "More than 93" does not translate 90多, but "93" alone does. */
    private static final Pattern MORE_BEFORE =
            Pattern.compile("(?:over|than|above|past|exceed\\w*)(?: the)? $", Pattern.CASE_INSENSITIVE);

    private static final Pattern MORE_AFTER = Pattern.compile("-?(?:plus|odd)| plus|\\+| years (?:and|or) more");

    private static final Pattern DATE_MARK_BEFORE = Pattern.compile("[-./·]$");
    private static final Pattern DATE_MARK_AFTER = Pattern.compile("^[-./·]");

    boolean renders(Figure chinese, Figure english) {
        if (chinese.kind() == Kind.CENTURY && isBareCentury(english)) {
            return true;
        }
        if (english.kind() == Kind.ORDINAL && english.context().after().startsWith(" centur")) {
            return isOfCentury(chinese, english.value());
        }
        if (differInKind(chinese, english) || Discount.differs(chinese, english)) {
            return false;
        }
        if (chinese.kind() == Kind.FRACTION && english.kind() != Kind.FRACTION) {
            return english.kind() == Kind.PERCENT
                    ? isNearPercent(chinese.value(), english.value())
                    : english.kind() == Kind.CARDINAL && isSameCount(chinese, english.value());
        }
        if (english.kind() == Kind.FRACTION) {
            return rendersAsFraction(chinese, english);
        }
        return english.sharesValueWith(chinese)
                || isWithin(chinese, english)
                || isRoundedIn(chinese, english)
                || Measure.converts(chinese, english);
    }

    private boolean isRoundedIn(Figure chinese, Figure english) {
        return direction.isIntoChinese() ? isRounded(english, chinese) : isRounded(chinese, english);
    }

    /** Returns whether two figures have kinds that never translate each other, such as a month and a day. */
    private static boolean differInKind(Figure chinese, Figure english) {
        return switch (chinese.kind()) {
            case WEEKDAY -> english.kind() != Kind.WEEKDAY;
            case HOUR -> english.kind() == Kind.HOUR && english.value().compareTo(chinese.value()) != 0;
            case YEAR -> english.kind() == Kind.DECADE || english.kind() == Kind.WEEKDAY;
            case DECADE -> english.kind() == Kind.YEAR || english.kind() == Kind.WEEKDAY;
            case MONTH ->
                NOT_MONTHS.contains(english.kind())
                        && !(english.kind() == Kind.ORDINAL
                                && LUNAR.matcher(english.context().text()).find());
            default ->
                english.kind() == Kind.WEEKDAY
                        || (english.kind() == Kind.MONTH
                                && !(isNumericDate(chinese) && english.hasValue(chinese.value())));
        };
    }

    /** Returns whether a Chinese century, year or decade is in a century. */
    private static boolean isOfCentury(Figure chinese, BigDecimal century) {
        boolean isYear = chinese.kind() == Kind.YEAR || chinese.kind() == Kind.DECADE;
        return isYear
                ? chinese.values().stream().anyMatch(year -> century(year).compareTo(century) == 0)
                : chinese.kind() == Kind.CENTURY && chinese.hasValue(century);
    }

    /** Returns whether an English figure is "century" without a number, as in "the last century". */
    private static boolean isBareCentury(Figure english) {
        Figure.Context context = english.context();
        return english.spelled()
                && context.text().startsWith("centur", english.start())
                && !AFTER_ORDINAL.matcher(context.before()).find();
    }

    private static BigDecimal century(BigDecimal year) {
        return year.divideToIntegralValue(BigDecimal.valueOf(100)).add(BigDecimal.ONE);
    }

    /** Returns whether a Chinese fraction is a count, as half an hour is 30 minutes. */
    private static boolean isSameCount(Figure chinese, BigDecimal count) {
        return chinese.value().compareTo(count) == 0 || (chinese.otherValues().size() == 1 && chinese.hasValue(count));
    }

    /** Returns whether two English figures together express a part, as in "two out of three". */
    static boolean rendersAsParts(Figure chinese, List<Figure> english) {
        if (chinese.kind() == Kind.PERCENT
                && chinese.value().remainder(BigDecimal.TEN).signum() == 0) {
            BigDecimal tenths = chinese.value().movePointLeft(1);
            return isSaid(tenths, english) && isSaid(BigDecimal.TEN, english);
        }
        return chinese.kind() == Kind.FRACTION
                && chinese.otherValues().size() == 2
                && chinese.otherValues().stream()
                        .allMatch(part -> part.compareTo(BigDecimal.ONE) == 0 || isSaid(part, english));
    }

    private static boolean isSaid(BigDecimal value, List<Figure> english) {
        return english.stream().anyMatch(figure -> figure.value().compareTo(value) == 0);
    }

    private static boolean rendersAsFraction(Figure chinese, Figure english) {
        BigDecimal part = english.value();
        if (Measure.converts(chinese, english)) {
            return true;
        }
        return switch (chinese.kind()) {
            case FRACTION -> isNear(chinese.value(), part);
            case PERCENT ->
                isNearPercent(part, chinese.value()) || chinese.value().compareTo(part) == 0;
            case VAGUE -> false;
            default ->
                chinese.hasValue(part)
                        || english.otherValues().stream().anyMatch(each -> each.compareTo(chinese.value()) == 0);
        };
    }

    /** Returns whether a percentage is about a part. One with decimals is exact: 47.7% is not a half. */
    private static boolean isNearPercent(BigDecimal part, BigDecimal percent) {
        BigDecimal other = percent.movePointLeft(2);
        boolean isWhole = percent.stripTrailingZeros().scale() <= 0;
        return isNear(part, other) && (isWhole || part.subtract(other).abs().compareTo(EXACT) <= 0);
    }

    private static boolean isNear(BigDecimal one, BigDecimal other) {
        return one.subtract(other).abs().compareTo(PARTS) <= 0
                && one.max(other).compareTo(one.min(other).multiply(BigDecimal.valueOf(2))) < 0;
    }

    private static boolean isWithin(Figure chinese, Figure english) {
        if ((chinese.kind() == Kind.VAGUE && DATES.contains(english.kind()) && isWide(chinese))
                || (english.kind() == Kind.VAGUE && DATES.contains(chinese.kind()))) {
            return false;
        }
        if (!chinese.isExact()
                && english.values().stream().anyMatch(chinese::covers)
                && (chinese.kind() == Kind.VAGUE || !isSaidToBeMore(english))) {
            return true;
        }
        if (english.kind() == Kind.VAGUE && chinese.values().stream().anyMatch(english::covers)) {
            return true;
        }
        // The figure is a decade of the century: the 1900s, "in the 1980s" for 上世纪.
        return chinese.kind() == Kind.CENTURY
                && english.kind() == Kind.DECADE
                && english.value().compareTo(BigDecimal.valueOf(100)) > 0
                && chinese.hasValue(century(english.value()));
    }

    /** Returns whether a range is as wide as "thousands", unlike that of 一九六几年 and the short year 九六年. */
    private static boolean isWide(Figure range) {
        return range.value().signum() > 0
                && range.high().compareTo(range.value().multiply(BigDecimal.valueOf(2))) >= 0;
    }

    private static boolean isSaidToBeMore(Figure english) {
        // 二十多 are two dozen or more.
        boolean isDozen = english.context().text().startsWith("dozen", english.end() - "dozen".length());
        return !isDozen
                && (MORE_BEFORE.matcher(english.context().before()).find()
                        || MORE_AFTER.matcher(english.context().after()).lookingAt());
    }

    /** Returns whether a translation has fewer digits than its source and a word that says so, such as "nearly". */
    private static boolean isRounded(Figure source, Figure translation) {
        BigDecimal round = translation.value();
        if (!(translation.context().isRounded() || source.context().isRounded())
                || !source.isLike(translation)
                || translation.kind() == Kind.YEAR
                || translation.kind() == Kind.ORDINAL
                || round.signum() == 0
                || source.value().signum() == 0) {
            return false;
        }
        int digits = significant(round);
        return source.values().stream().anyMatch(value -> {
            boolean rounded = digits < significant(value)
                    && Stream.of(RoundingMode.HALF_UP, RoundingMode.DOWN, RoundingMode.UP)
                            .anyMatch(mode ->
                                    value.round(new MathContext(digits, mode)).compareTo(round) == 0);
            double ratio = round.doubleValue() / value.doubleValue();
            return rounded && Math.abs(ratio - 1) <= ROUNDING;
        });
    }

    private static int significant(BigDecimal value) {
        return value.stripTrailingZeros().precision();
    }

    private static boolean isNumericDate(Figure chinese) {
        return DATE_MARK_BEFORE.matcher(chinese.context().before()).find()
                || DATE_MARK_AFTER.matcher(chinese.context().after()).find();
    }

    /** Decides which figures of the two sides of a unit translate each other. Immutable. */
    static final class Table {
        private final List<Figure> chinese;
        private final List<Figure> english;
        private final boolean[][] matches;

        Table(List<Figure> chinese, List<Figure> english, FigureMatch match) {
            this.chinese = chinese;
            this.english = english;
            this.matches = new boolean[chinese.size()][english.size()];
            for (int c = 0; c < matches.length; c++) {
                for (int e = 0; e < english.size(); e++) {
                    matches[c][e] = match.renders(chinese.get(c), english.get(e));
                }
            }
        }

        private boolean isMatched(int c) {
            return IntStream.range(0, english.size()).anyMatch(e -> matches[c][e]);
        }

        private boolean isMatchedInEnglish(int e) {
            return IntStream.range(0, chinese.size()).anyMatch(c -> matches[c][e]);
        }

        /** Returns the Chinese figures that no English one matches. */
        List<Figure> chineseOnly() {
            return IntStream.range(0, chinese.size())
                    .filter(c -> chinese.get(c).demand() != Demand.NEVER
                            && !isMatched(c)
                            && !rendersAsParts(chinese.get(c), english))
                    .mapToObj(chinese::get)
                    .toList();
        }

        /** Returns the English figures that no Chinese one matches. */
        List<Figure> englishOnly() {
            List<Figure> fractions = chinese.stream()
                    .filter(each -> rendersAsParts(each, english))
                    .toList();
            return IntStream.range(0, english.size())
                    .filter(e -> english.get(e).demand() != Demand.NEVER
                            && !isMatchedInEnglish(e)
                            && fractions.stream().noneMatch(each -> isPart(english.get(e), each)))
                    .mapToObj(english::get)
                    .toList();
        }

        private static boolean isPart(Figure figure, Figure fraction) {
            return fraction.hasValue(figure.value()) || fraction.kind() == Kind.PERCENT;
        }

        /** Returns the Chinese figures in digits that both sides have, but the Chinese more often. */
        List<Figure> moreInChinese() {
            return more(chinese, english, (c, e) -> matches[c][e]);
        }

        /** Returns the English figures in digits that both sides have, but the English more often. */
        List<Figure> moreInEnglish() {
            return more(english, chinese, (e, c) -> matches[c][e]);
        }

        private static List<Figure> more(
                List<Figure> some, List<Figure> others, BiPredicate<Integer, Integer> matches) {
            List<Figure> more = new ArrayList<>();
            for (int i = 0; i < some.size(); i++) {
                Figure figure = some.get(i);
                if (figure.demand() == Demand.NEVER || isInWords(figure)) {
                    continue;
                }
                int any = 0;
                int counted = 0;
                for (int k = 0; k < others.size(); k++) {
                    if (matches.test(i, k)) {
                        Figure other = others.get(k);
                        boolean counts = (other.demand() != Demand.NEVER || !other.spelled())
                                && (other.isOfKind(figure) || !DAYS.contains(figure.kind()));
                        any++;
                        counted += counts ? 1 : 0;
                    }
                }
                if (any > 0 && equal(figure, some) > counted) {
                    more.add(figure);
                }
            }
            return more;
        }

        /** Returns whether a figure is in words and no month. Small numbers in words are often repeated or omitted. */
        private static boolean isInWords(Figure figure) {
            return figure.spelled() && figure.kind() != Kind.MONTH;
        }

        private static boolean isYear(Figure figure) {
            return figure.kind() == Kind.YEAR || figure.kind() == Kind.CARDINAL;
        }

        private static int equal(Figure figure, List<Figure> figures) {
            int equal = 0;
            for (Figure each : figures) {
                boolean isEqual = !isInWords(each)
                        && (each.kind() == figure.kind() || (isYear(each) && isYear(figure)))
                        && each.value().compareTo(figure.value()) == 0;
                equal += isEqual ? 1 : 0;
            }
            return equal;
        }
    }
}
