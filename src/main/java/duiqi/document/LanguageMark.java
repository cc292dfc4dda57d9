package duiqi.document;

import duiqi.text.Language;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The language that a file or folder name tells: {@code x.zh.txt}, {@code x_en-US.md}, {@code zh/}. Stateless.
 *
 * @param language Chinese or English
 * @param rest the name without mark and extension; empty when it is nothing but a mark
 */
record LanguageMark(Language language, String rest) {
    private static final String CHINESE =
            "(?:zh|zho|chi|cmn)(?:[-_](?:hans|hant))?(?:[-_](?:cn|tw|hk|sg|mo))?|chs|cht|cn|chinese|中文";
    private static final String ENGLISH = "(?:en|eng)(?:[-_](?:us|gb|uk|au|ca|nz|ie|in))?|english|英文";
    private static final Pattern MARKED =
            Pattern.compile("(?i)(?:(.+?)[._-])??(?:(" + CHINESE + ")|(?:" + ENGLISH + "))");

    /** A number behind a dot, as in {@code report 1.2}, is no extension. */
    private static final Pattern EXTENDED = Pattern.compile(".+\\.([a-zA-Z][a-zA-Z0-9]{0,9}|7z)");

    /** The mark at the end of a name without extension, or that is the name of a folder. */
    static Optional<LanguageMark> of(String name) {
        Matcher marked = MARKED.matcher(name);
        if (!marked.matches()) {
            return Optional.empty();
        }
        Language language = marked.group(2) == null ? Language.ENGLISH : Language.CHINESE;
        return Optional.of(
                new LanguageMark(language, Optional.ofNullable(marked.group(1)).orElse("")));
    }

    /** The mark of a file name, before its extension or in its place. */
    static Optional<LanguageMark> ofFile(String name) {
        return of(name).or(() -> of(withoutExtension(name)));
    }

    /** The name without extension; a language mark is none. */
    static String withoutExtension(String name) {
        String extension = extension(name);
        return extension.isEmpty() ? name : name.substring(0, name.length() - extension.length() - 1);
    }

    /** The extension of a file name, lower case without the dot; empty when there is none or it is a language mark. */
    static String extension(String name) {
        Matcher extended = EXTENDED.matcher(name);
        return extended.matches() && of(extended.group(1)).isEmpty()
                ? extended.group(1).toLowerCase(Locale.ROOT)
                : "";
    }
}
