package duiqi.check;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** English words that say a number, besides the cardinals. In lower case unless noted. */
final class NumberWords {
    static final Map<String, String> FRACTIONS = Map.ofEntries(
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

    static final String MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec";

    static final Pattern MONTH = Pattern.compile(
            "(?<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:t|uary|ruary|ch|il|e|y|ust|tember|ober|ember)?");

    static final List<String> ORDINALS =
            List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth");

    static final Map<String, Integer> MULTIPLES = Map.ofEntries(
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
            Map.entry("quintupled", 5),
            Map.entry("quintupling", 5),
            Map.entry("quadruples", 4),
            Map.entry("sixfold", 6),
            Map.entry("sevenfold", 7),
            Map.entry("eightfold", 8),
            Map.entry("ninefold", 9),
            Map.entry("tenfold", 10),
            Map.entry("hundredfold", 100));

    /** Words that say a number among other things. */
    static final Map<String, Integer> WORDS = Map.ofEntries(
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

    static final Map<String, Long> PLURALS = Map.of(
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

    private NumberWords() {}

    /** The month of a name or its abbreviation, from 1; 0 when it is none. */
    static int month(String word) {
        Matcher month = MONTH.matcher(word);
        return month.matches() ? MONTHS.indexOf(month.group("name")) / 4 + 1 : 0;
    }

    /** How many of a part, as "thirds", make a whole. */
    static BigDecimal parts(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return new BigDecimal(FRACTIONS.getOrDefault(lower.equals("halves") ? "half" : lower, "1"));
    }

    /** What half of a unit is, in smaller ones that Chinese would count: six months, fifty years. */
    static long half(String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "dozen", "year" -> 6;
            case "century" -> 50;
            case "million" -> 500_000;
            case "billion" -> 500_000_000;
            case "trillion" -> 500_000_000_000L;
            case "hour" -> 30;
            case "day" -> 12;
            default -> 5;
        };
    }

    /** The value of a Roman numeral in capitals up to the eighties; 0 when it is none. */
    static int roman(String written) {
        if (!ROMAN.matcher(written).matches()) {
            return 0;
        }
        int value = 0;
        int right = 0;
        for (int k = written.length() - 1; k >= 0; k--) {
            int digit = switch (written.charAt(k)) {
                case 'I' -> 1;
                case 'V' -> 5;
                case 'X' -> 10;
                default -> 50;
            };
            value += digit < right ? -digit : digit;
            right = Math.max(right, digit);
        }
        return value;
    }
}
