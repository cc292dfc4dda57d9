package duiqi.check;

import duiqi.check.Figure.Demand;
import duiqi.check.Figure.Kind;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the figures in Chinese text. Numerals that are a part of a longer word, as in 千方百计, are never demanded. Not thread-safe.
 */
final class ChineseFigures {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal TEN = BigDecimal.TEN;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final String N = "(?<n>" + ChineseNumeral.PATTERN + ")";
    private static final String SMALL = "一二三四五六七八九";

    /** A way of writing figures. The group n is the numeral that is read. */
    private record Form(Pattern pattern, BiFunction<Matcher, BigDecimal, Figure> reading) {
        Form(String pattern, BiFunction<Matcher, BigDecimal, Figure> reading) {
            this(Pattern.compile(pattern), reading);
        }
    }

    /** The first that fits is taken; plain numbers are what no form fits. */
    private static final List<Form> FORMS = List.of(
            // 十四五 alone is an estimate of age; the plan has quotation marks or a word after it.
            new Form(
                    "(?<n>十[一二三四五六])五(?=[”\"’'」』]|规划|计划|时期|期间|开局|末)",
                    (m, n) -> Figure.of(Kind.ORDINAL, n, m.start(), m.end()).inWords(true)),
            new Form("(?<n>二?十[" + SMALL + "]?)大(?=[^小型中多量" + SMALL + "])", ChineseFigures::congress),
            new Form("(?<n>[" + SMALL + "])(?=中全会)", ordinal(Demand.IF_CONTRADICTED)),
            new Form(
                    "(?:(?<century>[0-9]{1,2}|[十一二]+)世纪)?(?<n>[0-9]{2}|[0-9]{4}|[" + SMALL + "]十)年代",
                    ChineseFigures::decade),
            new Form(N + "世纪", (m, n) -> withDemand(Figure.of(Kind.CENTURY, n, m.start(), m.end()), m)),
            new Form("百分之" + N + "(?![至到—–~～-])", (m, n) -> percent(m, n, BigDecimal.ONE)),
            new Form("百分之" + N, (m, n) -> percent(m, n, BigDecimal.ONE)),
            new Form(N + "\\s?(?:%|个?百分点)", (m, n) -> percent(m, n, BigDecimal.ONE)),
            new Form(N + "\\s?‰", (m, n) -> percent(m, n, new BigDecimal("0.1"))),
            new Form(N + "分之(?<over>" + ChineseNumeral.PATTERN + ")", ChineseFigures::fraction),
            new Form("(?<scale>[千万百亿]+)分之" + N, ChineseFigures::smallFraction),
            new Form(
                    "(?<n>[" + SMALL + "两]|[0-9](?:\\.[0-9])?)成(?<half>[" + SMALL + "半](?![" + ChineseNumeral.HAN
                            + "]))?" + "(?=多|以上|左右|的|[，。、；,;.）)]|股|收|受|人|企|居|$)(?!的?[功熟])",
                    ChineseFigures::tenths),
            new Form("(?<n>[" + SMALL + "]{1,2}|[0-9](?:\\.[0-9])?)折(?![叠磨腾射断扣服])", ChineseFigures::discount),
            new Form(N + "[多余]?倍", ChineseFigures::multiple),
            new Form("翻了?(?<n>[两二三四五])番", (m, n) -> power(m, n.intValue())),
            new Form("翻了?(?<n>一)?番", (m, n) -> power(m, 1)),
            new Form("第\\s?" + N, ChineseFigures::ordinal),
            new Form(N + "(?=届|次全体)", ordinal(Demand.IF_CONTRADICTED)),
            new Form("(?<n>[0-9]{4}|[一二][零〇一二三四五六七八九]{3})(?=\\s?年(?![代来间多以]|历史))", (m, n) -> year(m, n)),
            new Form(
                    "民国" + N + "(?=年)",
                    (m, n) -> Figure.of(Kind.YEAR, n, m.start("n"), m.end("n"))
                            .or(n.add(BigDecimal.valueOf(1911)))
                            .demanded(Demand.NEVER)),
            new Form("(?<n>[0-9]{1,2}|十[一二]?|[" + SMALL + "])(?=\\s?月(?![亮光球饼色季台夜]))", ChineseFigures::month),
            new Form("(?<=月\\s?)(?<n>[0-9]{1,2}|[一二三]?十?[" + SMALL + "]|[二三]?十)(?=\\s?[日号])", (m, n) -> day(m, n)),
            new Form("(?<n>[0-9]{1,2})(?=\\s?日(?![元本]))", (m, n) -> day(m, n)),
            new Form("(?<=星)(?<n>三|四|五|六|七|八)(?=号)", ordinal(Demand.ALWAYS)),
            new Form("(?<n>[" + SMALL + "十]+)(?=号)", ordinal(Demand.IF_CONTRADICTED)));

