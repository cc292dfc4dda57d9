package duiqi.memory;

import com.ibm.icu.text.Transliterator;
import com.ibm.icu.text.UnicodeSet;
import duiqi.exchange.Pairs;
import duiqi.exchange.Tuv;
import duiqi.lexicon.Lexicon;
import duiqi.text.Language;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All kinds of units that spoil a memory, in the order in which they are looked for. */
public final class CleaningFilters {
    /**
     * What is left when a text in UTF-8 was read as windows-1252, or one in GBK as UTF-8 and back, and what no text has: the
     * replacement character, control characters, private use but for the bullets of symbol fonts (U+F000 to U+F0FF).
     */
    private static final Pattern BROKEN = Pattern.compile(
            "\uFFFD|锟斤拷|锟絏|烫烫烫|屯屯屯|Ã[\u0080-\u00BF]|â€|ï¿½|ï»¿"
                    + "|[\u0080-\u009F]|[äåæçèé](?![‘’“”…–—«»\u00A0]{2})[\u0080-\u00BF\u0152-\u2122]{2}|[\\p{Co}&&[^\uF000-\uF0FF]]|[\\p{Cc}&&[^\\t\\n\\r]]");

    /** Latin text of fewer words may be a name, which is the same in both languages. */
    private static final int MIN_WORDS = 4;

    private static final Pattern LATIN_WORD = Pattern.compile("\\p{IsLatin}[\\p{IsLatin}'’]+");

    private CleaningFilters() {}

    /**
     * The filters.
     *
     * @param lexicon says which words render which
     */
    public static List<MemoryCleaning.Filter> all(Lexicon lexicon) {
        LexicalAgreement agreement = new LexicalAgreement(lexicon);
        return List.of(
                filter("empty", "a side without text", CleaningFilters::empty),
                filter("one-sided", "no Chinese side, or no English one", CleaningFilters::oneSided),
                filter("identical", "the rendering is the source", CleaningFilters::identical),
                filter("wrong-language", "a side in another language than it says", CleaningFilters::wrongLanguage),
                filter(
                        "wrong-script",
                        "traditional characters where it says simplified, or the other way round",
                        unit -> ChineseScript.fault(unit.chinese())),
                filter("broken-characters", "characters that a wrong encoding left", CleaningFilters::broken),
                filter("length-ratio", "a side far too long for the other", LexicalAgreement.LengthRatio::fault),
                filter("misaligned", "sides that have no words in common", agreement::fault));
    }

    private static MemoryCleaning.Filter filter(
            String name, String description, Function<MemoryCleaning.Filter.Texts, Optional<String>> fault) {
        return new MemoryCleaning.Filter() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String description() {
                return description;
            }

            @Override
            public Optional<String> fault(MemoryCleaning.Filter.Texts unit) {
                return fault.apply(unit);
            }
        };
    }

    private static Optional<String> empty(MemoryCleaning.Filter.Texts unit) {
        if (unit.unit().variants().isEmpty()) {
            return Optional.of("it has no side");
        }
        return unit.unit().variants().stream()
                .filter(side -> side.text().isBlank())
                .findFirst()
                .map(side -> "its " + side.code() + " side is empty");
    }

    private static Optional<String> oneSided(MemoryCleaning.Filter.Texts unit) {
        if (unit.chinese().isEmpty()) {
            return Optional.of("it has no Chinese");
        }
        return unit.english().isEmpty() ? Optional.of("it has no English") : Optional.empty();
    }

    private static Optional<String> identical(MemoryCleaning.Filter.Texts unit) {
        String chinese = UnitKey.Folding.letters(unit.chineseText());
        return unit.isPair()
                        && (hasHan(chinese) || isMoreThanAName(unit.chineseText()))
                        && chinese.equals(UnitKey.Folding.letters(unit.englishText()))
                ? Optional.of("both sides are the same")
                : Optional.empty();
    }

    private static Optional<String> wrongLanguage(MemoryCleaning.Filter.Texts unit) {
        return first(
                        unit.chinese(),
                        side -> Language.of(side.text())
                                .filter(Language::isEnglish)
                                .filter(found -> !hasHan(side.text()) && isMoreThanAName(side.text()))
                                .map(found -> "its Chinese is English"))
                .or(() -> first(
                        unit.english(),
                        side -> Language.of(side.text())
                                .filter(Language::isChinese)
                                .map(found -> "its English is Chinese")));
    }

    private static boolean hasHan(String text) {
        return text.codePoints().anyMatch(Character::isIdeographic);
    }

    private static boolean isMoreThanAName(String text) {
        return LATIN_WORD.matcher(text).results().limit(MIN_WORDS).count() == MIN_WORDS;
    }

    private static Optional<String> broken(MemoryCleaning.Filter.Texts unit) {
        return first(unit.unit().variants(), side -> {
            Matcher matcher = BROKEN.matcher(side.text());
            return matcher.find()
                    ? Optional.of(String.format(
                            Locale.ROOT,
                            "it has \"%s\", U+%04X",
                            matcher.group(),
                            matcher.group().codePointAt(0)))
                    : Optional.empty();
        });
    }

    private static Optional<String> first(List<Tuv> sides, Function<Tuv, Optional<String>> fault) {
        return sides.stream().flatMap(side -> fault.apply(side).stream()).findFirst();
    }

    /**
     * Whether Chinese is written in the characters that its code promises. A character is only traditional, or only simplified, when
     * the other script writes it otherwise (ICU's Traditional-Simplified) and does not have it as well, by the character set of its
     * time, GB 2312 or Big5: 后, 里 and 台 are in both.
     */
    private static final class ChineseScript {
        /** One character may be a name or a quotation. */
        private static final int MIN_COUNT = 2;

        private ChineseScript() {}

        /** Loaded when first asked for, since it takes some tenths of a second. */
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

        static Optional<String> fault(List<Tuv> sides) {
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
