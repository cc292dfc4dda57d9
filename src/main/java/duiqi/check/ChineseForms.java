package duiqi.check;

import duiqi.check.Figure.Demand;
import duiqi.check.Figure.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways in which Chinese writes figures other than as plain numbers: dates, parts, multiples, ordinals. For one text; not thread-safe. */
final class ChineseForms {
    private static final String N = "(?<n>" + ChineseNumeral.PATTERN + ")";
    private static final String SMALL = ChineseNumeral.SMALL;

    /** What a form can begin with, besides digits and Han numerals. */
    private static final String FIRST = "第翻番民";

    /**
     * A way of writing figures. The group n is the numeral that is read.
     *
     * @param signs a text without any of these characters has no figure of the form
     */
    private record Form(String signs, Pattern pattern, BiFunction<Matcher, BigDecimal, Figure> reading) {
        Form(String signs, String pattern, BiFunction<Matcher, BigDecimal, Figure> reading) {
            this(signs, Pattern.compile(pattern), reading);
        }

        boolean mayBeIn(String text) {
            return signs.chars().anyMatch(sign -> text.indexOf(sign) >= 0);
        }
    }

    /** A form made ready for a text. */
    private record Sought(Matcher matcher, BiFunction<Matcher, BigDecimal, Figure> reading) {}

    /** The first that fits is taken; plain numbers are what no form fits. */
    private static final List<Form> FORMS = List.of(
            // 十四五 alone is an estimate of age; the plan has quotation marks or a word after it.
            new Form(
                    "五",
                    "(?<n>十[一二三四五六])五(?=[”\"’'」』]|规划|计划|时期|期间|开局|末)",
                    (m, n) -> Figure.of(Kind.ORDINAL, n, m.start(), m.end()).inWords(true)),
            new Form("大", "(?<n>二?十[" + SMALL + "]?)大(?=[^小型中多量" + SMALL + "])", ChineseReadings::congress),
            new Form("全", "(?<n>[" + SMALL + "])(?=中全会)", ChineseReadings.numbered(Demand.IF_CONTRADICTED)),
            new Form("代", "(?<n>[" + SMALL + "])(?=[" + SMALL + "]十年代)", ChineseReadings::tensOfYears),
            new Form(
                    "代",
                    "(?:(?<century>[0-9]{1,2}|[十一二]+)世纪)?(?<n>[0-9]{2}|[0-9]{4}|[" + SMALL + "]十)年代",
                    ChineseReadings::decade),
            new Form("纪", N + "世纪", ChineseReadings::century),
            new Form("之", "百分之" + N, (m, n) -> ChineseReadings.percent(m, n, BigDecimal.ONE)),
            new Form("%点", N + "\\s?(?:%|个?百分点)", (m, n) -> ChineseReadings.percent(m, n, BigDecimal.ONE)),
            new Form("‰", N + "\\s?‰", (m, n) -> ChineseReadings.percent(m, n, new BigDecimal("0.1"))),
            new Form("之", N + "分之(?<over>" + ChineseNumeral.PATTERN + ")", ChineseReadings::fraction),
            new Form("之", "(?<scale>[千万百亿]+)分之" + N, ChineseReadings::smallFraction),
            new Form(
                    "成",
                    "(?<n>[" + SMALL + "两]|[0-9](?:\\.[0-9])?)成(?<half>[" + SMALL + "半](?![" + ChineseNumeral.HAN
                            + "]))?" + "(?:(?=多|以上|左右|的|[降升增减涨跌提至到]|[，。、；,;.）)]|股|收|受|人|企|居|$)"
                            + "|(?<=(?:[近约逾超]|超过|不足|不到)[" + SMALL + "两]成))(?!的?[功熟]|[员果就])",
                    ChineseReadings::tenths),
            new Form("折", "(?<n>[" + SMALL + "]{1,2}|[0-9](?:\\.[0-9])?)折(?![叠磨腾射断扣服])", ChineseReadings::discount),
            new Form("倍", N + "[多余]?倍", ChineseReadings::multiple),
            new Form("番", "翻了?(?<n>[两二三四五])番", (m, n) -> ChineseReadings.power(m, n.intValue())),
            new Form("番", "翻了?(?<n>一)?番", (m, n) -> ChineseReadings.power(m, 1)),
            new Form("第", "第\\s?" + N, ChineseReadings::ordinal),
            new Form("届次", N + "(?=届|次全体)", ChineseReadings.numbered(Demand.IF_CONTRADICTED)),
            new Form("年", "(?<n>[0-9]{4}|[一二][零〇一二三四五六七八九]{3})(?=\\s?年(?![代来间多以]|历史))", ChineseReadings::year),
            new Form(
                    "./-",
                    "(?<n>(?:1[0-9]|20)[0-9]{2})(?=[./-][0-9]{1,2}[./-][0-9]{1,2}(?![0-9]))",
                    ChineseReadings::year),
            new Form(
                    "./-",
                    "(?<=(?<![0-9])[0-9]{4}[./-])(?<n>[0-9]{1,2})(?=[./-][0-9]{1,2}(?![0-9]))",
                    ChineseReadings::month),
            new Form(
                    "./-",
                    "(?<=(?<![0-9])[0-9]{4}[./-][0-9]{1,2}[./-])(?<n>[0-9]{1,2})(?![0-9])",
                    ChineseReadings::day),
            new Form(
                    "民",
                    "民国" + N + "(?=年)",
                    (m, n) -> Figure.of(Kind.YEAR, n, m.start("n"), m.end("n"))
                            .or(n.add(BigDecimal.valueOf(1911)))
                            .demanded(Demand.NEVER)),
            new Form("月", "(?<n>[0-9]{1,2}|十[一二]?|[" + SMALL + "])(?=\\s?月(?![亮光球饼色季台夜]))", ChineseReadings::month),
            new Form(
                    "月", "(?<=月\\s?)(?<n>[0-9]{1,2}|[一二三]?十?[" + SMALL + "]|[二三]?十)(?=\\s?[日号])", ChineseReadings::day),
            new Form("日", "(?<n>[0-9]{1,2})(?=\\s?日(?![元本]))", ChineseReadings::day),
            new Form(
                    "月",
                    "(?<=月)(?<n>[" + SMALL + "十]{1,3})(?=元宵|[^" + ChineseNumeral.HAN + "个分倍元年])",
                    (m, n) -> ChineseReadings.day(m, n).demanded(Demand.IF_CONTRADICTED)),
            new Form("后", "(?<![0-9])(?<n>[0-9]0)后(?![来期面续果者方天年排卫])", ChineseReadings::bornIn),
            new Form(
                    "米块",
                    N + "(?:米|块)(?<rest>[0-9" + SMALL + "])(?![0-9.米块" + ChineseNumeral.HAN + "])",
                    ChineseReadings::withTenths),
            new Form(
                    "毛角",
                    N + "[毛角](?<rest>[0-9" + SMALL + "])?",
                    (m, n) -> Figure.of(Kind.CARDINAL, n, m.start(), m.end()).demanded(Demand.NEVER)),
            new Form("星", "(?<=星)(?<n>三|四|五|六|七|八)(?=号)", ChineseReadings.numbered(Demand.ALWAYS)),
            new Form("号期", "(?<![" + SMALL + "十])(?<n>[" + SMALL + "十]{1,3})(?=号|期(?![间待望]))", ChineseReadings::inRow),
            new Form("余多", "(?<n>[百千万])(?=[余多](?![年万亿]))", ChineseReadings::moreThanOne),
            new Form("余多", "(?<n>[百千])(?=[余多](?=年))", ChineseReadings::moreThanOne));

