package duiqi.check.number;

import duiqi.lexicon.Figure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Describes a unit of measure or currency in both languages. Immutable.
 *
 * @param dimension the quantity; only units of the same quantity contradict each other
 * @param name English name, for suggestions
 * @param chineseName Chinese name, for suggestions
 */
record Measure(Dimension dimension, String name, String chineseName) {
    private enum Dimension {
        LENGTH,
        AREA,
        VOLUME,
        WEIGHT,
        TIME,
        DATA,
        POWER,
        FREQUENCY,
        TEMPERATURE,
        MONEY
    }

    /**
     * Holds a Chinese name of a unit.
     *
     * @param word the name, which is at the start of the text after a number
     * @param measure the unit
     */
    private record ChineseName(String word, Measure measure) {
        boolean isAt(String text, int start) {
            int end = start + word.length();
            return text.startsWith(word, start) && (end == text.length() || !isLatin(text.charAt(end)));
        }
    }

    /** English names of each unit by the first character. */
    private static final Map<String, Measure> ENGLISH = new HashMap<>();

    private static final Map<Character, List<ChineseName>> CHINESE = new HashMap<>();

    private static final Map<String, Measure> SIGNS = new HashMap<>();

    static {
        add(Dimension.LENGTH, "mile miles mi", "里 英里 哩 英哩 mi", "miles", "英里");
        add(Dimension.LENGTH, "kilometer kilometre kilometers kilometres km kms", "公里 千米 km", "kilometres", "公里");
        add(Dimension.LENGTH, "meter metre meters metres", "米 公尺 m", "metres", "米");
        add(Dimension.LENGTH, "centimeter centimetre centimeters centimetres cm", "厘米 公分 cm", "centimetres", "厘米");
        add(Dimension.LENGTH, "millimeter millimetre millimeters millimetres mm", "毫米 公厘 mm", "millimetres", "毫米");
        add(
                Dimension.LENGTH,
                "micrometer micrometre micrometers micrometres micron microns μm µm",
                "微米 μm µm",
                "µm",
                "微米");
        add(Dimension.LENGTH, "nanometer nanometre nanometers nanometres nm", "纳米 奈米 nm", "nanometres", "纳米");
        add(Dimension.LENGTH, "feet foot ft", "尺 英尺 呎 ft", "feet", "英尺");
        add(Dimension.LENGTH, "inch inches", "寸 英寸 吋 in", "inches", "英寸");
        add(Dimension.LENGTH, "yard yards", "码", "yards", "码");
        add(Dimension.AREA, "acre acres", "英亩", "acres", "英亩");
        add(Dimension.AREA, "mu", "亩", "mu", "亩");
        add(Dimension.AREA, "hectare hectares ha", "公顷 ha", "hectares", "公顷");
        add(Dimension.AREA, "square_mile square_miles", "平方英里", "square miles", "平方英里");
        add(
                Dimension.AREA,
                "square_kilometer square_kilometre square_kilometers square_kilometres",
                "平方公里 平方千米",
                "square kilometres",
                "平方公里");
        add(
                Dimension.AREA,
                "square_meter square_metre square_meters square_metres",
                "平方米 平方公尺 平米 平",
                "square metres",
                "平方米");
        add(Dimension.AREA, "square_feet square_foot", "平方英尺 平方尺 平方呎 呎 尺", "square feet", "平方英尺");
        add(Dimension.VOLUME, "liter litre liters litres", "升 公升 L", "litres", "升");
        add(Dimension.VOLUME, "milliliter millilitre milliliters millilitres ml mL", "毫升 ml mL", "millilitres", "毫升");
        add(Dimension.VOLUME, "gallon gallons", "加仑", "gallons", "加仑");
        add(Dimension.WEIGHT, "pound pounds lb lbs", "磅 镑 英镑", "pounds", "磅");
        add(
                Dimension.WEIGHT,
                "kilogram kilograms kilogramme kilogrammes kilo kilos kg",
                "公斤 千克 kg KG",
                "kilograms",
                "公斤");
        add(Dimension.WEIGHT, "gram grams gramme grammes", "克 g", "grams", "克");
        add(Dimension.WEIGHT, "milligram milligrams mg", "毫克 mg", "milligrams", "毫克");
        add(Dimension.WEIGHT, "microgram micrograms μg µg mcg", "微克 μg µg", "micrograms", "微克");
        add(Dimension.WEIGHT, "ounce ounces oz", "盎司 安士 oz", "ounces", "盎司");
        add(Dimension.WEIGHT, "ton tons tonne tonnes metric_ton metric_tons", "吨 公吨", "tons", "吨");
        add(Dimension.WEIGHT, "jin catty catties", "斤 市斤", "jin", "斤");
        add(Dimension.TIME, "millisecond milliseconds ms", "毫秒 ms", "milliseconds", "毫秒");
        add(Dimension.TIME, "second seconds sec secs", "秒 s", "seconds", "秒");
        add(Dimension.TIME, "minute minutes min mins", "分钟 分 min", "minutes", "分钟");
        add(Dimension.TIME, "hour hours hr hrs", "小时 个小时 半小时 个半小时 钟头 个钟头 时 h", "hours", "小时");
        add(Dimension.TIME, "day days", "天 日 昼夜", "days", "天");
        add(Dimension.TIME, "week weeks", "周 个周 星期 个星期 礼拜 个礼拜", "weeks", "周");
        add(Dimension.TIME, "month months", "月 个月 半月 个半月", "months", "个月");
        add(Dimension.TIME, "year years", "年 周年 岁 周岁 载", "years", "年");
        add(Dimension.DATA, "byte bytes", "字节 个字节 位元组 个位元组 B byte bytes", "bytes", "字节");
        add(Dimension.DATA, "bit bits", "位 个位 比 个比 b", "bits", "位");
        add(Dimension.DATA, "kB KB KiB kilobyte kilobytes", "k K kB KB Kb KiB 千字节", "KB", "KB");
        add(Dimension.DATA, "MB MiB megabyte megabytes", "m M MB Mb MiB 兆", "MB", "MB");
        add(Dimension.DATA, "GB GiB gigabyte gigabytes", "g G GB Gb GiB 吉 千兆", "GB", "GB");
        add(Dimension.DATA, "TB TiB terabyte terabytes", "t T TB Tb TiB 太", "TB", "TB");
        add(Dimension.POWER, "kW kilowatt kilowatts", "千瓦 kW", "kilowatts", "千瓦");
        add(Dimension.POWER, "MW megawatt megawatts", "兆瓦 MW", "megawatts", "兆瓦");
        add(Dimension.POWER, "GW gigawatt gigawatts", "吉瓦 GW", "gigawatts", "吉瓦");
        add(Dimension.POWER, "watt watts", "瓦 W", "watts", "瓦");
        add(Dimension.FREQUENCY, "Hz hertz", "赫 Hz", "Hz", "赫兹");
        add(Dimension.FREQUENCY, "kHz kilohertz", "千赫 kHz", "kHz", "千赫");
        add(Dimension.FREQUENCY, "MHz megahertz", "兆赫 MHz", "MHz", "兆赫");
        add(Dimension.FREQUENCY, "GHz gigahertz", "吉赫 千兆赫 GHz", "GHz", "吉赫");
        add(
                Dimension.TEMPERATURE,
                "°F °Fahrenheit degrees_F degrees_Fahrenheit degree_Fahrenheit",
                "华氏 ℉ °F 度",
                "°F",
                "华氏度");
        add(
                Dimension.TEMPERATURE,
                "°C °Celsius degrees_C degrees_Celsius degree_Celsius degrees_centigrade",
                "摄氏 ℃ °C 度",
                "°C",
                "摄氏度");
        add(
                Dimension.MONEY,
                "dollar dollars US_dollar US_dollars U.S._dollar U.S._dollars",
                "美元 美金 港元 港币 澳元 澳币 加元 加币 新元 新币 台币 新台币 元 币 块",
                "dollars",
                "美元");
        add(Dimension.MONEY, "HK_dollars Hong_Kong_dollars", "港元 港币 港幣 元 块", "HK dollars", "港元");
        add(Dimension.MONEY, "euro euros", "欧元 €", "euros", "欧元");
        add(Dimension.MONEY, "pounds_sterling British_pounds", "镑 英镑", "pounds sterling", "英镑");
        add(Dimension.MONEY, "yen", "元 圆 日元 日圆", "yen", "日元");
        add(Dimension.MONEY, "yuan renminbi RMB", "元 块 人民币", "yuan", "元");
        add(Dimension.MONEY, "rupee rupees", "卢比", "rupees", "卢比");
        add(Dimension.MONEY, "ruble rubles rouble roubles", "卢布", "roubles", "卢布");
        add(Dimension.MONEY, "franc francs Swiss_francs", "法郎 瑞郎 瑞士法郎", "francs", "法郎");
        add(Dimension.MONEY, "won", "韩元 韩圆 元", "won", "韩元");
        add(Dimension.MONEY, "baht", "泰铢 铢", "baht", "泰铢");
        add(Dimension.MONEY, "peso pesos", "比索", "pesos", "比索");
        List.of("$=dollars", "US$=dollars", "HK$=HK dollars", "€=euros", "£=pounds sterling", "RMB=yuan", "CNY=yuan")
                .forEach(sign -> SIGNS.put(
                        sign.substring(0, sign.indexOf('=')), ENGLISH.getOrDefault(nameOf(sign), ENGLISH.get("yuan"))));
    }

