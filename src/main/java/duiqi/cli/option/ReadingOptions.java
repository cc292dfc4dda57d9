package duiqi.cli.option;

import duiqi.app.AlignmentModel;
import duiqi.app.TextReader;
import duiqi.cli.print.Console;
import duiqi.document.BilingualDocument.Layout;
import duiqi.exchange.Table;
import duiqi.text.Direction;
import duiqi.text.Language;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Holds the options of all commands that read documents. */
public final class ReadingOptions {
    /** Reads the name of an encoding that Java knows. */
    static final class CharsetConverter implements ITypeConverter<Charset> {
        @Override
        public Charset convert(String name) {
            try {
                return Charset.forName(name);
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                throw new TypeConversionException(
                        "'" + name + "' is not a known encoding; use for example UTF-8, UTF-16, GB18030 or Big5");
            }
        }
    }

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            converter = CharsetConverter.class,
            order = OptionGroup.INPUT,
            description = "Set the encoding of the texts, for example GB18030. Default: detected.")
    private @Nullable Charset encoding;

    @Option(
            names = "--srx",
            paramLabel = "FILE",
            order = OptionGroup.INPUT,
            description = "Split sentences by the rules of this SRX file.")
    private @Nullable Path srx;

    @Option(
            names = "--sentences",
            order = OptionGroup.INPUT,
            description = "Treat each line of the texts as one sentence.")
    private boolean sentences;

    @Option(
            names = "--allow-private-addresses",
            order = OptionGroup.INPUT,
            description = "Allow URLs on localhost and private networks.")
    private boolean allowPrivate;

    @Option(
            names = "--article",
            order = OptionGroup.INPUT,
            description = "Read only the article of HTML files, as of web pages. Default: the whole file.")
    private boolean article;

    @Option(
            names = "--strict",
            order = OptionGroup.INPUT,
            description = "Reject damaged files instead of repairing them.")
    private boolean strict;

    /** Returns the settings for reading documents. */
    TextReader.Settings settings() {
        TextReader.Settings settings = new TextReader.Settings(
                Optional.ofNullable(encoding), Optional.ofNullable(srx), sentences, allowPrivate);
        TextReader.Settings damage = strict ? settings.strict() : settings;
        return article ? damage.withArticles() : damage;
    }

    public TextReader reader(Console console) {
        return new TextReader(settings(), console.workspace());
    }

    /** Holds the options of commands that also read bilingual documents. */
    public static final class BilingualOptions {
        @Mixin
        private ReadingOptions reading = new ReadingOptions();

        @Option(
                names = "--layout",
                paramLabel = "NAME",
                order = OptionGroup.INPUT,
                description = "Set the layout: ${COMPLETION-CANDIDATES}. Default: detected.")
        private @Nullable Layout layout;

        @Mixin
        private ColumnOptions columns = new ColumnOptions();

        public TextReader reader(Console console) {
            TextReader.Settings settings = reading.settings().with(columns.choice());
            return new TextReader(layout == null ? settings : settings.with(layout), console.workspace());
        }
    }

    /** Holds the option of all commands that read tables. */
    public static final class ColumnOptions {
        /** Reads a list of fields with their columns. */
        static final class Converter implements ITypeConverter<Table.Choice> {
            @Override
            public Table.Choice convert(String list) {
                try {
                    return Table.Choice.of(list);
                } catch (IllegalArgumentException wrong) {
                    throw new TypeConversionException(wrong.getMessage());
                }
            }
        }

        @Option(
                names = "--columns",
                paramLabel = "zh=C,en=D",
                converter = Converter.class,
                order = OptionGroup.INPUT,
                description = "Read these columns of tables: letters, numbers or headings. Default: detected.")
        private Table.Choice columns = Table.Choice.NONE;

        /** Returns the given columns. */
        public Table.Choice choice() {
            return columns;
        }
    }

    /** Reads a language tag. */
    public static final class LanguageConverter implements ITypeConverter<Language> {
        @Override
        public Language convert(String tag) {
            try {
                return new Language(tag);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(
                        "'" + tag + "' is not a language tag; use for example zh-CN, zh-TW or en-GB");
            }
        }
    }

    /** Reads a number from 0 to 1. */
    public static final class ProbabilityConverter implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            double probability;
            try {
                probability = Double.parseDouble(text);
            } catch (NumberFormatException e) {
                probability = Double.NaN;
            }
            if (probability >= 0 && probability <= 1) {
                return probability;
            }
            throw new TypeConversionException("'" + text + "' is not a probability; give a number from 0 to 1");
        }
    }

    /** Holds the options of all commands that take an encoder. */
    public static final class EncoderOptions {
        @Option(
                names = "--encoder",
                paramLabel = "FOLDER|URL",
                order = OptionGroup.ALIGNMENT,
                description = "Use this encoder: a folder or a URL.")
        private @Nullable String encoder;

        @Option(
                names = "--encoder-model",
                paramLabel = "NAME",
                order = OptionGroup.ALIGNMENT,
                description = "Request this model from the encoder server.")
        private @Nullable String model;

        /** Returns the encoder given by the user. */
        public Optional<AlignmentModel.EncoderSpec> spec() {
            if (encoder == null && model != null) {
                throw new IllegalArgumentException(
                        "--encoder-model: has no effect without --encoder; add --encoder URL");
            }
            return Optional.ofNullable(encoder)
                    .map(name -> new AlignmentModel.EncoderSpec(name, Optional.ofNullable(model)));
        }
    }

    /** Holds the options for the languages of source and target. */
    public static final class LanguageOptions {
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
            Optional<Language> from = source().map(language -> requireKnown("--source-lang", language));
            Optional<Language> into = target().map(language -> requireKnown("--target-lang", language));
            if (source != null && target != null && source.isSameAs(target)) {
                throw new IllegalArgumentException(
                        "--source-lang " + source + ", --target-lang " + target + ": both are " + source.displayName()
                                + "; give a Chinese and an English language, for example zh-CN and en-US");
            }
            return Direction.of(from, into);
        }

        /**
         * Returns a language that the user gives.
         *
         * @param option name of the option, for messages
         * @throws IllegalArgumentException if the language is neither Chinese nor English
         */
        public static Language requireKnown(String option, Language language) {
            if (!language.isChinese() && !language.isEnglish()) {
                throw new IllegalArgumentException(
                        option + " " + language
                                + ": duiqi supports Chinese and English only; use for example zh-CN, zh-TW, lzh, en-US or en-GB");
            }
            return language;
        }
    }
}
