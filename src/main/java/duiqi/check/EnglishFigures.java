package duiqi.check;

import duiqi.check.Figure.Demand;
import duiqi.check.Figure.Kind;
import duiqi.lexicon.EnglishNumber;
import duiqi.lexicon.Token;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the figures in English text, in digits and in words. Those that are demanded are what a text may not add; words that are
 * as often no number, as "second", only account for figures of the Chinese. Stateless.
 */
final class EnglishFigures {
    private static final Pattern PIECE = Pattern.compile(
            "(?<![\\p{L}\\d])[0-9]{1,3}(?:,[0-9]{3})+(?:\\.[0-9]+)?(?![0-9])|[0-9]+(?:\\.[0-9]+)?|\\p{IsLatin}+");
    private static final Pattern ADDED_SCALE =
            Pattern.compile("(?<scale>[kKM]|\\s?(?:mn?|bn?|B|tn|trn|T))(?![\\p{L}\\d])");
    private static final Pattern ORDINAL_END = Pattern.compile("(?:st|nd|rd|th)(?!\\p{L})");
    private static final Pattern DECADE_END = Pattern.compile("['’]?s(?!\\p{L})");
    private static final Pattern PERCENT =
            Pattern.compile("(?:\\s?%|[ -]?per ?cent(?:age)?\\b|[ -]?pct\\b)(?: points?)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIMES = Pattern.compile("(?:[ -]?fold\\b|\\s?[x×](?![\\p{L}\\d])| times\\b)");
    private static final Pattern HALF_MORE = Pattern.compile("(?: and a half|-and-a-half| ?½| 1/2)");
    private static final Pattern PART = Pattern.compile(
            "(?:(?<half>half)(?: an?|-)?(?: |-)?(?:(?<unit>dozen|century|million|billion|trillion|year|hour|day|decade)\\b)?"
                    + "|(?:an? |one[ -])(?<name>half|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth)\\b(?: of a century)?|(?<quarter>quarters?)\\b)",
            Pattern.CASE_INSENSITIVE);
    private static final Set<String> ARTICLES = Set.of("a", "an", "one");
    private static final Pattern MORE_UNITS = Pattern.compile("[ -](?<unit>dozen|hundred|score)\\b");
    private static final Pattern AND_HALF = Pattern.compile(" \\p{L}+ and a half\\b");
    private static final Pattern SLASH = Pattern.compile("/(?<under>[0-9]{1,3})(?![0-9/])");
    private static final Pattern UNDER = Pattern.compile(
            "[ -](?<under>half|halves|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth|millionth)s?\\b");
    /** What stands before a number that is one in a row. */
    private static final Pattern LABEL = Pattern.compile(
            "(?:Chapter|Part|Section|Article|Appendix|Annex|Table|Figure|Volume|Lesson|Unit|Room|Building|Grade|Class|Phase|Stage|Line|Page|Item|Rule|Nos?\\.?) $");

    private static final Pattern ABOUT = Pattern.compile(
            "(?:about|around|some|nearly|almost|over|than|approximately|approaching|roughly|close to|nearing|up to|as many as|as much as|at least|estimated|exceeding|exceeded|past|above|below|just|under|topped|~|≈)"
                    + " (?:the )?(?:(?:US|RMB|CNY|HK)? ?[$¥€] ?|RMB ?|CNY ?)?$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ABOUT_AFTER =
            Pattern.compile("^(?:\\+| or so|-odd|-plus| plus| odd| or more| and more| and over)");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();

    private EnglishFigures(String text) {
        this.text = Surface.plain(text);
        Matcher piece = PIECE.matcher(this.text);
        while (piece.find()) {
            String word = piece.group();
            tokens.add(
                    word.charAt(0) <= '9'
                            ? new Token(word.replace(",", ""), piece.start(), Token.Kind.NUMBER)
                            : new Token(
                                    word.toLowerCase(Locale.ROOT),
                                    piece.start(),
                                    Token.Kind.WORD,
                                    Character.isUpperCase(word.charAt(0))));
            ends.add(piece.end());
        }
    }

    /** The figures of a text in order. */
    static List<Figure> in(String text) {
        return new EnglishFigures(text).figures();
    }

    private List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < tokens.size(); ) {
            Optional<Figure> found = at(i).map(this::amid);
            found.ifPresent(figures::add);
            int end = found.map(Figure::end).orElse(ends.get(i));
            do {
                i++;
            } while (i < tokens.size() && tokens.get(i).start() < end);
        }
        return figures;
    }

    private Figure amid(Figure figure) {
        String before = text.substring(Math.max(0, figure.start() - 30), figure.start());
        String after = text.substring(figure.end(), Math.min(text.length(), figure.end() + 30));
        boolean about =
                ABOUT.matcher(before).find() || ABOUT_AFTER.matcher(after).find();
        return figure.amid(before, after, about);
    }