    private static String nameOf(String sign) {
        return sign.substring(sign.indexOf('=') + 1).replace(' ', '_');
    }

    private static void add(Dimension dimension, String english, String chinese, String name, String chineseName) {
        Measure measure = new Measure(dimension, name, chineseName);
        for (String word : english.split(" ")) {
            ENGLISH.put(word, measure);
        }
        for (String word : chinese.split(" ")) {
            CHINESE.computeIfAbsent(word.charAt(0), each -> new ArrayList<>()).add(new ChineseName(word, measure));
        }
    }

    /** Returns the unit of an English figure, or empty if it has none. */
    static Optional<Measure> ofEnglish(Figure figure) {
        Figure.Context context = figure.context();
        Optional<Measure> sign = Optional.ofNullable(SIGNS.get(signBefore(context.text(), context.start())));
        return sign.or(() -> Optional.ofNullable(ENGLISH.get(name(context.text(), endOfName(context)))));
    }

    /** Returns the sign of a currency that ends at an index, or an empty text. */
    private static String signBefore(String text, int end) {
        int last = end > 0 && text.charAt(end - 1) == ' ' ? end - 1 : end;
        int start = last;
        while (start > 0
                && last - start < 4
                && (isUpper(text.charAt(start - 1)) || "$€£".indexOf(text.charAt(start - 1)) >= 0)) {
            start--;
        }
        return text.substring(start, last);
    }

