package duiqi.cli.option;

import duiqi.text.Direction;
import duiqi.text.Language;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Holds the options for the languages of source and target. */
public final class LanguageOptions {
    @Option(
            names = "--source-lang",
            paramLabel = "TAG",
            converter = ReadingOptions.LanguageConverter.class,
            order = OptionGroup.INPUT,
            description = "Set the source language. Default: detected.")
    private @Nullable Language source;

    @Option(
            names = "--target-lang",
            paramLabel = "TAG",
            converter = ReadingOptions.LanguageConverter.class,
            order = OptionGroup.INPUT,
            description = "Set the target language. Default: detected.")
    private @Nullable Language target;

    /** Returns the given source language. */
    public Optional<Language> source() {
        return Optional.ofNullable(source);
    }

    /** Returns the given target language. */
    public Optional<Language> target() {
        return Optional.ofNullable(target);
    }

    /**
     * Returns the direction that the user gives. If only one language is given, the other one is {@code en-US} or
     * {@code zh-CN}. Empty if no language is given.
     *
     * @throws IllegalArgumentException if the languages are not Chinese and English
     */
    public Optional<Direction> direction() {
        source().ifPresent(language -> requireKnown("--source-lang", language));
        target().ifPresent(language -> requireKnown("--target-lang", language));
        if (source != null && target != null && source.isSameAs(target)) {
            throw new IllegalArgumentException("--source-lang " + source + ", --target-lang " + target + ": both are "
                    + source.displayName() + "; give a Chinese and an English language, for example zh-CN and en-US");
        }
        return Direction.of(source(), target());
    }

    private static void requireKnown(String option, Language language) {
        if (!language.isChinese() && !language.isEnglish()) {
            throw new IllegalArgumentException(option + " " + language
                    + ": duiqi supports Chinese and English only; use for example zh-CN, zh-TW, lzh, en-US or en-GB");
        }
    }
}
