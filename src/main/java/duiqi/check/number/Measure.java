package duiqi.check.number;

import duiqi.lexicon.Figure;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Describes a unit of measure or currency in both languages. Immutable.
 *
 * @param dimension the quantity; only units of the same quantity contradict each other
 * @param english pattern of the unit after an English figure
 * @param chinese pattern of the unit after a Chinese figure
 * @param name English name, for suggestions
 * @param chineseName Chinese name, for suggestions
 */
record Measure(Dimension dimension, Pattern english, Pattern chinese, String name, String chineseName) {
    private enum Dimension {
        LENGTH,
        AREA,
        WEIGHT,
        TIME,
        DATA,
        TEMPERATURE,
        MONEY
    }

    private static final List<Measure> ALL = Stream.of(
                    of(Dimension.LENGTH, "miles?(?! per)|mi", "英?[里哩]|mi", "miles", "英里"),
                    of(Dimension.LENGTH, "kilomet(?:er|re)s?(?! per)|kms?", "公里|千米|km", "kilometres", "公里"),
                    of(Dimension.LENGTH, "met(?:er|re)s?(?! per)", "米|公尺|m", "metres", "米"),
                    of(Dimension.LENGTH, "centimet(?:er|re)s?|cm", "厘米|公分|cm", "centimetres", "厘米"),
                    of(Dimension.LENGTH, "millimet(?:er|re)s?|mm", "毫米|公厘|mm", "millimetres", "毫米"),
                    of(Dimension.LENGTH, "feet|foot|ft", "英?尺|呎|ft", "feet", "英尺"),
                    of(Dimension.LENGTH, "inch(?:es)?", "英?寸|吋|in", "inches", "英寸"),
                    of(Dimension.LENGTH, "yards?", "码", "yards", "码"),
                    of(Dimension.AREA, "acres?", "英亩", "acres", "英亩"),
                    of(Dimension.AREA, "hectares?", "公顷|ha", "hectares", "公顷"),
                    of(Dimension.AREA, "square miles?", "平方英里", "square miles", "平方英里"),
                    of(Dimension.AREA, "square kilomet(?:er|re)s?", "平方(?:公里|千米)", "square kilometres", "平方公里"),
                    of(Dimension.AREA, "square met(?:er|re)s?", "平方?米|平", "square metres", "平方米"),
                    of(Dimension.AREA, "square (?:feet|foot)", "平方英?尺", "square feet", "平方英尺"),
                    of(Dimension.WEIGHT, "pounds?|lbs?", "磅|英?镑", "pounds", "磅"),
                    of(Dimension.WEIGHT, "kilograms?|kilos?|kg", "公斤|千克|kg|KG", "kilograms", "公斤"),
                    of(Dimension.WEIGHT, "grams?", "克|g", "grams", "克"),
                    of(Dimension.WEIGHT, "ounces?|oz", "盎司|oz", "ounces", "盎司"),
                    of(Dimension.WEIGHT, "(?:metric )?ton(?:ne)?s?", "公?吨", "tons", "吨"),
                    of(Dimension.TIME, "milliseconds?|ms", "毫秒|ms", "milliseconds", "毫秒"),
                    of(Dimension.TIME, "seconds?|secs?", "秒|s", "seconds", "秒"),
                    of(Dimension.TIME, "minutes?|mins?", "分钟?|min", "minutes", "分钟"),
                    of(Dimension.TIME, "hours?|hrs?", "个?半?(?:小时|钟头)|时|h", "hours", "小时"),
                    of(Dimension.TIME, "days?", "[天日]|昼夜", "days", "天"),
                    of(Dimension.TIME, "weeks?", "个?(?:周(?![年岁])|星期|礼拜)", "weeks", "周"),
                    of(Dimension.TIME, "months?", "个?半?月", "months", "个月"),
                    of(Dimension.TIME, "years?", "周?[年岁]|载", "years", "年"),
                    of(Dimension.DATA, "bytes?", "个?(?:字节|位元组|B(?!\\w)|bytes?)", "bytes", "字节"),
                    of(Dimension.DATA, "bits?", "个?[位比bB]", "bits", "位"),
                    of(Dimension.DATA, "Ki?B|kB", "[kK]i?[bB]?|千字节", "KB", "KB"),
                    of(Dimension.DATA, "Mi?B", "[mM]i?[bB]?|兆", "MB", "MB"),
                    of(Dimension.DATA, "Gi?B", "[gG]i?[bB]?|吉|千兆", "GB", "GB"),
                    of(Dimension.DATA, "Ti?B", "[tT]i?[bB]?|太", "TB", "TB"),
                    of(Dimension.TEMPERATURE, "(?:°|degrees? )F(?:ahrenheit)?", "华氏|℉|°F|度(?!C)", "°F", "华氏度"),
                    of(Dimension.TEMPERATURE, "(?:°|degrees? )C(?:elsius)?", "摄氏|℃|°C|度(?!F)", "°C", "摄氏度"),
                    of(Dimension.MONEY, "(?:US |U\\.S\\. )?dollars?", "美[元金]|[港澳加新台]?[元币]|块", "dollars", "美元"),
                    of(Dimension.MONEY, "euros?", "欧元|€", "euros", "欧元"),
                    of(Dimension.MONEY, "pounds sterling|British pounds", "英?镑", "pounds sterling", "英镑"),
                    of(Dimension.MONEY, "yen", "日?[元圆]", "yen", "日元"),
                    of(Dimension.MONEY, "yuan|renminbi", "元|块|人民币", "yuan", "元"),
                    of(Dimension.MONEY, "rupees?", "卢比", "rupees", "卢比"),
                    of(Dimension.MONEY, "r(?:o?u)bles?", "卢布", "roubles", "卢布"),
                    of(Dimension.MONEY, "francs?", "法郎", "francs", "法郎"))
            .toList();

