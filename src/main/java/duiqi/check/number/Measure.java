package duiqi.check.number;

import duiqi.lexicon.Figure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

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
        if (start >= text.length() || !CHINESE.containsKey(text.charAt(start))) {
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
    record UnitConversion(Pattern chinese, Pattern english, double least, double most) {
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

        /** Characters that can follow a Chinese figure before or in a unit: all characters of the patterns. */
        private static final String BEGINS = CHINESE_DEGREES.pattern()
                + ALL.stream().map(each -> each.chinese.pattern()).toList();

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
            boolean hasTenths = inText(chinese).indexOf('米') > 0;
            String after = hasTenths ? "米" : chinese.context().after();
            if (after.isEmpty() || (after.charAt(0) > ' ' && BEGINS.indexOf(after.charAt(0)) < 0)) {
                return false;
            }
            if (isTemperature(chinese, english)) {
                return true;
            }
            double low = chinese.value().doubleValue();
            double high = chinese.high().doubleValue();
            double there = english.value().doubleValue();
            for (UnitConversion each : ALL) {
                // Arithmetic comes first because nearly all pairs of numbers fail it.
                if (each.fits(low, high, there) && each.chinese.matcher(after).lookingAt() && each.isUnitOf(english)) {
                    return true;
                }
            }
            return false;
        }

        private static String inText(Figure figure) {
            return figure.context().text().substring(figure.start(), figure.end());
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
