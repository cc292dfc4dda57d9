package duiqi.memory;

import duiqi.exchange.Tuv;
import duiqi.lexicon.Lexicon;
import duiqi.text.Language;
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
    public static List<CleaningFilter> all(Lexicon lexicon) {
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
                filter("length-ratio", "a side far too long for the other", LengthRatio::fault),
                filter("misaligned", "sides that have no words in common", agreement::fault));
    }

    private static CleaningFilter filter(String name, String description, Function<UnitTexts, Optional<String>> fault) {
        return new CleaningFilter() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String description() {
                return description;
            }

            @Override
            public Optional<String> fault(UnitTexts unit) {
                return fault.apply(unit);
            }
        };
    }

    private static Optional<String> empty(UnitTexts unit) {
        if (unit.unit().variants().isEmpty()) {
            return Optional.of("it has no side");
        }
        return unit.unit().variants().stream()
                .filter(side -> side.text().isBlank())
                .findFirst()
                .map(side -> "its " + side.code() + " side is empty");
    }

    private static Optional<String> oneSided(UnitTexts unit) {
        if (unit.chinese().isEmpty()) {
            return Optional.of("it has no Chinese");
        }
        return unit.english().isEmpty() ? Optional.of("it has no English") : Optional.empty();
    }

    private static Optional<String> identical(UnitTexts unit) {
        String chinese = Folding.letters(unit.chineseText());
        return unit.isPair()
                        && (hasHan(chinese) || isMoreThanAName(unit.chineseText()))
                        && chinese.equals(Folding.letters(unit.englishText()))
                ? Optional.of("both sides are the same")
                : Optional.empty();
    }

    private static Optional<String> wrongLanguage(UnitTexts unit) {
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

    private static Optional<String> broken(UnitTexts unit) {
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
}
