package duiqi.cli.command;

import duiqi.app.MemoryConversion;
import duiqi.app.PageReport;
import duiqi.check.CheckSettings;
import duiqi.cli.option.OutputOptions;
import duiqi.cli.option.StandardOutput;
import duiqi.cli.print.ExitCode;
import duiqi.report.PairReport;
import duiqi.text.Plurals;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "report",
        header = "Write an HTML page with pairs, findings and figures.",
        customSynopsis = {
            "duiqi report [OPTIONS] [MEMORY | FOLDER | XLIFF | PO | TABLE]...",
            "       duiqi report [OPTIONS] SOURCE TARGET"
        },
        description = """

                Writes one HTML file that needs no network and no other file. It begins with the state of each text: \
                confirmed and doubtful units, errors and warnings. It contains all pairs with their probabilities, \
                the findings of duiqi check, the terms with odd translations, and figures. duiqi aligns two texts first. Without files, it shows those \
                of the project, as duiqi check does.

                Readers can filter, sort and print the page; the pairs with the lowest probability come first. More \
                than 1,000 rows are split into pages inside the file. After 100,000 rows, only those with findings \
                follow. The page includes findings of the baseline, \
                but not findings that units ignore.

                duiqi replaces an earlier report, but no other file. Exit code 0: the report is written; 2: wrong \
                usage, or a file that cannot be read completely. The report contains the rest.
                """,
        footer = """

                Examples:
                  duiqi report --open                              show the project
                  duiqi report article.zh.md article.en.md -o article.html
                  duiqi report --review http://127.0.0.1:7737/     link each finding to its row in a review
                  duiqi report --glossary client.tbx --title 'Delivery of May' delivery.xlf
                """)
public final class ReportCommand extends CheckingCommand {
    @Mixin
    private OutputOptions.OutputFile output = new OutputOptions.OutputFile("report.html");

    @Option(
            names = "--title",
            paramLabel = "TEXT",
            description = "Set the title of the page. Default: the names of the inputs.")
    private @Nullable String title;

    @Option(
            names = "--review",
            paramLabel = "URL",
            description = "Add links to this page of duiqi review, without its access token.")
    private @Nullable String review;

    @Option(names = "--open", description = "Open the report in the browser.")
    private boolean opens;

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Files, folders or two texts to show. Default: tm.")
    private List<String> inputs = List.of();

    @Override
    public Integer call() throws IOException {
        Path page = output.given().orElse(console().folder().resolve("report.html"));
        if (StandardOutput.is(page)) {
            if (opens) {
                throw new IllegalArgumentException("--open: opens no page on standard output; give a file with -o");
            }
        } else {
            new MemoryConversion.OutputName("report", true, Map.of("html", List.of(".html", ".htm")))
                    .format(page, Optional.of("html"));
        }
        return StandardOutput.write(
                console(), Optional.of(page), ".html", file -> write(file.orElseThrow(), StandardOutput.is(page)));
    }

    private Optional<URI> review() {
        try {
            return Optional.ofNullable(review).map(PairReport.ReviewAddress::page);
        } catch (IllegalArgumentException noPage) {
            throw new IllegalArgumentException("--review: " + noPage.getMessage(), noPage);
        }
    }

    private int write(Path file, boolean isForStandardOutput) throws IOException {
        CheckSettings settings = settings();
        PageReport report =
                new PageReport(project(), inputs, reader(settings), Optional.ofNullable(title), file, review());
        PageReport.Outcome outcome = report.write(settings, wrong, console().workspace());
        if (!outcome.isWritten()) {
            return ExitCode.FAILED;
        }
        int exitCode = outcome.problems().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
        if (isForStandardOutput) {
            return exitCode;
        }
        print(file + ": " + Plurals.units(outcome.units()) + ", " + Plurals.of(outcome.findings(), "finding") + "\n");
        if (opens) {
            URI page = file.toAbsolutePath().toUri();
            if (!console().open(page.toString())) {
                warn("cannot open a browser; open " + page);
            }
        }
        return exitCode;
    }
}
