package duiqi.cli;

import duiqi.check.Baseline;
import duiqi.check.ChangedUnits;
import duiqi.check.CheckRun;
import duiqi.check.CheckSettings;
import duiqi.check.Checks;
import duiqi.check.Rule;
import duiqi.check.RulePage;
import duiqi.check.Severity;
import duiqi.glossary.Glossary;
import duiqi.lexicon.Lexicon;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
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
    private static final String NEVER = "never";

    private final Console console;
    private final BooleanSupplier inColour;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

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
        CheckSettings settings = project.settings(console, wrong::add);
        Optional<Severity> least = leastSeverity(settings);
        if (rules) {
            console.out().print(RuleHelp.list(settings));
        } else {
            CheckInputs toCheck = ProjectOptions.inputs(inputs, swap, console);
            return check(toCheck, settings, least, wrong);
        }
        wrong.forEach(problem -> console.err().println("duiqi: " + problem.getMessage()));
        return wrong.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
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
        FilesInUse inUse = project.inUse(toCheck, settings, console);
        if (reports.output().isPresent()) {
            inUse.and(baselines.file(settings)).requireOther(reports.output().get());
        }
        if (baselines.isUpdate() && baselines.file(settings).isPresent()) {
            inUse.requireOther(baselines.file(settings).get());
        }
        Glossary glossary = Glossaries.read(project.glossaries(settings, console), wrong::add);
        boolean isUnderstood = wrong.isEmpty();
        Lexicon lexicon = Lexicon.standard();
        TextPairReader reader =
                new TextPairReader(reading, new GuideOptions(), Language.CHINESE, Language.ENGLISH, swap, console);
        CheckSources sources = CheckSources.with(glossary, lexicon, reader, console);
        Baseline baseline = baselines.read(settings, wrong::add);
        wrong.addAll(toCheck.problems());
        wrong.forEach(problem -> sources.report(String.valueOf(problem.getMessage())));
        toCheck.leftOut().forEach(text -> console.err().println("duiqi: " + TextPairSpecs.leftOut(text)));
        CheckRun run = CheckRun.of(glossary, lexicon, settings, baseline, changes(toCheck, reader));
        CheckSources.SourceChecks checks = new CheckSources.SourceChecks(run);
        sources.read(toCheck, checks);
        if (inputs.isEmpty()) {
            endMissing(baseline, run);
        }
        CheckOutcome outcome =
                new CheckOutcome(run.finish(), settings, least, toCheck.names(), checks.units(), sources.problems());
        if (!baselines.isUpdate()) {
            outcome.tell(reports, inColour.getAsBoolean(), console);
        } else if (isUnderstood) {
            outcome.writeBaseline(baselines.file(settings).orElseThrow(), console);
        } else {
            // By half of the terms half of the findings would seem to be no more.
            console.err()
                    .println("duiqi: " + baselines.file(settings).orElseThrow()
                            + ": is left as it was, since settings and terms could not all be read; mend these first");
        }
        if (!outcome.problems().isEmpty()) {
            return ExitCode.FAILED;
        }
        return outcome.isFailed() && !baselines.isUpdate() ? ExitCode.FOUND : ExitCode.DONE;
    }

    /** Files that the baseline knows and that are no more have no findings. */
    private static void endMissing(Baseline baseline, CheckRun run) {
        for (String name : baseline.files()) {
            Path file = baseline.folder().resolve(name);
            if (!name.equals(ReadingOptions.STANDARD_INPUT) && !Files.exists(file)) {
                run.endFile(file.toString());
            }
        }
    }

    private Optional<ChangedUnits> changes(CheckInputs toCheck, TextPairReader reader) throws IOException {
        if (revision == null) {
            return Optional.empty();
        }
        GitRevision since = GitRevision.of(revision, console.folder().toAbsolutePath());
        return Optional.of(new EarlierUnits(since, reader).of(toCheck));
    }

    /** What users are told of the rules. */
    private static final class RuleHelp {
        private RuleHelp() {}

        /**
         * The page of a rule.
         *
         * @throws IllegalArgumentException if there is no such rule
         */
        static String page(String id) {
            List<Rule> rules = Checks.rules();
            Rule named = rules.stream()
                    .filter(rule -> rule.id().equals(id.strip().toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no rule \"" + id + "\""
                            + nearest(id, rules) + "; duiqi check --rules lists all"));
            return RulePage.of(named).text();
        }

        private static String nearest(String id, List<Rule> rules) {
            return NearestName.of(id, rules.stream().map(Rule::id).toList())
                    .map(rule -> ", perhaps " + rule + " is meant")
                    .orElse("");
        }

        /** All rules, a line each, with what the settings make of them for files that no path of theirs is about. */
        static String list(CheckSettings settings) {
            StringBuilder list = new StringBuilder();
            for (Rule rule : Checks.rules()) {
                Optional<String> severity = settings.severity(rule, "").map(Object::toString);
                list.append(String.format(
                        Locale.ROOT, "%-30s %-8s %s%n", rule.id(), severity.orElse("off"), rule.summary()));
            }
            return list.toString().replace("\r\n", "\n");
        }
    }
}
