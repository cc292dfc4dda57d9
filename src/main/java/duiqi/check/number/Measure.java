package duiqi.check.number;

import duiqi.lexicon.Figure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Describes a unit of measure or currency in both languages. Immutable.
 *
 * <p>The sizes are those of the International System of Units and of the Chinese market system of 1930: 15 亩 to the
 * hectare, 2 斤 to the kilogram, 2 里 to the kilometre and 3 尺 to the metre.
 *
 * @param quantity the quantity; only units of the same quantity contradict each other
 * @param size the number of base units in it, or 0 for a currency
 * @param name English name, for suggestions
 * @param chineseName Chinese name, for suggestions
 */
record Measure(String quantity, double size, String name, String chineseName) {
    /** Quantity and size of each unit, then English names, then Chinese names. The first English plural is the name. */
    private static final String TABLE = """
            length 1609.34 | miles,mile,mi | 英里,哩,英哩,里,mi
            length 1852 | nautical miles,nautical mile | 海里
            length 500 | li | 里,华里
            length 1000 | kilometres,kilometre,kilometers,kilometer,km,kms | 公里,千米,km
            length 1 | metres,metre,meters,meter | 米,公尺,m
            length 0.01 | centimetres,centimetre,centimeters,centimeter,cm | 厘米,公分,cm
            length 0.001 | millimetres,millimetre,millimeters,millimeter,mm | 毫米,公厘,mm
            length 1e-6 | µm,micrometres,micrometre,micrometers,micrometer,microns,micron,μm | 微米,μm,µm
            length 1e-9 | nanometres,nanometre,nanometers,nanometer,nm | 纳米,奈米,nm
            length 3.3333 | zhang | 丈
            length 0.3333 | chi | 尺
            length 0.3048 | feet,foot,ft | 英尺,尺,呎,ft
            length 0.0333 | cun | 寸
            length 0.0254 | inches,inch | 英寸,寸,吋,in
            length 0.9144 | yards,yard | 码
            area 4046.9 | acres,acre | 英亩
            area 666.67 | mu | 亩
            area 10000 | hectares,hectare,ha | 公顷,ha
            area 66667 | qing | 顷
            area 2.59e6 | square miles,square mile,sq mi | 平方英里
            area 1e6 | square kilometres,square kilometre,square kilometers,square kilometer,sq km,sq. km,km² | 平方公里,平方千米
            area 1 | square metres,square metre,square meters,square meter,sq m,m²,m2 | 平方米,平方公尺,平米,平
            area 0.0929 | square feet,square foot,sq ft | 平方英尺,平方尺,平方呎,呎,尺
            area 3.3058 | ping | 坪
            volume 1 | litres,litre,liters,liter | 升,公升,L
            volume 0.001 | millilitres,millilitre,milliliters,milliliter,ml | 毫升,ml,mL
            volume 3.7854 | gallons,gallon | 加仑
            volume 0.02957 | fluid ounces,fl oz | 盎司
            volume 1000 | cubic metres,cubic metre,cubic meters,cubic meter,m³ | 立方米
            volume 28.317 | cubic feet,cubic foot | 立方英尺
            weight 0.4536 | pounds,pound,lb,lbs | 磅,镑,英镑
            weight 1 | kilograms,kilogram,kilogrammes,kilogramme,kilos,kilo,kg | 公斤,千克,kg,KG
            weight 0.001 | grams,gram,grammes,gramme | 克,g
            weight 1e-6 | milligrams,milligram,mg | 毫克,mg
            weight 1e-9 | micrograms,microgram,μg,µg,mcg | 微克,μg,µg
            weight 0.02835 | ounces,ounce,oz | 盎司,安士,oz
            weight 1000 | tons,ton,tonnes,tonne,metric tons,metric ton | 吨,公吨
            weight 1e9 | megatons,megatonnes,Mt | 百万吨
            weight 1e12 | gigatons,gigatonnes,Gt | 十亿吨
            weight 0.5 | jin,catty,catties | 斤,市斤
            weight 0.05 | liang,tael,taels | 两
            time 0.001 | milliseconds,millisecond,ms | 毫秒,ms
            time 1 | seconds,second,sec,secs | 秒,s
            time 60 | minutes,minute,min,mins | 分钟,分,min
            time 3600 | hours,hour,hr,hrs | 小时,钟头,时,h
            time 86400 | days,day | 天,日,昼夜
            time 604800 | weeks,week | 周,星期,礼拜
            time 2.63e6 | months,month | 个月,月
            time 7.89e6 | quarters,quarter | 季度
            time 3.156e7 | years,year | 年,周年,岁,周岁,载
            time 3.156e8 | decades,decade |
            time 3.156e9 | centuries,century | 世纪
            time 3.156e10 | millennia,millennium,millenniums |
            data 8 | bytes,byte | 字节,位元组,B,byte,bytes
            data 1 | bits,bit | 位,比,b
            data 8e3 | KB,KiB,kilobytes,kilobyte | k,K,kB,KB,Kb,KiB,千字节
            data 8e6 | MB,MiB,megabytes,megabyte | m,M,MB,Mb,MiB,兆
            data 8e9 | GB,GiB,gigabytes,gigabyte | g,G,GB,Gb,GiB,吉,千兆
            data 8e12 | TB,TiB,terabytes,terabyte | t,T,TB,Tb,TiB,太
            power 1 | watts,watt | 瓦,W
            power 1e3 | kilowatts,kilowatt,kW | 千瓦,kW
            power 1e6 | megawatts,megawatt,MW | 兆瓦,MW
            power 1e9 | gigawatts,gigawatt,GW | 吉瓦,GW
            energy 1 | kilowatt hours,kilowatt hour,kWh | 千瓦时,kWh
            energy 1e3 | megawatt hours,MWh | 兆瓦时,MWh
            energy 1e6 | gigawatt hours,GWh | 吉瓦时,GWh
            energy 1e9 | terawatt hours,TWh | 太瓦时,TWh
            frequency 1 | Hz,hertz | 赫,Hz
            frequency 1e3 | kHz,kilohertz | 千赫,kHz
            frequency 1e6 | MHz,megahertz | 兆赫,MHz
            frequency 1e9 | GHz,gigahertz | 吉赫,千兆赫,GHz
            temperature 0 | °F,°Fahrenheit,degrees F,degrees Fahrenheit,degree Fahrenheit | 华氏度,华氏,℉,°F,度
            temperature 0 | °C,°Celsius,degrees C,degrees Celsius,degree Celsius,degrees centigrade | 摄氏度,摄氏,℃,°C,度
            money 0 | dollars,dollar,US dollars,US dollar,U.S. dollars,U.S. dollar,$,US$ | 美元,美金,港元,港币,澳元,澳币,加元,加币,新元,新币,台币,新台币,元,币,块
            money 0 | HK dollars,Hong Kong dollars,HK$ | 港元,港币,港幣,元,块
            money 0 | euros,euro,€ | 欧元,€
            money 0 | pounds sterling,British pounds,£ | 英镑,镑
            money 0 | yen | 日元,元,圆,日圆
            money 0 | yuan,renminbi,RMB,CNY | 元,块,人民币
            money 0 | rupees,rupee | 卢比
            money 0 | roubles,rouble,rubles,ruble | 卢布
            money 0 | francs,franc,Swiss francs | 法郎,瑞郎,瑞士法郎
            money 0 | won | 韩元,韩圆,元
            money 0 | baht | 泰铢,铢
            money 0 | pesos,peso | 比索
            """;

