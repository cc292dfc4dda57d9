package duiqi.check;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Measures that a translation may convert, such as 亩 to hectares. The factors are those of the International System of Units, and
 * of the Chinese market system of 1930 with 15 亩 to the hectare, 2 斤 to the kilogram, 2 里 to the kilometre and 3 尺 to the metre;
 * yuan may become dollars at any rate since 1994. Stateless.
 *
 * @param chinese the unit after the Chinese figure
 * @param english the unit after the English one
 * @param least how many English units a Chinese one is, at least
 * @param most at most
 */
record UnitConversion(Pattern chinese, Pattern english, double least, double most) {
    /** Translators round what they convert. */
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
            of("(?:公里|千米)", "mile", 0.6214),
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
            // A yield for a mu as one for a hectare.
            of("(?:公斤|千克)", "ton(?:ne)?s? (?:per|a|an) hectare", 0.015),
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

    /** Whether one figure is the other in another unit. */
    static boolean converts(Figure chinese, Figure english) {
        if (isTemperature(chinese, english)) {
            return true;
        }
        double low = chinese.value().doubleValue();
        double high = chinese.high().doubleValue();
        double there = english.value().doubleValue();
        for (UnitConversion each : ALL) {
            // Arithmetic first: nearly all pairs of numbers fail it.
            if (each.fits(low, high, there)
                    && each.chinese.matcher(chinese.after()).lookingAt()
                    && each.isUnitOf(english)) {
                return true;
            }
        }
        return false;
    }

    private boolean isUnitOf(Figure figure) {
        boolean dollars = english.pattern().contains("dollar");
        return dollars
                ? english.matcher(figure.before() + figure.after()).find()
                : english.matcher(figure.after()).lookingAt();
    }

    private boolean fits(double low, double high, double there) {
        return low * least * (1 - ROUNDING) <= there && there <= high * most * (1 + ROUNDING);
    }

    private static boolean isTemperature(Figure chinese, Figure english) {
        if (!CHINESE_DEGREES.matcher(chinese.after()).lookingAt()
                || !ENGLISH_DEGREES.matcher(english.after()).lookingAt()) {
            return false;
        }
        double fahrenheit = chinese.value().doubleValue() * 9 / 5 + 32;
        return Math.abs(fahrenheit - english.value().doubleValue()) < 1;
    }
}
