package duiqi.cli;

import duiqi.check.Baseline;
import duiqi.check.CheckResult;
import duiqi.check.CheckRun;
import duiqi.check.CheckSettings;
import duiqi.check.Checks;
import duiqi.check.TermCoverage;
import duiqi.glossary.Glossary;
import duiqi.io.AtomicFile;
import duiqi.lexicon.Lexicon;
import duiqi.report.FindingReport;
import duiqi.report.PairReport;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
final class ReportCommand implements Callable<Integer> {
    /** Bytes in which a report says what it is. */
    private static final int HEAD = 1024;

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

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Path file = output == null ? console.folder().resolve("report.html") : output;
        requireReport(file);
        CheckInputs toShow = ProjectOptions.inputs(inputs, swap, console);
        List<FormatException> wrong = new ArrayList<>();
        CheckSettings settings = project.settings(console, wrong::add);
        project.inUse(toShow, settings, console).requireOther(file);
        Glossary glossary = Glossaries.read(project.glossaries(settings, console), wrong::add);
        wrong.addAll(toShow.problems());
        Lexicon lexicon = Lexicon.standard();
        TextPairReader reader =
                new TextPairReader(reading, new GuideOptions(), Language.CHINESE, Language.ENGLISH, swap, console);
        CheckSources sources = CheckSources.with(glossary, lexicon, reader, console);
        wrong.forEach(problem -> sources.report(String.valueOf(problem.getMessage())));
        toShow.leftOut().forEach(text -> console.err().println("duiqi: " + TextPairSpecs.leftOut(text)));
        CheckRun run = CheckRun.of(glossary, lexicon, settings, Baseline.none(settings.folder()), Optional.empty());
        ReportMaterial material = new ReportMaterial(run, new TermCoverage(glossary, lexicon), toShow.units());
        sources.read(toShow, material);
        if (material.counts().units() == 0 && !sources.problems().isEmpty()) {
            // An empty page would take the place of a good one.
            return ExitCode.FAILED;
        }
        write(report(toShow, settings, run.finish(), material, sources.problems()), material, file);
        if (opens) {
            URI page = file.toAbsolutePath().toUri();
            if (!Browser.open(page.toString(), console)) {
                console.err().println("duiqi: no browser could be opened; open " + page + " yourself");
            }
        }
        return sources.problems().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private PairReport report(
            CheckInputs shown,
            CheckSettings settings,
            CheckResult result,
            ReportMaterial material,
            List<String> problems)
            throws IOException {
        FindingReport findings = new FindingReport(
                Version.number(),
                console.clock().instant(),
                shown.names(),
                material.counts().units(),
                Checks.rules().stream()
                        .filter(rule -> settings.severity(rule, "").isPresent())
                        .toList(),
                result.findings(),
                Optional.empty(),
                problems);
        return new PairReport(
                title == null ? title(shown) : title,
                findings,
                material.counts(),
                material.coverage().lines(),
                material.figures().charts());
    }

    private static String title(CheckInputs shown) {
        List<String> names = new ArrayList<>();
        shown.units().forEach(unit -> names.add(name(unit.toString())));
        shown.texts().forEach(text -> names.add(name(text.source()) + " and " + name(text.target())));
        return names.get(0) + (names.size() == 1 ? "" : " and " + (names.size() - 1) + " more");
    }

    private static String name(String file) {
        return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    }

    private void write(PairReport report, ReportMaterial material, Path file) throws IOException {
        UninterruptibleWrite.run(() -> {
            AtomicFile.write(file, out -> {
                Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                report.write(material, writer);
                writer.flush();
            });
            return "";
        });
        console.out()
                .print(file + ": " + Plurals.of(report.counts().units(), "unit") + ", "
                        + Plurals.of(report.findings().findings().size(), "finding") + "\n");
    }

    /** Makes sure that nothing is replaced but a report. */
    private static void requireReport(Path file) throws IOException {
        if (!OutputFiles.isTaken(file)) {
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
            if (!head.contains(PairReport.MARK) && !head.isEmpty()) {
                throw new FormatException(
                        file.toString(), "is there already and is no report", "name another file to write with -o");
            }
        }
    }
}
