package duiqi.cli.command;

import duiqi.app.TextReader;
import duiqi.cli.option.OptionGroup;
import duiqi.cli.option.ReadingOptions;
import duiqi.cli.print.Console;
import duiqi.cli.print.ExitCode;
import duiqi.cli.print.Failures;
import duiqi.text.Language;
import duiqi.text.Segment;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the sentences of documents. */
@Command(name = "segment", header = "Print the sentences of documents, one per line.", description = """

                Reads every format that duiqi align reads. duiqi splits a bilingual document by the rules of both \
                languages; --lang prints one language only. You can correct the output by hand and align it with \
                --sentences.
                """, footer = """

                Examples:
                  duiqi segment article.zh.txt
                  duiqi segment --locations report.docx
                  duiqi segment --lang zh-CN bilingual.docx      only the Chinese sentences
                  duiqi segment https://example.org/news.html > news.en
                  echo '他来了。你呢？' | duiqi segment -
                """)
public final class SegmentCommand implements Callable<Integer> {
    private final Console console;
    private final Failures failures;

    @Mixin
    private ReadingOptions.BilingualOptions reading = new ReadingOptions.BilingualOptions();

    @Option(
            names = "--lang",
            paramLabel = "TAG",
            converter = ReadingOptions.LanguageConverter.class,
            order = OptionGroup.INPUT,
            description = "Set the language of the text, for example zh-TW. Default: detected.")
    private @Nullable Language language;

    @Option(
            names = "--locations",
            order = OptionGroup.OUTPUT,
            description = "Print line, column and a tab before each sentence.")
    private boolean locations;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Documents: files, http and https URLs, or - for standard input.")
    private List<String> files = List.of();

    public SegmentCommand(Console console, Failures failures) {
        this.console = console;
        this.failures = failures;
    }

    @Override
    public Integer call() {
        if (language != null && !language.isChinese() && !language.isEnglish()) {
            throw new IllegalArgumentException(
                    "--lang " + language + ": not Chinese or English; use for example zh-CN or en-US");
        }
        TextReader reader = reading.reader(console);
        int exitCode = ExitCode.DONE;
        for (String file : files) {
            try {
                print(reader.sentences(file, Optional.ofNullable(language)));
            } catch (IOException | RuntimeException failure) {
                failures.report(failure);
                exitCode = ExitCode.FAILED;
            }
        }
        return exitCode;
    }

    private void print(List<Segment> sentences) {
        for (Segment segment : sentences) {
            if (locations) {
                console.out()
                        .print(segment.location().line() + ":"
                                + segment.location().column() + "\t");
            }
            console.out().print(segment.text() + "\n");
        }
    }
}
