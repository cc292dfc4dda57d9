package duiqi.cli.command;

import duiqi.app.TextReader;
import duiqi.cli.option.LanguageOptions;
import duiqi.cli.option.ProjectOptions;
import duiqi.cli.option.ReadingOptions;
import duiqi.cli.print.ExitCode;
import duiqi.text.Language;
import duiqi.text.Segment;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "segment", header = "Print the sentences of a document.", description = """

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
public final class SegmentCommand extends Subcommand {
    @Mixin
    private ReadingOptions.BilingualOptions reading = new ReadingOptions.BilingualOptions();

    @Mixin
    private LanguageOptions.TextLanguage language = new LanguageOptions.TextLanguage();

    @Option(names = "--locations", description = "Print line, column and a tab before each sentence.")
    private boolean locations;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Documents: files, http and https URLs, or - for standard input.")
    private List<String> files = List.of();

    @Override
    public Integer call() throws IOException {
        Optional<Language> given = language.get();
        TextReader reader = reading.reader(console(), new ProjectOptions().settings(console()));
        int exitCode = ExitCode.DONE;
        for (String file : files) {
            try {
                for (Segment segment : reader.sentences(file, given)) {
                    String place =
                            segment.location().line() + ":" + segment.location().column() + "\t";
                    print((locations ? place : "") + segment.text() + "\n");
                }
            } catch (IOException | RuntimeException failure) {
                failures().report(failure);
                exitCode = ExitCode.FAILED;
            }
        }
        return exitCode;
    }
}