    private static String name(String text, int[] span) {
        String name = text.substring(span[0], span[1]).replace(' ', '_').replace('-', '_');
        return ENGLISH.containsKey(name) ? name : name.toLowerCase(Locale.ROOT);
    }

    /** Returns the start and the end of the name of a unit after an English figure: the longest known one. */
    private static int[] endOfName(Figure.Context context) {
        String text = context.text();
        int start = context.end();
        if (start < text.length() && (text.charAt(start) == ' ' || text.charAt(start) == '-')) {
            start++;
        }
        int end = endOfWord(text, start);
        int second = end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '-')
                ? endOfWord(text, end + 1)
                : end;
        boolean isLong = second > end + 1 && ENGLISH.containsKey(name(text, new int[] {start, second}));
        int last = isLong ? second : end;
        boolean isRate = text.startsWith(" per ", last) && "kmi".indexOf(end > start ? text.charAt(start) : '?') >= 0;
        return new int[] {start, isRate ? start : last};
    }

    private static int endOfWord(String text, int start) {
        int end = start;
        while (end < text.length() && (Character.isLetter(text.charAt(end)) || text.charAt(end) == '°')) {
            end++;
        }
        return end;
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isLatin(char c) {
        return isUpper(c) || (c >= 'a' && c <= 'z');
    }

    /** Returns whether a Chinese figure has this unit. */
    boolean isOfChinese(Figure figure) {
        return names(figure).stream().anyMatch(name -> name.measure.equals(this));
    }

    /** Returns another unit of the same quantity that a Chinese figure has, or empty if it has none. */
    Optional<Measure> insteadOf(Figure figure) {
        List<ChineseName> names = names(figure);
        boolean hasThis = names.stream().anyMatch(name -> name.measure.equals(this));
        return hasThis
                ? Optional.empty()
                : names.stream()
                        .map(ChineseName::measure)
                        .filter(each -> each.dimension == dimension)
                        .findFirst();
    }

    /** Returns the names of units that are after a Chinese figure, the longest first. */
    private static List<ChineseName> names(Figure figure) {
        String text = figure.context().text();
        int start = startOfName(figure);
        if (start >= text.length()) {
            return List.of();
        }
        return CHINESE.getOrDefault(text.charAt(start), List.of()).stream()
                .filter(name -> name.isAt(text, start))
                .sorted(Comparator.comparingInt((ChineseName name) -> name.word.length())
                        .reversed())
                .toList();
    }

    private static int startOfName(Figure figure) {
        Figure.Context context = figure.context();
        boolean isSpaced =
                context.end() < context.text().length() && context.text().charAt(context.end()) == ' ';
        return context.end() + (isSpaced ? 1 : 0);
    }

    /** Returns the index after the unit of an English figure, or after the figure if the unit is a sign before it. */
    int endInEnglish(Figure figure) {
        int[] span = endOfName(figure.context());
        boolean isThis = equals(ENGLISH.get(name(figure.context().text(), span)));
        return isThis ? span[1] : figure.end();
    }

    /** Returns the index after the unit of a Chinese figure. */
    int endInChinese(Figure figure) {
        return names(figure).stream()
                .filter(name -> name.measure.equals(this))
                .findFirst()
                .map(name -> startOfName(figure) + name.word.length())
                .orElse(figure.end());
    }
}
