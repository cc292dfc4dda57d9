package duiqi.cli.option;

import duiqi.text.Language;
import picocli.CommandLine.Option;

/** Holds the options for the two languages of a memory. */
public final class LanguageOptions {
    @Option(
            names = "--source-lang",
            paramLabel = "TAG",
            converter = ReadingOptions.LanguageConverter.class,
            defaultValue = "zh-CN",
            order = OptionGroup.INPUT,
            description = "Set the source language. Default: ${DEFAULT-VALUE}.")
    private Language source = Language.CHINESE;

    @Option(
            names = "--target-lang",
            paramLabel = "TAG",
            converter = ReadingOptions.LanguageConverter.class,
            defaultValue = "en-US",
            order = OptionGroup.INPUT,
            description = "Set the target language. Default: ${DEFAULT-VALUE}.")
    private Language target = Language.ENGLISH;

    public Language source() {
        return source;
    }

    public Language target() {
        return target;
    }

    /**
     * Rejects languages that are not Chinese and English, because other tools would trust the language codes of the
     * memory.
     *
     * @throws IllegalArgumentException if the source is not Chinese or the target is not English
     */
    public void requireSense() {
        if (source.isEnglish() || target.isChinese()) {
            throw new IllegalArgumentException(
                    (source.isEnglish() ? "--source-lang " + source : "--target-lang " + target)
                            + ": the source must be Chinese and the target English; "
                            + "give the Chinese with --source-lang and the English with --target-lang");
        }
        if (!source.isChinese()) {
            throw new IllegalArgumentException(
                    "--source-lang " + source + ": not Chinese; use for example zh-CN, zh-TW or lzh");
        }
        if (!target.isEnglish()) {
            throw new IllegalArgumentException(
                    "--target-lang " + target + ": not English; use for example en-US or en-GB");
        }
    }
}
