package duiqi.cli;

import duiqi.align.Aligner;
import duiqi.align.AlignmentWeights;
import duiqi.align.BeadShapes;
import duiqi.align.Renderings;
import duiqi.bitext.FormatException;
import duiqi.bitext.Language;
import duiqi.check.Baseline;
import duiqi.check.ChangedUnits;
import duiqi.check.CheckResult;
import duiqi.check.CheckRun;
import duiqi.check.CheckSettings;
import duiqi.check.CheckedUnit;
import duiqi.check.Checks;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.glossary.Glossary;
import duiqi.lexicon.Lexicon;
import duiqi.report.FindingReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds what is wrong in translations: terms above all. */
@Command(
        name = "check",
        header = "Find terms, numbers and words that went wrong in translations.",
        customSynopsis = {
            "duiqi check [OPTIONS] [MEMORY | FOLDER | XLIFF | PO | TABLE]...",
            "       duiqi check [OPTIONS] CHINESE ENGLISH",
            "       duiqi check --explain RULE",
        },
        description = """

                Checks the memories under tm, or what is named: TMX, XLIFF 1.2 and 2.1, PO and tables; a folder stands for \
                the memories, XLIFF and PO files in it. Two texts are aligned first, and findings are reported in the lines \
                of the English one.

                Terms are those of all files in glossary, unless others are named. Each finding stands on a line, \
                file:line:column: severity: message [rule], with the words meant below it, and what to write instead.

                Exit code 0: nothing is at or above --fail-on; 1: something is; 2: wrong usage, or a file that could not be \
                read as a whole; the rest is checked nevertheless.
                """,
        footer = """

                Examples:
                  duiqi check                                     the memories of the project
                  duiqi check article.zh.md article.en.md
                  duiqi check --changed-since origin/main --to github
                  duiqi check --glossary client.tbx delivery.xlf --to html -o report.html
                  duiqi check --explain number-mismatch
                """)
final class CheckCommand implements Callable<Integer> {
    private static final String MEMORIES = "tm";
    private static final String GLOSSARIES = "glossary";
    private static final String NEVER = "never";

    private final Console console;
    private final BooleanSupplier inColour;

