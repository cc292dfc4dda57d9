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
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the figures in English text, in digits and in words. Those that are demanded are what a text may not add; words that are
 * as often no number, as "second", only account for figures of the Chinese. Stateless.
 */
final class EnglishFigures {
    private static final Pattern PIECE = Pattern.compile(
            "(?<number>(?<![\\p{L}\\d])[0-9]{1,3}(?:,[0-9]{3})+(?:\\.[0-9]+)?(?![0-9])|[0-9]+(?:\\.[0-9]+)?)|(?<word>\\p{IsLatin}+)");
    private static final Pattern NO_TEXT = Pattern.compile("(?:https?://|www\\.)[\\x21-\\x7e]+|[\\w.+-]+@[\\w.-]+");
    private static final Pattern ADDED_SCALE =
            Pattern.compile("(?<scale>[kKM]|\\s?(?:mn?|bn?|B|tn|trn|T))(?![\\p{L}\\d])");
    private static final Pattern ORDINAL_END = Pattern.compile("(?:st|nd|rd|th)(?!\\p{L})");
    private static final Pattern DECADE_END = Pattern.compile("['’]?s(?!\\p{L})");
    private static final Pattern PERCENT =
            Pattern.compile("(?:\\s?%|[ -]?per ?cent(?:age)?\\b|[ -]?pct\\b)(?: points?)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIMES = Pattern.compile("(?:[ -]?fold\\b|\\s?[x×](?![\\p{L}\\d])| times\\b)");
    private static final Pattern HALF_MORE = Pattern.compile("(?: and a half|-and-a-half| ?½| 1/2)");
    private static final Pattern SLASH = Pattern.compile("/(?<under>[0-9]{1,3})(?![0-9/])");
    private static final Pattern UNDER = Pattern.compile(
            "[ -](?<under>half|halves|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth|millionth)s?\\b");
    private static final Map<String, String> FRACTIONS = Map.ofEntries(
            Map.entry("half", "2"),
            Map.entry("halve", "2"),
            Map.entry("third", "3"),
            Map.entry("quarter", "4"),
            Map.entry("fourth", "4"),
            Map.entry("fifth", "5"),
            Map.entry("sixth", "6"),
            Map.entry("seventh", "7"),
            Map.entry("eighth", "8"),
            Map.entry("ninth", "9"),
            Map.entry("tenth", "10"),
            Map.entry("hundredth", "100"),
            Map.entry("thousandth", "1000"),
            Map.entry("millionth", "1000000"));
    private static final Pattern MONTH = Pattern.compile(
            "(?<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:t|uary|ruary|ch|il|e|y|ust|tember|ober|ember)?");
    private static final String MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec";
    private static final List<String> ORDINALS =
            List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth");
    private static final Map<String, Integer> MULTIPLES = Map.ofEntries(
            Map.entry("double", 2),
            Map.entry("doubled", 2),
            Map.entry("doubles", 2),
            Map.entry("doubling", 2),
            Map.entry("twice", 2),
            Map.entry("twofold", 2),
            Map.entry("triple", 3),
            Map.entry("tripled", 3),
            Map.entry("triples", 3),
            Map.entry("tripling", 3),
            Map.entry("treble", 3),
            Map.entry("trebled", 3),
            Map.entry("thrice", 3),
            Map.entry("threefold", 3),
            Map.entry("quadruple", 4),
            Map.entry("quadrupled", 4),
            Map.entry("quadrupling", 4),
            Map.entry("fourfold", 4),
            Map.entry("fivefold", 5),
            Map.entry("quintuple", 5),
            Map.entry("sixfold", 6),
            Map.entry("sevenfold", 7),
            Map.entry("eightfold", 8),
            Map.entry("ninefold", 9),
            Map.entry("tenfold", 10),
            Map.entry("hundredfold", 100));

    /** Words that say a number among other things. */
    private static final Map<String, Integer> WORDS = Map.ofEntries(
            Map.entry("a", 1),
            Map.entry("an", 1),
            Map.entry("once", 1),
            Map.entry("single", 1),
            Map.entry("both", 2),
            Map.entry("pair", 2),
            Map.entry("couple", 2),
            Map.entry("twin", 2),
            Map.entry("dual", 2),
            Map.entry("either", 2),
            Map.entry("neither", 2),
            Map.entry("bilateral", 2),
            Map.entry("biennial", 2),
            Map.entry("trio", 3),
            Map.entry("tripartite", 3),
            Map.entry("trilateral", 3),
            Map.entry("score", 20),
            Map.entry("decade", 10),
            Map.entry("fortnight", 14),
            Map.entry("century", 100),
            Map.entry("centenary", 100),
            Map.entry("centennial", 100),
            Map.entry("bicentenary", 200),
            Map.entry("millennium", 1000),
            Map.entry("week", 7),
            Map.entry("noon", 12),
            Map.entry("midnight", 12),
            Map.entry("dozen", 12),
            Map.entry("hundred", 100),
            Map.entry("thousand", 1000),
            Map.entry("million", 1_000_000),
            Map.entry("billion", 1_000_000_000),
            Map.entry("twenties", 20),
            Map.entry("thirties", 30),
            Map.entry("forties", 40),
            Map.entry("fifties", 50),
            Map.entry("sixties", 60),
            Map.entry("seventies", 70),
            Map.entry("eighties", 80),
            Map.entry("nineties", 90),
            Map.entry("teenage", 13),
            Map.entry("quarterly", 4));

    private static final Map<String, Long> PLURALS = Map.of(
            "tens",
            10L,
            "dozens",
            12L,
            "scores",
            20L,
            "decades",
            10L,
            "hundreds",
            100L,
            "centuries",
            100L,
            "thousands",
            1000L,
            "millions",
            1_000_000L,
            "billions",
            1_000_000_000L,
            "trillions",
            1_000_000_000_000L);
    private static final Pattern ROMAN = Pattern.compile("(?=[IVXLC])(?:XL|L?X{0,3})(?:I[XV]|V?I{0,3})");
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
        StringBuilder plain = new StringBuilder(text);
        Matcher address = NO_TEXT.matcher(text);
        while (address.find()) {
            for (int i = address.start(); i < address.end(); i++) {
                plain.setCharAt(i, ' ');
            }
        }
        this.text = plain.toString();
        Matcher piece = PIECE.matcher(this.text);
        while (piece.find()) {
            String number = piece.group("number");
            String word = piece.group("word");
            tokens.add(
                    number != null
                            ? new Token(number.replace(",", ""), piece.start(), Token.Kind.NUMBER)
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
        if (MULTIPLES.containsKey(word)) {
            return Optional.of(words(Kind.MULTIPLE, MULTIPLES.get(word), start, end));
        }
        Optional<Figure> part = part(i);
        if (part.isPresent()) {
            return part;
        }
        EnglishNumber number = numberFrom(i);
        if (number.length() > 0) {
            return Optional.of(spelled(i, number));
        }
        if (PLURALS.containsKey(word)) {
            return Optional.of(plural(i));
        }
        if (ORDINALS.contains(word)) {
            boolean clear = !word.equals("first") && !word.equals("second");
            return Optional.of(words(Kind.ORDINAL, ORDINALS.indexOf(word) + 1, start, end)
                    .demanded(clear ? Demand.IF_CONTRADICTED : Demand.NEVER));
        }
        if (WORDS.containsKey(word)) {
            return Optional.of(words(Kind.CARDINAL, WORDS.get(word), start, end).demanded(Demand.NEVER));
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
        return Figure.of(dated ? Kind.DAY : Kind.CARDINAL, value, start, end);
    }

    private Figure spelled(int i, EnglishNumber number) {
        int start = tokens.get(i).start();
        int last = i + number.length() - 1;
        int end = ends.get(last);
        BigDecimal value = number.value();
        Matcher dozen = at(Pattern.compile("[ -](?<unit>dozen|hundred|score)\\b"), end);
        if (dozen.lookingAt()) {
            value = value.multiply(BigDecimal.valueOf(WORDS.getOrDefault(dozen.group("unit"), 1)));
            end = dozen.end();
        }
        Matcher under = at(UNDER, end);
        if (under.lookingAt() && value.compareTo(BigDecimal.TEN) < 0) {
            BigDecimal parts = parts(under.group("under"));
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

    private static BigDecimal parts(String word) {
        String one = word.equals("halves") ? "half" : word;
        return new BigDecimal(FRACTIONS.getOrDefault(one, "1"));
    }

    /** A half, a quarter, half a million. */
    private Optional<Figure> part(int i) {
        Matcher part = at(
                Pattern.compile(
                        "(?:(?<half>half)(?: an?|-)?(?: |-)?(?:(?<unit>dozen|century|million|billion|trillion|year|hour|day|decade)\\b)?"
                                + "|(?:an? |one[ -])(?<name>half|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth)\\b(?: of a century)?|(?<quarter>quarters?)\\b)",
                        Pattern.CASE_INSENSITIVE),
                tokens.get(i).start());
        if (!part.lookingAt()) {
            return Optional.empty();
        }
        String unit = part.group("unit");
        if (unit != null) {
            long half = switch (unit.toLowerCase(Locale.ROOT)) {
                case "dozen", "year" -> 6;
                case "century" -> 50;
                case "million" -> 500_000;
                case "billion" -> 500_000_000;
                case "trillion" -> 500_000_000_000L;
                case "hour" -> 30;
                case "day" -> 12;
                default -> 5;
            };
            return Optional.of(Figure.of(Kind.CARDINAL, BigDecimal.valueOf(half), part.start(), part.end())
                    .or(new BigDecimal("0.5"))
                    .inWords(true)
                    .demanded(Demand.NEVER));
        }
        BigDecimal under = part.group("half") != null
                ? BigDecimal.valueOf(2)
                : part.group("quarter") != null
                        ? BigDecimal.valueOf(4)
                        : parts(part.group("name").toLowerCase(Locale.ROOT));
        Figure figure =
                Figure.of(Kind.FRACTION, BigDecimal.ONE.divide(under, MathContext.DECIMAL64), part.start(), part.end());
        boolean century = part.group().endsWith("century");
        return Optional.of((century ? figure.or(BigDecimal.valueOf(25)) : figure.or(under))
                .inWords(true)
                .demanded(Demand.NEVER));
    }

    private Figure plural(int i) {
        long least = PLURALS.getOrDefault(tokens.get(i).form(), 1L);
        int end = ends.get(i);
        BigDecimal value = BigDecimal.valueOf(least);
        for (int k = i + 1; k + 1 < tokens.size() && tokens.get(k).form().equals("of"); k += 2) {
            Long next = PLURALS.get(tokens.get(k + 1).form());
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
        Matcher month = MONTH.matcher(token.form());
        if (!token.capitalised() || !month.matches()) {
            return Optional.empty();
        }
        int number = MONTHS.indexOf(month.group("name")) / 4 + 1;
        return Optional.of(words(Kind.MONTH, number, token.start(), ends.get(i)));
    }

    private Optional<Figure> roman(int i) {
        int start = tokens.get(i).start();
        int end = ends.get(i);
        String written = text.substring(start, end);
        boolean numbered = written.length() > 1 || (i > 0 && tokens.get(i - 1).capitalised() && !written.equals("C"));
        if (!numbered || !ROMAN.matcher(written).matches()) {
            return Optional.empty();
        }
        int value = 0;
        int right = 0;
        for (int k = written.length() - 1; k >= 0; k--) {
            int digit = switch (written.charAt(k)) {
                case 'I' -> 1;
                case 'V' -> 5;
                case 'X' -> 10;
                case 'L' -> 50;
                default -> 100;
            };
            value += digit < right ? -digit : digit;
            right = Math.max(right, digit);
        }
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
