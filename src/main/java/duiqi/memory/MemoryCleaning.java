package duiqi.memory;

import com.ibm.icu.text.Transliterator;
import com.ibm.icu.text.UnicodeSet;
import duiqi.exchange.Pairs;
import duiqi.exchange.TmxRewrite;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.PairLength;
import duiqi.lexicon.PairReader;
import duiqi.lexicon.PairWords;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.TranslationUnit.UnitProperties;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes units from a memory with filters, and counts the removed units of each filter. Use a new instance for each
 * pass. Not thread-safe.
 */
public final class MemoryCleaning implements TmxRewrite.Plan {
    private final List<Filter> filters;
    private final Listener listener;
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private int kept;

    /** Receives each removed unit. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Receives a removed unit.
         *
         * @param filter the first filter that rejects the unit
         * @param reason the reason, as a clause
         */
        void show(Tu unit, Location location, Filter filter, String reason) throws IOException;
    }

    /**
     * Creates a cleaning.
     *
     * @param filters the filters in the order in which they check a unit
     */
    public MemoryCleaning(List<Filter> filters, Listener listener) {
        this.filters = List.copyOf(filters);
        this.listener = listener;
        filters.forEach(filter -> counts.put(filter.name(), 0));
    }

    /** Returns the number of units that each filter removed, by filter name. */
    public Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }

    /** Returns the number of units that stay. */
    public int kept() {
        return kept;
    }

    @Override
    public Optional<Tu> of(Tu unit, Location location) throws IOException {
        Texts texts = Texts.of(unit);
        for (Filter filter : filters) {
            Optional<String> reason = filter.reason(texts);
            if (reason.isPresent()) {
                counts.merge(filter.name(), 1, Integer::sum);
                listener.show(unit, location, filter, reason.get());
                return Optional.empty();
            }
        }
        kept++;
        return Optional.of(unit);
    }

    /**
     * Rejects units with one kind of defect.
     *
     * @param name the name of the filter for users, in lower case with hyphens
     * @param description the defect, as a noun phrase
     * @param check returns the reason to remove a unit, as a clause, or empty to keep it
     */
    public record Filter(String name, String description, Function<Texts, Optional<String>> check) {
        /**
         * Matches traces of wrong decoding: UTF-8 read as windows-1252, or GBK read as UTF-8 and back. Also matches
         * characters that do not occur in texts: the replacement character, control characters, and private use except
         * the bullets of symbol fonts (U+F000 to U+F0FF).
         */
        private static final Pattern BROKEN = Pattern.compile(
                "\uFFFD|锟斤拷|锟絏|烫烫烫|屯屯屯|Ã[\u0080-\u00BF]|â€|ï¿½|ï»¿"
                        + "|[\u0080-\u009F]|[äåæçèé](?![‘’“”…–—«»\u00A0]{2})[\u0080-\u00BF\u0152-\u2122]{2}|[\\p{Co}&&[^\uF000-\uF0FF]]|[\\p{Cc}&&[^\\t\\n\\r]]");

        /** Minimum number of Latin words; shorter texts may be a name, which is the same in both languages. */
        private static final int MIN_WORDS = 4;

        /**
         * Default of the lowest probability that both sides translate each other. In 5,342 pairs of seven genres, 10
         * are below it; 8 of them are free translations of novels.
         */
        public static final double MIN_QUALITY = 0.011;

        private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})?");

        private static final Pattern LATIN_WORD = Pattern.compile("\\p{IsLatin}[\\p{IsLatin}'’]+");

        /** Returns all filters with the default of the lowest quality. */
        public static List<Filter> all(Lexicon lexicon) {
            return all(lexicon, MIN_QUALITY);
        }

        /**
         * Returns all filters in the order in which they check a unit.
         *
         * @param lexicon the lexicon that lists English translations of Chinese words
         * @param minQuality probability that both sides translate each other below which a unit is misaligned, from 0 to 1
         */
        public static List<Filter> all(Lexicon lexicon, double minQuality) {
            PairReader reader = new PairReader(lexicon);
            double minOdds = Math.log(minQuality / (1 - minQuality));
            return List.of(
                    new Filter("empty", "a side without text", Filter::empty),
                    new Filter("one-sided", "no Chinese or no English side", Filter::oneSided),
                    new Filter("identical", "a translation identical to its source", Filter::identical),
                    new Filter("wrong-language", "a side not in its declared language", Filter::wrongLanguage),
                    new Filter(
                            "wrong-script",
                            "a Chinese side not in its declared script",
                            unit -> ChineseScript.reason(unit.chinese())),
                    new Filter("broken-characters", "characters damaged by a wrong encoding", Filter::broken),
                    new Filter("length-ratio", "a side far too long for the other", Filter::lengthRatio),
                    new Filter(
                            "misaligned",
                            "sides whose words do not translate each other",
                            unit -> misaligned(unit, reader, minOdds)));
        }

        /**
         * Returns the filter of pairs that the aligner doubted. Units that people confirmed have no probability.
         *
         * @param minProbability the lowest probability of a pair to keep, from 0 to 1
         */
        public static Filter improbable(double minProbability) {
            return new Filter("improbable", "a pair with a low probability of the aligner", unit -> {
                String probability =
                        unit.unit().property(UnitProperties.PROBABILITY).orElse("");
                return NUMBER.matcher(probability).matches() && Double.parseDouble(probability) < minProbability
                        ? Optional.of("the probability is " + probability)
                        : Optional.empty();
            });
        }

        private static Optional<String> empty(Texts unit) {
            if (unit.unit().variants().isEmpty()) {
                return Optional.of("the unit has no side");
            }
            return unit.unit().variants().stream()
                    .filter(side -> side.text().isBlank())
                    .findFirst()
                    .map(side -> "the " + side.code() + " side is empty");
        }

        private static Optional<String> oneSided(Texts unit) {
            if (unit.chinese().isEmpty()) {
                return Optional.of("the unit has no Chinese side");
            }
            return unit.english().isEmpty() ? Optional.of("the unit has no English side") : Optional.empty();
        }

        private static Optional<String> identical(Texts unit) {
            String chinese = TextFolding.letters(unit.chineseText());
            return unit.isPair()
                            && (hasHan(chinese) || isMoreThanAName(unit.chineseText()))
                            && chinese.equals(TextFolding.letters(unit.englishText()))
                    ? Optional.of("both sides are identical")
                    : Optional.empty();
        }

        private static Optional<String> wrongLanguage(Texts unit) {
            return first(
                            unit.chinese(),
                            side -> Language.of(side.text())
                                    .filter(Language::isEnglish)
                                    .filter(found -> !hasHan(side.text()) && isMoreThanAName(side.text()))
                                    .map(found -> "the Chinese side is in English"))
                    .or(() -> first(
                            unit.english(),
                            side -> Language.of(side.text())
                                    .filter(Language::isChinese)
                                    .map(found -> "the English side is in Chinese")));
        }

        private static Optional<String> lengthRatio(Texts unit) {
            return Optional.of(PairLength.of(unit.chineseText(), unit.englishText()))
                    .filter(length -> unit.isPair() && length.isMismatch())
                    .map(PairLength::description);
        }

        private static Optional<String> misaligned(Texts unit, PairReader reader, double minOdds) {
            if (!unit.isPair() || !hasHan(unit.chineseText())) {
                return Optional.empty();
            }
            PairWords words = reader.read(unit.chineseText(), unit.englishText());
            return words.odds() < minOdds ? Optional.of(words.description()) : Optional.empty();
        }

        private static boolean hasHan(String text) {
            return text.codePoints().anyMatch(Character::isIdeographic);
        }

        private static boolean isMoreThanAName(String text) {
            return LATIN_WORD.matcher(text).results().limit(MIN_WORDS).count() == MIN_WORDS;
        }

        /** Returns whether a text contains characters that are damaged by a wrong encoding. */
        static boolean isBroken(String text) {
            // Hardly any text has a character that begins a match, and the pattern takes much longer.
            return text.chars().anyMatch(Filter::beginsBroken)
                    && BROKEN.matcher(text).find();
        }

        private static boolean beginsBroken(int c) {
            return c < ' '
                    || (c >= 0x7F && c <= 0xFF)
                    || (c >= Character.MIN_SURROGATE && c <= 0xF8FF)
                    || c == 0xFFFD
                    || c == '锟'
                    || c == '烫'
                    || c == '屯';
        }

        private static Optional<String> broken(Texts unit) {
            return first(unit.unit().variants(), side -> {
                Matcher matcher = BROKEN.matcher(side.text());
                return matcher.find()
                        ? Optional.of(String.format(
                                Locale.ROOT,
                                "the text contains \"%s\" (U+%04X)",
                                matcher.group(),
                                matcher.group().codePointAt(0)))
                        : Optional.empty();
            });
        }

        private static Optional<String> first(List<Tuv> sides, Function<Tuv, Optional<String>> check) {
            return sides.stream().flatMap(side -> check.apply(side).stream()).findFirst();
        }

        /** Returns the reason to remove a unit, as a clause, or empty to keep it. */
        public Optional<String> reason(Texts unit) {
            return check.apply(unit);
        }
    }

    /**
     * Holds a unit with its Chinese and English sides. Immutable.
     *
     * @param unit the unit
     * @param chinese its Chinese sides, by language code or characters
     * @param english its English sides, by language code or characters
     */
    public record Texts(Tu unit, List<Tuv> chinese, List<Tuv> english) {
        public Texts {
            chinese = List.copyOf(chinese);
            english = List.copyOf(english);
        }

        /**
         * Returns a unit with its Chinese and English sides. If a code names no language, the characters of the text
         * decide.
         */
        public static Texts of(Tu unit) {
            return new Texts(
                    unit,
                    unit.variants().stream()
                            .filter(side -> Pairs.language(side)
                                    .filter(Language::isChinese)
                                    .isPresent())
                            .toList(),
                    unit.variants().stream()
                            .filter(side -> Pairs.language(side)
                                    .filter(Language::isEnglish)
                                    .isPresent())
                            .toList());
        }

        boolean isPair() {
            return chinese.stream().anyMatch(side -> !side.text().isBlank())
                    && english.stream().anyMatch(side -> !side.text().isBlank());
        }

        /** Returns the text of the first Chinese side, or an empty text. */
        String chineseText() {
            return chinese.isEmpty() ? "" : chinese.get(0).text();
        }

        /** Returns the text of the first English side, or an empty text. */
        String englishText() {
            return english.isEmpty() ? "" : english.get(0).text();
        }
    }

    /**
     * Checks that a Chinese text is written in the script that its language code declares. A character counts as
     * traditional only if it has a different simplified form (ICU's Traditional-Simplified) and GB 2312 does not
     * contain it. For simplified characters the same holds with Big5. So 后, 里 and 台, which both scripts use, count as
     * neither.
     */
    private static final class ChineseScript {
        /** Minimum number of characters; one character may be a name or a quotation. */
        private static final int MIN_COUNT = 2;

        private ChineseScript() {}

        /** Holds the character sets. Loads them at the first use because this takes some tenths of a second. */
        private static final class Characters {
            static final UnicodeSet TRADITIONAL = of("Traditional-Simplified", "GB2312");
            static final UnicodeSet SIMPLIFIED = of("Simplified-Traditional", "Big5");

            private static UnicodeSet of(String conversion, String otherScript) {
                UnicodeSet characters =
                        new UnicodeSet(Transliterator.getInstance(conversion).getSourceSet());
                CharsetEncoder encoder = Charset.forName(otherScript).newEncoder();
                for (String character : characters.cloneAsThawed()) {
                    if (encoder.canEncode(character)) {
                        characters.remove(character);
                    }
                }
                return characters.freeze();
            }
        }

        static Optional<String> reason(List<Tuv> sides) {
            for (Tuv side : sides) {
                String script =
                        Pairs.language(side).flatMap(Language::chineseScript).orElse("");
                int traditional = count(side.text(), Characters.TRADITIONAL, Characters.SIMPLIFIED);
                int simplified = count(side.text(), Characters.SIMPLIFIED, Characters.TRADITIONAL);
                if (script.equals("Hans") && traditional >= MIN_COUNT && traditional > simplified) {
                    return Optional.of(side.code() + " has " + traditional + " traditional characters");
                }
                if (script.equals("Hant") && simplified >= MIN_COUNT && simplified > traditional) {
                    return Optional.of(side.code() + " has " + simplified + " simplified characters");
                }
            }
            return Optional.empty();
        }

        private static int count(String text, UnicodeSet own, UnicodeSet other) {
            return (int) text.codePoints()
                    .filter(c -> own.contains(c) && !other.contains(c))
                    .count();
        }
    }
}
