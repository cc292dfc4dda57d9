package duiqi.cli.command;

import duiqi.app.PageReport;
import duiqi.app.TextPairReader;
import duiqi.cli.option.ProjectOptions;
import duiqi.cli.option.ReadingOptions;
import duiqi.cli.print.Browser;
import duiqi.cli.print.Console;
import duiqi.cli.print.ExitCode;
import duiqi.text.Plurals;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows texts side by side on a page. */
@Command(
        name = "report",
        header = "Show texts side by side on a page, with findings and figures.",
        customSynopsis = {
            "duiqi report [OPTIONS] [MEMORY | FOLDER | XLIFF | PO | TABLE]...",
            "       duiqi report [OPTIONS] CHINESE ENGLISH",
        },
        description = """

                Writes one HTML file that needs no network and no other file: all pairs with their confidence, what duiqi \
                check finds in them, and figures. Two texts are aligned first; without files, the memories under tm are shown.

                The page can be filtered and put in order, least sure pairs first, and printed. More than 1,000 rows are \
                shown in pages, all in the one file. What a project's baseline knows is shown as well; what is ignored in \
                the units is not.

                An earlier report is replaced, any other file is not. Exit code 0: the report is written, whatever it shows; \
                2: wrong usage, or a file that could not be read as a whole; the rest is shown nevertheless.
                """,
        footer = """

                Examples:
                  duiqi report --open                              the memories of the project
                  duiqi report article.zh.md article.en.md -o article.html
                  duiqi report --glossary client.tbx --title "Delivery of May" delivery.xlf
                """)
public final class ReportCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write; an earlier report is replaced. Default: report.html in the folder at hand.")
    private @Nullable Path output;

    @Option(names = "--title", paramLabel = "TEXT", description = "The heading. Default: what is shown.")
    private @Nullable String title;

    @Option(names = "--open", description = "Open the report in the browser.")
    private boolean opens;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Option(names = "--swap", description = "The English text comes first.")
    private boolean swap;

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "What to show. Default: tm.")
    private List<String> inputs = List.of();

    public ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Path file = output == null ? console.folder().resolve("report.html") : output;
        PageReport report = new PageReport(
                project.project(console),
                inputs,
                TextPairReader.plain(reading.reader(console), swap),
                Optional.ofNullable(title),
                file);
        PageReport.Outcome outcome = report.write(console.workspace());
        if (!outcome.isWritten()) {
            return ExitCode.FAILED;
        }
        console.out()
                .print(file + ": " + Plurals.units(outcome.units()) + ", " + Plurals.of(outcome.findings(), "finding")
                        + "\n");
        if (opens) {
            URI page = file.toAbsolutePath().toUri();
            if (!Browser.open(page.toString(), console)) {
                console.warn("no browser could be opened; open " + page + " yourself");
            }
        }
        return outcome.problems().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
