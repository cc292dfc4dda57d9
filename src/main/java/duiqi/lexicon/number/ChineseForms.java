package duiqi.lexicon.number;

import duiqi.lexicon.Figure;
import duiqi.lexicon.Figure.Demand;
import duiqi.lexicon.Figure.Kind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises Chinese figures other than plain numbers: dates, fractions, multiples and ordinals. Use a new instance for
 * each text. Not thread-safe.
 */
public final class ChineseForms {
    private static final String N = "(?<n>" + ChineseNumeral.PATTERN + ")";
    private static final String SMALL = ChineseNumeral.SMALL;

    /** Roman numerals of one character. */
    static final String ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ";

    private static final String DAYS = "一二三四五六日天";
    private static final String WEEKDAY = "(?:星期|礼拜|(?<![" + ChineseNumeral.HAN + "0-9几数多个半 ])周)(?<day>[" + DAYS
            + "])(?![" + ChineseNumeral.HAN + "次个天回节小课年])";
    private static final String PARTS_OF_DAY = "(?:凌晨|清晨|早[上晨]?|上午|中午|下午|傍晚|晚[上间]?|夜[里晚间]?)";

    private static final BigDecimal WAN = BigDecimal.valueOf(10_000);
    private static final BigDecimal TWELVE = BigDecimal.valueOf(12);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal TEN = BigDecimal.TEN;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /** Group n that never matches, for forms without a numeral. */
    private static final String NO_N = "(?<n>(?!))?";

    /** Represents digits and Han numerals among the characters that begin a form. */
    private static final String NUMERAL = "0123456789" + ChineseNumeral.HAN;

    /**
     * Describes one way to write figures. The group n is the numeral.
     *
     * @param begins the characters that can begin the form
     * @param signs the characters that indicate the form; a text without them does not contain it
     * @param pattern the pattern of the form
     * @param reading the function that creates a figure from the match and the value of its numeral
     */
    private record Form(String begins, String signs, Pattern pattern, BiFunction<Matcher, BigDecimal, Figure> reading) {
        Form(String begins, String signs, String pattern, BiFunction<Matcher, BigDecimal, Figure> reading) {
            this(begins, signs, Pattern.compile(pattern), reading);
        }

        /** Creates a form that begins with a numeral. */
        Form(String signs, String pattern, BiFunction<Matcher, BigDecimal, Figure> reading) {
            this(NUMERAL, signs, pattern, reading);
        }
    }

    /** Eras and the year before the first year of each. */
    private static final Map<String, Integer> ERAS =
            eras("民国 1911 明治 1867 大正 1911 昭和 1925 平成 1988 令和 2018 洪武 1367 永乐 1402 宣德 1425 成化 1464"
                    + " 弘治 1487 正德 1505 嘉靖 1521 隆庆 1566 万历 1572 天启 1620 崇祯 1627 顺治 1643 康熙 1661"
                    + " 雍正 1722 乾隆 1735 嘉庆 1795 道光 1820 咸丰 1850 同治 1861 光绪 1874 宣统 1908 贞观 626"
                    + " 开元 712 天宝 741 贞元 784 元和 805 庆历 1040 熙宁 1067 元丰 1077 绍兴 1130 佛历 -543");

