package duiqi.lexicon.number;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.Normalizer;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Lists English number words in lower case and the phrases around numbers, for tokens, headings and figures. Stateless. */
final class NumberWords {
    static final List<String> CARDINAL_WORDS = List.of(
            ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
                            + " seventeen eighteen nineteen")
                    .split(" "));
    private static final List<String> ORDINAL_WORDS = List.of(
            ("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
                            + " fifteenth sixteenth seventeenth eighteenth nineteenth")
                    .split(" "));
    private static final String[] TENS = {"twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet"};

    static final List<String> FIRST_TO_TENTH = ORDINAL_WORDS.subList(0, 10);

    static final Map<String, Integer> CARDINALS = cardinals();

    /** Ordinals that end a number, without "tenth", which is often a fraction after a hundred. */
    static final Map<String, Integer> ORDINALS = ordinals();

    /** Scale words. The plurals are not English, but translators write "1.2 millions". */
    static final Map<String, BigDecimal> SCALES = Map.of(
            "hundred", BigDecimal.valueOf(100),
            "thousand", BigDecimal.valueOf(1_000),
            "thousands", BigDecimal.valueOf(1_000),
            "million", BigDecimal.valueOf(1_000_000),
            "millions", BigDecimal.valueOf(1_000_000),
            "billion", BigDecimal.valueOf(1_000_000_000),
            "billions", BigDecimal.valueOf(1_000_000_000),
            "trillion", BigDecimal.valueOf(1_000_000_000_000L),
            "trillions", BigDecimal.valueOf(1_000_000_000_000L));

    static final Map<String, Integer> MULTIPLES = table(
            "2 doubled doubles doubling twice twofold",
            "3 triple tripled triples tripling treble trebled thrice threefold",
            "4 quadruple quadrupled quadruples quadrupling fourfold",
            "5 quintuple quintupled quintupling fivefold",
            "6 sixfold",
            "7 sevenfold",
            "8 eightfold",
            "9 ninefold",
            "10 tenfold",
            "100 hundredfold");

    /** Words that imply a number. */
    static final Map<String, Integer> WORDS = table(
            "0 no nil none nobody nothing",
            "1 a an once single sole",
            "2 both double pair couple twin dual either neither bilateral biennial duo",
            "3 trio tripartite trilateral triplets trilogy triennial",
            "4 quarterly quartet quadrilateral quadruplets",
            "5 quintet pentagon",
            "6 sextet hexagon",
            "7 week septet",
            "10 decade",
            "8 octet",
            "9 nonet",
            "12 noon midnight dozen",
            "13 teenage",
            "14 fortnight",
            "20 score",
            "60 sexagenarian",
            "70 septuagenarian",
            "80 octogenarian",
            "90 nonagenarian",
            "100 century centenary centennial centenarian hundred",
            "200 bicentenary",
            "1000 millennium thousand",
            "1000000 million",
            "1000000000 billion");

    /** Decades without a century. */
    static final Map<String, Integer> DECADES = tens("ies");

    static final Map<String, Long> PLURALS = Map.ofEntries(
            Map.entry("tens", 10L),
            Map.entry("dozens", 12L),
            Map.entry("scores", 20L),
            Map.entry("decades", 10L),
            Map.entry("hundreds", 100L),
            Map.entry("centuries", 100L),
            Map.entry("thousands", 1000L),
            Map.entry("millions", 1_000_000L),
            Map.entry("billions", 1_000_000_000L),
            Map.entry("trillions", 1_000_000_000_000L));

    static final Map<String, Integer> WEEKDAYS =
            table("1 monday", "2 tuesday", "3 wednesday", "4 thursday", "5 friday", "6 saturday", "7 sunday");

    static final Map<String, Integer> MONTHS = table(
            "1 jan january",
            "2 feb february",
            "3 mar march",
            "4 apr april",
            "5 may",
            "6 jun june",
            "7 jul july",
            "8 aug august",
            "9 sep sept september",
            "10 oct october",
            "11 nov november",
            "12 dec december");

    private static final Pattern ROMAN = Pattern.compile("c{0,3}(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})");
    private static final Map<Character, Integer> ROMAN_DIGITS = Map.of('i', 1, 'v', 5, 'x', 10, 'l', 50, 'c', 100);

    /** Abbreviations before a number that a full stop or nothing separates from it: "Fig.3", "RMB135", "v1.8". */
    static final Set<String> PREFIXES = Set.of(
            ("no nos fig figs art arts vol ch sec sect para paras p pp l add rev corr res doc annex ex eq tab table"
                            + " v ver version rmb cny usd eur gbp hkd ntd aud cad sgd inr jpy krw us hk nt rs x n")
                    .split(" "));

    /** Words before an ordinal number. */
    static final Set<String> LABELS = Set.of(
            ("chapter part section article appendix annex table figure fig volume lesson unit room building grade class"
                            + " phase stage line page item rule no nos paragraph para step version")
                    .split(" "));

    /** Nouns that make "first" and "second" numbers. */
    static final Set<String> ORDERED = Set.of(
            ("quarter half round phase stage grade session meeting plenary edition volume chapter floor generation part"
                            + " prize place century term trimester semester instalment installment year month week day"
                            + " congress conference secretary class anniversary world")
                    .split(" "));

    /** All words that a figure can begin with, in addition to those that begin with "half" and "quarter". */
    private static final Set<String> FIRST = first();

    /** Half of the day after an hour: p.m. in "3 p.m." and "3:30 p.m." */
    static final Pattern NOON =
            Pattern.compile("(?:[:.][0-5][0-9]){0,2}\\s?(?:(?<before>[Aa]\\.?[Mm]\\b)|[Pp]\\.?[Mm]\\b)(?!\\p{L})");

    private static final int MAX_NUMERAL = 8;

    private NumberWords() {}

    private static Set<String> first() {
        Set<String> words = new HashSet<>(Set.of("a", "an", "one", "several", "few", "many"));
        Stream.of(MULTIPLES, WORDS, PLURALS, CARDINALS, ORDINALS, DECADES, SCALES, WEEKDAYS, MONTHS)
                .map(Map::keySet)
                .forEach(words::addAll);
        words.addAll(FIRST_TO_TENTH);
        return Collections.unmodifiableSet(words);
    }

    /** Returns whether a word in lower case can begin a figure. */
    static boolean mayBegin(String word) {
        return FIRST.contains(word)
                || word.startsWith("half")
                || word.startsWith("quarter")
                || word.startsWith("halv")
                || (word.length() <= MAX_NUMERAL && word.chars().allMatch(c -> "ivxlc".indexOf(c) >= 0));
    }

    private static Map<String, Integer> cardinals() {
        Map<String, Integer> words = new HashMap<>(Map.of("dozen", 12));
        for (int i = 0; i < CARDINAL_WORDS.size(); i++) {
            words.put(CARDINAL_WORDS.get(i), i);
        }
        words.putAll(tens("y"));
        return Map.copyOf(words);
    }

    private static Map<String, Integer> ordinals() {
        Map<String, Integer> words = new HashMap<>();
        for (int i = 0; i < ORDINAL_WORDS.size(); i++) {
            words.put(ORDINAL_WORDS.get(i), i + 1);
        }
        words.putAll(tens("ieth"));
        words.remove("tenth");
        return Map.copyOf(words);
    }

    /** Returns the tens from 20 as words with an ending. */
    private static Map<String, Integer> tens(String ending) {
        Map<String, Integer> words = new HashMap<>();
        for (int i = 0; i < TENS.length; i++) {
            words.put(TENS[i] + ending, 20 + 10 * i);
        }
        return Map.copyOf(words);
    }

    /** Returns a table from lines of a number and its words. */
    private static Map<String, Integer> table(String... lines) {
        Map<String, Integer> words = new HashMap<>();
        for (String line : lines) {
            String[] parts = line.split(" ");
            for (int i = 1; i < parts.length; i++) {
                words.put(parts[i], Integer.valueOf(parts[0]));
            }
        }
        return Map.copyOf(words);
    }

    /** Returns the denominator of a fraction word such as "third". */
    static BigDecimal parts(String word) {
        String part = word.toLowerCase(Locale.ROOT);
        return BigDecimal.valueOf(
                switch (part) {
                    case "half", "halves" -> 2;
                    case "quarter" -> 4;
                    case "hundredth" -> 100;
                    case "thousandth" -> 1000;
                    case "millionth" -> 1_000_000;
                    default -> FIRST_TO_TENTH.indexOf(part) + 1;
                });
    }

    /** Returns the value of ½ or 3/4. */
    static BigDecimal fraction(String sign) {
        String[] parts = Normalizer.normalize(sign, Normalizer.Form.NFKC).split("[/⁄]");
        return new BigDecimal(parts[0]).divide(new BigDecimal(parts[1]), MathContext.DECIMAL64);
    }

    /** Returns half of a unit, in the smaller units that Chinese uses: six months, fifty years. */
    static long half(String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "dozen", "year" -> 6;
            case "century" -> 50;
            case "million" -> 500_000;
            case "billion" -> 500_000_000;
            case "trillion" -> 500_000_000_000L;
            case "hour", "minute" -> 30;
            case "day" -> 12;
            default -> 5;
        };
    }

    /** Returns the value of a Roman numeral in lower case below 400, or 0 if the word is not one. */
    static int roman(String word) {
        if (!ROMAN.matcher(word).matches()) {
            return 0;
        }
        int value = 0;
        int right = 0;
        for (int k = word.length() - 1; k >= 0; k--) {
            int digit = ROMAN_DIGITS.getOrDefault(word.charAt(k), 0);
            value += digit < right ? -digit : digit;
            right = Math.max(right, digit);
        }
        return value;
    }
}
