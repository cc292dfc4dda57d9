package duiqi.cli.option;

import duiqi.text.Direction;
import duiqi.text.Language;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

public final class LanguageOptions {
    @Option(
            names = "--source-lang",
            paramLabel = "TAG",
            description = "Set the source language. Default: detected, or zh-CN.")
    public Optional<Language> source = Optional.empty();

    @Option(
            names = "--target-lang",
            paramLabel = "TAG",
            description = "Set the target language. Default: detected, or en-US.")
    public Optional<Language> target = Optional.empty();

    /**
     * Returns the direction that the user gives. If only one language is given, the other one is {@code en-US} or
     * {@code zh-CN}. Empty if no language is given.
     *
     * @throws IllegalArgumentException if the languages are not Chinese and English
     */
    public Optional<Direction> direction() {
        Optional<Language> from = source.map(language -> requireKnown("--source-lang", language));
        Optional<Language> into = target.map(language -> requireKnown("--target-lang", language));
        if (from.isPresent() && into.isPresent() && from.get().isSameAs(into.get())) {
            throw new IllegalArgumentException("--source-lang " + from.get() + ", --target-lang " + into.get()
                    + ": both are " + from.get().displayName()
                    + "; give a Chinese and an English language, for example zh-CN and en-US");
        }
        return Direction.of(from, into);
    }

    private static Language requireKnown(String option, Language language) {
        if (!language.isChinese() && !language.isEnglish()) {
            throw new IllegalArgumentException(option + " " + language
                    + ": duiqi supports Chinese and English only; use for example zh-CN, zh-TW, lzh, en-US or en-GB");
        }
        return language;
    }

    public static final class TextLanguage {
        @Option(
                names = "--lang",
                paramLabel = "TAG",
                description = "Set the language of the text, for example zh-TW. Default: detected.")
        private @Nullable Language language;

        /**
         * Returns the given language.
         *
         * @throws IllegalArgumentException if it is neither Chinese nor English
         */
        public Optional<Language> get() {
            return Optional.ofNullable(language).map(given -> requireKnown("--lang", given));
        }
    }
}
