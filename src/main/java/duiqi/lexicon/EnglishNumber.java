package duiqi.lexicon;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * A number in a row of English tokens: {@code 3.5 million}, {@code two hundred and ten}, {@code twenty-first}.
 *
 * @param value exact value
 * @param length number of tokens it takes; 0 when there is no number
 */
public record EnglishNumber(BigDecimal value, int length) {
    private static final EnglishNumber NONE = new EnglishNumber(BigDecimal.ZERO, 0);

    private static final List<String> UP_TO_TEN =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

    private static final Map<String, Integer> CARDINALS = Map.ofEntries(
            Map.entry("zero", 0),
            Map.entry("one", 1),
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("eleven", 11),
            Map.entry("twelve", 12),
            Map.entry("thirteen", 13),
            Map.entry("fourteen", 14),
            Map.entry("fifteen", 15),
            Map.entry("sixteen", 16),
            Map.entry("seventeen", 17),
            Map.entry("eighteen", 18),
            Map.entry("nineteen", 19),
            Map.entry("twenty", 20),
            Map.entry("thirty", 30),
            Map.entry("forty", 40),
            Map.entry("fifty", 50),
            Map.entry("sixty", 60),
            Map.entry("seventy", 70),
            Map.entry("eighty", 80),
            Map.entry("ninety", 90),
            Map.entry("dozen", 12));

    /** Ordinals that end a number. First to tenth alone stay words: they are too often no ordinals (second, a third). */
    private static final Map<String, Integer> ORDINALS = Map.ofEntries(
            Map.entry("first", 1),
            Map.entry("second", 2),
            Map.entry("third", 3),
            Map.entry("fourth", 4),
            Map.entry("fifth", 5),
            Map.entry("sixth", 6),
            Map.entry("seventh", 7),
            Map.entry("eighth", 8),
            Map.entry("ninth", 9),
            Map.entry("eleventh", 11),
            Map.entry("twelfth", 12),
            Map.entry("thirteenth", 13),
            Map.entry("fourteenth", 14),
            Map.entry("fifteenth", 15),
            Map.entry("sixteenth", 16),
            Map.entry("seventeenth", 17),
            Map.entry("eighteenth", 18),
            Map.entry("nineteenth", 19),
            Map.entry("twentieth", 20),
            Map.entry("thirtieth", 30),
            Map.entry("fortieth", 40),
            Map.entry("fiftieth", 50),
            Map.entry("sixtieth", 60),
            Map.entry("seventieth", 70),
            Map.entry("eightieth", 80),
            Map.entry("ninetieth", 90));

    private static final Map<String, BigDecimal> SCALES = Map.of(
            "hundred", BigDecimal.valueOf(100),
            "thousand", BigDecimal.valueOf(1_000),
            "million", BigDecimal.valueOf(1_000_000),
            "billion", BigDecimal.valueOf(1_000_000_000),
            "trillion", BigDecimal.valueOf(1_000_000_000_000L));

    /** "Five million million million" and more is no number, but text gone wrong. */
    private static final int MAX_SCALES = 4;

    /** The number that begins at a token; one of length 0 when none does. Words are in lower case, not yet stemmed. */
    public static EnglishNumber at(List<Token> tokens, int start) {
        Token first = tokens.get(start);
        if (first.kind() == Token.Kind.NUMBER) {
            BigDecimal value = new BigDecimal(first.form());
            int end = start + 1;
            while (end < tokens.size()
                    && end - start <= MAX_SCALES
                    && SCALES.containsKey(tokens.get(end).form())) {
                value = value.multiply(SCALES.get(tokens.get(end++).form()));
            }
            return new EnglishNumber(value, end - start);
        }
        Integer teen = ORDINALS.get(first.form());
        if (teen != null && teen > 10) {
            return new EnglishNumber(BigDecimal.valueOf(teen), 1);
        }
        return CARDINALS.containsKey(first.form()) ? words(tokens, start) : NONE;
    }

    private static EnglishNumber words(List<Token> tokens, int start) {
        long total = 0;
        long current = CARDINALS.getOrDefault(tokens.get(start).form(), 0);
        int i = start + 1;
        while (i < tokens.size()) {
            String word = tokens.get(i).form();
            int unit = CARDINALS.getOrDefault(word, -1);
            int ordinal = ORDINALS.getOrDefault(word, -1);
            boolean closed = (current >= 100 && current % 100 == 0) || (current == 0 && total > 0);
            boolean and = word.equals("and") && closed;
            if (and
                    && i + 1 < tokens.size()
                    && CARDINALS.containsKey(tokens.get(i + 1).form())) {
                i++;
            } else if (unit >= 0 && fits(current, unit)) {
                current += unit;
                i++;
            } else if (ordinal >= 0 && fits(current, ordinal)) {
                current += ordinal;
                i++;
                break;
            } else if (word.equals("hundred") && current < 100) {
                current *= 100;
                i++;
            } else if (SCALES.containsKey(word) && !word.equals("hundred") && current < 1000 && current > 0) {
                total += current * SCALES.get(word).longValueExact();
                current = 0;
                i++;
            } else {
                break;
            }
        }
        return new EnglishNumber(BigDecimal.valueOf(total + current), i - start);
    }

    /** Whether a smaller number may follow: {@code twenty one}, {@code two hundred ten}, {@code three million four}. */
    private static boolean fits(long current, int next) {
        boolean afterTens = current % 100 >= 20 && current % 10 == 0 && next > 0 && next < 10;
        boolean afterHundreds = current >= 100 && current % 100 == 0 && next > 0 && next < 100;
        boolean afterScale = current == 0 && next > 0 && next < 100;
        return afterTens || afterHundreds || afterScale;
    }

    /** The word for a whole number from 0 to 10; empty for every other. */
    static String smallWord(BigDecimal value) {
        for (int i = 0; i < UP_TO_TEN.size(); i++) {
            if (value.compareTo(BigDecimal.valueOf(i)) == 0) {
                return UP_TO_TEN.get(i);
            }
        }
        return "";
    }
}
