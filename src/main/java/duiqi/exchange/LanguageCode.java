package duiqi.exchange;

import duiqi.text.Language;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A language code as some tool wrote it: {@code ZH-CN}, {@code zh_Hant}, {@code en}. Immutable.
 *
 * @param code the code, letter by letter
 */
public record LanguageCode(String code) {
    /** Codes that are no BCP 47 and yet in use: ISO 639-2, and those of Windows before Vista. */
    private static final Map<String, String> OLD = Map.of(
            "zho", "zh", "chi", "zh", "eng", "en", "chs", "zh-Hans", "cht", "zh-Hant", "zh-chs", "zh-Hans", "zh-cht",
            "zh-Hant");

    /** The languages that codes name. Each is found once, since a memory says the same two a million times. */
    private static final Map<String, Optional<Language>> KNOWN = new ConcurrentHashMap<>();

    /** Codes to keep in mind; a file of nonsense has more. */
    private static final int MAX_KNOWN = 1000;

    /** Returns the language; empty when the code names none. */
    public Optional<Language> language() {
        Optional<Language> known = KNOWN.get(code);
        if (known == null) {
            known = read();
            if (KNOWN.size() < MAX_KNOWN) {
                KNOWN.put(code, known);
            }
        }
        return known;
    }

    private Optional<Language> read() {
        String plain = code.strip().replace('_', '-').toLowerCase(Locale.ROOT);
        int hyphen = plain.indexOf('-');
        String first = hyphen < 0 ? plain : plain.substring(0, hyphen);
        String tag = OLD.getOrDefault(plain, OLD.getOrDefault(first, first) + plain.substring(first.length()));
        try {
            return Optional.of(new Language(tag));
        } catch (IllegalArgumentException notALanguage) {
            return Optional.empty();
        }
    }

    /**
     * Returns whether texts of a language may stand under this code: the same language, whatever the region, in the same script.
     * {@code zh} takes every sort of Chinese, but the code of one sort takes no other. Simplified and traditional characters
     * are never mixed; {@code zh} alone says neither and takes both.
     */
    public boolean takes(Language other) {
        return language()
                .filter(own -> covers(own, other) && agree(script(own), script(other)))
                .isPresent();
    }

    /** Returns whether the code, as {@link #of} writes it, says all that the tag of a language says of its script. */
    public boolean says(Language other) {
        return language()
                .filter(own -> of(own).startsWith(other.primary())
                        && (script(other).isEmpty() || script(own).equals(script(other))))
                .isPresent();
    }

    /**
     * Returns the code under which a file has a language. OmegaT knows {@code zh} with any script and region, but none of
     * {@code lzh}, {@code cmn} and the other codes of Chinese, whose texts it would not offer; so these are written as {@code zh}.
     */
    public static String of(Language language) {
        return language.isChinese()
                ? "zh" + language.tag().substring(language.primary().length())
                : language.tag();
    }

    /** Returns the code of a language with a region, where the tag names none: the largest that writes so (Unicode CLDR). */
    public static String regional(Language language) {
        String code = of(language);
        Locale locale = Locale.forLanguageTag(code);
        if (!locale.getCountry().isEmpty()) {
            return locale.getLanguage() + "-" + locale.getCountry();
        }
        if (language.isChinese()) {
            return script(language).equals("Hant") ? "zh-TW" : "zh-CN";
        }
        return language.isEnglish() ? "en-US" : code;
    }

    private static boolean covers(Language own, Language other) {
        return own.primary().equals(other.primary())
                || (own.primary().equals("zh") && other.isChinese())
                || (own.primary().equals("cmn") && other.primary().equals("zh"));
    }

    private static boolean agree(String script, String other) {
        return script.isEmpty() || other.isEmpty() || script.equals(other);
    }

    private static String script(Language language) {
        return language.chineseScript()
                .orElseGet(() -> Locale.forLanguageTag(language.tag()).getScript());
    }
}
