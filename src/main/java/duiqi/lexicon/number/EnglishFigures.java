package duiqi.lexicon.number;

import duiqi.lexicon.Figure;
import duiqi.lexicon.Figure.Demand;
import duiqi.lexicon.Figure.Kind;
import duiqi.lexicon.Token;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the figures in English text, in digits and in words. A Chinese text must have a counterpart for figures with a
 * demand. Words that are often no number, such as "second", only explain figures of the Chinese text. Use a new
 * instance for each text.
 */
public final class EnglishFigures {
    private static final Pattern PIECE =
            Pattern.compile("(?<![\\p{L}\\d])[0-9]{1,3}(?:,[0-9]{3})+(?:\\.[0-9]+)?(?![0-9])"
                    + "|(?<![\\p{L}\\d.,])(?<![0-9] )[0-9]{1,3}(?:[ \u00A0][0-9]{3})*[ \u00A0][05]00(?![0-9]|[.,][0-9])"
                    + "|[0-9]{1,2}(?=\\.[0-5][0-9]\\s?[AaPp]\\.?[Mm]\\b)|[0-9]+(?:\\.[0-9]+)?|\\p{IsLatin}+");

    /**
     * Holds a number before its kind is known.
     *
     * @param value the value
     * @param start the index of its first UTF-16 unit in the text
     * @param end the index after its last UTF-16 unit
     * @param isPlain true if it consists of digits, without a word such as "million"
     * @param isWhole true if it is plain and has no decimal point
     * @param followsSlash true if a slash precedes it, as in a date
     */
    private record Numeral(
            BigDecimal value, int start, int end, boolean isPlain, boolean isWhole, boolean followsSlash) {
        Figure as(Kind kind, Matcher suffix) {
            return Figure.of(kind, value, start, suffix.end());
        }

        Numeral with(BigDecimal other, int newEnd) {
            return new Numeral(other, start, newEnd, isPlain, isWhole, followsSlash);
        }
    }

    /**
     * Describes a suffix of a number, and creates the figure of both.
     *
     * @param pattern the pattern of the suffix
     * @param fits the condition for the number
     * @param reading the function that creates the figure
     */
    private record Suffix(
            Pattern pattern, BiPredicate<Numeral, Matcher> fits, BiFunction<Numeral, Matcher, Figure> reading) {
        Suffix(String pattern, BiPredicate<Numeral, Matcher> fits, BiFunction<Numeral, Matcher, Figure> reading) {
            this(Pattern.compile(pattern), fits, reading);
        }

        Suffix(String pattern, Kind kind) {
            this(pattern, (number, suffix) -> true, (number, suffix) -> number.as(kind, suffix));
        }
    }

    private static final Pattern ORDINAL_SUFFIX = Pattern.compile("(?:st|nd|rd|th)(?!\\p{L})");
    private static final Set<String> DAY_LINKS = Set.of("st", "nd", "rd", "th", "of");

    /** Suffixes of a number in digits, in order of priority: 5k, 5th, 1980s. */
    private static final List<Suffix> DIGIT_SUFFIXES = List.of(
            new Suffix(
                    "(?<scale>[kKM]|\\s?(?:mn?|bn?|B|tn|trn|T))(?![\\p{L}\\d])",
                    (number, suffix) -> number.isPlain && number.value.scale() < 2,
                    EnglishFigures::scaled),
            new Suffix(ORDINAL_SUFFIX, (number, suffix) -> true, (number, suffix) -> number.as(Kind.ORDINAL, suffix)),
            new Suffix(
                    "['’]?s(?!\\p{L})",
                    (number, suffix) -> number.isWhole,
                    (number, suffix) -> number.as(Kind.DECADE, suffix)));

    /** Suffixes of any number, after "and a half", in order of priority: 3/4, 5%, 5-fold. */
    private static final List<Suffix> SUFFIXES = List.of(
            new Suffix(
                    "/(?<under>[0-9]{1,3})(?![0-9/])",
                    (number, suffix) -> number.isPlain
                            && !number.followsSlash
                            && new BigDecimal(suffix.group("under")).compareTo(number.value) > 0,
                    (number, suffix) -> fraction(number, new BigDecimal(suffix.group("under")), suffix)),
            new Suffix("(?i:(?:\\s?%|[ -]?per ?cent(?:age)?\\b|[ -]?pct\\b)(?: points?)?)", Kind.PERCENT),
            new Suffix("[ -]?fold\\b|\\s?[x×](?![\\p{L}\\d])| times\\b", Kind.MULTIPLE));

