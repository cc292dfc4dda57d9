package duiqi.lexicon.number;

import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.Figure;
import duiqi.lexicon.Figure.Demand;
import duiqi.lexicon.Figure.Kind;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the figures in Chinese text. Numerals that are part of a longer word, as in 千方百计, are never required in a
 * translation. Not thread-safe.
 */
public final class ChineseFigures {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal TEN = BigDecimal.TEN;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal THREE = BigDecimal.valueOf(3);
    /** Threshold above which a Chinese numeral is meant literally, except 一万. */
    private static final BigDecimal MANY = BigDecimal.valueOf(20_000);

    /** Value of 十万八千里, which means very far. */
    private static final BigDecimal VERY_FAR = BigDecimal.valueOf(108_000);

    private static final String SMALL = ChineseNumeral.SMALL;

    /** Measures that English rarely omits for counts of three or more. */
    private static final Pattern MEASURE = Pattern.compile(
            "\\s?(?:年(?!级)|个月|天(?!下|地|空)|周年|小时|分钟|公里|公斤|千克|千米|厘米|毫米|吨|公顷|亩|岁|元(?![组素件首老旦宵])|美元|平方|立方|度|℃|倍|个百分点|英里|英寸|英尺|季度)");

    private static final Pattern COUNTED =
            Pattern.compile("[个项大名位条种次届章册部座所家支艘架辆台只头匹张块本篇首层级周代人国省市县方面点类门批组期版句场口户间件套座棵封站站步]");

    /** Maximum number of characters to inspect after a number. */
    private static final int MAX_BEHIND = 16;

    private static final Pattern SAYING = Pattern.compile("年[两五]载|火急|个为什么|大军|八千里|不该|斤顶");
    private static final boolean[] NO_WORDS = {};

    /** Idiom for "What do you take me for?" */
    private static final Pattern INFANT = Pattern.compile("岁(?:小?孩|孩[子童]|娃|小儿)");

    private static final Pattern RANGE = Pattern.compile("\\s?(?:至|到|或|、|—+|–|-|－|~|～|〜)\\s?(?:[0-9][0-9.,]*|[" + SMALL
            + "两])\\s?(?<scale>(?:[十百万亿]|千(?!" + ChineseNumeral.KILO + "))+|成|个?基点)");

    /** Units before 半: 三年半, 两个半小时. */
    private static final Pattern HALF =
            Pattern.compile("\\s?(?:个|年|天|倍|岁|里|斤|公斤|公里|英里|米|尺|吨|块|周|星期|小时|个月|世纪|亩|磅|度|点)半(?![数径导岛天夜年])");

    /** Parts of a whole whose number a translation often omits. */
    private static final Pattern PARTS = Pattern.compile("\\s?个?(?:方面|部分|种|类|点|步|层次|要素|环节|阶段|者)");

    private static final Pattern MINUTE =
            Pattern.compile("\\s?[点时](?:半|整|钟|[一三]刻|[0-9]{1,2}分|[" + SMALL + "十零]{1,3}分)");

    private static final String LINKS = "、~～〜至到";

    /** 兆 is a million or a million millions, unless it begins a unit of measure. */
    private static final Pattern MILLION_MILLIONS = Pattern.compile("兆(?![瓦赫帕字比位伏欧焦卡电丰示])");

    /** Matches a text with characters of numerals or of figures without one. */
    private static final Pattern NUMERALS =
            Pattern.compile("[0-9０-９" + ChineseNumeral.HAN + ChineseForms.ROMAN + "半翻双首日天全底纪元萬億兩壹贰貳叁參肆伍陆陸柒捌玖拾佰仟雙紀○]");

    /** Maximum number of characters of a word before a number that marks it as rounded, and of those between. */
    private static final int MAX_ABOUT = 5;

    private static final Pattern ABOUT_BEFORE = Pattern.compile("(?:[约近逾超达]|超过|不到|不足|至少)[^，。；0-9]{0,3}\\z");
    private static final Pattern ABOUT_AFTER = Pattern.compile("[^，。；0-9]{0,4}(?:左右|上下|以上|以下|多|余)");