    private Optional<Figure> at(int i) {
        Token token = tokens.get(i);
        if (token.kind() == Token.Kind.NUMBER) {
            return Optional.of(digits(i));
        }
        Optional<Figure> month = month(i);
        if (month.isPresent()) {
            return month;
        }
        String word = token.form();
        int start = token.start();
        int end = ends.get(i);
        if (NumberWords.MULTIPLES.containsKey(word)) {
            return Optional.of(words(Kind.MULTIPLE, NumberWords.MULTIPLES.get(word), start, end));
        }
        Optional<Figure> part = part(i);
        if (part.isPresent()) {
            return part;
        }
        EnglishNumber number = numberFrom(i);
        if (number.length() > 0) {
            return Optional.of(spelled(i, number));
        }
        if (NumberWords.PLURALS.containsKey(word)) {
            return Optional.of(plural(i));
        }
        if (NumberWords.ORDINALS.contains(word)) {
            boolean clear = !word.equals("first") && !word.equals("second");
            return Optional.of(words(Kind.ORDINAL, NumberWords.ORDINALS.indexOf(word) + 1, start, end)
                    .demanded(clear ? Demand.IF_CONTRADICTED : Demand.NEVER));
        }
        if (ARTICLES.contains(word) && at(AND_HALF, end).lookingAt()) {
            return Optional.of(Figure.of(Kind.CARDINAL, new BigDecimal("1.5"), start, end)
                    .inWords(true)
                    .demanded(Demand.NEVER));
        }
        if (NumberWords.WORDS.containsKey(word)) {
            return Optional.of(words(Kind.CARDINAL, NumberWords.WORDS.get(word), start, end)
                    .demanded(Demand.NEVER));
        }
        return roman(i);
    }

    /** "A hundred" is read as "one hundred". */
    private EnglishNumber numberFrom(int i) {
        String word = tokens.get(i).form();
        boolean article = (word.equals("a") || word.equals("an")) && i + 1 < tokens.size();
        if (article
                && List.of("hundred", "thousand", "million", "billion", "trillion")
                        .contains(tokens.get(i + 1).form())) {
            List<Token> counted = new ArrayList<>(tokens.subList(i, Math.min(tokens.size(), i + 12)));
            counted.set(0, new Token("one", tokens.get(i).start(), Token.Kind.WORD));
            return EnglishNumber.at(counted, 0);
        }
        return EnglishNumber.at(tokens, i);
    }

    private Figure digits(int i) {
        Token token = tokens.get(i);
        int start = token.start();
        EnglishNumber number = EnglishNumber.at(tokens, i);
        int end = ends.get(i + number.length() - 1);
        BigDecimal value = number.value();
        boolean plain = number.length() == 1;
        Matcher m = at(ADDED_SCALE, end);
        if (plain && value.scale() < 2 && m.lookingAt()) {
            value = value.movePointRight(
                    switch (m.group("scale").strip().charAt(0)) {
                        case 'k', 'K' -> 3;
                        case 'm', 'M' -> 6;
                        case 'b', 'B' -> 9;
                        default -> 12;
                    });
            return Figure.of(Kind.CARDINAL, value, start, m.end()).or(number.value());
        }
        m = at(ORDINAL_END, end);
        if (m.lookingAt()) {
            return Figure.of(Kind.ORDINAL, value, start, m.end());
        }
        boolean whole = value.stripTrailingZeros().scale() <= 0 && token.form().indexOf('.') < 0;
        m = at(DECADE_END, end);
        if (plain && whole && m.lookingAt()) {
            return Figure.of(Kind.DECADE, value, start, m.end());
        }
        m = at(HALF_MORE, end);
        if (m.lookingAt()) {
            value = value.add(new BigDecimal("0.5"));
            end = m.end();
        }
        m = at(SLASH, end);
        if (plain && m.lookingAt() && (start == 0 || text.charAt(start - 1) != '/')) {
            BigDecimal under = new BigDecimal(m.group("under"));
            if (under.compareTo(value) > 0) {
                return Figure.of(Kind.FRACTION, value.divide(under, MathContext.DECIMAL64), start, m.end())
                        .or(value)
                        .or(under);
            }
        }
        return counted(value, i, start, end, plain && whole);
    }

    private Figure counted(BigDecimal value, int i, int start, int end, boolean plain) {
        Matcher m = at(PERCENT, end);
        if (m.lookingAt()) {
            return Figure.of(Kind.PERCENT, value, start, m.end());
        }
        m = at(TIMES, end);
        if (m.lookingAt()) {
            return Figure.of(Kind.MULTIPLE, value, start, m.end());
        }
        boolean year = plain
                && end - start == 4
                && value.compareTo(BigDecimal.valueOf(1000)) > 0
                && value.compareTo(BigDecimal.valueOf(2200)) < 0;
        if (year) {
            return Figure.of(Kind.YEAR, value, start, end);
        }
        boolean dated = plain
                && value.compareTo(BigDecimal.valueOf(31)) <= 0
                && ((i > 0 && month(i - 1).isPresent())
                        || (i + 1 < tokens.size() && month(i + 1).isPresent()));
        boolean labelled = plain
                && LABEL.matcher(text.substring(Math.max(0, start - 14), start)).find();
        return Figure.of(dated ? Kind.DAY : labelled ? Kind.ORDINAL : Kind.CARDINAL, value, start, end);
    }