    /** Numbers without a count: 百万 is a million, or just very many. */
    private static final Pattern VAGUE = Pattern.compile("(?:[几数多上成]|好几)?(?<scale>[十百千万亿]+)[几多余]?(?<more>[万亿]*)");

    private static final Pattern ODD_TEENS = Pattern.compile("(?<n>[" + SMALL + "]?十)几(?<scale>[万亿]?)");
    private static final Pattern HALF =
            Pattern.compile("(?<!一)半(?=[数年天个月时小])|(?<=[" + ChineseNumeral.HAN + "])半|一半|对半|过半|大半|对折|减半");

    /** Measures that are hardly ever left out in English when there are three of them or more. */
    private static final Pattern MEASURE = Pattern.compile(
            "\\s?(?:年(?!级)|个月|天(?!下|地|空)|周年|小时|分钟|公里|公斤|千克|千米|厘米|毫米|吨|公顷|亩|岁|元|美元|平方|立方|度|℃|倍|个百分点|英里|英寸|英尺|季度)");

    private static final Pattern COUNTED =
            Pattern.compile("[个项大名位条种次届章册部座所家支艘架辆台只头匹张块本篇首层级周代人国省市县方面点类门批组期版句场口户间件套座棵封站站步]");

    /** Chinese that is no text: addresses, file names. */
    private static final Pattern NO_TEXT = Pattern.compile("(?:https?://|www\\.)[\\x21-\\x7e]+|[\\w.+-]+@[\\w.-]+");

    private static final Pattern FORMAL = Pattern.compile("[壹贰叁肆伍陆柒捌玖拾佰仟万亿零]{2,}");
    private static final Pattern ABOUT_BEFORE = Pattern.compile("(?:约|近|大约|将近|超过?|逾|接近|不到|不足|高达|达|至少)[^，。；0-9]{0,3}$");
    private static final Pattern ABOUT_AFTER = Pattern.compile("^[^，。；0-9]{0,4}(?:左右|上下|以上|以下|多|余)");

    private final Lexicon lexicon;
    private final ChineseTokenizer tokenizer;

    ChineseFigures(Lexicon lexicon) {
        this.lexicon = lexicon;
        this.tokenizer = new ChineseTokenizer(lexicon);
    }

    /** The figures of a text in order; their spans count its UTF-16 units. */
    List<Figure> in(String original) {
        String text = plain(lexicon.simplify(original));
        if (text.chars()
                .noneMatch(c -> (c >= '0' && c <= '9') || ChineseNumeral.HAN.indexOf(c) >= 0 || c == '半' || c == '番')) {
            return List.of();
        }
        List<Figure> figures = new ArrayList<>();
        boolean[] inWord = insideWords(text);
        for (int i = 0; i < text.length(); ) {
            Optional<Figure> figure = at(text, i, inWord);
            figure.map(found -> amid(text, found)).ifPresent(figures::add);
            i = figure.map(Figure::end).orElse(i + 1);
        }
        return figures;
    }

    private static Figure amid(String text, Figure figure) {
        String before = text.substring(Math.max(0, figure.start() - 6), figure.start());
        String after = text.substring(figure.end(), Math.min(text.length(), figure.end() + 8));
        boolean about = !figure.isExact()
                || ABOUT_BEFORE.matcher(before).find()
                || ABOUT_AFTER.matcher(after).find();
        return figure.amid(before, after, about);
    }

    private static Optional<Figure> at(String text, int i, boolean[] inWord) {
        char c = text.charAt(i);
        if (c < '0' || (c > '9' && c < '一' && c != '〇')) {
            return Optional.empty();
        }
        for (Form form : FORMS) {
            Matcher matcher = form.pattern().matcher(text).region(i, text.length());
            matcher.useTransparentBounds(true);
            if (matcher.lookingAt()) {
                String numeral = matcher.group("n");
                Optional<BigDecimal> value =
                        numeral == null ? Optional.of(BigDecimal.ONE) : ChineseNumeral.value(numeral.replace(",", ""));
                if (value.isPresent()) {
                    Figure figure = form.reading().apply(matcher, value.get());
                    return Optional.of(
                            numeral == null || Character.isDigit(numeral.charAt(0)) ? figure : figure.inWords(true));
                }
            }
        }
        Optional<Figure> vague = vague(text, i);
        return vague.isPresent() ? vague : plainNumber(text, i, inWord);
    }