    private final String text;
    private final List<Sought> sought;

    ChineseForms(String text) {
        this.text = text;
        this.sought = FORMS.stream()
                .filter(form -> form.mayBeIn(text))
                .map(form -> new Sought(form.pattern.matcher(text).useTransparentBounds(true), form.reading))
                .toList();
    }

    /** The figure that begins at an index in one of these forms; empty when none does. */
    Optional<Figure> at(int start) {
        char first = text.charAt(start);
        if (!ChineseNumeral.mayBegin(first) && FIRST.indexOf(first) < 0) {
            return Optional.empty();
        }
        for (Sought form : sought) {
            Matcher matcher = form.matcher.region(start, text.length());
            if (!matcher.lookingAt()) {
                continue;
            }
            Optional<String> numeral = Optional.ofNullable(matcher.group("n"));
            Optional<BigDecimal> value = numeral.map(ChineseForms::value).orElse(Optional.of(BigDecimal.ONE));
            if (value.isPresent()) {
                Figure figure = form.reading.apply(matcher, value.get());
                boolean han = numeral.filter(written -> !Character.isDigit(written.charAt(0)))
                        .isPresent();
                return Optional.of(han ? figure.inWords(true) : figure);
            }
        }
        return Optional.empty();
    }

    /** A unit by itself counts one of it: 百余 is a hundred and more. */
    private static Optional<BigDecimal> value(String numeral) {
        boolean unit = numeral.length() == 1 && "百千万".contains(numeral);
        return unit ? Optional.of(ChineseNumeral.scale(numeral)) : ChineseNumeral.value(numeral);
    }
}
