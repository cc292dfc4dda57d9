package duiqi.cli.command;

import duiqi.app.CorpusProject;
import duiqi.app.Version;
import duiqi.cli.option.OptionGroup;
import duiqi.cli.option.ReadingOptions;
import duiqi.cli.print.Console;
import duiqi.cli.print.CorpusReport;
import duiqi.cli.print.ExitCode;
import duiqi.corpus.PairRun;
import duiqi.text.FormatException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Pairs the pages of a crawl with Spark. */
@Command(
        name = "pair",
        header = "Find the pages of a crawl that are translations of each other.",
        description = """

                INPUT is a WARC file of a crawler (.warc, .warc.gz), a folder of them, or a folder of saved HTML \
                pages. A large crawl should consist of several files.

                Reads the article of each page, keeps the sentences in its language, removes duplicate pages, and \
                finds the Chinese and English pages that are translations of each other. Addresses, links and texts \
                are the evidence.

                OUTPUT is a new folder. It appears when all work is done: documents has the texts of the pairs for \
                duiqi corpus align, pages has the state of each page. OUTPUT.work holds the work until then: the \
                same command resumes it after an interruption. -q also turns off the progress.

                INPUT and OUTPUT can be Hadoop addresses such as hdfs://host/path.
                """,
        footer = """

                Examples:
                  duiqi corpus pair crawl.warc.gz pages
                  duiqi corpus align --tmx 1 pages corpus
                  duiqi corpus pair --base-url https://example.org/ saved-site pages
                """)
final class CorpusPairCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            defaultValue = PairRun.Settings.FOLDER,
            order = OptionGroup.INPUT,
            description = "Set the address of a folder. Default: ${DEFAULT-VALUE}.")
    private String base = "";

    @Option(
            names = "--min-probability",
            paramLabel = "P",
            converter = ReadingOptions.ProbabilityConverter.class,
            defaultValue = "0.5",
            order = OptionGroup.OUTPUT,
            description = "Omit pairs with a probability below P (0 to 1). Default: ${DEFAULT-VALUE}.")
    private double minProbability;

    @Option(
            names = "--master",
            paramLabel = "URL",
            order = OptionGroup.SERVER,
            description = "Run on this Spark master. Default: set by spark-submit, or local[*].")
    private @Nullable String master;

    @Option(
            names = "--dry-run",
            order = OptionGroup.OUTPUT,
            description = "Show what the command would do, but write nothing.")
    private boolean explain;

    @Option(
            names = {"-q", "--quiet"},
            order = OptionGroup.OUTPUT,
            description = "Print no summary and no findings.")
    private boolean quiet;

    @Parameters(index = "0", paramLabel = "INPUT", description = "Crawl: a WARC file or a folder.")
    private String input = "";

    @Parameters(index = "1", paramLabel = "OUTPUT", description = "Folder to create.")
    private String output = "";

    CorpusPairCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (input.isEmpty() || output.isEmpty()) {
            throw new FormatException("\"\"", "the name is empty", "give a file or folder");
        }
        PairRun.Settings settings = new PairRun.Settings(input, output, base, minProbability, Version.number());
        CorpusReport.CorpusProgress progress = new CorpusReport.CorpusProgress(console, quiet);
        CorpusProject.Crawl crawl = new CorpusProject.Crawl(settings, Optional.ofNullable(master), console.clock());
        if (explain) {
            console.out().print(CorpusReport.of(input, output, crawl.plan(progress)));
            return ExitCode.DONE;
        }
        CorpusProject.Crawl.Paired paired = crawl.run(progress);
        if (!quiet) {
            console.out().print(CorpusReport.of(settings, paired.summary(), progress.figures(), paired.processors()));
        }
        return ExitCode.DONE;
    }
}