    /** Maximum relative error of a conversion, since translators round the result. */
    private static final double ROUNDING = 0.06;

    /** Minimum and maximum dollars for a yuan since 1994, and for a Hong Kong dollar. */
    private static final Map<String, double[]> DOLLARS =
            Map.of("yuan", new double[] {0.11, 0.18}, "HK dollars", new double[] {0.12, 0.14});

    private static final Map<String, Measure> ENGLISH = new HashMap<>();
    private static final Map<Character, List<ChineseName>> CHINESE = new HashMap<>();

    static {
        TABLE.lines().forEach(Measure::add);
        CHINESE.values()
                .forEach(names -> names.sort(Comparator.comparingInt((ChineseName name) -> -name.word.length())));
    }

    private static final Pattern AFTER = Pattern.compile(
            "[ -]?(?:and a half )?(?<name>"
                    + ENGLISH.keySet().stream()
                            .sorted(Comparator.comparingInt((String name) -> -name.length()))
                            .map(name -> Pattern.quote(name).replace(" ", "\\E[ -]\\Q"))
                            .collect(Collectors.joining("|"))
                    + ")(?!\\p{L})",
            Pattern.CASE_INSENSITIVE);

    /** A speed is no length. */
    private static final Pattern RATE = Pattern.compile(" per ");

    private static final Pattern SIGN = Pattern.compile("(?:[A-Z]{1,3}\\$|[$€£]|RMB|CNY) ?$");
    private static final Pattern BEFORE_NAME = Pattern.compile("\\s?[多余来]?(?:个半?|半(?=[月小钟]))?(?:万(?=亩))?");
    private static final Pattern PER_HECTARE = Pattern.compile(" (?:per|a|an) hectare");
    private static final Pattern CHINESE_DEGREES = Pattern.compile("\\s?(?:摄氏)?(?:度|℃)");
    private static final Pattern ENGLISH_DEGREES = Pattern.compile("\\s?(?:°|degrees?)");