    private static final Pattern HALF_MORE = Pattern.compile("(?: and a half|-and-a-half| ?½| 1/2)");
    private static final Set<String> MANY = Set.of("several", "few", "many");
    private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);
    private static final BigDecimal TWELVE = BigDecimal.valueOf(12);
    private static final BigDecimal HALF = new BigDecimal("0.5");

    /** Suffixes of a number in words: two dozen, two thirds. */
    private static final Pattern MORE_UNITS = Pattern.compile("[ -](?<unit>dozen|hundred|score)\\b");

    private static final Pattern UNDER = Pattern.compile(
            "[ -](?<under>half|halves|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth|millionth)s?\\b");

    private static final Set<String> ARTICLES = Set.of("a", "an", "one");
    private static final Pattern AND_HALF = Pattern.compile(" \\p{L}+ and a half\\b");
    private static final Pattern PART = Pattern.compile(
            "(?:(?<half>half)(?: an?|-)?(?: |-)?(?:(?<unit>dozen|century|million|billion|trillion|year|hour|minute|day|decade)\\b)?"
                    + "|(?:an? |one[ -])(?<name>half|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth)\\b(?: of a century)?|(?<quarter>quarters?)\\b)",
            Pattern.CASE_INSENSITIVE);

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
            tokens.add(token(piece.group(), piece.start()));
            ends.add(piece.end());
        }
    }

    private static Token token(String word, int start) {
        return word.charAt(0) <= '9'
                ? new Token(word.replaceAll("[,\\s\u00A0]", ""), start, Token.Kind.NUMBER)
                : new Token(
                        word.toLowerCase(Locale.ROOT), start, Token.Kind.WORD, Character.isUpperCase(word.charAt(0)));
    }

    /** Returns the figures of a text in order, with spans in UTF-16 units. */
    public static List<Figure> in(String text) {
        return new EnglishFigures(text).figures();
    }

    private List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < tokens.size(); ) {
            Optional<Figure> found = at(i);
            found.map(this::inContext).ifPresent(figures::add);
            int end = found.map(Figure::end).orElse(ends.get(i));
            do {
                i++;
            } while (i < tokens.size() && tokens.get(i).start() < end);
        }
        return figures;
    }

    private Figure inContext(Figure figure) {
        String before = text.substring(Math.max(0, figure.start() - 30), figure.start());
        String after = text.substring(figure.end(), Math.min(text.length(), figure.end() + 30));
        boolean about =
                ABOUT.matcher(before).find() || ABOUT_AFTER.matcher(after).find();
        return figure.withContext(new Figure.Context(before, after, about));
    }

    /** Returns the figure that begins at a token, in the first form that matches. */
    private Optional<Figure> at(int i) {
        if (tokens.get(i).kind() == Token.Kind.NUMBER) {
            return Optional.of(digits(i));
        }
        return month(i).or(() -> weekday(i))
                .or(() -> word(i, Kind.MULTIPLE, NumberWords.MULTIPLES.get(form(i)), Demand.IF_CONTRADICTED))
                .or(() -> part(i))
                .or(() -> spelled(i))
                .or(() -> plural(i))
                .or(() -> ordinal(i))
                .or(() -> oneAndHalf(i))
                .or(() -> word(i, Kind.CARDINAL, NumberWords.WORDS.get(form(i)), Demand.NEVER))
                .or(() -> roman(i));
    }

    private String form(int i) {
        return tokens.get(i).form();
    }

    private Figure digits(int i) {
        int start = tokens.get(i).start();
        EnglishNumber number = EnglishNumber.at(tokens, i);
        boolean isPlain = number.length() == 1;
        boolean isWhole = isPlain && number.value().stripTrailingZeros().scale() <= 0 && form(i).indexOf('.') < 0;
        boolean followsSlash = start > 0 && text.charAt(start - 1) == '/';
        Numeral numeral =
                new Numeral(number.value(), start, ends.get(i + number.length() - 1), isPlain, isWhole, followsSlash);
        Figure figure = hour(numeral)
                .or(() -> day(numeral, i))
                .or(() -> suffix(DIGIT_SUFFIXES, numeral))
                .orElseGet(() -> counted(withHalf(numeral), i));
        Matcher loose = at(NumberWords.LOOSE, start);
        return loose.lookingAt() && loose.end() == ends.get(i) ? figure.withDemand(Demand.IF_CONTRADICTED) : figure;
    }

    /** Reads an hour with "a.m." or "p.m.". */
    private Optional<Figure> hour(Numeral number) {
        Matcher noon = at(NumberWords.NOON, number.end);
        if (!number.isWhole || number.value.compareTo(TWELVE) > 0 || number.value.signum() == 0 || !noon.lookingAt()) {
            return Optional.empty();
        }
        BigDecimal hour = number.value.remainder(TWELVE);
        Figure figure =
                Figure.of(Kind.HOUR, noon.group("before") == null ? hour.add(TWELVE) : hour, number.start, number.end);
        return Optional.of(figure.value().signum() == 0 ? figure.or(BigDecimal.valueOf(24)) : figure);
    }

    /** Reads the day of "July 8th" and "the 8th of July". */
    private Optional<Figure> day(Numeral number, int i) {
        Matcher suffix = at(ORDINAL_SUFFIX, number.end);
        return suffix.lookingAt() && isDay(number, i) ? Optional.of(number.as(Kind.DAY, suffix)) : Optional.empty();
    }

    private boolean isDay(Numeral number, int i) {
        int next = i + 1;
        while (next < tokens.size() && next < i + 3 && DAY_LINKS.contains(form(next))) {
            next++;
        }
        boolean isBesideMonth = (i > 0 && month(i - 1).isPresent())
                || (next < tokens.size() && month(next).isPresent());
        return number.isWhole && isBesideMonth && number.value.compareTo(BigDecimal.valueOf(31)) <= 0;
    }

    private Optional<Figure> suffix(List<Suffix> suffixes, Numeral number) {
        for (Suffix each : suffixes) {
            Matcher suffix = at(each.pattern, number.end);
            if (suffix.lookingAt() && each.fits.test(number, suffix)) {
                return Optional.of(each.reading.apply(number, suffix));
            }
        }
        return Optional.empty();
    }

    private static Figure scaled(Numeral number, Matcher suffix) {
        int zeros = switch (suffix.group("scale").strip().charAt(0)) {
            case 'k', 'K' -> 3;
            case 'm', 'M' -> 6;
            case 'b', 'B' -> 9;
            default -> 12;
        };
        return number.with(number.value.movePointRight(zeros), number.end)
                .as(Kind.CARDINAL, suffix)
                .or(number.value);
    }

    private static Figure fraction(Numeral number, BigDecimal under, Matcher suffix) {
        return number.with(number.value.divide(under, MathContext.DECIMAL64), number.end)
                .as(Kind.FRACTION, suffix)
                .or(number.value)
                .or(under);
    }

    private Numeral withHalf(Numeral number) {
        Matcher half = at(HALF_MORE, number.end);
        return half.lookingAt() ? number.with(number.value.add(HALF), half.end()) : number;
    }

    /** Returns the figure of a number and its suffix. Without a suffix, it is a year, a day, an ordinal or a count. */
    private Figure counted(Numeral number, int i) {
        return suffix(SUFFIXES, number)
                .orElseGet(() -> Figure.of(
                        number.isWhole ? kind(number, i) : Kind.CARDINAL, number.value, number.start, number.end));
    }

    private Kind kind(Numeral number, int i) {
        boolean isYear = number.end - number.start == 4
                && number.value.compareTo(BigDecimal.valueOf(1000)) > 0
                && number.value.compareTo(BigDecimal.valueOf(2200)) < 0;
        if (isYear) {
            return Kind.YEAR;
        }
        return isDay(number, i) ? Kind.DAY : isLabelled(number.start) ? Kind.ORDINAL : Kind.CARDINAL;
    }

    private boolean isLabelled(int start) {
        return NumberWords.LABEL
                .matcher(text.substring(Math.max(0, start - 14), start))
                .find();
    }

    private Optional<Figure> month(int i) {
        Token token = tokens.get(i);
        int month = token.capitalised() ? NumberWords.month(token.form()) : 0;
        return month == 0 ? Optional.empty() : word(i, Kind.MONTH, month, Demand.IF_CONTRADICTED);
    }

    private Optional<Figure> weekday(int i) {
        Token token = tokens.get(i);
        return token.capitalised()
                ? word(i, Kind.WEEKDAY, NumberWords.WEEKDAYS.get(token.form()), Demand.IF_CONTRADICTED)
                : Optional.empty();
    }

    /** Reads "a half", "a quarter" and "half a million". */
    private Optional<Figure> part(int i) {
        String word = form(i);
        if (!ARTICLES.contains(word) && !word.startsWith("half") && !word.startsWith("quarter")) {
            return Optional.empty();
        }
        Matcher part = at(PART, tokens.get(i).start());
        if (!part.lookingAt()) {
            return Optional.empty();
        }
        Figure figure;
        if (part.group("unit") != null) {
            BigDecimal half = BigDecimal.valueOf(NumberWords.half(part.group("unit")));
            figure = Figure.of(Kind.CARDINAL, half, part.start(), part.end()).or(HALF);
        } else {
            BigDecimal under = NumberWords.parts(
                    part.group("half") != null
                            ? "half"
                            : part.group("quarter") != null ? "quarter" : part.group("name"));
            BigDecimal value = BigDecimal.ONE.divide(under, MathContext.DECIMAL64);
            boolean isOfCentury = part.group().endsWith("century");
            figure = Figure.of(Kind.FRACTION, value, part.start(), part.end())
                    .or(isOfCentury ? BigDecimal.valueOf(25) : under);
            figure = partOfHour(part.end(), under).map(figure::or).orElse(figure);
        }
        return Optional.of(figure.withSpelled(true).withDemand(Demand.NEVER));
    }

    /** Returns the minutes of "half past" and "quarter to", or the cents of a quarter. */
    private Optional<BigDecimal> partOfHour(int end, BigDecimal under) {
        boolean isQuarter = under.compareTo(BigDecimal.valueOf(4)) == 0;
        if (text.startsWith(" past", end)) {
            return Optional.of(BigDecimal.valueOf(isQuarter ? 15 : 30));
        }
        return isQuarter ? Optional.of(BigDecimal.valueOf(text.startsWith(" to ", end) ? 45 : 25)) : Optional.empty();
    }

    private Optional<Figure> spelled(int i) {
        EnglishNumber number = numberFrom(i);
        if (number.length() == 0) {
            return Optional.empty();
        }
        int last = i + number.length() - 1;
        Numeral numeral = new Numeral(number.value(), tokens.get(i).start(), ends.get(last), false, false, false);
        Matcher unit = at(MORE_UNITS, numeral.end);
        if (unit.lookingAt()) {
            long factor = NumberWords.WORDS.getOrDefault(unit.group("unit"), 1);
            numeral = numeral.with(numeral.value.multiply(BigDecimal.valueOf(factor)), unit.end());
        }
        Matcher under = at(UNDER, numeral.end);
        if (under.lookingAt() && numeral.value.compareTo(BigDecimal.TEN) < 0) {
            return Optional.of(fraction(numeral, NumberWords.parts(under.group("under")), under)
                    .withSpelled(true)
                    .withDemand(Demand.IF_CONTRADICTED));
        }
        numeral = withHalf(numeral);
        boolean isOrdinal = form(last).matches(".*(?:th|first|second|third|ieth)");
        Figure figure =
                isOrdinal ? Figure.of(Kind.ORDINAL, numeral.value, numeral.start, numeral.end) : counted(numeral, i);
        boolean isLoose = numeral.value.compareTo(BigDecimal.ONE) <= 0
                || (i > 0 && form(i - 1).equals("or"));
        return Optional.of(figure.withSpelled(true).withDemand(isLoose ? Demand.NEVER : Demand.IF_CONTRADICTED));
    }

    /** Returns the number that begins at a token, with "a hundred" read as "one hundred". */
    private EnglishNumber numberFrom(int i) {
        boolean isArticle = form(i).equals("a") || form(i).equals("an");
        if (isArticle && i + 1 < tokens.size() && NumberWords.SCALES.containsKey(form(i + 1))) {
            List<Token> counted = new ArrayList<>(tokens.subList(i, Math.min(tokens.size(), i + 12)));
            counted.set(0, new Token("one", tokens.get(i).start(), Token.Kind.WORD));
            return EnglishNumber.at(counted, 0);
        }
        return EnglishNumber.at(tokens, i);
    }

    private Figure vague(BigDecimal value, int first, int last) {
        boolean isLarge = value.compareTo(TEN_THOUSAND) >= 0;
        return Figure.of(Kind.VAGUE, value, tokens.get(first).start(), ends.get(last))
                .upTo(value.movePointRight(3))
                .withSpelled(true)
                .withDemand(isLarge ? Demand.IF_CONTRADICTED : Demand.NEVER);
    }

    /** Reads "hundreds", "tens of thousands" and "several million". */
    private Optional<Figure> plural(int i) {
        BigDecimal counted = MANY.contains(form(i)) && i + 1 < tokens.size()
                ? NumberWords.SCALES.getOrDefault(form(i + 1), BigDecimal.ZERO)
                : BigDecimal.ZERO;
        if (counted.signum() > 0) {
            return Optional.of(vague(counted, i, i + 1));
        }
        long factor = NumberWords.PLURALS.getOrDefault(form(i), 0L);
        if (factor == 0) {
            return Optional.empty();
        }
        BigDecimal value = BigDecimal.ONE;
        int last = i - 2;
        do {
            last += 2;
            value = value.multiply(BigDecimal.valueOf(factor));
            boolean goesOn = last + 2 < tokens.size() && form(last + 1).equals("of");
            factor = goesOn ? NumberWords.PLURALS.getOrDefault(form(last + 2), 0L) : 0;
        } while (factor > 0);
        return Optional.of(vague(value, i, last));
    }

    private Optional<Figure> ordinal(int i) {
        int index = NumberWords.FIRST_TO_TENTH.indexOf(form(i));
        Demand demand = index > 1 ? Demand.IF_CONTRADICTED : Demand.NEVER;
        return index < 0 ? Optional.empty() : word(i, Kind.ORDINAL, index + 1, demand);
    }

    /** Reads "a year and a half". */
    private Optional<Figure> oneAndHalf(int i) {
        if (!ARTICLES.contains(form(i)) || !at(AND_HALF, ends.get(i)).lookingAt()) {
            return Optional.empty();
        }
        return Optional.of(
                Figure.of(Kind.CARDINAL, new BigDecimal("1.5"), tokens.get(i).start(), ends.get(i))
                        .withSpelled(true)
                        .withDemand(Demand.NEVER));
    }

    private Optional<Figure> roman(int i) {
        int start = tokens.get(i).start();
        String written = text.substring(start, ends.get(i));
        boolean isNumbered = written.length() > 1 || (i > 0 && tokens.get(i - 1).capitalised());
        boolean isCapital = written.equals(written.toUpperCase(Locale.ROOT));
        int value = isNumbered && isCapital ? NumberWords.roman(form(i)) : 0;
        // Numerals of 90 and more are often abbreviations.
        Demand demand = value > 0 && isLabelled(start) ? Demand.IF_CONTRADICTED : Demand.NEVER;
        return value == 0 || value >= 90 ? Optional.empty() : word(i, Kind.ORDINAL, value, demand);
    }

    /** Returns the figure of a word, or empty if the word has no value. */
    private Optional<Figure> word(int i, Kind kind, @Nullable Integer value, Demand demand) {
        return Optional.ofNullable(value)
                .map(number -> Figure.of(
                                kind, BigDecimal.valueOf(number), tokens.get(i).start(), ends.get(i))
                        .withSpelled(true)
                        .withDemand(demand));
    }

    private Matcher at(Pattern pattern, int start) {
        return pattern.matcher(text).useTransparentBounds(true).region(start, text.length());
    }
}