    /** Years of the era of the Republic that are older than its use on Taiwan alone. */
    private static final BigDecimal FIRST_YEAR_ALONE = BigDecimal.valueOf(38);

    private static final BigDecimal LAST_YEAR_ALONE = BigDecimal.valueOf(130);
    private static final BigDecimal REPUBLIC = BigDecimal.valueOf(1911);

    private final Lexicon lexicon;
    private final ChineseTokenizer tokenizer;

    public ChineseFigures(Lexicon lexicon, ChineseTokenizer tokenizer) {
        this.lexicon = lexicon;
        this.tokenizer = tokenizer;
    }

    /**
     * Returns the figures of a text in order, with spans in UTF-16 units.
     *
     * @param other the text in the other language, which decides about ambiguous separators
     */
    public List<Figure> in(String original, String other) {
        if (!NUMERALS.matcher(original).find()) {
            return List.of();
        }
        String text = Surface.grouped(Surface.plainChinese(lexicon.simplify(original)), other);
        List<Figure> figures = new ArrayList<>();
        ChineseForms forms = new ChineseForms(text);
        boolean[] inWord = NO_WORDS;
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            Optional<Figure> figure = forms.at(i);
            if (figure.isEmpty() && ChineseNumeral.mayBegin(c)) {
                boolean isHan = c > '9';
                inWord = isHan && inWord.length == 0 ? insideWords(text) : inWord;
                figure = plainNumber(text, i, isHan && inWord[i]);
            }
            figure.map(found -> inContext(text, found)).ifPresent(figures::add);
            i = figure.map(Figure::end).orElse(i + 1);
        }
        return figures;
    }

    private static Figure inContext(String text, Figure figure) {
        boolean isRounded = figure.demand() != Demand.NEVER
                && (!figure.isExact()
                        || ABOUT_BEFORE
                                .matcher(text.substring(Math.max(0, figure.start() - MAX_ABOUT), figure.start()))
                                .find()
                        || ABOUT_AFTER
                                .matcher(text)
                                .region(figure.end(), text.length())
                                .lookingAt());
        return figure.withContext(new Figure.Context(text, figure.start(), figure.end(), isRounded));
    }

    private static Optional<Figure> plainNumber(String text, int i, boolean isInWord) {
        Optional<ChineseNumeral> found = ChineseNumeral.rangeAt(text, i);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        ChineseNumeral numeral = found.get();
        if (!numeral.hasValue()) {
            // An estimate such as 三五 is a range, or can be any number.
            return Optional.of(ChineseForms.vague(numeral.value(), numeral.high(), i, numeral.end()));
        }
        if (text.startsWith("几年", numeral.end() - 1) && numeral.end() - i == 4) {
            // For example 一九六几年
            BigDecimal tens = numeral.value().multiply(TEN);
            return Optional.of(
                    ChineseForms.vague(tens, tens.add(TEN), i, numeral.end()).or(tens.remainder(HUNDRED)));
        }
        Figure figure = Figure.of(Kind.CARDINAL, numeral.value(), i, numeral.end())
                .upTo(numeral.high())
                .withSpelled(!numeral.arabic());
        String after = text.substring(numeral.end(), Math.min(text.length(), numeral.end() + MAX_BEHIND));
        figure = numeral.arabic()
                ? withCentury(text, figure.withDemand(demandOfArabic(numeral, after, text, i)))
                : figure.withDemand(demandOfHan(numeral, after, isInWord));
        if (MILLION_MILLIONS.matcher(after).lookingAt()) {
            figure = figure.or(figure.value().movePointRight(12))
                    .or(figure.value().movePointRight(6));
        }
        return Optional.of(withRange(text, withHalf(withHour(withYear(figure, after), after), after)));
    }

    /** Reads 三年半 as 3.5, or as 3 and a half. */
    private static Figure withHalf(Figure figure, String after) {
        if (after.indexOf('半') < 0 || !HALF.matcher(after).lookingAt()) {
            return figure;
        }
        BigDecimal half = new BigDecimal("0.5");
        BigDecimal value = figure.value().add(half);
        List<BigDecimal> values =
                Stream.concat(Stream.of(value), figure.values().stream()).toList();
        return after.startsWith("点")
                ? figure.or(value)
                : new Figure(
                        figure.kind(),
                        values,
                        figure.high().add(half),
                        figure.demand(),
                        figure.spelled(),
                        figure.context(),
                        figure.start(),
                        figure.end());
    }

    /** Adds the years that 82年 can be: 1982, 2082, and 1993 in the era of the Republic. */
    private static Figure withYear(Figure figure, String after) {
        BigDecimal year = figure.value();
        boolean isYear = (after.startsWith("年") || after.startsWith("学年"))
                && year.scale() <= 0
                && year.compareTo(LAST_YEAR_ALONE) < 0;
        if (!isYear) {
            return figure;
        }
        boolean isShort = !figure.spelled() && figure.end() - figure.start() == 2;
        Figure years =
                isShort ? figure.or(year.add(BigDecimal.valueOf(1900))).or(year.add(BigDecimal.valueOf(2000))) : figure;
        return year.compareTo(FIRST_YEAR_ALONE) >= 0 ? years.or(year.add(REPUBLIC)) : years;
    }

    /** Adds the value of the last number of a range that omits its first digits: 1992至93年. */
    private static Figure withCentury(String text, Figure figure) {
        int link = figure.start() - 1;
        if (link < 1 || "-–—/至到~～".indexOf(text.charAt(link)) < 0) {
            return figure;
        }
        int end = text.charAt(link - 1) == '年' ? link - 1 : link;
        int start = end;
        while (start > 0 && end - start < 10 && ChineseNumeral.isArabic(text.charAt(start - 1))) {
            start--;
        }
        return Surface.completed(text.substring(start, end), text.substring(figure.start(), figure.end()))
                .map(figure::or)
                .orElse(figure);
    }

    /** Returns the demand of a numeral in Arabic digits. English often has an article instead of 1. */
    private static Demand demandOfArabic(ChineseNumeral numeral, String after, String text, int start) {
        boolean isWhole = numeral.value().scale() <= 0;
        if (numeral.value().signum() == 0) {
            return Demand.NEVER;
        }
        boolean isLoose = isFew(text, start, after)
                || (isWhole && numeral.value().compareTo(BigDecimal.ONE) <= 0)
                || (isWhole
                        && numeral.value().compareTo(TEN) <= 0
                        && PARTS.matcher(after).lookingAt());
        return isLoose ? Demand.IF_CONTRADICTED : Surface.demandOfDigits(text, start);
    }

    /** Returns whether a digit is part of a range of two neighbours, which is an estimate: 2～3天 is "a few days". */
    private static boolean isFew(String text, int start, String after) {
        char digit = text.charAt(start);
        boolean isFirst = after.length() > 1
                && LINKS.indexOf(after.charAt(0)) >= 0
                && after.charAt(1) == digit + 1
                && !ChineseNumeral.isArabic(after.length() > 2 ? after.charAt(2) : ' ');
        boolean isLast = start > 1
                && LINKS.indexOf(text.charAt(start - 1)) >= 0
                && text.charAt(start - 2) == digit - 1
                && (start == 2 || !ChineseNumeral.isArabic(text.charAt(start - 3)));
        boolean isAlone = !ChineseNumeral.isArabic(start + 1 < text.length() ? text.charAt(start + 1) : ' ');
        boolean isCounted = after.isEmpty() || "%.-/月日年".indexOf(after.charAt(0)) < 0;
        return isAlone && isCounted && (isFirst || isLast);
    }

    /** Returns the demand of a numeral in Han characters, which is often a figure of speech. */
    private static Demand demandOfHan(ChineseNumeral numeral, String after, boolean inWord) {
        BigDecimal value = numeral.value();
        boolean measured = MEASURE.matcher(after).lookingAt();
        boolean counted = measured || COUNTED.matcher(after).lookingAt();
        boolean large = value.compareTo(TEN) > 0;
        if (isSaying(numeral, after)) {
            return measured ? Demand.IF_CONTRADICTED : Demand.NEVER;
        }
        if (value.compareTo(TWO) < 0 || (!large && (inWord || !counted))) {
            return Demand.NEVER;
        }
        boolean isMeant = large ? counted || value.compareTo(MANY) >= 0 : measured && value.compareTo(TWO) > 0;
        return inWord || !isMeant || isRound(value, measured) ? Demand.IF_CONTRADICTED : Demand.ALWAYS;
    }

    /** Returns whether a numeral is part of an idiom (十万八千里, 三岁小孩) or digits without a unit. */
    private static boolean isSaying(ChineseNumeral numeral, String after) {
        return numeral.isDigits()
                || SAYING.matcher(after).lookingAt()
                || numeral.value().compareTo(VERY_FAR) == 0
                || (numeral.value().compareTo(TEN) == 0 && numeral.high().compareTo(TEN) > 0 && after.startsWith("岁"))
                || (numeral.value().compareTo(THREE) == 0
                        && INFANT.matcher(after).lookingAt());
    }

    /** Returns whether a numeral is a round number that means very many: 一百次, 一万个. */
    private static boolean isRound(BigDecimal value, boolean measured) {
        boolean one = value.stripTrailingZeros().unscaledValue().equals(BigInteger.ONE);
        return one && !measured && value.compareTo(MANY) < 0;
    }

    private static Figure withHour(Figure figure, String after) {
        boolean hour = figure.value().compareTo(BigDecimal.valueOf(24)) <= 0
                && (after.startsWith("时") || after.startsWith("点") || after.startsWith(":") || after.startsWith("："));
        if (!hour) {
            return figure;
        }
        BigDecimal twelve = BigDecimal.valueOf(12);
        BigDecimal other = figure.value().compareTo(twelve) > 0
                ? figure.value().subtract(twelve)
                : figure.value().add(twelve);
        Figure hours = figure.or(other);
        boolean isTime = MINUTE.matcher(after).lookingAt();
        // "7.30" translates 7点半.
        hours = after.startsWith("点半") ? hours.or(figure.value().add(new BigDecimal("0.3"))) : hours;
        return (figure.spelled() && !isTime) || other.signum() == 0
                ? hours.withDemand(Demand.NEVER)
                : figure.spelled() ? hours.withDemand(Demand.IF_CONTRADICTED) : hours;
    }

    /** Adds the scaled value of the first number of a range: in 3至5万, 3 can mean 30,000. */
    private static Figure withRange(String text, Figure figure) {
        Matcher range = RANGE.matcher(text).region(figure.end(), text.length());
        if (!range.lookingAt()) {
            return figure;
        }
        String scale = range.group("scale");
        return figure.or(
                scale.endsWith("基点")
                        ? figure.value().movePointLeft(2)
                        : figure.value().multiply(scale.equals("成") ? TEN : ChineseNumeral.scale(scale)));
    }

    /** Marks the characters of dictionary words that contain more than numerals. */
    private boolean[] insideWords(String text) {
        boolean[] inside = new boolean[text.length()];
        List<Token> words = tokenizer.words(text);
        for (Token word : words) {
            boolean longer = word.kind() == Token.Kind.WORD
                    && word.form().length() > 1
                    && word.form().chars().anyMatch(c -> ChineseNumeral.HAN.indexOf(c) < 0)
                    && !word.form().endsWith("月")
                    && !word.form().endsWith("次");
            for (int i = word.start(); longer && i < word.start() + word.form().length() && i < inside.length; i++) {
                inside[i] = true;
            }
        }
        return inside;
    }
}