    /** Currency signs before an English figure. */
    private static final Pattern SIGN =
            Pattern.compile("(?:(?:US|(?<![A-Z]))\\$|(?<euro>€)|(?<pound>£)|(?<yuan>RMB|CNY))\\s?$");

    private static Measure of(Dimension dimension, String english, String chinese, String name, String chineseName) {
        return new Measure(
                dimension,
                Pattern.compile("[ -]?(?:" + english + ")(?!\\p{L})"),
                Pattern.compile("\\s?(?:" + chinese + ")(?![A-Za-z])"),
                name,
                chineseName);
    }

    /** Returns the unit of an English figure, or empty if it has none. */
    static Optional<Measure> ofEnglish(Figure figure) {
        Matcher sign = SIGN.matcher(figure.context().before());
        if (sign.find()) {
            String name = sign.group("euro") != null
                    ? "euros"
                    : sign.group("pound") != null ? "pounds sterling" : sign.group("yuan") != null ? "yuan" : "dollars";
            return ALL.stream().filter(each -> each.name.equals(name)).findFirst();
        }
        return ALL.stream()
                .filter(each -> each.english.matcher(figure.context().after()).lookingAt())
                .findFirst();
    }

    /** Returns whether a Chinese figure has this unit. */
    boolean isOfChinese(Figure figure) {
        return chinese.matcher(figure.context().after()).lookingAt();
    }

    /** Returns another unit of the same quantity that a Chinese figure has, or empty if it has none. */
    Optional<Measure> insteadOf(Figure figure) {
        return isOfChinese(figure)
                ? Optional.empty()
                : ALL.stream()
                        .filter(each -> each.dimension == dimension && each.isOfChinese(figure))
                        .findFirst();
    }

    /** Returns the index after the unit of an English figure, or after the figure if the unit is a sign before it. */
    int endInEnglish(Figure figure) {
        return end(english, figure);
    }

    /** Returns the index after the unit of a Chinese figure. */
    int endInChinese(Figure figure) {
        return end(chinese, figure);
    }

    private static int end(Pattern pattern, Figure figure) {
        Matcher unit = pattern.matcher(figure.context().after());
        return figure.end() + (unit.lookingAt() ? unit.end() : 0);
    }
}