    private Figure spelled(int i, EnglishNumber number) {
        int start = tokens.get(i).start();
        int last = i + number.length() - 1;
        int end = ends.get(last);
        BigDecimal value = number.value();
        Matcher dozen = at(MORE_UNITS, end);
        if (dozen.lookingAt()) {
            value = value.multiply(BigDecimal.valueOf(NumberWords.WORDS.getOrDefault(dozen.group("unit"), 1)));
            end = dozen.end();
        }
        Matcher under = at(UNDER, end);
        if (under.lookingAt() && value.compareTo(BigDecimal.TEN) < 0) {
            BigDecimal parts = NumberWords.parts(under.group("under"));
            return Figure.of(Kind.FRACTION, value.divide(parts, MathContext.DECIMAL64), start, under.end())
                    .or(value)
                    .or(parts)
                    .inWords(true)
                    .demanded(Demand.IF_CONTRADICTED);
        }
        Matcher half = at(HALF_MORE, end);
        if (half.lookingAt()) {
            value = value.add(new BigDecimal("0.5"));
            end = half.end();
        }
        boolean ordinal = tokens.get(last).form().matches(".*(?:th|first|second|third|ieth)");
        Figure figure = ordinal ? Figure.of(Kind.ORDINAL, value, start, end) : counted(value, i, start, end, false);
        boolean one = value.compareTo(BigDecimal.ONE) <= 0
                || (i > 0 && tokens.get(i - 1).form().equals("or"));
        return figure.inWords(true).demanded(one ? Demand.NEVER : Demand.IF_CONTRADICTED);
    }

    /** A half, a quarter, half a million. */
    private Optional<Figure> part(int i) {
        String word = tokens.get(i).form();
        if (!ARTICLES.contains(word) && !word.startsWith("half") && !word.startsWith("quarter")) {
            return Optional.empty();
        }
        Matcher part = at(PART, tokens.get(i).start());
        if (!part.lookingAt()) {
            return Optional.empty();
        }
        String unit = part.group("unit");
        if (unit != null) {
            long half = NumberWords.half(unit);
            return Optional.of(Figure.of(Kind.CARDINAL, BigDecimal.valueOf(half), part.start(), part.end())
                    .or(new BigDecimal("0.5"))
                    .inWords(true)
                    .demanded(Demand.NEVER));
        }
        BigDecimal under = part.group("half") != null
                ? BigDecimal.valueOf(2)
                : part.group("quarter") != null ? BigDecimal.valueOf(4) : NumberWords.parts(part.group("name"));
        Figure figure =
                Figure.of(Kind.FRACTION, BigDecimal.ONE.divide(under, MathContext.DECIMAL64), part.start(), part.end());
        boolean century = part.group().endsWith("century");
        return Optional.of((century ? figure.or(BigDecimal.valueOf(25)) : figure.or(under))
                .inWords(true)
                .demanded(Demand.NEVER));
    }

    private Figure plural(int i) {
        long least = NumberWords.PLURALS.getOrDefault(tokens.get(i).form(), 1L);
        int end = ends.get(i);
        BigDecimal value = BigDecimal.valueOf(least);
        for (int k = i + 1; k + 1 < tokens.size() && tokens.get(k).form().equals("of"); k += 2) {
            Long next = NumberWords.PLURALS.get(tokens.get(k + 1).form());
            if (next == null) {
                break;
            }
            value = value.multiply(BigDecimal.valueOf(next));
            end = ends.get(k + 1);
        }
        return Figure.of(Kind.VAGUE, value, tokens.get(i).start(), end)
                .upTo(value.movePointRight(3))
                .inWords(true)
                .demanded(Demand.NEVER);
    }

    private Optional<Figure> month(int i) {
        Token token = tokens.get(i);
        int month = token.capitalised() ? NumberWords.month(token.form()) : 0;
        return month == 0 ? Optional.empty() : Optional.of(words(Kind.MONTH, month, token.start(), ends.get(i)));
    }

    private Optional<Figure> roman(int i) {
        int start = tokens.get(i).start();
        if ("IVXLC".indexOf(text.charAt(start)) < 0) {
            return Optional.empty();
        }
        int end = ends.get(i);
        String written = text.substring(start, end);
        boolean numbered = written.length() > 1 || (i > 0 && tokens.get(i - 1).capitalised() && !written.equals("C"));
        int value = numbered ? NumberWords.roman(written) : 0;
        return value == 0
                ? Optional.empty()
                : Optional.of(words(Kind.ORDINAL, value, start, end).demanded(Demand.NEVER));
    }

    private static Figure words(Kind kind, int value, int start, int end) {
        return Figure.of(kind, BigDecimal.valueOf(value), start, end)
                .inWords(true)
                .demanded(Demand.IF_CONTRADICTED);
    }

    private Matcher at(Pattern pattern, int start) {
        Matcher matcher = pattern.matcher(text).region(start, text.length());
        matcher.useTransparentBounds(true);
        return matcher;
    }
}