    private static Optional<Figure> vague(String text, int i) {
        Matcher half = HALF.matcher(text).region(i, text.length());
        half.useTransparentBounds(true);
        if (half.lookingAt()) {
            return Optional.of(Figure.of(Kind.FRACTION, new BigDecimal("0.5"), i, half.end())
                    .inWords(true)
                    .demanded(Demand.NEVER));
        }
        Matcher teens = ODD_TEENS.matcher(text).region(i, text.length());
        if (teens.lookingAt()) {
            BigDecimal tens = ChineseNumeral.value(teens.group("n")).orElse(TEN);
            BigDecimal factor = ChineseNumeral.scale(teens.group("scale"));
            return Optional.of(vague(tens.multiply(factor), tens.add(TEN).multiply(factor), i, teens.end()));
        }
        Matcher vague = VAGUE.matcher(text).region(i, text.length());
        if (vague.lookingAt() && !vague.group().startsWith("十")) {
            BigDecimal least = ChineseNumeral.scale(vague.group("scale") + vague.group("more"));
            return Optional.of(vague(least, least.multiply(TEN), i, vague.end()));
        }
        return Optional.empty();
    }

    private static Figure vague(BigDecimal least, BigDecimal most, int start, int end) {
        return Figure.of(Kind.VAGUE, least, start, end).upTo(most).inWords(true).demanded(Demand.NEVER);
    }

    private static Optional<Figure> plainNumber(String text, int i, boolean[] inWord) {
        Optional<ChineseNumeral> found = ChineseNumeral.at(text, i);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        ChineseNumeral numeral = found.get();
        if (!numeral.isRead()) {
            // An estimate, as 三五: it may be any number.
            return Optional.of(vague(BigDecimal.ZERO, BigDecimal.TEN.pow(20), i, numeral.end()));
        }
        if (!numeral.arabic() && text.startsWith("几", numeral.end())) {
            // 一九六几年
            BigDecimal tens = numeral.value().multiply(TEN);
            return Optional.of(vague(tens, tens.add(TEN), i, numeral.end() + 1).or(tens.remainder(HUNDRED)));
        }
        Figure figure = Figure.of(Kind.CARDINAL, numeral.value(), i, numeral.end())
                .upTo(numeral.high())
                .inWords(!numeral.arabic());
        String after = text.substring(numeral.end());
        if (numeral.arabic()) {
            figure = figure.demanded(demandOfArabic(numeral, text, i));
            boolean shortYear = numeral.end() - i == 2 && after.startsWith("年");
            figure = shortYear
                    ? figure.or(numeral.value().add(BigDecimal.valueOf(1900)))
                            .or(numeral.value().add(BigDecimal.valueOf(2000)))
                    : figure;
        } else {
            figure = figure.demanded(demandOfHan(numeral, after, inWord[i]));
        }
        return Optional.of(withRange(text, withHour(figure, after)));
    }

    /** 1 is as often an article, and a number before the text of a heading or list is layout. */
    private static Demand demandOfArabic(ChineseNumeral numeral, String text, int start) {
        boolean none = numeral.value().compareTo(BigDecimal.ONE) == 0
                || numeral.value().signum() == 0;
        boolean label = text.substring(0, start).matches("[\\s(（]*")
                && text.substring(numeral.end()).matches("(?s)\\s*[.．、)）:：].*");
        boolean name = numeral.end() < text.length()
                && numeral.value().compareTo(TEN) <= 0
                && text.substring(numeral.end()).matches("(?s)[A-Za-z].*");
        return none || label ? Demand.NEVER : name ? Demand.IF_CONTRADICTED : Demand.ALWAYS;
    }

    /** Numerals in Chinese are often manners of speaking. */
    private static Demand demandOfHan(ChineseNumeral numeral, String after, boolean inWord) {
        BigDecimal value = numeral.value();
        boolean measured = MEASURE.matcher(after).lookingAt();
        boolean counted = measured || COUNTED.matcher(after).lookingAt();
        if (inWord || value.compareTo(TWO) < 0 || !counted) {
            return Demand.NEVER;
        }
        if (value.compareTo(TEN) > 0) {
            // 一百次, 一万个: as often "a hundred times" for very many.
            return value.stripTrailingZeros().precision() == 1
                            && value.stripTrailingZeros().unscaledValue().equals(java.math.BigInteger.ONE)
                            && !measured
                    ? Demand.IF_CONTRADICTED
                    : Demand.ALWAYS;
        }
        boolean many = value.compareTo(TWO) > 0;
        return many && measured ? Demand.ALWAYS : Demand.IF_CONTRADICTED;
    }

