package duiqi.text;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;

/**
 * Identifies a language by its BCP 47 tag, for example {@code zh-CN} or {@code en-US}.
 *
 * @param tag the tag, in canonical case
 */
public record Language(String tag) {
    /** Default language of Chinese text. */
    public static final Language CHINESE = new Language("zh-CN");

    /** Default language of English text. */
    public static final Language ENGLISH = new Language("en-US");

    /** Minimum number of weighted letters that a text needs for language detection. */
    private static final int MIN_LETTERS = 4;

    /** Number of Latin letters that one Han character counts as. */
    private static final int LETTERS_PER_HAN = 3;

    /**
     * Converts the tag to its canonical case; an underscore counts as a hyphen.
     *
     * @param tag the tag, in canonical case
     * @throws IllegalArgumentException if the tag is not a language tag of BCP 47
     */
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
            // The exception below covers this case and a tag without a language.
        }
        throw new IllegalArgumentException(
                "\"" + tag + "\" is not a language tag; use a BCP 47 tag, for example zh-CN or en-US");
    }

    /** {@return the language without script and region: {@code zh} for {@code zh-Hans-CN}} */
    public String primary() {
        int hyphen = tag.indexOf('-');
        return hyphen < 0 ? tag : tag.substring(0, hyphen);
    }

    /** {@return whether the language is written in Chinese: Mandarin, Cantonese, Literary Chinese and others} */
    public boolean isChinese() {
        return switch (primary()) {
            case "zh", "cmn", "yue", "lzh", "wuu", "hak", "nan" -> true;
            default -> false;
        };
    }

    /**
     * {@return the script of a Chinese language, {@code Hans} or {@code Hant}, from its tag or region (Unicode CLDR,
     * likely subtags)} Returns empty if the tag has neither, and for other languages.
     */
    public Optional<String> chineseScript() {
        if (!isChinese()) {
            return Optional.empty();
        }
        if (tag.equals("zh-CN")) {
            return Optional.of("Hans"); // without the parser of tags, which is slow
        }
        Locale locale = Locale.forLanguageTag(tag);
        if (!locale.getScript().isEmpty()) {
            return Optional.of(locale.getScript());
        }
        return switch (locale.getCountry()) {
            case "CN", "SG", "MY" -> Optional.of("Hans");
            case "TW", "HK", "MO" -> Optional.of("Hant");
            default -> Optional.empty();
        };
    }

    /** {@return whether the language is English of any region} */
    public boolean isEnglish() {
        return tag.startsWith("en") && (tag.length() == 2 || tag.charAt(2) == '-');
    }

    /**
     * {@return whether both are the same language, in any script and region; all Chinese languages count as one}
     *
     * @param other the language to compare with
     */
    public boolean isSameAs(Language other) {
        return primary().equals(other.primary()) || (isChinese() && other.isChinese());
    }

    /**
     * {@return whether this language in a file can denote a text in a language: the same language in the same script, in
     * any region} {@code zh} accepts every variety of Chinese; the code of one variety accepts no other. Simplified and
     * traditional characters are never mixed. {@code zh} alone specifies no script and accepts both.
     *
     * @param other the language of the text
     */
    public boolean accepts(Language other) {
        boolean isSame = primary().equals(other.primary())
                || (primary().equals("zh") && other.isChinese())
                || (primary().equals("cmn") && other.primary().equals("zh"));
        return tag.equals(other.tag)
                || (isSame && (script().isEmpty() || other.script().isEmpty() || script().equals(other.script())));
    }

    /**
     * {@return whether {@link #code} expresses the language and the script of another language tag}
     *
     * @param other the other tag
     */
    public boolean expresses(Language other) {
        return code().startsWith(other.primary()) && (other.script().isEmpty() || script().equals(other.script()));
    }

    /**
     * {@return the code that files use for the language} OmegaT recognises {@code zh} with any script and region, but
     * offers no texts with {@code lzh}, {@code cmn} and the other Chinese codes. duiqi therefore writes {@code zh} for
     * these.
     */
    public String code() {
        return isChinese() ? "zh" + tag.substring(primary().length()) : tag;
    }

    /**
     * {@return the code of the language with a region} If the tag has no region, it is the most populous one for the
     * script (Unicode CLDR).
     */
    public String regional() {
        Locale locale = Locale.forLanguageTag(code());
        if (!locale.getCountry().isEmpty()) {
            return locale.getLanguage() + "-" + locale.getCountry();
        }
        if (isChinese()) {
            return script().equals("Hant") ? "zh-TW" : "zh-CN";
        }
        return isEnglish() ? "en-US" : code();
    }

    private String script() {
        return chineseScript().orElseGet(() -> Locale.forLanguageTag(tag).getScript());
    }

    /** {@return the name of the language in English, for messages: {@code Chinese} for {@code zh-CN}} */
    public String displayName() {
        return isChinese()
                ? "Chinese"
                : isEnglish() ? "English" : Locale.forLanguageTag(tag).getDisplayLanguage(Locale.ENGLISH);
    }

    /**
     * Detects Chinese or English by the letters of a text. Returns empty if the text has too few letters, if kana or
     * hangul indicate another language, or if neither script prevails.
     *
     * <p>A Han character counts as three Latin letters, because an English text has about three letters for each
     * character of its Chinese translation.
     *
     * @param text a text of any length; a few words suffice
     * @return {@link #CHINESE} or {@link #ENGLISH}; empty if neither is certain
     */
    public static Optional<Language> of(CharSequence text) {
        return Letters.of(text).language();
    }

    /** Counts the letters of a text that it receives in parts. Not thread-safe. */
    public static final class Letters {
        private long han;
        private long latin;
        private long other;

        /** {@return the letters of a text} */
        public static Letters of(CharSequence text) {
            Letters letters = new Letters();
            letters.add(text);
            return letters;
        }

        /**
         * Counts the letters of the next part of the text.
         *
         * @param part the next part; a character outside the Basic Multilingual Plane must not be split
         */
        public void add(CharSequence part) {
            for (int i = 0; i < part.length(); ) {
                int c = Character.codePointAt(part, i);
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
        }

        public long han() {
            return han;
        }

        public long latin() {
            return latin;
        }

        /** {@return the number of Han characters as a number of Latin letters} */
        public long weightedHan() {
            return han * LETTERS_PER_HAN;
        }

        /** {@return whether many letters are in other scripts, such as kana} */
        public boolean isForeign() {
            return other * LETTERS_PER_HAN > (weightedHan() + latin) / 4;
        }

        /** {@return the language of the text as {@link Language#of} does} */
        public Optional<Language> language() {
            long weighted = weightedHan();
            if (weighted + latin < MIN_LETTERS || isForeign()) {
                return Optional.empty();
            }
            if (weighted >= 2 * latin) {
                return Optional.of(CHINESE);
            }
            return latin >= 2 * weighted ? Optional.of(ENGLISH) : Optional.empty();
        }
    }

    @Override
    public String toString() {
        return tag;
    }
}
