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

    boolean renders(Figure chinese, Figure english) {
        if (chinese.kind() == Kind.CENTURY && isBareCentury(english)) {
            return true;
        }
        if (english.kind() == Kind.ORDINAL && english.context().after().startsWith(" centur")) {
            return isOfCentury(chinese, english.value());
        }
        if (differInKind(chinese, english)) {
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
                || (direction.isIntoChinese() ? isRounded(english, chinese) : isRounded(chinese, english))
                || UnitConversion.converts(chinese, english);
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
                                && LUNAR.matcher(english.context().after()).lookingAt());
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
        return switch (chinese.kind()) {
            case FRACTION -> isNear(chinese.value(), part);
            case PERCENT ->
                isNearPercent(part, chinese.value()) || chinese.value().compareTo(part) == 0;
            case VAGUE -> false;
            default ->
                chinese.value().compareTo(part) == 0
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
        return MORE_BEFORE.matcher(english.context().before()).find()
                || MORE_AFTER.matcher(english.context().after()).lookingAt();
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
        boolean left = !chinese.context().before().isEmpty()
                && "-./·"
                                .indexOf(chinese.context()
                                        .before()
                                        .charAt(chinese.context().before().length() - 1))
                        >= 0;
        boolean right = !chinese.context().after().isEmpty()
                && "-./·".indexOf(chinese.context().after().charAt(0)) >= 0;
        return left || right;
    }

    /** Tells which figures of the two sides of a unit translate each other. Immutable. */
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
            for (int c = 0; c < matches.length; c++) {
                if (!isMatched(c)) {
                    for (int e : JoinedFigures.in(chinese.get(c), english)) {
                        matches[c][e] = true;
                    }
                }
            }
            for (int e = 0; e < english.size(); e++) {
                if (!isMatchedInEnglish(e)) {
                    for (int c : JoinedFigures.in(english.get(e), chinese)) {
                        matches[c][e] = true;
                    }
                }
            }
        }

        private boolean isMatched(int c) {
            for (boolean match : matches[c]) {
                if (match) {
                    return true;
                }
            }
            return false;
        }

        private boolean isMatchedInEnglish(int e) {
            for (boolean[] row : matches) {
                if (row[e]) {
                    return true;
                }
            }
            return false;
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

    /** Finds a number that the other text writes in several parts: 62781234 as 6278 1234, 2.1 as 2-1. Stateless. */
    private static final class JoinedFigures {
        /** Minimum number of digits in a number that has no decimals. */
        private static final int LEAST = 6;

        private JoinedFigures() {}

        /** Returns the indexes of the parts of a figure, or an empty list. */
        static List<Integer> in(Figure figure, List<Figure> others) {
            String written = figure.context().text().substring(figure.start(), figure.end());
            String digits = digits(written);
            boolean isDotted = digits.length() == written.length() - 1 && written.indexOf('.') > 0;
            boolean isLong = digits.length() == written.length() && digits.length() >= LEAST;
            if (!isDotted && !isLong) {
                return List.of();
            }
            for (int first = 0; first < others.size(); first++) {
                List<Integer> parts = from(first, digits, others);
                if (parts.size() > 1 && (isLong || parts.size() == 2)) {
                    return parts;
                }
            }
            return List.of();
        }

        private static List<Integer> from(int first, String digits, List<Figure> others) {
            List<Integer> parts = new ArrayList<>();
            int length = 0;
            for (int k = first; k < others.size() && length < digits.length(); k++) {
                Figure other = others.get(k);
                String text = other.context().text();
                String part = digits(text.substring(other.start(), other.end()));
                boolean isNext = k == first
                        || (other.start() - others.get(k - 1).end() <= 2
                                && " -–.·:/()".indexOf(text.charAt(other.start() - 1)) >= 0);
                if (part.isEmpty() || !isNext || !digits.startsWith(part, length)) {
                    break;
                }
                length += part.length();
                parts.add(k);
            }
            return length == digits.length() ? parts : List.of();
        }

        private static String digits(String text) {
            StringBuilder digits = new StringBuilder();
            text.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
            return digits.toString();
        }
    }

    /**
     * Holds a unit conversion that translators make, for example 亩 to hectares. The factors are those of the
     * International System of Units and of the Chinese market system of 1930: 15 亩 to the hectare, 2 斤 to the kilogram,
     * 2 里 to the kilometre and 3 尺 to the metre. Yuan may become dollars at any rate since 1994. Stateless.
     *
     * @param chinese unit after the Chinese figure
     * @param english unit after the English figure
     * @param least minimum number of English units in one Chinese unit
     * @param most maximum number of English units in one Chinese unit
     */
    private record UnitConversion(Pattern chinese, Pattern english, double least, double most) {
        /** Maximum relative error of a conversion, since translators round the result. */
        private static final double ROUNDING = 0.06;

        private static final Pattern CHINESE_DEGREES = Pattern.compile("\\s?(?:摄氏)?(?:度|℃)");
        private static final Pattern ENGLISH_DEGREES = Pattern.compile("\\s?(?:°|degrees?)");

        private static final List<UnitConversion> ALL = List.of(
                of("[多余来]?万?亩", "hectare|ha\\b", 1 / 15.0),
                of("[多余来]?亩", "acre", 0.16474),
                of("[多余来]?亩", "sq(?:uare|\\.)? ?k", 1 / 1500.0),
                of("公顷", "acre", 2.4711),
                of("公顷", "sq(?:uare|\\.)? ?k", 0.01),
                of("公顷", "mu\\b", 15),
                of("平方公里", "sq(?:uare|\\.)? ?mi", 0.3861),
                of("平方公里", "hectare", 100),
                of("平方公里", "acre", 247.1),
                of("平方米", "sq(?:uare|\\.)? ?f", 10.764),
                of("平方米", "hectare", 0.0001),
                of("(?:华)?里", "k(?:ilo)?m", 0.5),
                of("(?:华)?里", "mile", 0.3107),
                of("(?:华)?里", "met(?:er|re)", 500),
                of("(?:公里|千米)", "mile|mph", 0.6214),
                of("(?:公里|千米)", "met(?:er|re)", 1000),
                of("英里", "k(?:ilo)?m", 1.6093),
                of("英尺", "met(?:er|re)", 0.3048),
                of("英寸", "cm|centi", 2.54),
                of("米", "feet|foot|ft", 3.2808),
                of("米", "yard", 1.0936),
                of("米", "k(?:ilo)?m", 0.001),
                of("米", "inch", 39.37),
                of("厘米", "inch", 0.3937),
                of("厘米", "feet|foot", 0.0328),
                of("厘米", "met(?:er|re)", 0.01),
                of("尺", "feet|foot", 1.0936),
                of("尺", "met(?:er|re)", 1 / 3.0),
                of("丈", "met(?:er|re)", 10 / 3.0),
                of("丈", "feet|foot", 10.94),
                of("寸", "inch", 1.3123),
                of("寸", "cm|centi", 10 / 3.0),
                of("斤", "k(?:ilo|g)", 0.5),
                of("斤", "pound|lb", 1.1023),
                of("斤", "ton", 0.0005),
                of("斤", "gram", 500),
                of("(?:公斤|千克)", "pound|lb", 2.2046),
                of("(?:公斤|千克)", "ton", 0.001),
                of("(?:公斤|千克)", "jin|catt", 2),
                // This converts a yield per mu into a yield per hectare.
                of("(?:公斤|千克)", "ton(?:ne)?s? (?:per|a|an) hectare", 0.015),
                of("升", "gallon", 0.2642),
                of("毫升", "(?:fl|ounce|oz)", 0.0338),
                of("克", "(?:ounce|oz)", 0.03527),
                of("吨", "k(?:ilo|g)", 1000),
                of("两", "g(?:ram)?", 50),
                of("世纪", "year", 100),
                of("[多余来]?年", "decade", 0.1),
                of("[多余来]?年", "centur", 0.01),
                of("[多余来]?年", "millenni", 0.001),
                of("年", "month", 12),
                of("个?半?月", "year", 1 / 12.0),
                of("个?半?月", "week", 4.345),
                of("个?半?月", "day", 30.4),
                of("(?:天|日)", "week", 1 / 7.0),
                of("(?:天|日)", "hour", 24),
                of("个?(?:周|星期|礼拜)", "day", 7),
                of("个?小时", "minute", 60),
                of("个?小时", "day", 1 / 24.0),
                of("分钟", "hour", 1 / 60.0),
                of("季度", "month", 3),
                of("千瓦(?!时)", "mega|MW", 0.001),
                of("千瓦(?!时)", "giga|GW", 1e-6),
                of("千瓦时", "mega|MWh", 0.001),
                of("千瓦时", "giga|GWh", 1e-6),
                of("千瓦时", "tera|TWh", 1e-9),
                of("兆瓦", "giga|GW", 0.001),
                of("吨", "mega|Mt", 1e-6),
                of("吨", "giga|Gt", 1e-9),
                of("千伏", "volt", 1000),
                of("坪", "square met|m2|m²|sq", 3.3058),
                of("坪", "square f|sq(?:uare|\\.)? ?f", 35.58),
                of("甲", "hectare", 0.97),
                of("顷", "hectare", 6.667),
                of("[石担]", "k(?:ilo|g)", 50),
                of("海里", "k(?:ilo)?m", 1.852),
                of("海里", "mile", 1.1508),
                of("立方米", "cubic f", 35.315),
                of("毫克", "g(?:ram)?s?\\b", 0.001),
                of("克", "mg|milligram", 1000),
                of("毫升", "lit(?:er|re)", 0.001),
                of("升", "ml|millilit", 1000),
                of("多?个", "dozen", 1 / 12.0),
                of("(?:元|块|人民币)", "$", 0.11, 0.18),
                of("(?:港元|港币)", "$", 0.12, 0.14));

        private static UnitConversion of(String chinese, String english, double factor) {
            return of(chinese, english, factor, factor);
        }

        private static UnitConversion of(String chinese, String english, double least, double most) {
            String before = english.equals("$") ? "" : "[ -]?(?:and a half )?";
            String unit = english.equals("$") ? "\\$|US dollar|dollar" : english;
            return new UnitConversion(
                    Pattern.compile("\\s?" + chinese), Pattern.compile(before + "(?:" + unit + ")"), least, most);
        }

        /** Returns whether the English figure is the Chinese one in another unit. */
        static boolean converts(Figure chinese, Figure english) {
            if (isTemperature(chinese, english)) {
                return true;
            }
            double low = chinese.value().doubleValue();
            double high = chinese.high().doubleValue();
            double there = english.value().doubleValue();
            for (UnitConversion each : ALL) {
                // Arithmetic comes first because nearly all pairs of numbers fail it.
                if (each.fits(low, high, there)
                        && each.chinese.matcher(chinese.context().after()).lookingAt()
                        && each.isUnitOf(english)) {
                    return true;
                }
            }
            return false;
        }

        private boolean isUnitOf(Figure figure) {
            boolean dollars = english.pattern().contains("dollar");
            return dollars
                    ? english.matcher(
                                    figure.context().before() + figure.context().after())
                            .find()
                    : english.matcher(figure.context().after()).lookingAt();
        }

        private boolean fits(double low, double high, double there) {
            return low * least * (1 - ROUNDING) <= there && there <= high * most * (1 + ROUNDING);
        }

        private static boolean isTemperature(Figure chinese, Figure english) {
            if (!CHINESE_DEGREES.matcher(chinese.context().after()).lookingAt()
                    || !ENGLISH_DEGREES.matcher(english.context().after()).lookingAt()) {
                return false;
            }
            double fahrenheit = chinese.value().doubleValue() * 9 / 5 + 32;
            return Math.abs(fahrenheit - english.value().doubleValue()) < 1;
        }
    }
}
