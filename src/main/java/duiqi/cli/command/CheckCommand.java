package duiqi.cli.command;

import duiqi.app.Project;
import duiqi.app.ProjectCheck;
import duiqi.app.TextPairReader;
import duiqi.app.UninterruptibleWrite;
import duiqi.check.CheckResult;
import duiqi.check.CheckSettings;
import duiqi.check.Checks;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.cli.option.ProjectOptions;
import duiqi.cli.option.ReadingOptions;
import duiqi.cli.print.Console;
import duiqi.cli.print.ExitCode;
import duiqi.io.AtomicFile;
import duiqi.report.FindingReport;
import duiqi.report.ReportFormat;
import duiqi.report.ReportFormats;
import duiqi.text.FormatException;
import duiqi.text.NearestName;
import duiqi.text.Plurals;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
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
public final class CheckCommand implements Callable<Integer> {
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

    public CheckCommand(Console console, BooleanSupplier inColour) {
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
        Project checked = project.project(console, baselines.file());
        CheckSettings settings = checked.settings(wrong::add);
        Optional<Severity> least = leastSeverity(settings);
        if (!rules) {
            return check(checked, settings, least, wrong);
        }
        console.out().print(RuleHelp.list(settings));
        wrong.forEach(problem -> console.warn(String.valueOf(problem.getMessage())));
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

    private int check(Project checked, CheckSettings settings, Optional<Severity> least, List<FormatException> wrong)
            throws IOException {
        ProjectCheck.CheckInputs toCheck = checked.inputs(inputs, swap);
        Optional<Path> baseline = checked.baselineFile(settings);
        if (reports.output().isPresent()) {
            Path output = reports.output().get();
            checked.requireOther(output, toCheck, settings);
            if (baseline.isPresent()) {
                Project.requireOther(output, baseline.get());
            }
        }
        if (baselines.isUpdate() && baseline.isPresent()) {
            checked.requireOther(baseline.get(), toCheck, settings);
        }
        ProjectCheck check = new ProjectCheck(
                checked,
                inputs,
                TextPairReader.plain(reading.reader(console), swap),
                Optional.ofNullable(revision),
                baselines.isUpdate());
        ProjectCheck.Outcome outcome = check.run(toCheck, settings, wrong, console.workspace());
        CheckResult result = outcome.result();
        if (!baselines.isUpdate()) {
            reports.write(outcome.report(least, console.workspace()), inColour.getAsBoolean(), console);
            tellUnreported(result);
        } else if (outcome.areSettingsValid()) {
            console.out()
                    .print(baseline.orElseThrow() + ": "
                            + Plurals.of(result.baseline().entries().size(), "finding") + " known, "
                            + result.stale().size() + " taken out\n");
        } else {
            // By half of the terms half of the findings would seem to be no more.
            console.warn(baseline.orElseThrow()
                    + ": is left as it was, since settings and terms could not all be read; mend these first");
        }
        if (!outcome.problems().isEmpty()) {
            return ExitCode.FAILED;
        }
        return outcome.isFailed(least) && !baselines.isUpdate() ? ExitCode.FOUND : ExitCode.DONE;
    }

    private void tellUnreported(CheckResult result) {
        if (result.ignored() + result.known() + result.unchanged() > 0) {
            console.warn("not reported: " + result.ignored() + " ignored in their units, " + result.known()
                    + " in the baseline, " + result.unchanged() + " in units that have not changed");
        }
        int stale = result.stale().size();
        if (stale > 0) {
            console.warn("the baseline knows " + Plurals.of(stale, "finding") + " that " + (stale == 1 ? "is" : "are")
                    + " no more; --update-baseline takes " + (stale == 1 ? "it" : "them") + " out");
        }
    }

    /** Describes the rules to users. */
    private static final class RuleHelp {
        private RuleHelp() {}

        /**
         * Returns the page of a rule.
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
            return Rule.Page.of(named).text();
        }

        private static String nearest(String id, List<Rule> rules) {
            return NearestName.of(id, rules.stream().map(Rule::id).toList())
                    .map(rule -> ", perhaps " + rule + " is meant")
                    .orElse("");
        }

        /** Returns all rules, a line each, with their severities for files that no path in the settings matches. */
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

    /** The options about findings that are known. */
    private static final class BaselineOptions {
        @Option(
                names = "--baseline",
                paramLabel = "FILE",
                description = "Do not report what this file knows. Default: what the settings name.")
        private @Nullable Path baseline;

        @Option(
                names = "--update-baseline",
                description =
                        "Write what is found now into the baseline, and take out what is no more. Reports nothing.")
        private boolean update;

        /** Returns whether the baseline is written instead of a report. */
        boolean isUpdate() {
            return update;
        }

        /** Returns the file that the user names. */
        Optional<Path> file() {
            return Optional.ofNullable(baseline);
        }
    }

    /** The options of the report. */
    private static final class ReportOptions {
        private static final int COLUMNS = 100;

        /** The names of the forms, for help and completion. */
        static final class Formats implements Iterable<String> {
            @Override
            public Iterator<String> iterator() {
                return ReportFormats.ALL.stream().map(ReportFormat::name).iterator();
            }
        }

        @Option(
                names = "--to",
                paramLabel = "FORM",
                defaultValue = "text",
                completionCandidates = Formats.class,
                description = "How to tell what is found: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
        private String form = "text";

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FILE",
                description = "Where to write; an earlier report is replaced. Default: standard output.")
        private @Nullable Path output;

        /** Returns the form of the report. */
        ReportFormat format() {
            return ReportFormats.named(form)
                    .orElseThrow(() -> new IllegalArgumentException("--to " + form
                            + ": there is no such form; give one of " + String.join(", ", new Formats())));
        }

        /** Returns the file to write; empty for standard output. */
        Optional<Path> output() {
            return Optional.ofNullable(output);
        }

        /** Writes a report. */
        void write(FindingReport report, boolean inColour, Console console) throws IOException {
            ReportFormat format = format();
            ReportFormat.Settings settings = new ReportFormat.Settings(
                    console.folder().toAbsolutePath(), inColour && output == null, columns(console), Optional.empty());
            Path file = output;
            if (file == null) {
                format.write(report, settings, console.out());
                return;
            }
            UninterruptibleWrite.run(() -> {
                AtomicFile.write(file, out -> {
                    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                    format.write(report, settings, writer);
                    writer.flush();
                });
            });
        }

        private static int columns(Console console) {
            return console.variable("COLUMNS")
                    .filter(columns -> columns.matches("[1-9]\\d{0,3}"))
                    .map(Integer::parseInt)
                    .orElse(COLUMNS);
        }
    }
}