    private record ChineseName(String word, Measure measure) {}

    /**
     * Holds the unit of a figure.
     *
     * @param end index after the name of the unit, or after the figure if the unit is a sign before it
     */
    record Named(Measure measure, int end) {}

    private static void add(String row) {
        String[] cells = row.split(" *\\| *");
        String[] quantity = cells[0].split(" ");
        String[] english = cells[1].split(",");
        String[] chinese = cells.length < 3 ? new String[] {"年"} : cells[2].split(",");
        Measure measure = new Measure(quantity[0], Double.parseDouble(quantity[1]), english[0], chinese[0]);
        for (String name : english) {
            ENGLISH.put(name.toLowerCase(Locale.ROOT), measure);
        }
        for (int i = 0; cells.length == 3 && i < chinese.length; i++) {
            CHINESE.computeIfAbsent(chinese[i].charAt(0), each -> new ArrayList<>())
                    .add(new ChineseName(chinese[i], measure));
        }
    }

    /** Returns the unit of an English figure, or empty if it has none. */
    static Optional<Named> ofEnglish(Figure figure) {
        Matcher sign = SIGN.matcher(figure.context().before());
        if (sign.find()) {
            return Optional.ofNullable(ENGLISH.get(sign.group().strip().toLowerCase(Locale.ROOT)))
                    .map(measure -> new Named(measure, figure.end()));
        }
        String text = figure.context().text();
        Matcher after = AFTER.matcher(text).region(figure.end(), text.length());
        if (!after.lookingAt()) {
            return Optional.empty();
        }
        String name = after.group("name").toLowerCase(Locale.ROOT).replace('-', ' ');
        boolean isRate = RATE.matcher(text).region(after.end(), text.length()).lookingAt();
        return Optional.ofNullable(ENGLISH.get(name))
                .filter(measure -> !(isRate && measure.quantity.equals("length")))
                .map(measure -> new Named(measure, after.end()));
    }

    /** Returns the units that a Chinese figure may have, those with the longest names first. */
    static List<Named> ofChinese(Figure figure) {
        String text = figure.context().text();
        Matcher before = BEFORE_NAME.matcher(text).region(figure.end(), text.length());
        int start = before.lookingAt() ? before.end() : figure.end();
        // The figure 一米八 contains its unit.
        if (text.substring(figure.start(), figure.end()).indexOf('米') > 0) {
            start = text.indexOf('米', figure.start());
        }
        return start >= text.length() ? List.of() : namesAt(text, start);
    }

    private static List<Named> namesAt(String text, int start) {
        return CHINESE.getOrDefault(text.charAt(start), List.of()).stream()
                .filter(name -> text.startsWith(name.word, start) && !isLatin(text, start + name.word.length()))
                .map(name -> new Named(name.measure, start + name.word.length()))
                .toList();
    }

    private static boolean isLatin(String text, int i) {
        char c = i < text.length() ? text.charAt(i) : ' ';
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    /** Returns whether the English figure is the Chinese one in another unit, such as 亩 in hectares. */
    static boolean converts(Figure chinese, Figure english) {
        List<Named> named = ofChinese(chinese);
        Optional<Named> other = named.isEmpty() ? Optional.empty() : ofEnglish(english);
        return isSameTemperature(chinese, english)
                || named.stream()
                        .anyMatch(each -> other.filter(there -> each.measure.converts(chinese, there.measure, english))
                                .isPresent());
    }

    private boolean converts(Figure chinese, Measure other, Figure english) {
        double[] rates = {size / other.size, size / other.size};
        if (quantity.equals("money")) {
            rates = other.name.equals("dollars") ? DOLLARS.getOrDefault(name, rates) : rates;
        }
        // A yield per mu becomes a yield per hectare.
        boolean isYield = chinese.context().before().indexOf('亩') >= 0
                && PER_HECTARE.matcher(english.context().after()).find();
        double there = english.value().doubleValue() / (isYield ? 15 : 1);
        return !equals(other)
                && quantity.equals(other.quantity)
                && chinese.value().doubleValue() * rates[0] * (1 - ROUNDING) <= there
                && there <= chinese.high().doubleValue() * rates[1] * (1 + ROUNDING);
    }

    private static boolean isSameTemperature(Figure chinese, Figure english) {
        if (!CHINESE_DEGREES.matcher(chinese.context().after()).lookingAt()
                || !ENGLISH_DEGREES.matcher(english.context().after()).lookingAt()) {
            return false;
        }
        double fahrenheit = chinese.value().doubleValue() * 9 / 5 + 32;
        return Math.abs(fahrenheit - english.value().doubleValue()) < 1;
    }
}