    /** Forms in order of priority: the first match applies, and plain numbers match none. */
    private static final List<Form> FORMS = List.of(
            new Form(
                    "凌清早上中下傍晚夜",
                    "点时:：",
                    "(?<part>" + PARTS_OF_DAY + ")\\s?" + N + "(?=\\s?[点时:：])",
                    ChineseForms::hour),
            // 十四五 alone is an estimate of an age; the name of the plan is quoted or followed by a word for it.
            new Form(
                    "五",
                    "(?<n>十[一二三四五六])五(?=[”\"’'」』]|规划|计划|时期|期间|开局|末)",
                    (m, n) -> Figure.of(Kind.ORDINAL, n, m.start(), m.end()).withSpelled(true)),
            new Form("大", "(?<n>二?十[" + SMALL + "]?)大(?=[^小型中多量" + SMALL + "])", ChineseForms::congress),
            new Form("全", "(?<n>[" + SMALL + "])(?=中全会)", numbered(Demand.IF_CONTRADICTED)),
            new Form(
                    "代",
                    "(?<n>[" + SMALL + "])十?(?=[、至到]?[" + SMALL + "]十年代)",
                    (m, n) -> ofAnyCentury(m, n.multiply(TEN))),
            new Form(
                    "代",
                    "(?<n>(?:[0-9]{2})?[0-9]0)(?=(?:[、，,至到和—–-]|以?及)\\s?(?:[0-9]{2})?[0-9]0\\s?年代)",
                    ChineseForms::ofAnyCentury),
            new Form(
                    "代",
                    "(?:(?<century>[0-9]{1,2}|[十一二廿]+)\\s?世纪的?\\s?)?(?<n>[0-9]{2}|[0-9]{4}|[一二][〇零一二三四五六七八九]{3}|["
                            + SMALL + "]十)\\s?年代",
                    ChineseForms::decade),
            new Form("纪", N + "\\s?世纪", ChineseForms::century),
            new Form("上本", "纪", NO_N + "(?<which>[上本])个?世纪(?![0-9" + SMALL + "])", ChineseForms::nearCentury),
            new Form("百", "之", "百分之" + N, (m, n) -> percent(m, n, BigDecimal.ONE)),
            new Form(
                    "之",
                    N + "分之(?<over>" + ChineseNumeral.PATTERN + ")个?百分点",
                    (m, n) -> fraction(m, n).as(Kind.PERCENT)),
            new Form("%点", N + "\\s?(?:%|个?百分点)", (m, n) -> percent(m, n, BigDecimal.ONE)),
            new Form("‰", N + "\\s?‰", (m, n) -> percent(m, n, new BigDecimal("0.1"))),
            new Form(
                    "又",
                    "(?<n>" + ChineseNumeral.PATTERN + ")又(?<under>" + ChineseNumeral.PATTERN + ")分之(?<over>"
                            + ChineseNumeral.PATTERN + ")",
                    ChineseForms::mixed),
            new Form("之", N + "分之(?<over>" + ChineseNumeral.PATTERN + ")", ChineseForms::fraction),
            new Form("之", "(?<scale>[千万百亿]+)分之" + N, ChineseForms::smallFraction),
            new Form(
                    "成",
                    "(?<n>[" + SMALL + "](?:点[" + SMALL + "])?|两|[0-9](?:\\.[0-9])?)成(?<half>[" + SMALL + "半](?!["
                            + ChineseNumeral.HAN
                            + "]))?"
                            + "(?:(?=多|以上|左右|的|[降升增减涨跌提至到]|[，。、；,;.）)]|股|收|受|人|企|居|同意|表示|认为|支持|仍|已|有|是|会|在|使用|$)"
                            + "|(?<=(?:[近约逾超]|超过|不足|不到)[" + SMALL + "两]成))(?!的?[功熟]|[员果就])",
                    ChineseForms::tenths),
            new Form(
                    "折",
                    "(?<n>[" + SMALL + "]|[0-9](?:\\.[0-9])?)(?<rest>[" + SMALL + "1-9])?折(?![叠磨腾射断扣服线页返])",
                    ChineseForms::discount),
            new Form(
                    "基",
                    N + "\\s?个?基点",
                    (m, n) -> Figure.of(Kind.CARDINAL, n, m.start(), m.end()).or(n.movePointLeft(2))),
            // A calibre such as .338, or a full stop before a number.
            new Form(
                    ".",
                    ".",
                    "(?<![0-9A-Za-z.])\\.(?<n>[0-9]{1,4})(?![0-9.])",
                    (m, n) -> Figure.of(
                                    Kind.CARDINAL, n.movePointLeft(m.group("n").length()), m.start(), m.end())
                            .or(n)),
            new Form("/", "(?<n>[0-9]+)[ -](?<over>1(?=/[24])|3(?=/4))/(?<under>[24])(?![0-9/])", ChineseForms::mixed),
            new Form("/", "(?<=[约近概过的占了到少多仅]\\s?)(?<over>[1-9])/(?<n>[2-9]|100?)(?![0-9/])", ChineseForms::fraction),
            new Form("½¼¾⅓⅔⅛", N + "\\s?(?<part>[½¼¾⅓⅔⅛])", ChineseForms::withPart),
            new Form("倍", N + "\\s?[多余]?倍", ChineseForms::multiple),
            new Form("翻", "番", "翻了?(?<n>[两二三四五])番", (m, n) -> power(m, n.intValue())),
            new Form("翻", "番倍", "翻了?(?<n>一)?[番倍]", (m, n) -> power(m, 1)),
            new Form("第", "第", "第\\s?" + N + "(?<counted>(?=\\s?(?:季度|学期|阶段|[届轮章节卷版期季代名部级])))?", ChineseForms::ordinal),
            new Form(
                    ROMAN,
                    ROMAN,
                    NO_N + "[" + ROMAN + "](?=[期级型类度代])",
                    (m, n) -> implied(Kind.ORDINAL, BigDecimal.valueOf(ROMAN.indexOf(m.group()) + 1L), m)),
            new Form("届次", N + "(?=届|次全体)", numbered(Demand.IF_CONTRADICTED)),
            new Form(
                    "年",
                    "(?<n>[0-9]{4}|[一二][零〇一二三四五六七八九]{3})(?=\\s?年(?![代来间多以]|历史)|(?<!00)\\s?年(?:以[前后来]|间))",
                    ChineseForms::year),
            new Form(
                    "./-",
                    "(?<n>(?:1[0-9]|20)[0-9]{2})(?=[./-][0-9]{1,2}[./-][0-9]{1,2}(?![0-9]))",
                    ChineseForms::year),
            new Form(
                    "./-",
                    "(?<=(?<![0-9])[0-9]{4}[./-])(?<n>[0-9]{1,2})(?=[./-][0-9]{1,2}(?![0-9]))",
                    ChineseForms::month),
            new Form("./-", "(?<=(?<![0-9])[0-9]{4}[./-][0-9]{1,2}[./-])(?<n>[0-9]{1,2})(?![0-9])", ChineseForms::day),
            new Form(
                    "民元明大昭平令洪永宣成弘正嘉隆万天崇顺康雍乾道咸同光贞开元庆熙绍佛",
                    "年",
                    "(?<era>" + String.join("|", ERAS.keySet()) + ")\\s?(?<n>" + ChineseNumeral.PATTERN
                            + "|元)(?=\\s?年)",
                    ChineseForms::yearOfEra),
            new Form("月", "(?<n>[0-9]{1,2}|十[一二]?|[" + SMALL + "])(?=\\s?月(?![亮光球饼色季台夜]))", ChineseForms::month),
            new Form("月", "(?<=月\\s?)(?<n>[0-9]{1,2}|[一二三]?十?[" + SMALL + "]|[二三]?十)(?=\\s?[日号])", ChineseForms::day),
            new Form("日", "(?<n>[0-9]{1,2})(?=\\s?日(?![元本]))", ChineseForms::day),
            new Form(
                    "月",
                    "(?<=月)(?<n>[" + SMALL + "十]{1,3})(?=元宵|[^" + ChineseNumeral.HAN + "个分倍元年])",
                    (m, n) -> day(m, n).withDemand(Demand.IF_CONTRADICTED)),
            new Form("后", "(?<![0-9])(?<n>[0-9]0)后(?![来期面续果者方天年排卫])", ChineseForms::bornIn),
            new Form(
                    "米块",
                    N + "(?:米|块)(?<rest>[0-9" + SMALL + "])(?![0-9.米块" + ChineseNumeral.HAN + "])",
                    ChineseForms::withTenths),
            new Form(
                    "毛角",
                    N + "[毛角](?<rest>[0-9" + SMALL + "])?",
                    (m, n) -> Figure.of(Kind.CARDINAL, n, m.start(), m.end()).withDemand(Demand.NEVER)),
            new Form(
                    "号期",
                    "(?<![" + SMALL + "十])(?<n>[" + SMALL + "十]{1,3})(?=号|期(?![间待望]))",
                    (m, n) ->
                            Figure.of(Kind.ORDINAL, n, m.start("n"), m.end("n")).withDemand(Demand.IF_CONTRADICTED)),
            new Form("余多", "(?<n>[百千万])(?=[余多](?![年万亿]))", ChineseForms::moreThanOne),
            new Form("余多", "(?<n>[百千])(?=[余多](?=年))", ChineseForms::moreThanOne),
            new Form(
                    "半一对过大减",
                    "半折",
                    NO_N + "(?:(?<!一)半(?=[数年天个月时小页])|(?<=[点时])半|(?<=[" + ChineseNumeral.HAN + "])半|一半|对半|过半|大半|对折|减半)",
                    (m, n) -> Figure.of(Kind.FRACTION, new BigDecimal("0.5"), m.start(), m.end())
                            .or(BigDecimal.valueOf(30))
                            .withSpelled(true)
                            .withDemand(Demand.NEVER)),
            new Form(
                    "刻",
                    "(?<=[点时])(?<n>[一三])刻",
                    (m, n) -> Figure.of(Kind.CARDINAL, n.multiply(BigDecimal.valueOf(15)), m.start(), m.end())
                            .withDemand(Demand.NEVER)),
            new Form("没无未", "没无未", NO_N + "(?:没有?|无|未)", (m, n) -> implied(Kind.CARDINAL, BigDecimal.ZERO, m)),
            new Form("元", "旦", NO_N + "元旦", (m, n) -> implied(Kind.DAY, n, m)),
            new Form("双首", "双首", NO_N + "[双首]", ChineseForms::implied),
            new Form("百完全彻", "百全底", NO_N + "(?:百分百|完全|全[部额]|彻底)", (m, n) -> implied(Kind.PERCENT, HUNDRED, m)),
            new Form("星礼周", "星礼周", NO_N + WEEKDAY, ChineseForms::weekday),
            new Form("几", "(?<n>[" + SMALL + "]?十)几(?<scale>[万亿]?)", ChineseForms::oddTens),
            // A unit without a count: 百万 is a million, or just very many.
            new Form(
                    "几数多上成好十百千万亿",
                    "十百千万亿",
                    NO_N + "(?!十)(?:[几数多上成]|好几)?(?<scale>[十百千万亿]+)[几多余]?(?<more>[万亿]*)",
                    ChineseForms::uncounted));

