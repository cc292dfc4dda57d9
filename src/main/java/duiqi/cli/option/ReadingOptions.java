package duiqi.cli.option;

import duiqi.app.TextReader;
import duiqi.check.CheckSettings;
import duiqi.cli.print.Console;
import duiqi.document.BilingualDocument.Layout;
import duiqi.exchange.Table;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

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
            description = "Set the encoding of the texts, for example GB18030. Default: detected.")
    private @Nullable Charset encoding;

    @Option(names = "--sentences", description = "Treat each line of the texts as one sentence.")
    private boolean sentences;

    @Option(
            names = "--article",
            description = "Read only the article of HTML files, as of web pages. Default: the whole file.")
    private boolean article;

    @Mixin
    private Strict strict = new Strict();

    /** Returns a reader with the sentence rules of the project around the current folder. */
    public TextReader reader(Console console) throws IOException {
        return reader(console, new ProjectOptions().settings(console), Optional.empty(), Table.Choice.NONE);
    }

    private TextReader reader(Console console, CheckSettings project, Optional<Layout> layout, Table.Choice columns) {
        return new TextReader(
                new TextReader.Settings(
                        Optional.ofNullable(encoding),
                        project.srx(),
                        sentences,
                        false,
                        layout,
                        columns,
                        article,
                        strict.given),
                console.workspace());
    }

    /** Holds the options of commands that also read bilingual documents. */
    public static final class BilingualOptions {
        @Mixin
        private ReadingOptions reading = new ReadingOptions();

        @Option(
                names = "--layout",
                paramLabel = "NAME",
                description = "Set the layout: ${COMPLETION-CANDIDATES}. Default: detected.")
        private @Nullable Layout layout;

        @Mixin
        private ColumnOptions columns = new ColumnOptions();

        public TextReader reader(Console console, CheckSettings project) {
            return reading.reader(console, project, Optional.ofNullable(layout), columns.choice);
        }
    }

    public static final class ColumnOptions {
        @Option(
                names = "--columns",
                paramLabel = "zh=C,en=D",
                description = "Read these columns of tables: letters, numbers or headings. Default: detected.")
        public Table.Choice choice = Table.Choice.NONE;
    }
}
