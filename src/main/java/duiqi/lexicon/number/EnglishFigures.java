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
                    "(?<scale>[kKM]|\\s?(?:mn?|mln|bn?|bln|B|tn|trn|T))(?![\\p{L}\\d]|(?<=\\s\\p{L})\\. \\p{Lu})",
                    (number, suffix) -> number.isPlain && number.value.scale() < 2,
                    EnglishFigures::scaled),
            new Suffix(ORDINAL_SUFFIX, (number, suffix) -> true, (number, suffix) -> number.as(Kind.ORDINAL, suffix)),
            new Suffix(
                    "['’]?s(?!\\p{L})",
                    (number, suffix) -> number.isWhole
                            && number.value.remainder(BigDecimal.TEN).signum() == 0,
                    (number, suffix) -> number.as(Kind.DECADE, suffix)));

    private static final String BASIS_POINTS = "[ -]?(?:basis[ -]points?|bps?)\\b";
    private static final Pattern TO_BASIS_POINTS =
            Pattern.compile("(?: to | and |[-–])[0-9]+(?:\\.[0-9]+)?" + BASIS_POINTS);

    /** Suffixes of any number, after "and a half", in order of priority: 3/4, 5%, 5-fold. */
    private static final List<Suffix> SUFFIXES = List.of(
            new Suffix(
                    "/(?<under>[0-9]{1,3})(?![0-9/]|[,.][0-9])",
                    (number, suffix) -> number.isWhole
                            && !number.followsSlash
                            && new BigDecimal(suffix.group("under")).compareTo(number.value) > 0,
                    (number, suffix) -> fraction(number, new BigDecimal(suffix.group("under")), suffix)),
            new Suffix("(?i:(?:\\s?%|[ -]?per ?cent(?:age)?\\b|[ -]?pct\\b)(?:[ -]points?)?)", Kind.PERCENT),
            new Suffix(
                    "\\s?‰|[ -]per mille?\\b",
                    (number, suffix) -> true,
                    (number, suffix) -> number.with(number.value.movePointLeft(1), number.end)
                            .as(Kind.PERCENT, suffix)
                            .or(number.value)),
            new Suffix(
                    BASIS_POINTS,
                    (number, suffix) -> true,
                    (number, suffix) -> number.as(Kind.CARDINAL, suffix).or(number.value.movePointLeft(2))),
            new Suffix("[ -]?fold\\b|\\s?[x×](?![\\p{L}\\d])| times\\b", Kind.MULTIPLE));

    /** Words after "two and a quarter" that show that it is one number. */
    private static final String COUNTED = "(?=[ -](?:times|years?|months?|weeks?|days?|hours?|minutes?|centur|decades?"
            + "|miles?|kilomet|met|feet|inch|acres?|hectares?|ton|pound|million|billion|trillion|per ?cent|points?)|[.,;]|$)";

    private static final Pattern PART_MORE =
            Pattern.compile("(?:[ -]and[ -]a[ -]half\\b|[ -]and[ -](?:an?|one)[ -]quarter" + COUNTED
                    + "|[ -]and[ -]three[ -]quarters?" + COUNTED
                    + "| ?[½¼¾⅓⅔⅛⅜⅝⅞]|[ -](?:1[/⁄]2|1[/⁄]4|3[/⁄]4)(?![0-9/]))");
    private static final Pattern SCALE = Pattern.compile("[ -](?<scale>hundred|thousand|million|billion|trillion)\\b");
    private static final BigDecimal TWELVE = BigDecimal.valueOf(12);
    private static final BigDecimal HALF = new BigDecimal("0.5");

    /** "May" before a pronoun or a verb is no month. */
    private static final Pattern VERB =
            Pattern.compile("May (?:i|we|you|he|she|it|they|the|this|god|not|be|have)\\b", Pattern.CASE_INSENSITIVE);

    /** Words before 1 that Chinese translates as the first or the top. */
    private static final Set<String> FIRST_OF_ALL = Set.of("no", "number", "every", "each", "per");

    /** Units with a prefix, which Chinese expresses as a number: 100万像素. The first number of a range shares it. */
    private static final Pattern LARGE_UNIT = Pattern.compile(
            "(?:(?: to | and |[-–])[0-9.]{1,9})?[ -]?(?:(?<kilo>kilo)|mega)(?:bases?|base[ -]pairs?|pixels?)\\b");

    private static final Set<String> RANGE_LINKS = Set.of("to", "or", "and");

    private static final Set<String> MANY = Set.of("several", "few", "many");
    private static final BigDecimal SIXTY = BigDecimal.valueOf(60);
    private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);

    /** Suffixes of a number in words: two dozen, two thirds. */
    private static final Pattern MORE_UNITS = Pattern.compile("[ -](?<unit>dozen|hundred|score)\\b");

    private static final Pattern UNDER = Pattern.compile(
            "[ -](?<under>half|halves|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth|millionth)s?\\b");
    private static final Set<String> ARTICLES = Set.of("a", "an", "one");
    private static final Pattern OF_NUMBER =
            Pattern.compile(" ?of (?:(?:its|the|their|these|those|all|our) )?(?<n>[0-9]{1,6})(?![0-9.,])");
    private static final Pattern PART = Pattern.compile(
            "(?:(?<half>half)(?: an?|-)?(?: |-)?(?:(?<unit>dozen|century|million|billion|trillion|year|hour|minute|day|decade)\\b)?"
                    + "|(?:an? |one[ -])(?<name>half|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth)\\b(?: of a century)?|(?<quarter>quarters?)\\b)",
            Pattern.CASE_INSENSITIVE);

    private static final Set<String> ABOUT = Set.of(
            ("about around some nearly almost over than approximately approaching roughly nearing estimated exceeding"
                            + " exceeded past above below just under topped")
                    .split(" "));
    private static final Set<String> ABOUT_OF_TWO =
            Set.of("close to", "up to", "many as", "much as", "at least", "at most", "more than", "less than");
    private static final Set<String> BETWEEN_ABOUT = Set.of("the", "us", "rmb", "cny", "hk", "nt");
    private static final Pattern ABOUT_AFTER =
            Pattern.compile("(?:\\+| or so|-odd|-plus| plus| odd| or more| and more| and over)");
    private static final Pattern TO_HOUR = Pattern.compile(
            " (?:minutes )?to (?=\\p{L}+ o['’]clock|[0-9]{1,2} ?[ap]\\.?m)|(?<=quarter) to |(?: minutes to )");

    private final String text;
    private final EnglishNumber.Pieces pieces;
    private boolean isBeforeHour;

    private EnglishFigures(String text) {
        this.text = text;
        this.pieces = new EnglishNumber.Pieces(text);
    }

    /**
     * Returns the figures of a text in order, with spans in UTF-16 units.
     *
     * @param other the text in the other language, which decides about ambiguous separators
     */
    public static List<Figure> in(String text, String other) {
        return new EnglishFigures(Surface.grouped(Surface.plain(text), other)).figures();
    }

    private List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < pieces.size(); ) {
            Optional<Figure> found = at(i);
            int first = i;
            found.map(figure -> inContext(ofHour(figure), first)).ifPresent(figures::add);
            int end = found.map(Figure::end).orElse(pieces.end(i));
            do {
                i++;
            } while (i < pieces.size() && pieces.start(i) < end);
        }
        return figures;
    }

    /** Adds the values of "twenty minutes to four", which is 3:40. */
    private Figure ofHour(Figure figure) {
        Figure hour = isBeforeHour ? figure.or(figure.value().subtract(BigDecimal.ONE)) : figure;
        isBeforeHour =
                text.startsWith(" ", figure.end()) && at(TO_HOUR, figure.end()).lookingAt();
        boolean isMinute = isBeforeHour && figure.kind() == Kind.CARDINAL;
        return isMinute ? hour.or(SIXTY.subtract(figure.value())) : hour;
    }

    private Figure inContext(Figure figure, int i) {
        boolean isRounded = figure.demand() != Demand.NEVER
                && (isAbout(i) || at(ABOUT_AFTER, figure.end()).lookingAt());
        return figure.withContext(new Figure.Context(text, figure.start(), figure.end(), isRounded));
    }

    /** Returns whether a word before a token marks it as rounded, as in "nearly RMB 3 million". */
    private boolean isAbout(int i) {
        int start = pieces.start(i);
        if (start > 0 && "~≈".indexOf(text.charAt(start - 1)) >= 0) {
            return true;
        }
        int before = i - 1;
        if (before >= 0 && BETWEEN_ABOUT.contains(form(before))) {
            before--;
        }
        return before >= 0
                && start - pieces.end(before) <= 8
                && (ABOUT.contains(form(before))
                        || (before > 0 && ABOUT_OF_TWO.contains(form(before - 1) + " " + form(before))));
    }

    /** Returns the figure that begins at a token, in the first form that matches. */
    private Optional<Figure> at(int i) {
        if (pieces.isNumber(i)) {
            return Optional.of(digits(i));
        }
        if (!NumberWords.mayBegin(form(i))) {
            return Optional.empty();
        }
        return month(i).or(() -> weekday(i))
                .or(() -> word(i, Kind.MULTIPLE, NumberWords.MULTIPLES.get(form(i)), Demand.IF_CONTRADICTED))
                .or(() -> part(i))
                .or(() -> spelled(i))
                .or(() -> plural(i))
                .or(() -> ordinal(i))
                .or(() -> decade(i))
                .or(() -> word(i, Kind.CARDINAL, NumberWords.WORDS.get(form(i)), Demand.NEVER))
                .or(() -> roman(i));
    }

    private String form(int i) {
        return pieces.form(i);
    }

    private Optional<Figure> weekday(int i) {
        return pieces.isCapitalised(i)
                ? word(i, Kind.WEEKDAY, NumberWords.WEEKDAYS.get(form(i)), Demand.IF_CONTRADICTED)
                : Optional.empty();
    }

    /** Reads "a half", "a quarter" and "half a million". */
    private Optional<Figure> part(int i) {
        String word = form(i);
        if (word.startsWith("halv")) {
            return Optional.of(Figure.of(Kind.FRACTION, HALF, pieces.start(i), pieces.end(i))
                    .withSpelled(true)
                    .withDemand(Demand.NEVER));
        }
        if (!ARTICLES.contains(word) && !word.startsWith("half") && !word.startsWith("quarter")) {
            return Optional.empty();
        }
        Matcher part = at(PART, pieces.start(i));
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
            figure = partOfNumber(part.end(), value).map(figure::or).orElse(figure);
        }
        return Optional.of(figure.withSpelled(true).withDemand(Demand.NEVER));
    }

    /** Returns the value of "half of its 10 sites". */
    private Optional<BigDecimal> partOfNumber(int end, BigDecimal part) {
        Matcher number = at(OF_NUMBER, end);
        return number.lookingAt() ? Optional.of(new BigDecimal(number.group("n")).multiply(part)) : Optional.empty();
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
        Numeral numeral = new Numeral(number.value(), pieces.start(i), pieces.end(last), false, false, false);
        Matcher unit = at(MORE_UNITS, numeral.end());
        if (unit.lookingAt()) {
            long factor = NumberWords.WORDS.getOrDefault(unit.group("unit"), 1);
            numeral = numeral.with(numeral.value().multiply(BigDecimal.valueOf(factor)), unit.end());
        }
        Matcher under = at(UNDER, numeral.end());
        if (under.lookingAt() && numeral.value().compareTo(BigDecimal.TEN) < 0) {
            return Optional.of(fraction(numeral, NumberWords.parts(under.group("under")), under)
                    .withSpelled(true)
                    .withDemand(Demand.IF_CONTRADICTED));
        }
        numeral = withHalf(numeral);
        boolean isYear = isYear(numeral.value())
                && !text.substring(numeral.start(), numeral.end()).matches(".*(?:thousand|hundred).*");
        Figure figure = isOrdinal(form(last)) || isYear
                ? Figure.of(isYear ? Kind.YEAR : Kind.ORDINAL, numeral.value(), numeral.start(), numeral.end())
                : counted(numeral, i);
        BigDecimal part = numeral.value().remainder(BigDecimal.ONE);
        if (part.scale() > 1 && numeral.value().compareTo(SIXTY) < 0) {
            // Two and a quarter hours are 两小时十五分钟.
            figure = figure.or(part.multiply(SIXTY));
        }
        boolean isLoose = numeral.value().compareTo(BigDecimal.ONE) <= 0
                || (i > 0 && Set.of("or", "other").contains(form(i - 1)))
                || text.startsWith(" to the dozen", figure.end());
        return Optional.of(
                withScale(figure, last).withSpelled(true).withDemand(isLoose ? Demand.NEVER : Demand.IF_CONTRADICTED));
    }

    private static boolean isOrdinal(String word) {
        return word.endsWith("th") || word.endsWith("first") || word.endsWith("second") || word.endsWith("third");
    }

    /** Returns the number that begins at a token, with "a hundred" read as "one hundred". */
    private EnglishNumber numberFrom(int i) {
        boolean isArticle = form(i).equals("a") || form(i).equals("an");
        List<Token> run = pieces.run(i);
        if (isArticle && run.size() > 1 && NumberWords.SCALES.containsKey(form(i + 1))) {
            List<Token> counted = new ArrayList<>(run);
            counted.set(0, new Token("one", pieces.start(i), Token.Kind.WORD));
            return EnglishNumber.at(counted, 0);
        }
        return EnglishNumber.at(run, 0);
    }

    private Figure vague(BigDecimal value, int first, int last) {
        boolean isLarge = value.compareTo(TEN_THOUSAND) >= 0;
        return Figure.of(Kind.VAGUE, value, pieces.start(first), pieces.end(last))
                .upTo(value.movePointRight(3))
                .withSpelled(true)
                .withDemand(isLarge ? Demand.IF_CONTRADICTED : Demand.NEVER);
    }

    /** Reads "hundreds", "tens of thousands" and "several million". */
    private Optional<Figure> plural(int i) {
        BigDecimal counted = MANY.contains(form(i)) && i + 1 < pieces.size()
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
            boolean goesOn = last + 2 < pieces.size() && form(last + 1).equals("of");
            factor = goesOn ? NumberWords.PLURALS.getOrDefault(form(last + 2), 0L) : 0;
        } while (factor > 0);
        return Optional.of(vague(value, i, last));
    }

    private Optional<Figure> ordinal(int i) {
        int index = NumberWords.FIRST_TO_TENTH.indexOf(form(i));
        boolean isCounted = index > 1 || (i + 1 < pieces.size() && NumberWords.ORDERED.contains(form(i + 1)));
        Demand demand = isCounted ? Demand.IF_CONTRADICTED : Demand.NEVER;
        return index < 0 ? Optional.empty() : word(i, Kind.ORDINAL, index + 1, demand);
    }

    /** Reads "the sixties", which are of any century. */
    private Optional<Figure> decade(int i) {
        return word(i, Kind.DECADE, NumberWords.DECADES.get(form(i)), Demand.NEVER)
                .map(figure -> figure.or(figure.value().add(BigDecimal.valueOf(1900)))
                        .or(figure.value().add(BigDecimal.valueOf(1800)))
                        .or(figure.value().add(BigDecimal.valueOf(1700))));
    }

    private Optional<Figure> roman(int i) {
        int start = pieces.start(i);
        String written = text.substring(start, pieces.end(i));
        boolean isNumbered = written.length() > 1 || pieces.isCapitalised(i - 1);
        boolean isCapital = written.equals(written.toUpperCase(Locale.ROOT));
        boolean isLabelled = isLabelled(i);
        int value = isNumbered && (isCapital || isLabelled) ? NumberWords.roman(form(i)) : 0;
        // Numerals of 90 and more are often abbreviations.
        Demand demand = value > 0 && isLabelled ? Demand.IF_CONTRADICTED : Demand.NEVER;
        return value == 0 || value >= 90 ? Optional.empty() : word(i, Kind.ORDINAL, value, demand);
    }

    private Figure digits(int i) {
        int start = pieces.start(i);
        EnglishNumber number = EnglishNumber.at(pieces.run(i), 0);
        boolean isPlain = number.length() == 1;
        boolean isWhole = isPlain
                && number.value().stripTrailingZeros().scale() <= 0
                && pieces.form(i).indexOf('.') < 0;
        boolean followsSlash = start > 0 && text.charAt(start - 1) == '/';
        Numeral numeral =
                new Numeral(number.value(), start, pieces.end(i + number.length() - 1), isPlain, isWhole, followsSlash);
        Figure figure = hour(numeral)
                .or(() -> day(numeral, i))
                .or(() -> suffix(DIGIT_SUFFIXES, numeral))
                .orElseGet(() -> counted(withHalf(numeral), i));
        Figure ranged = isWhole ? withCentury(figure, i) : figure;
        boolean isSmall = isWhole
                && number.value().compareTo(BigDecimal.ONE) == 0
                && i > 0
                && FIRST_OF_ALL.contains(pieces.form(i - 1));
        Demand demand = isSmall ? Demand.IF_CONTRADICTED : Surface.demandOfDigits(text, start);
        Figure scaled = isPlain ? withScale(ranged, i) : ranged;
        Matcher unit = at(LARGE_UNIT, figure.end());
        Figure counted = unit.lookingAt()
                ? scaled.or(figure.value().movePointRight(unit.group("kilo") == null ? 6 : 3))
                : scaled;
        return counted.withDemand(demand);
    }

    /** Adds the value of the last number of a range that omits its first digits: 2010–11, pages 123–45. */
    private Figure withCentury(Figure figure, int i) {
        if (!pieces.isNumber(i - 1) || figure.start() - pieces.end(i - 1) != 1) {
            return figure;
        }
        char link = text.charAt(figure.start() - 1);
        return "-–—/".indexOf(link) < 0
                ? figure
                : Surface.completed(pieces.form(i - 1), pieces.form(i))
                        .map(number -> (isYear(number) ? figure.as(Kind.YEAR) : figure).or(number))
                        .orElse(figure);
    }

    /**
     * Adds the scaled value of the first number of a range: in "5 to 10 million", 5 means 5,000,000.
     */
    private Figure withScale(Figure figure, int last) {
        if (at(TO_BASIS_POINTS, figure.end()).lookingAt()) {
            return figure.or(figure.value().movePointLeft(2));
        }
        int next = last + 1;
        if (next < pieces.size() && RANGE_LINKS.contains(pieces.form(next))) {
            next++;
        }
        if (next + 1 >= pieces.size() || pieces.start(next) - figure.end() > 6 || figure.kind() != Kind.CARDINAL) {
            return figure;
        }
        EnglishNumber number = EnglishNumber.at(pieces.run(next), 0);
        String scale = number.length() > 1 ? pieces.form(next + number.length() - 1) : "";
        BigDecimal factor = NumberWords.SCALES.getOrDefault(scale, BigDecimal.ONE);
        return factor.compareTo(BigDecimal.ONE) > 0 && figure.value().compareTo(factor) < 0
                ? figure.or(figure.value().multiply(factor))
                : figure;
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
        while (next < pieces.size() && next < i + 3 && DAY_LINKS.contains(pieces.form(next))) {
            next++;
        }
        boolean isBesideMonth = (i > 0 && month(i - 1).isPresent())
                || (next < pieces.size() && month(next).isPresent());
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

    /** Reads "6½", "two and a half million" and "a million and a half". */
    private Numeral withHalf(Numeral number) {
        Matcher more = at(PART_MORE, number.end);
        if (!more.lookingAt()) {
            return number;
        }
        BigDecimal part = part(more);
        Matcher scale = at(SCALE, more.end());
        if (scale.lookingAt()) {
            BigDecimal factor = NumberWords.SCALES.getOrDefault(scale.group("scale"), BigDecimal.ONE);
            return number.with(number.value.add(part).multiply(factor), scale.end());
        }
        BigDecimal unit = number.isPlain ? BigDecimal.ONE : scaleBefore(number.end);
        return number.with(number.value.add(part.multiply(unit)), more.end());
    }

    private static BigDecimal part(Matcher more) {
        String part = more.group();
        return NumberWords.fraction(
                part.contains("half")
                        ? "1/2"
                        : part.contains("three")
                                ? "3/4"
                                : part.contains("quarter") ? "1/4" : part.replaceFirst("^[ -]", ""));
    }

    /** Returns the value of the scale word that ends at an index, or 1 if there is none. */
    private BigDecimal scaleBefore(int end) {
        int start = end;
        while (start > 0 && EnglishNumber.Pieces.isLatin(text.charAt(start - 1))) {
            start--;
        }
        return NumberWords.SCALES.getOrDefault(text.substring(start, end).toLowerCase(Locale.ROOT), BigDecimal.ONE);
    }

    /** Returns the figure of a number and its suffix. Without a suffix, it is a year, a day, an ordinal or a count. */
    private Figure counted(Numeral number, int i) {
        return suffix(SUFFIXES, number)
                .orElseGet(() -> Figure.of(
                        number.isWhole ? kind(number, i) : Kind.CARDINAL, number.value, number.start, number.end));
    }

    private Kind kind(Numeral number, int i) {
        if (number.end - number.start == 4 && isYear(number.value)) {
            return Kind.YEAR;
        }
        return isDay(number, i) ? Kind.DAY : isLabelled(i) ? Kind.ORDINAL : Kind.CARDINAL;
    }

    private static boolean isYear(BigDecimal value) {
        return value.compareTo(BigDecimal.valueOf(1000)) > 0 && value.compareTo(BigDecimal.valueOf(2200)) < 0;
    }

    private boolean isLabelled(int i) {
        return i > 0
                && NumberWords.LABELS.contains(pieces.form(i - 1))
                && text.substring(pieces.end(i - 1), pieces.start(i)).matches("\\.? ");
    }

    /** Reads the name of a month, in lower case only beside a number. "May" can be a verb. */
    private Optional<Figure> month(int i) {
        int month = NumberWords.MONTHS.getOrDefault(pieces.form(i), 0);
        boolean isName = month > 0
                && (pieces.isCapitalised(i)
                        ? !at(VERB, pieces.start(i)).lookingAt()
                        : pieces.isNumber(i - 1)
                                || pieces.isNumber(i + 1)
                                || (pieces.form(i).length() > 5));
        return isName ? word(i, Kind.MONTH, month, Demand.IF_CONTRADICTED) : Optional.empty();
    }

    /** Returns the figure of a word, or empty if the word has no value. */
    private Optional<Figure> word(int i, Kind kind, @Nullable Integer value, Demand demand) {
        return Optional.ofNullable(value)
                .map(number -> Figure.of(kind, BigDecimal.valueOf(number), pieces.start(i), pieces.end(i))
                        .withSpelled(true)
                        .withDemand(demand));
    }

    private Matcher at(Pattern pattern, int start) {
        return pattern.matcher(text).useTransparentBounds(true).region(start, text.length());
    }
}
