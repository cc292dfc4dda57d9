package duiqi.exchange;

import duiqi.text.Language;
import duiqi.text.LanguageName;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Represents a language code as a tool wrote it: {@code ZH-CN}, {@code zh_Hant}, {@code en}. Immutable.
 *
 * @param code code exactly as in the file
 */
public record LanguageCode(String code) {
    /** Cache from code to language. A memory repeats the same two codes a million times. */
    private static final Map<String, Optional<Language>> CACHE = new ConcurrentHashMap<>();

    /** Maximum number of cached codes; a damaged file can contain more. */
    private static final int MAX_CACHED = 1000;

    /** Returns the language; empty if the code denotes none. */
    public Optional<Language> language() {
        Optional<Language> cached = CACHE.get(code);
        if (cached == null) {
            cached = read();
            if (CACHE.size() < MAX_CACHED) {
                CACHE.put(code, cached);
            }
        }
        return cached;
    }

    private Optional<Language> read() {
        Optional<Language> named = LanguageName.of(code);
        if (named.isPresent()) {
            return named;
        }
        try {
            return Optional.of(new Language(code.strip()));
        } catch (IllegalArgumentException notALanguage) {
            return Optional.empty();
        }
    }

    /**
     * Returns whether this code can denote a text in a language: the same language in the same script, in any region.
     * {@code zh} accepts every variety of Chinese; the code of one variety accepts no other. Simplified and traditional
     * characters are never mixed. {@code zh} alone specifies no script and accepts both.
     */
    public boolean accepts(Language other) {
        return language()
                .filter(own -> covers(own, other) && agree(script(own), script(other)))
                .isPresent();
    }

    /** Returns whether the code, as {@link #of} writes it, expresses the language and the script of a language tag. */
    public boolean expresses(Language other) {
        return language()
                .filter(own -> of(own).startsWith(other.primary())
                        && (script(other).isEmpty() || script(own).equals(script(other))))
                .isPresent();
    }

    /**
     * Returns the code that files use for a language. OmegaT recognises {@code zh} with any script and region, but
     * offers no texts with {@code lzh}, {@code cmn} and the other Chinese codes. duiqi therefore writes {@code zh} for
     * these.
     */
    public static String of(Language language) {
        return language.isChinese()
                ? "zh" + language.tag().substring(language.primary().length())
                : language.tag();
    }

    /**
     * Returns the code of a language with a region. If the tag has no region, it is the most populous one for the
     * script (Unicode CLDR).
     */
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