    private static Figure withHour(Figure figure, String after) {
        boolean hour = figure.value().compareTo(BigDecimal.valueOf(24)) <= 0
                && (after.startsWith("时") || after.startsWith("点") || after.startsWith(":"));
        if (!hour) {
            return figure;
        }
        BigDecimal twelve = BigDecimal.valueOf(12);
        BigDecimal other = figure.value().compareTo(twelve) > 0
                ? figure.value().subtract(twelve)
                : figure.value().add(twelve);
        Figure hours = figure.or(other);
        return figure.spelled() || other.signum() == 0 ? hours.demanded(Demand.NEVER) : hours;
    }

    /** 3 of 3至5万 may be 30,000. */
    private static Figure withRange(String text, Figure figure) {
        Matcher range = RANGE.matcher(text).region(figure.end(), text.length());
        if (!range.lookingAt()) {
            return figure;
        }
        return figure.or(figure.value().multiply(ChineseNumeral.scale(range.group("scale"))));
    }

    private static final Pattern RANGE =
            Pattern.compile("(?:至|到|—+|–|-|~|～)(?:[0-9][0-9.,]*|[" + SMALL + "两])(?<scale>[十百千万亿]+)");

    /** Whether a character belongs to a word of the dictionary that is longer than its numerals. */
    private boolean[] insideWords(String text) {
        boolean[] inside = new boolean[text.length()];
        List<Token> words = tokenizer.words(text);
        for (Token word : words) {
            boolean longer = word.kind() == Token.Kind.WORD
                    && word.form().length() > 1
                    && word.form().chars().anyMatch(c -> ChineseNumeral.HAN.indexOf(c) < 0)
                    && !word.form().endsWith("月");
            for (int i = word.start(); longer && i < word.start() + word.form().length() && i < inside.length; i++) {
                inside[i] = true;
            }
        }
        return inside;
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c >= '０' && c <= '９') {
                plain.setCharAt(i, (char) (c - '０' + '0'));
            } else if (c == '％') {
                plain.setCharAt(i, '%');
            } else if (c == '．') {
                plain.setCharAt(i, '.');
            }
        }
        Matcher formal = FORMAL.matcher(plain.toString());
        while (formal.find()) {
            for (int i = formal.start(); i < formal.end(); i++) {
                int digit = "壹贰叁肆伍陆柒捌玖拾佰仟".indexOf(plain.charAt(i));
                if (digit >= 0) {
                    plain.setCharAt(i, "一二三四五六七八九十百千".charAt(digit));
                }
            }
        }
        Matcher address = NO_TEXT.matcher(plain.toString());
        while (address.find()) {
            for (int i = address.start(); i < address.end(); i++) {
                plain.setCharAt(i, ' ');
            }
        }
        return plain.toString();
    }

    private static Figure withDemand(Figure figure, Matcher m) {
        boolean arabic = Character.isDigit(m.group("n").charAt(0));
        return arabic || figure.value().compareTo(TEN) > 0 ? figure : figure.demanded(Demand.IF_CONTRADICTED);
    }

    private static BiFunction<Matcher, BigDecimal, Figure> ordinal(Demand demand) {
        return (m, n) -> {
            boolean first = n.compareTo(BigDecimal.ONE) <= 0;
            return Figure.of(Kind.ORDINAL, n, m.start("n"), m.end("n")).demanded(first ? Demand.NEVER : demand);
        };
    }

    /** 十八大 is the 18th congress, 十大 ten great ones. */
    private static Figure congress(Matcher m, BigDecimal n) {
        boolean ten = n.compareTo(TEN) == 0;
        Figure figure = Figure.of(ten ? Kind.CARDINAL : Kind.ORDINAL, n, m.start("n"), m.end("n"));
        return figure.demanded(Demand.IF_CONTRADICTED);
    }

    private static Figure ordinal(Matcher m, BigDecimal n) {
        Figure figure = Figure.of(Kind.ORDINAL, n, m.start("n"), m.end("n"));
        if (n.compareTo(BigDecimal.ONE) <= 0) {
            return figure.demanded(Demand.NEVER);
        }
        boolean arabic = Character.isDigit(m.group("n").charAt(0));
        return arabic || n.compareTo(TEN) > 0 ? figure : figure.demanded(Demand.IF_CONTRADICTED);
    }

    private static Figure decade(Matcher m, BigDecimal n) {
        Figure figure = Figure.of(Kind.DECADE, n, m.start(), m.end());
        String century = m.group("century");
        if (century != null) {
            BigDecimal start = ChineseNumeral.value(century)
                    .orElse(BigDecimal.ONE)
                    .subtract(BigDecimal.ONE)
                    .multiply(HUNDRED);
            return Figure.of(Kind.DECADE, start.add(n), m.start(), m.end()).or(n);
        }
        for (int start = 1700; n.compareTo(HUNDRED) < 0 && start <= 2000; start += 100) {
            figure = figure.or(n.add(BigDecimal.valueOf(start)));
        }
        return figure;
    }

    private static Figure percent(Matcher m, BigDecimal n, BigDecimal factor) {
        BigDecimal value = n.multiply(factor);
        Figure figure = Figure.of(Kind.PERCENT, value, m.start(), m.end()).or(value.movePointLeft(2));
        // "Fully", "entirely".
        return value.compareTo(HUNDRED) == 0 ? figure.demanded(Demand.NEVER) : figure;
    }

    private static Figure fraction(Matcher m, BigDecimal n) {
        BigDecimal over = ChineseNumeral.value(m.group("over").replace(",", "")).orElse(BigDecimal.ONE);
        return ratio(over, n, m);
    }

    private static Figure smallFraction(Matcher m, BigDecimal n) {
        return ratio(n, ChineseNumeral.scale(m.group("scale")), m);
    }

    private static Figure ratio(BigDecimal over, BigDecimal under, Matcher m) {
        BigDecimal value = over.divide(under, MathContext.DECIMAL64);
        Figure figure = Figure.of(Kind.FRACTION, value, m.start(), m.end()).inWords(true);
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
                .demanded(n.compareTo(TWO) < 0 ? Demand.NEVER : Demand.ALWAYS);
    }

    private static Figure discount(Matcher m, BigDecimal n) {
        BigDecimal price = n.compareTo(TEN) < 0 ? n.multiply(TEN) : n;
        return Figure.of(Kind.PERCENT, price, m.start(), m.end())
                .or(HUNDRED.subtract(price))
                .demanded(Demand.IF_CONTRADICTED);
    }

    private static Figure multiple(Matcher m, BigDecimal n) {
        Figure figure = Figure.of(Kind.MULTIPLE, n, m.start(), m.end())
                .or(n.add(BigDecimal.ONE))
                .or(n.multiply(HUNDRED))
                .or(n.subtract(BigDecimal.ONE).multiply(HUNDRED));
        return n.compareTo(TWO) < 0 ? figure.demanded(Demand.NEVER) : figure;
    }

    private static Figure power(Matcher m, int times) {
        BigDecimal value = TWO.pow(times);
        return Figure.of(Kind.MULTIPLE, value, m.start(), m.end())
                .inWords(true)
                .or(value.subtract(BigDecimal.ONE).multiply(HUNDRED))
                .or(value.multiply(HUNDRED));
    }

    private static Figure year(Matcher m, BigDecimal n) {
        boolean plausible = n.compareTo(BigDecimal.valueOf(1000)) > 0 && n.compareTo(BigDecimal.valueOf(2200)) < 0;
        return Figure.of(plausible ? Kind.YEAR : Kind.CARDINAL, n, m.start("n"), m.end("n"));
    }

    private static Figure month(Matcher m, BigDecimal n) {
        boolean month = n.signum() > 0 && n.compareTo(BigDecimal.valueOf(12)) <= 0;
        Figure figure = Figure.of(month ? Kind.MONTH : Kind.CARDINAL, n, m.start("n"), m.end("n"));
        boolean arabic = Character.isDigit(m.group("n").charAt(0));
        return arabic ? figure : figure.demanded(Demand.IF_CONTRADICTED);
    }

    private static Figure day(Matcher m, BigDecimal n) {
        boolean day = n.signum() > 0 && n.compareTo(BigDecimal.valueOf(31)) <= 0;
        return Figure.of(day ? Kind.DAY : Kind.CARDINAL, n, m.start("n"), m.end("n"));
    }
}
