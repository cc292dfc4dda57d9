package duiqi.memory;

import duiqi.bitext.Language;
import java.util.Locale;
import java.util.Optional;

/**
 * A language code as some tool wrote it: {@code ZH-CN}, {@code zh_Hant}, {@code en}. Immutable.
 *
 * @param code the code, letter by letter
 */
record LanguageCode(String code) {
    /** The language; empty when the code names none. */
    Optional<Language> language() {
        try {
            return Optional.of(new Language(code));
        } catch (IllegalArgumentException notALanguage) {
            return Optional.empty();
        }
    }

    /**
     * Whether texts of a language may stand under this code: the same language, whatever the region, in the same script.
     * {@code zh} takes every sort of Chinese, but the code of one sort takes no other. Simplified and traditional characters
     * are never mixed; {@code zh} alone says neither and takes both.
     */
    boolean takes(Language other) {
        return language()
                .filter(own -> covers(own, other) && agree(script(own), script(other)))
                .isPresent();
    }

    private static boolean covers(Language own, Language other) {
        return own.primary().equals(other.primary())
                || (own.primary().equals("zh") && other.isChinese())
                || (own.primary().equals("cmn") && other.primary().equals("zh"));
    }

    private static boolean agree(String script, String other) {
        return script.isEmpty() || other.isEmpty() || script.equals(other);
    }

    /** The script of Chinese by tag or region (Unicode CLDR, likely subtags); empty where nothing is said. */
    private static String script(Language language) {
        Locale locale = Locale.forLanguageTag(language.tag());
        if (!locale.getScript().isEmpty() || !language.isChinese()) {
            return locale.getScript();
        }
        return switch (locale.getCountry()) {
            case "CN", "SG", "MY" -> "Hans";
            case "TW", "HK", "MO" -> "Hant";
            default -> "";
        };
    }
}