    @Option(
            names = "--glossary",
            paramLabel = "FILE",
            description =
                    "Check by the terms of this glossary, or of all in this folder, instead of those in glossary. May be "
                            + "given several times.")
    private List<Path> glossaries = List.of();

    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            description =
                    "Exit with 1 when a finding is this bad or worse: note, warning, error or never. Default: warning.")
    private @Nullable String failOn;

    @Option(
            names = "--changed-since",
            paramLabel = "REV",
            description = "Report findings only in units that are new or changed since this revision of git.")
    private @Nullable String revision;

    @Mixin
    private BaselineOptions baselines = new BaselineOptions();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings. Default: duiqi.toml in the folder at hand, if it is there.")
    private @Nullable Path config;

    @Mixin
    private ReportOptions reports = new ReportOptions();

    @Option(names = "--explain", paramLabel = "RULE", description = "Explain a rule, with examples, and check nothing.")
    private @Nullable String explained;

    @Option(names = "--rules", description = "List all rules, with what the settings make of them, and check nothing.")
    private boolean rules;

    @Option(names = "--swap", description = "The English text comes first.")
    private boolean swap;

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "What to check. Default: tm.")
    private List<String> inputs = List.of();

    CheckCommand(Console console, BooleanSupplier inColour) {
        this.console = console;
        this.inColour = inColour;
    }

    @Override
    public Integer call() throws IOException {
        if (explained != null) {
            console.out().print(RuleHelp.page(explained));
            return ExitCode.DONE;
        }
        reports.format();
        List<FormatException> wrong = new ArrayList<>();
        CheckSettings settings = settings(wrong::add);
        Optional<Severity> least = leastSeverity(settings);
        if (rules) {
            console.out().print(RuleHelp.list(settings));
        } else {
            CheckInputs toCheck = CheckInputs.of(inputs.isEmpty() ? List.of(MEMORIES) : inputs, swap);
            reports.requireOther(toCheck.names());
            return check(toCheck, settings, least, wrong);
        }
        wrong.forEach(problem -> console.err().println("duiqi: " + problem.getMessage()));
        return wrong.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private CheckSettings settings(Consumer<FormatException> problems) throws IOException {
        Path file = Path.of(CheckSettings.FILE_NAME);
        if (config == null && !Files.exists(file)) {
            return CheckSettings.defaults(Path.of("").toAbsolutePath());
        }
        CheckSettings.Reading reading = CheckSettings.read(config == null ? file : config, Checks.rules());
        reading.problems().forEach(problems);
        return reading.settings();
    }

    private Optional<Severity> leastSeverity(CheckSettings settings) {
        if (failOn == null) {
            return settings.failOn().or(() -> Optional.of(Severity.WARNING));
        }
        if (failOn.equalsIgnoreCase(NEVER)) {
            return Optional.empty();
        }
        return Optional.of(Severity.named(failOn)
                .orElseThrow(() -> new IllegalArgumentException(
                        "--fail-on " + failOn + ": there is no such severity; give note, warning, error or never")));
    }

    private int check(
            CheckInputs toCheck, CheckSettings settings, Optional<Severity> least, List<FormatException> wrong)
            throws IOException {
        Glossary glossary = glossary(settings, wrong::add);
        Lexicon lexicon = Lexicon.standard();
        JobReader reader =
                new JobReader(reading, new GuideOptions(), Language.CHINESE, Language.ENGLISH, swap, console);
        CheckSources sources = new CheckSources(
                reader,
                () -> new Aligner(
                        lexicon,
                        AlignmentWeights.standard(),
                        BeadShapes.standard(),
                        new Renderings(KnownRenderings.terms(glossary), List.of())),
                console);
        Baseline baseline = baselines.read(settings, wrong::add);
        wrong.forEach(problem -> sources.report(String.valueOf(problem.getMessage())));
        CheckRun run = CheckRun.of(glossary, lexicon, settings, baseline, changes(toCheck, reader));
        int[] units = {0};
        Consumer<CheckedUnit> to = unit -> {
            units[0]++;
            run.add(unit);
        };
        for (Path file : toCheck.units()) {
            if (sources.read(file, to)) {
                run.endFile(file.toString());
            }
        }
        for (AlignJob job : toCheck.texts()) {
            if (sources.read(job, to)) {
                run.endFile(job.target());
            }
        }
        CheckResult result = run.finish();
        if (baselines.isUpdate()) {
            update(settings, result);
        } else {
            tell(toCheck, settings, least, sources, result, units[0]);
        }
        if (!sources.problems().isEmpty()) {
            return ExitCode.FAILED;
        }
        boolean fails = !baselines.isUpdate()
                && result.findings().stream()
                        .anyMatch(finding -> least.filter(
                                        level -> finding.severity().compareTo(level) >= 0)
                                .isPresent());
        return fails ? ExitCode.FOUND : ExitCode.DONE;
    }

    private Optional<ChangedUnits> changes(CheckInputs toCheck, JobReader reader) throws IOException {
        if (revision == null) {
            return Optional.empty();
        }
        GitRevision since = GitRevision.of(revision, Path.of("").toAbsolutePath());
        return Optional.of(new EarlierUnits(since, reader).of(toCheck));
    }

    private void tell(
            CheckInputs toCheck,
            CheckSettings settings,
            Optional<Severity> least,
            CheckSources sources,
            CheckResult result,
            int units)
            throws IOException {
        List<Rule> lookedFor = Checks.rules().stream()
                .filter(rule -> settings.severity(rule, "").isPresent())
                .toList();
        FindingReport report = new FindingReport(
                Version.number(),
                console.clock().instant(),
                toCheck.names(),
                units,
                lookedFor,
                result.findings(),
                least,
                sources.problems());
        reports.write(report, inColour.getAsBoolean(), console);
        if (result.ignored() + result.known() + result.unchanged() > 0) {
            console.err()
                    .println("duiqi: not reported: " + result.ignored() + " ignored in their units, " + result.known()
                            + " in the baseline, " + result.unchanged() + " in units that have not changed");
        }
        if (!result.stale().isEmpty()) {
            console.err()
                    .println("duiqi: the baseline knows "
                            + Counts.of(result.stale().size(), "finding")
                            + " that are no more; --update-baseline takes them out");
        }
    }

    private void update(CheckSettings settings, CheckResult result) throws IOException {
        Path file = baselines.file(settings).orElseThrow();
        UnbrokenWrite.run(() -> {
            result.baseline().write(file);
            return "";
        });
        console.out()
                .print(file + ": " + Counts.of(result.baseline().entries().size(), "finding") + " known, "
                        + result.stale().size() + " taken out\n");
    }

    private Glossary glossary(CheckSettings settings, Consumer<FormatException> problems) throws IOException {
        List<Path> places = !glossaries.isEmpty() ? glossaries : settings.glossaries();
        if (places.isEmpty()) {
            Path own = Path.of(GLOSSARIES);
            places = Files.isDirectory(own) ? List.of(own) : List.of();
        }
        List<Glossary> read = new ArrayList<>();
        for (Path place : places) {
            try {
                read.add(Glossary.read(place, problems::accept));
            } catch (FormatException problem) {
                problems.accept(problem);
            }
        }
        return Glossary.of(read);
    }
}
