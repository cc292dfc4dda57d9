package duiqi.text;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;

/**
 * A language by its BCP 47 tag, for example {@code zh-CN} or {@code en-US}.
 *
 * @param tag the tag, in canonical case
 */
public record Language(String tag) {
    /** The language of Chinese text unless the user names another. */
    public static final Language CHINESE = new Language("zh-CN");

    /** The language of English text unless the user names another. */
    public static final Language ENGLISH = new Language("en-US");

    /** Text with fewer letters than this says nothing about its language. */
    private static final int MIN_LETTERS = 4;

    /** Han characters carry about as much as this many Latin letters. */
    private static final int LETTERS_PER_HAN = 3;

    public Language {
        tag = canonical(tag);
    }

    private static String canonical(String tag) {
        try {
            Locale locale =
                    new Locale.Builder().setLanguageTag(tag.replace('_', '-')).build();
            if (!locale.getLanguage().isEmpty()) {
                return locale.toLanguageTag();
            }
        } catch (IllformedLocaleException e) {
            // told below, as for a tag without a language
        }
        throw new IllegalArgumentException("\"" + tag + "\" is not a BCP 47 language tag such as zh-CN or en-US");
    }

    /** Returns the language without script and region: {@code zh} for {@code zh-Hans-CN}. */
    public String primary() {
        int hyphen = tag.indexOf('-');
        return hyphen < 0 ? tag : tag.substring(0, hyphen);
    }

    /** Returns whether this is written in Chinese: Mandarin, Cantonese, literary Chinese. */
    public boolean isChinese() {
        return switch (primary()) {
            case "zh", "cmn", "yue", "lzh", "wuu", "hak", "nan" -> true;
            default -> false;
        };
    }

    /**
     * Returns the script of Chinese, {@code Hans} or {@code Hant}, by tag or region (Unicode CLDR, likely subtags); empty
     * where nothing is said, and for other languages.
     */
    public Optional<String> chineseScript() {
        Locale locale = Locale.forLanguageTag(tag);
        if (!isChinese()) {
            return Optional.empty();
        }
        if (!locale.getScript().isEmpty()) {
            return Optional.of(locale.getScript());
        }
        return switch (locale.getCountry()) {
            case "CN", "SG", "MY" -> Optional.of("Hans");
            case "TW", "HK", "MO" -> Optional.of("Hant");
            default -> Optional.empty();
        };
    }

    public boolean isEnglish() {
        return primary().equals("en");
    }

    /**
     * Chinese or English, whichever the letters of a text show; empty when there are too few letters, when kana or hangul
     * show another language, or when neither script prevails.
     *
     * <p>A Han character counts as three Latin letters, since an English word takes about that many for each character of
     * its Chinese rendering.
     */
    public static Optional<Language> of(CharSequence text) {
        long han = 0;
        long latin = 0;
        long other = 0;
        for (int i = 0; i < text.length(); ) {
            int c = Character.codePointAt(text, i);
            i += Character.charCount(c);
            if (!Character.isLetter(c)) {
                continue;
            }
            switch (Character.UnicodeScript.of(c)) {
                case HAN -> han++;
                case LATIN -> latin++;
                case COMMON, INHERITED -> {}
                default -> other++;
            }
        }
        long weighted = han * LETTERS_PER_HAN;
        if (weighted + latin < MIN_LETTERS || other * LETTERS_PER_HAN > (weighted + latin) / 4) {
            return Optional.empty();
        }
        if (weighted >= 2 * latin) {
            return Optional.of(CHINESE);
        }
        return latin >= 2 * weighted ? Optional.of(ENGLISH) : Optional.empty();
    }

    @Override
    public String toString() {
        return tag;
    }
}
