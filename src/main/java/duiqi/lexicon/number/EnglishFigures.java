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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the figures in English text, in digits and in words. A Chinese text must have a counterpart for figures with a
 * demand. Words that are often no number, such as "second", only explain figures of the Chinese text. Use a new
 * instance for each text.
 */
public final class EnglishFigures {
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
    private final EnglishNumerals numerals;
    private boolean isBeforeHour;

    private EnglishFigures(String text) {
        this.text = text;
        this.pieces = new EnglishNumber.Pieces(text);
        this.numerals = new EnglishNumerals(text, pieces);
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
        isBeforeHour = text.startsWith(" ", figure.end())
                && numerals.at(TO_HOUR, figure.end()).lookingAt();
        boolean isMinute = isBeforeHour && figure.kind() == Kind.CARDINAL;
        return isMinute ? hour.or(SIXTY.subtract(figure.value())) : hour;
    }

    private Figure inContext(Figure figure, int i) {
        boolean isRounded = figure.demand() != Demand.NEVER
                && (isAbout(i) || numerals.at(ABOUT_AFTER, figure.end()).lookingAt());
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
            return Optional.of(numerals.digits(i));
        }
        if (!NumberWords.mayBegin(form(i))) {
            return Optional.empty();
        }
        return numerals.month(i)
                .or(() -> weekday(i))
                .or(() -> numerals.word(i, Kind.MULTIPLE, NumberWords.MULTIPLES.get(form(i)), Demand.IF_CONTRADICTED))
                .or(() -> part(i))
                .or(() -> spelled(i))
                .or(() -> plural(i))
                .or(() -> ordinal(i))
                .or(() -> decade(i))
                .or(() -> numerals.word(i, Kind.CARDINAL, NumberWords.WORDS.get(form(i)), Demand.NEVER))
                .or(() -> roman(i));
    }

    private String form(int i) {
        return pieces.form(i);
    }

    private Optional<Figure> weekday(int i) {
        return pieces.isCapitalised(i)
                ? numerals.word(i, Kind.WEEKDAY, NumberWords.WEEKDAYS.get(form(i)), Demand.IF_CONTRADICTED)
                : Optional.empty();
    }

    /** Reads "a half", "a quarter" and "half a million". */
    private Optional<Figure> part(int i) {
        String word = form(i);
        if (word.startsWith("halv")) {
            return Optional.of(Figure.of(Kind.FRACTION, EnglishNumerals.HALF, pieces.start(i), pieces.end(i))
                    .withSpelled(true)
                    .withDemand(Demand.NEVER));
        }
        if (!ARTICLES.contains(word) && !word.startsWith("half") && !word.startsWith("quarter")) {
            return Optional.empty();
        }
        Matcher part = numerals.at(PART, pieces.start(i));
        if (!part.lookingAt()) {
            return Optional.empty();
        }
        Figure figure;
        if (part.group("unit") != null) {
            BigDecimal half = BigDecimal.valueOf(NumberWords.half(part.group("unit")));
            figure = Figure.of(Kind.CARDINAL, half, part.start(), part.end()).or(EnglishNumerals.HALF);
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
        Matcher number = numerals.at(OF_NUMBER, end);
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
        EnglishNumerals.Numeral numeral =
                new EnglishNumerals.Numeral(number.value(), pieces.start(i), pieces.end(last), false, false, false);
        Matcher unit = numerals.at(MORE_UNITS, numeral.end());
        if (unit.lookingAt()) {
            long factor = NumberWords.WORDS.getOrDefault(unit.group("unit"), 1);
            numeral = numeral.with(numeral.value().multiply(BigDecimal.valueOf(factor)), unit.end());
        }
        Matcher under = numerals.at(UNDER, numeral.end());
        if (under.lookingAt() && numeral.value().compareTo(BigDecimal.TEN) < 0) {
            return Optional.of(EnglishNumerals.fraction(numeral, NumberWords.parts(under.group("under")), under)
                    .withSpelled(true)
                    .withDemand(Demand.IF_CONTRADICTED));
        }
        numeral = numerals.withHalf(numeral);
        boolean isYear = EnglishNumerals.isYear(numeral.value())
                && !text.substring(numeral.start(), numeral.end()).matches(".*(?:thousand|hundred).*");
        Figure figure = isOrdinal(form(last)) || isYear
                ? Figure.of(isYear ? Kind.YEAR : Kind.ORDINAL, numeral.value(), numeral.start(), numeral.end())
                : numerals.counted(numeral, i);
        BigDecimal part = numeral.value().remainder(BigDecimal.ONE);
        if (part.scale() > 1 && numeral.value().compareTo(SIXTY) < 0) {
            // Two and a quarter hours are 两小时十五分钟.
            figure = figure.or(part.multiply(SIXTY));
        }
        boolean isLoose = numeral.value().compareTo(BigDecimal.ONE) <= 0
                || (i > 0 && Set.of("or", "other").contains(form(i - 1)))
                || text.startsWith(" to the dozen", figure.end());
        return Optional.of(numerals.withScale(figure, i, last)
                .withSpelled(true)
                .withDemand(isLoose ? Demand.NEVER : Demand.IF_CONTRADICTED));
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
        boolean isCounted = index > 1 || (i + 1 < pieces.size() && NumberWords.isOrdered(form(i + 1)));
        Demand demand = isCounted ? Demand.IF_CONTRADICTED : Demand.NEVER;
        return index < 0 ? Optional.empty() : numerals.word(i, Kind.ORDINAL, index + 1, demand);
    }

    /** Reads "the sixties", which are of any century. */
    private Optional<Figure> decade(int i) {
        return numerals.word(i, Kind.DECADE, NumberWords.DECADES.get(form(i)), Demand.NEVER)
                .map(figure -> figure.or(figure.value().add(BigDecimal.valueOf(1900)))
                        .or(figure.value().add(BigDecimal.valueOf(1800)))
                        .or(figure.value().add(BigDecimal.valueOf(1700))));
    }

    private Optional<Figure> roman(int i) {
        int start = pieces.start(i);
        String written = text.substring(start, pieces.end(i));
        boolean isNumbered = written.length() > 1 || pieces.isCapitalised(i - 1);
        boolean isCapital = written.equals(written.toUpperCase(Locale.ROOT));
        boolean isLabelled = numerals.isLabelled(i);
        int value = isNumbered && (isCapital || isLabelled) ? NumberWords.roman(form(i)) : 0;
        // Numerals of 90 and more are often abbreviations.
        Demand demand = value > 0 && isLabelled ? Demand.IF_CONTRADICTED : Demand.NEVER;
        return value == 0 || value >= 90 ? Optional.empty() : numerals.word(i, Kind.ORDINAL, value, demand);
    }
}
