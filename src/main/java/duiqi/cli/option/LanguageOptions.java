package duiqi.cli.option;

import duiqi.text.Language;
import picocli.CommandLine.Option;

/** The options that name the two languages in a memory. */
public final class LanguageOptions {
    @Option(
            names = "--source-lang",
            paramLabel = "TAG",
            converter = ReadingOptions.LanguageConverter.class,
            defaultValue = "zh-CN",
            description = "What to call the Chinese in a memory. Default: ${DEFAULT-VALUE}.")
    private Language source = Language.CHINESE;

    @Option(
            names = "--target-lang",
            paramLabel = "TAG",
            converter = ReadingOptions.LanguageConverter.class,
            defaultValue = "en-US",
            description = "What to call the English in a memory. Default: ${DEFAULT-VALUE}.")
    private Language target = Language.ENGLISH;

    public Language source() {
        return source;
    }

    public Language target() {
        return target;
    }

    /**
     * Refuses a memory that calls Chinese English, since every tool would believe it.
     *
     * @throws IllegalArgumentException if one of them is another language
     */
    public void requireSense() {
        if (source.isEnglish() || target.isChinese()) {
            throw new IllegalArgumentException(
                    (source.isEnglish() ? "--source-lang " + source : "--target-lang " + target)
                            + ": only from Chinese into English can be aligned, not the other way; "
                            + "name the Chinese with --source-lang and the English with --target-lang");
        }
        if (!source.isChinese()) {
            throw new IllegalArgumentException(
                    "--source-lang " + source + ": is no sort of Chinese; give one as zh-CN, zh-TW or lzh");
        }
        if (!target.isEnglish()) {
            throw new IllegalArgumentException(
                    "--target-lang " + target + ": is no sort of English; give one as en-US or en-GB");
        }
    }
}
