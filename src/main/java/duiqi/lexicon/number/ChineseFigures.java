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

    private static final Pattern LABEL_END = Pattern.compile("\\s*[.．、)）:：](?![0-9])");

    /** Maximum number of characters to inspect after a number. */
    private static final int MAX_BEHIND = 16;

    /** Idiom for "What do you take me for?" */
    private static final Pattern INFANT = Pattern.compile("岁(?:小?孩|孩[子童]|娃|小儿)");

    /** Exponents of units: km2, cm3. */
    private static final Pattern SQUARE = Pattern.compile("(?<![A-Za-z])[ckdm]?m[23](?![0-9A-Za-z])");

    /** Idioms: round the clock, all year round. */
    private static final Pattern ALWAYS_OPEN = Pattern.compile("24个?小时|365天");

    private static final Pattern RANGE =
            Pattern.compile("(?:至|到|—+|–|-|~|～)(?:[0-9][0-9.,]*|[" + SMALL + "两])(?<scale>[十百千万亿]+)");

    private static final Pattern ABOUT_BEFORE = Pattern.compile("(?:约|近|大约|将近|超过?|逾|接近|不到|不足|高达|达|至少)[^，。；0-9]{0,3}$");
    private static final Pattern ABOUT_AFTER = Pattern.compile("^[^，。；0-9]{0,4}(?:左右|上下|以上|以下|多|余)");

    private final Lexicon lexicon;
    private final ChineseTokenizer tokenizer;

    public ChineseFigures(Lexicon lexicon, ChineseTokenizer tokenizer) {
        this.lexicon = lexicon;
        this.tokenizer = tokenizer;
    }

    /** Returns the figures of a text in order, with spans in UTF-16 units. */
    public List<Figure> in(String original) {
        String text = Surface.plainChinese(lexicon.simplify(original));
        if (!hasNumerals(text)) {
            return List.of();
        }
        List<Figure> figures = new ArrayList<>();
        ChineseForms forms = new ChineseForms(text);
        boolean[] inWord = insideWords(text);
        for (int i = 0; i < text.length(); ) {
            int start = i;
            Optional<Figure> figure = forms.at(i).or(() -> plainNumber(text, start, inWord));
            figure.map(found -> isKnown(text, found) ? found.withDemand(Demand.IF_CONTRADICTED) : found)
                    .map(found -> inContext(text, found))
                    .ifPresent(figures::add);
            i = figure.map(Figure::end).orElse(i + 1);
        }
        return figures;
    }

    private static boolean hasNumerals(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (ChineseNumeral.mayBegin(c) || "半番双首日天全底纪".indexOf(c) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static Figure inContext(String text, Figure figure) {
        String before = text.substring(Math.max(0, figure.start() - 6), figure.start());
        String after = text.substring(figure.end(), Math.min(text.length(), figure.end() + 8));
        boolean about = !figure.isExact()
                || ABOUT_BEFORE.matcher(before).find()
                || ABOUT_AFTER.matcher(after).find();
        return figure.withContext(new Figure.Context(before, after, about));
    }

    /**
     * Returns whether a figure refers to something known, as in 这四倍的时间 or 这三点; English then says "that time" or
     * "these".
     */
    private static boolean isKnown(String text, Figure figure) {
        return figure.demand() == Demand.ALWAYS
                && figure.spelled()
                && figure.value().compareTo(TEN) <= 0
                && figure.start() > 0
                && "这那该此".indexOf(text.charAt(figure.start() - 1)) >= 0;
    }

    private static Optional<Figure> plainNumber(String text, int i, boolean[] inWord) {
        Optional<ChineseNumeral> found = ChineseNumeral.at(text, i);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        ChineseNumeral numeral = found.get();
        if (!numeral.hasValue()) {
            // An estimate such as 三五 can be any number.
            return Optional.of(ChineseForms.vague(BigDecimal.ZERO, BigDecimal.TEN.pow(20), i, numeral.end()));
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
        if (numeral.arabic()) {
            figure = figure.withDemand(demandOfArabic(numeral, text, i));
            boolean shortYear = numeral.end() - i == 2 && after.startsWith("年");
            figure = shortYear
                    ? figure.or(numeral.value().add(BigDecimal.valueOf(1900)))
                            .or(numeral.value().add(BigDecimal.valueOf(2000)))
                    : figure;
        } else {
            figure = figure.withDemand(demandOfHan(numeral, after, inWord[i]));
        }
        boolean half = after.length() > 1 && "年天倍个".indexOf(after.charAt(0)) >= 0 && after.charAt(1) == '半';
        Figure halved = half ? figure.or(numeral.value().add(new BigDecimal("0.5"))) : figure;
        return Optional.of(withRange(text, withHour(halved, after)));
    }

    /**
     * Returns the demand of a numeral in Arabic digits. English often has an article instead of 1. A number before the
     * text of a heading or list is layout.
     */
    private static Demand demandOfArabic(ChineseNumeral numeral, String text, int start) {
        boolean isPower = SQUARE.matcher(text)
                .region(Math.max(0, start - 4), numeral.end())
                .useTransparentBounds(true)
                .find();
        boolean none = numeral.value().compareTo(BigDecimal.ONE) <= 0
                && numeral.value().scale() <= 0;
        boolean label = isBlank(text, start)
                && LABEL_END.matcher(text).region(numeral.end(), text.length()).lookingAt();
        boolean name = numeral.value().compareTo(TEN) <= 0 && isLetterAt(text, numeral.end());
        boolean isCode = isLetterAt(text, start - 1) && isLetterAt(text, numeral.end());
        boolean always =
                isCode || ALWAYS_OPEN.matcher(text).region(start, text.length()).lookingAt();
        return label || isPower || numeral.value().signum() == 0
                ? Demand.NEVER
                : none || name || always ? Demand.IF_CONTRADICTED : Demand.ALWAYS;
    }

    private static boolean isLetterAt(String text, int i) {
        char c = i >= 0 && i < text.length() ? text.charAt(i) : ' ';
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    /** Returns whether a text contains only white space and brackets before an index. */
    private static boolean isBlank(String text, int end) {
        for (int i = 0; i < end; i++) {
            if (" \t\n\u000B\f\r(（".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
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
                || numeral.value().compareTo(VERY_FAR) == 0
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
        return figure.spelled() || other.signum() == 0 ? hours.withDemand(Demand.NEVER) : hours;
    }

    /** Adds the scaled value of the first number of a range: in 3至5万, 3 can mean 30,000. */
    private static Figure withRange(String text, Figure figure) {
        Matcher range = RANGE.matcher(text).region(figure.end(), text.length());
        if (!range.lookingAt()) {
            return figure;
        }
        return figure.or(figure.value().multiply(ChineseNumeral.scale(range.group("scale"))));
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