    private final String text;

    /** The forms whose signs the text contains, each with its matcher. */
    private final Map<Form, Matcher> matchers = new LinkedHashMap<>();

    ChineseForms(String text) {
        this.text = text;
        for (Form form : FORMS) {
            if (form.signs.chars().anyMatch(sign -> text.indexOf(sign) >= 0)) {
                matchers.put(form, form.pattern.matcher(text).useTransparentBounds(true));
            }
        }
    }

    private static Map<String, Integer> eras(String table) {
        String[] words = table.split(" ");
        Map<String, Integer> eras = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            eras.put(words[i], Integer.valueOf(words[i + 1]));
        }
        return eras;
    }

    /** Returns the figure in one of these forms that begins at an index, or empty if there is none. */
    Optional<Figure> at(int start) {
        for (Map.Entry<Form, Matcher> each : matchers.entrySet()) {
            Form form = each.getKey();
            Matcher matcher = each.getValue();
            if (form.begins.indexOf(text.charAt(start)) < 0
                    || !matcher.region(start, text.length()).lookingAt()) {
                continue;
            }
            Optional<String> numeral = Optional.ofNullable(matcher.group("n"));
            Optional<BigDecimal> value = numeral.map(ChineseForms::value).orElse(Optional.of(BigDecimal.ONE));
            if (value.isPresent()) {
                Figure figure = form.reading.apply(matcher, value.get());
                boolean han = numeral.isPresent() && !isArabic(matcher);
                return Optional.of(han ? figure.withSpelled(true) : figure);
            }
        }
        return Optional.empty();
    }

    /** Returns the value of a numeral. A unit alone counts as one of it: 百余 is a hundred and more. */
    private static Optional<BigDecimal> value(String numeral) {
        boolean unit = numeral.length() == 1 && "百千万".contains(numeral);
        return unit
                ? Optional.of(ChineseNumeral.scale(numeral))
                : numeral.equals("元") ? Optional.of(BigDecimal.ONE) : ChineseNumeral.value(numeral);
    }

    private static Figure century(Matcher m, BigDecimal n) {
        Figure figure = Figure.of(Kind.CENTURY, n, m.start(), m.end());
        return isArabic(m) || n.compareTo(TEN) > 0 ? figure : figure.withDemand(Demand.IF_CONTRADICTED);
    }

    /** Reads 上世纪 as the 20th or 19th century, and 本世纪 as the 21st or 20th. */
    private static Figure nearCentury(Matcher m, BigDecimal n) {
        BigDecimal latest = BigDecimal.valueOf(m.group("which").equals("上") ? 20 : 21);
        return Figure.of(Kind.CENTURY, latest, m.start(), m.end())
                .or(latest.subtract(BigDecimal.ONE))
                .withSpelled(true)
                .withDemand(Demand.NEVER);
    }

    private static boolean isArabic(Matcher m) {
        return Character.isDigit(m.group("n").charAt(0));
    }

    /** Reads 双 as two and 首 as the first. */
    private static Figure implied(Matcher m, BigDecimal n) {
        boolean isTwo = m.group().equals("双");
        return implied(isTwo ? Kind.CARDINAL : Kind.ORDINAL, isTwo ? TWO : n, m);
    }

    private static Figure weekday(Matcher m, BigDecimal n) {
        int day = Math.min(DAYS.indexOf(m.group("day")) + 1, 7);
        return Figure.of(Kind.WEEKDAY, BigDecimal.valueOf(day), m.start(), m.end())
                .withSpelled(true)
                .withDemand(Demand.IF_CONTRADICTED);
    }

    /** Reads 下午3 in 下午3点 as 15. */
    private static Figure hour(Matcher m, BigDecimal n) {
        Optional<BigDecimal> hour = n.signum() > 0 && n.compareTo(TWELVE) <= 0
                ? hour(m.group("part"), n.intValue()).map(BigDecimal::valueOf)
                : Optional.empty();
        Figure figure = hour.map(value -> Figure.of(Kind.HOUR, value, m.start(), m.end()))
                .orElseGet(() -> Figure.of(Kind.CARDINAL, n, m.start(), m.end()).or(n.add(TWELVE)));
        Figure any = figure.hasValue(n) ? figure : figure.or(n);
        return any.withDemand(isArabic(m) && n.signum() > 0 ? Demand.ALWAYS : Demand.IF_CONTRADICTED);
    }

    /** Returns an hour on the clock of 24 hours, or empty if it is unclear: 夜里3 is before or after noon. */
    private static Optional<Long> hour(String part, long hour) {
        if (part.contains("晚") || part.contains("夜")) {
            return hour < 6 ? Optional.empty() : Optional.of((hour + 12) % 24);
        }
        if (part.contains("晨") || part.startsWith("早") || part.equals("上午")) {
            return Optional.of(hour % 12);
        }
        boolean isBeforeNoon = part.equals("中午") && hour > 3;
        return Optional.of(isBeforeNoon || hour == 12 ? hour : hour + 12);
    }

    private static BiFunction<Matcher, BigDecimal, Figure> numbered(Demand demand) {
        return (m, n) -> {
            boolean first = n.compareTo(BigDecimal.ONE) <= 0;
            return Figure.of(Kind.ORDINAL, n, m.start("n"), m.end("n")).withDemand(first ? Demand.NEVER : demand);
        };
    }

    /** Reads 十八大 as the 18th congress, and 十大 as ten great ones. */
    private static Figure congress(Matcher m, BigDecimal n) {
        boolean ten = n.compareTo(TEN) == 0;
        Figure figure = Figure.of(ten ? Kind.CARDINAL : Kind.ORDINAL, n, m.start("n"), m.end("n"));
        return figure.withDemand(Demand.IF_CONTRADICTED);
    }

    private static Figure ordinal(Matcher m, BigDecimal n) {
        Figure figure = Figure.of(Kind.ORDINAL, n, m.start("n"), m.end("n"));
        if (n.compareTo(BigDecimal.ONE) <= 0) {
            return figure.withDemand(m.group("counted") == null ? Demand.NEVER : Demand.IF_CONTRADICTED);
        }
        return isArabic(m) || n.compareTo(TEN) > 0 ? figure : figure.withDemand(Demand.IF_CONTRADICTED);
    }

    private static Figure decade(Matcher m, BigDecimal n) {
        Optional<String> century = Optional.ofNullable(m.group("century"));
        return century.flatMap(ChineseNumeral::value)
                .map(number -> number.subtract(BigDecimal.ONE).multiply(HUNDRED).add(n))
                .map(year -> Figure.of(Kind.DECADE, year, m.start(), m.end()).or(n))
                .orElseGet(() -> ofAnyCentury(m, n));
    }

    /** Reads 90后: people born in the nineties. */
    private static Figure bornIn(Matcher m, BigDecimal n) {
        return ofAnyCentury(m, n).withDemand(Demand.IF_CONTRADICTED);
    }

    private static Figure ofAnyCentury(Matcher m, BigDecimal n) {
        Figure figure = Figure.of(Kind.DECADE, n, m.start(), m.end());
        for (int start = 1700; n.compareTo(HUNDRED) < 0 && start <= 2000; start += 100) {
            figure = figure.or(n.add(BigDecimal.valueOf(start)));
        }
        return figure;
    }

    private static Figure moreThanOne(Matcher m, BigDecimal n) {
        return Figure.of(Kind.CARDINAL, n, m.start("n"), m.end("n") + 1)
                .upTo(n.add(n))
                .withSpelled(true)
                .withDemand(Demand.IF_CONTRADICTED);
    }

    /** Reads 民国82 as 1993 or the 82nd year. */
    private static Figure yearOfEra(Matcher m, BigDecimal n) {
        int before = ERAS.getOrDefault(m.group("era"), 0);
        return Figure.of(Kind.YEAR, n.add(BigDecimal.valueOf(before)), m.start("n"), m.end("n"))
                .or(n)
                .withDemand(Demand.IF_CONTRADICTED);
    }

    private static Figure year(Matcher m, BigDecimal n) {
        boolean plausible = n.compareTo(BigDecimal.valueOf(1000)) > 0 && n.compareTo(BigDecimal.valueOf(2200)) < 0;
        return Figure.of(plausible ? Kind.YEAR : Kind.CARDINAL, n, m.start("n"), m.end("n"));
    }

    private static Figure month(Matcher m, BigDecimal n) {
        boolean month = n.signum() > 0 && n.compareTo(BigDecimal.valueOf(12)) <= 0;
        Figure figure = Figure.of(month ? Kind.MONTH : Kind.CARDINAL, n, m.start("n"), m.end("n"));
        return isArabic(m) ? figure : figure.withDemand(Demand.IF_CONTRADICTED);
    }

    private static Figure day(Matcher m, BigDecimal n) {
        boolean day = n.signum() > 0 && n.compareTo(BigDecimal.valueOf(31)) <= 0;
        return Figure.of(day ? Kind.DAY : Kind.CARDINAL, n, m.start("n"), m.end("n"));
    }

    /** Reads 十几万 as a range between two tens. */
    private static Figure oddTens(Matcher m, BigDecimal n) {
        BigDecimal factor = ChineseNumeral.scale(m.group("scale"));
        return vague(n.multiply(factor), n.add(TEN).multiply(factor), m.start(), m.end());
    }

    private static Figure uncounted(Matcher m, BigDecimal n) {
        BigDecimal least = ChineseNumeral.scale(m.group("scale") + m.group("more"));
        boolean isLarge = "几数".indexOf(m.group().charAt(0)) >= 0 && least.compareTo(WAN) >= 0;
        return vague(least, least.multiply(TEN), m.start(), m.end())
                .withDemand(isLarge ? Demand.IF_CONTRADICTED : Demand.NEVER);
    }

    private static Figure implied(Kind kind, BigDecimal value, Matcher m) {
        return Figure.of(kind, value, m.start(), m.end()).withSpelled(true).withDemand(Demand.NEVER);
    }

    /** Returns a figure that can be any number of a range. */
    static Figure vague(BigDecimal least, BigDecimal most, int start, int end) {
        return Figure.of(Kind.VAGUE, least, start, end)
                .upTo(most)
                .withSpelled(true)
                .withDemand(Demand.NEVER);
    }

    private static Figure percent(Matcher m, BigDecimal n, BigDecimal factor) {
        BigDecimal value = n.multiply(factor);
        Figure figure = Figure.of(Kind.PERCENT, value, m.start(), m.end()).or(value.movePointLeft(2));
        // 百分之百 also means "fully" or "entirely".
        return value.compareTo(HUNDRED) == 0 ? figure.withDemand(Demand.NEVER) : figure;
    }

    private static Figure fraction(Matcher m, BigDecimal n) {
        BigDecimal over = ChineseNumeral.value(m.group("over").replace(",", "")).orElse(BigDecimal.ONE);
        return ratio(over, n, m);
    }

    private static Figure smallFraction(Matcher m, BigDecimal n) {
        return ratio(n, ChineseNumeral.scale(m.group("scale")), m);
    }

    /** Reads 一又二分之一 as 1.5. */
    private static Figure mixed(Matcher m, BigDecimal n) {
        BigDecimal under = ChineseNumeral.value(m.group("under")).orElse(BigDecimal.ONE);
        BigDecimal over = ChineseNumeral.value(m.group("over")).orElse(BigDecimal.ZERO);
        BigDecimal part = under.signum() == 0 ? BigDecimal.ZERO : over.divide(under, MathContext.DECIMAL64);
        return Figure.of(Kind.CARDINAL, n.add(part), m.start(), m.end()).withSpelled(true);
    }

    /** Reads 6½. */
    private static Figure withPart(Matcher m, BigDecimal n) {
        return Figure.of(Kind.CARDINAL, n.add(NumberWords.fraction(m.group("part"))), m.start(), m.end());
    }

    private static Figure ratio(BigDecimal over, BigDecimal under, Matcher m) {
        if (under.signum() == 0) {
            // 0分之1 is not a fraction.
            return Figure.of(Kind.CARDINAL, over, m.start(), m.end()).withDemand(Demand.NEVER);
        }
        BigDecimal value = over.divide(under, MathContext.DECIMAL64);
        Figure figure = Figure.of(Kind.FRACTION, value, m.start(), m.end()).withSpelled(true);
        return figure.or(over).or(under);
    }

    private static Figure tenths(Matcher m, BigDecimal n) {
        String half = m.group("half");
        BigDecimal rest = half == null
                ? BigDecimal.ZERO
                : half.equals("半") ? BigDecimal.valueOf(5) : BigDecimal.valueOf(SMALL.indexOf(half) + 1L);
        BigDecimal value = n.multiply(TEN).add(rest);
        return Figure.of(Kind.PERCENT, value, m.start(), m.end())
                .or(value.movePointLeft(2))
                .withDemand(n.compareTo(TWO) < 0 ? Demand.NEVER : Demand.ALWAYS);
    }

    /** Reads 一米八 and 三块五. */
    private static Figure withTenths(Matcher m, BigDecimal n) {
        BigDecimal tenths =
                ChineseNumeral.value(m.group("rest")).orElse(BigDecimal.ZERO).movePointLeft(1);
        return Figure.of(Kind.CARDINAL, n.add(tenths), m.start(), m.end());
    }

    private static Figure discount(Matcher m, BigDecimal n) {
        BigDecimal hundredths = Optional.ofNullable(m.group("rest"))
                .flatMap(ChineseNumeral::value)
                .orElse(BigDecimal.ZERO);
        BigDecimal price = ChineseNumeral.whole(n.multiply(TEN).add(hundredths));
        return Figure.of(Kind.PERCENT, price, m.start(), m.end())
                .or(HUNDRED.subtract(price))
                .withDemand(Demand.IF_CONTRADICTED);
    }

    private static Figure multiple(Matcher m, BigDecimal n) {
        Figure figure = Figure.of(Kind.MULTIPLE, n, m.start(), m.end())
                .or(n.add(BigDecimal.ONE))
                .or(n.multiply(HUNDRED))
                .or(n.subtract(BigDecimal.ONE).multiply(HUNDRED));
        // 一倍 is doubled or as many again.
        return n.compareTo(BigDecimal.ONE) < 0
                ? figure.withDemand(Demand.NEVER)
                : n.compareTo(TWO) < 0 ? figure.withDemand(Demand.IF_CONTRADICTED) : figure;
    }

    private static Figure power(Matcher m, int times) {
        BigDecimal value = TWO.pow(times);
        return Figure.of(Kind.MULTIPLE, value, m.start(), m.end())
                .withSpelled(true)
                .or(value.subtract(BigDecimal.ONE).multiply(HUNDRED))
                .or(value.multiply(HUNDRED));
    }
}
