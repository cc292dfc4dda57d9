package duiqi.cli.command;

import duiqi.app.Corrections;
import duiqi.app.GlossaryFiles;
import duiqi.app.Project;
import duiqi.app.ProjectCheck;
import duiqi.app.TextPairReader;
import duiqi.app.Workspace;
import duiqi.check.CheckRun;
import duiqi.check.CheckSettings;
import duiqi.check.Finding;
import duiqi.check.Fixes;
import duiqi.check.Severity;
import duiqi.check.UnitPlace;
import duiqi.cli.option.MemoryOptions;
import duiqi.cli.option.OptionGroup;
import duiqi.cli.option.ReadingOptions;
import duiqi.cli.print.Console;
import duiqi.cli.print.DiffPrinter;
import duiqi.cli.print.ExitCode;
import duiqi.glossary.Glossary;
import duiqi.report.Terminal;
import duiqi.text.FormatException;
import duiqi.text.NearestName;
import duiqi.text.Plurals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks translations. */
@Command(
        name = "check",
        header = "Check translations for wrong terms, numbers and names.",
        customSynopsis = {
            "duiqi check [OPTIONS] [MEMORY | FOLDER | XLIFF | PO | TABLE]...",
            "       duiqi check [OPTIONS] SOURCE TARGET",
            "       duiqi check --fix[=all] [--dry-run] [OPTIONS] [FILE]...",
            "       duiqi check --ignore WHAT --reason TEXT [OPTIONS] [FILE]...",
            "       duiqi check --explain RULE",
            "       duiqi check --explain FILE:LINE [OPTIONS] [FILE]..."
        },
        description = """

                Checks the given files: TMX, XLIFF, PO, tables and every other format that duiqi tm convert reads. \
                In a folder, it checks memories, XLIFF, PO and resource files in Chinese and English. \
                duiqi aligns two texts first, and reports the lines of the translation. Without a file it checks \
                the memories in tm and the files that duiqi.toml names; if there are none, all these files of the \
                project.

                Terms come from all files in glossary, unless you use --glossary. A finding has the form \
                file:line:column: severity: message [rule]. The words in question and the correction follow below \
                it.

                Exit code 0: no finding at or above --fail-on; 1: at least one finding at or above it; 2: wrong \
                usage, or a file that cannot be read completely. duiqi checks the other files.
                """,
        footer = """

                Formats (-f, --to):
                  text           for terminals
                  json           one report object
                  jsonl          one object per line
                  sarif          SARIF 2.1.0, for code scanning and editors
                  junit          JUnit XML, for CI servers
                  github         annotations of GitHub Actions
                  github-review  suggestions in pull requests on GitHub
                  gitlab         code quality of GitLab merge requests
                  rdjsonl        reviewdog
                  csv            for spreadsheet programs
                  answers        for translators, with a column for their answers (CSV)
                  html           for browsers and printers

                Examples:
                  duiqi check                                     check the project
                  duiqi check article.zh.md article.en.md
                  duiqi check --changed-since origin/main -f github
                  duiqi check --glossary client.tbx delivery.xlf -o report.html
                  duiqi check --select term delivery.xlf          check terms only
                  duiqi check --fix                               correct marks and spaces
                  duiqi check --fix=all --dry-run                 show all corrections
                  duiqi check --ignore tm/a.tmx:34:24 --reason 'a line of verse'
                  duiqi check --explain number-mismatch
                  duiqi check --explain zh_CN.po:34               how the terms of this unit are judged
                """)
public final class CheckCommand implements Callable<Integer> {
    private static final String NEVER = "never";

    private final Console console;
    private final BooleanSupplier inColour;

    @Mixin
    private MemoryOptions.ProjectOptions project = new MemoryOptions.ProjectOptions();

    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            order = OptionGroup.CHECKING,
            description =
                    "Exit with 1 for findings of this level or above: note, warning, error, never. Default: warning.")
    private @Nullable String failOn;

    @Option(
            names = "--skip-others",
            order = OptionGroup.INPUT,
            description = "Skip the given files that are no translations, as in a folder.")
    private boolean skipsOthers;

    @Mixin
    private BaselineOptions baselines = new BaselineOptions();

    @Mixin
    private CheckOptions.ReportOptions reports = new CheckOptions.ReportOptions();

    @Mixin
    private CheckOptions.ChangeOptions changes = new CheckOptions.ChangeOptions();

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Mixin
    private ReadingOptions.LanguageOptions languages = new ReadingOptions.LanguageOptions();

    @Mixin
    private ReadingOptions.BilingualOptions reading = new ReadingOptions.BilingualOptions();

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "Files, folders or two texts to check. Default: the project.")
    private List<String> inputs = List.of();

    public CheckCommand(Console console, BooleanSupplier inColour) {
        this.console = console;
        this.inColour = inColour;
    }

    @Override
    public Integer call() throws IOException {
        Optional<String> page = rules.explained().flatMap(RuleOptions::page);
        if (page.isPresent()) {
            console.out().print(page.get());
            return ExitCode.DONE;
        }
        reports.format();
        changes.requireFit();
        List<FormatException> wrong = new ArrayList<>();
        Project checked = project.project(console, baselines.file());
        CheckSettings settings = rules.select(checked.settings(wrong::add).with(languages.direction()));
        if (rules.explained().isPresent()) {
            return explain(UnitPlace.of(rules.explained().get()), checked, settings, wrong);
        }
        Optional<Severity> least = leastSeverity(settings);
        if (!rules.isList()) {
            return check(checked, settings, least, wrong);
        }
        console.out().print(RuleOptions.list(settings));
        console.out()
                .print("\nsettings: "
                        + checked.settingsFound().map(Path::toString).orElse("none, because there is no duiqi.toml")
                        + "\n");
        wrong.forEach(problem -> console.warn(String.valueOf(problem.getMessage())));
        return wrong.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private int explain(UnitPlace place, Project checked, CheckSettings settings, List<FormatException> wrong)
            throws IOException {
        TextPairReader reader = TextPairReader.plain(reading.reader(console), languages.direction())
                .in(settings);
        List<String> files = inputs.isEmpty()
                ? place.file().filter(name -> Files.exists(Path.of(name))).stream()
                        .toList()
                : inputs;
        ProjectCheck check = new ProjectCheck(checked, files, reader, Optional.empty(), false);
        check.explain(place, checked.inputs(files, settings, reader), settings, wrong, console.workspace())
                .forEach(line -> console.out().print(Terminal.plain(line) + "\n"));
        return wrong.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private Optional<Severity> leastSeverity(CheckSettings settings) {
        String level = failOn;
        if (level == null) {
            return settings.failOn().or(() -> Optional.of(Severity.WARNING));
        }
        if (level.equalsIgnoreCase(NEVER)) {
            return Optional.empty();
        }
        return Optional.of(Severity.named(level)
                .orElseThrow(() -> new IllegalArgumentException("--fail-on " + level + ": unknown level; "
                        + NearestName.remedy(level, List.of("note", "warning", "error", NEVER)))));
    }

    private int check(Project checked, CheckSettings settings, Optional<Severity> least, List<FormatException> wrong)
            throws IOException {
        TextPairReader reader = TextPairReader.plain(reading.reader(console), languages.direction())
                .in(settings);
        ProjectCheck.CheckInputs toCheck = skipsOthers && !inputs.isEmpty()
                ? checked.translations(inputs, settings)
                : checked.inputs(inputs, settings, reader);
        requireOther(checked, toCheck, settings);
        ProjectCheck check = new ProjectCheck(checked, inputs, reader, baselines.revision(), baselines.isUpdate());
        List<FormatException> known = List.copyOf(wrong);
        ProjectCheck.Outcome outcome = check.run(toCheck, settings, wrong, console.workspace());
        if (changes.ignored().isPresent()) {
            return ignore(checked, outcome.result().findings());
        }
        if (changes.fix().isPresent()) {
            List<Corrections.FileResult> corrected = correct(checked, outcome);
            print(corrected);
            if (!changes.isPreview()
                    && corrected.stream().anyMatch(file -> !file.applied().isEmpty())) {
                Workspace quiet = console.workspace().with(message -> {});
                outcome = check.run(toCheck, settings, new ArrayList<>(known), quiet);
            }
        }
        return report(checked, outcome, least);
    }

    private void requireOther(Project checked, ProjectCheck.CheckInputs toCheck, CheckSettings settings)
            throws IOException {
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
    }

    private int report(Project checked, ProjectCheck.Outcome outcome, Optional<Severity> least) throws IOException {
        boolean isEmpty = outcome.units() == 0 && !outcome.problems().isEmpty();
        if (isEmpty && reports.isForTerminals() && !baselines.isUpdate()) {
            // The problems are already printed, and a report would only say that nothing was checked.
            return ExitCode.FAILED;
        }
        if (baselines.isUpdate()) {
            tellUpdate(checked.baselineFile(outcome.settings()).orElseThrow(), outcome);
        } else if (!changes.isPreview()) {
            reports.write(outcome.report(least, console.workspace()), inColour.getAsBoolean(), console);
            if (!reports.isQuiet()) {
                tellUnreported(outcome.result());
                tellMissingGlossary(checked, outcome);
            }
        }
        if (!outcome.problems().isEmpty()) {
            return ExitCode.FAILED;
        }
        return outcome.isFailed(least) && !baselines.isUpdate() ? ExitCode.FOUND : ExitCode.DONE;
    }

    private void tellUpdate(Path baseline, ProjectCheck.Outcome outcome) {
        if (outcome.areSettingsValid()) {
            tell(baseline + ": "
                    + Plurals.of(outcome.result().baseline().get().entries().size(), "finding") + " listed, "
                    + outcome.result().stale().size() + " removed\n");
        } else {
            // A missing term would hide its findings, and the baseline would lose them.
            console.warn(baseline + ": not updated, because settings or terms cannot be read; correct them first");
        }
    }

    /** Corrects the files, unless the user wants to see the changes only. */
    private List<Corrections.FileResult> correct(Project checked, ProjectCheck.Outcome outcome) throws IOException {
        Glossary glossary = GlossaryFiles.read(checked.glossaries(outcome.settings()), unreadable -> {});
        Fixes fixes = new Fixes(glossary, outcome.settings(), changes.fix().orElseThrow());
        return new Corrections(fixes.of(outcome.result().findings())).apply(console.workspace(), changes.isPreview());
    }

    private void print(List<Corrections.FileResult> files) {
        if (changes.isPreview()) {
            DiffPrinter.CorrectionPrinter diff =
                    new DiffPrinter.CorrectionPrinter(console.out(), inColour.getAsBoolean());
            files.forEach(diff::diff);
            DiffPrinter.CorrectionPrinter rest = new DiffPrinter.CorrectionPrinter(console.err(), false);
            files.forEach(rest::rejected);
            console.err().flush();
        } else if (!reports.isQuiet()) {
            // A report for programs must not contain other lines.
            boolean isText = reports.isForTerminals() || reports.output().isPresent();
            new DiffPrinter.CorrectionPrinter(isText ? console.out() : console.err(), isText && inColour.getAsBoolean())
                    .list(files);
        }
    }

    /** Adds ignores to the settings. */
    private int ignore(Project checked, List<Finding> findings) throws IOException {
        List<CheckSettings.IgnoreSection> sections = changes.sections(findings);
        Path file = checked.add(sections);
        long count = findings.stream()
                .filter(finding -> sections.stream().anyMatch(section -> section.matches(finding)))
                .count();
        tell(file + ": " + Plurals.of(count, "finding") + " ignored: "
                + sections.stream().map(CheckSettings.IgnoreSection::subject).collect(Collectors.joining(", ")) + "\n");
        return ExitCode.DONE;
    }

    private void tell(String line) {
        if (!reports.isQuiet()) {
            console.out().print(line);
        }
    }

    private void tellMissingGlossary(Project checked, ProjectCheck.Outcome outcome) {
        if (outcome.terms() == 0 && outcome.areSettingsValid() && reports.isForTerminals()) {
            List<Path> glossaries = checked.glossaries(outcome.settings());
            String which = glossaries.isEmpty()
                    ? "no glossary"
                    : "no term in " + glossaries.stream().map(Path::toString).collect(Collectors.joining(" and "));
            String remedy =
                    glossaries.isEmpty() ? "put glossaries into " + checked.glossaryFolder() : "add terms there";
            console.note(which + ": terms not checked; " + remedy + ", or use --glossary");
        }
    }

    private void tellUnreported(CheckRun.Result result) {
        if (result.ignored() + result.known() + result.unchanged() > 0) {
            console.warn("not reported: " + result.ignored() + " ignored, " + result.known() + " in the baseline, "
                    + result.unchanged() + " in unchanged units");
        }
        int stale = result.stale().size();
        if (stale > 0) {
            console.warn("the baseline lists " + Plurals.of(stale, "finding") + " that no longer "
                    + Plurals.choose(stale, "occurs", "occur") + "; remove " + Plurals.choose(stale, "it", "them")
                    + " with --update-baseline");
        }
    }

    /** Holds the options for known findings and unchanged units. */
    private static final class BaselineOptions {
        @Option(
                names = "--changed-since",
                paramLabel = "REV",
                order = OptionGroup.CHECKING,
                description = "Report only findings in units changed since this Git revision.")
        private @Nullable String revision;

        @Option(
                names = "--baseline",
                paramLabel = "FILE",
                order = OptionGroup.CHECKING,
                description = "Omit the findings listed in this file. Default: from the settings.")
        private @Nullable Path baseline;

        @Option(
                names = "--update-baseline",
                order = OptionGroup.CHECKING,
                description = "Write the current findings to the baseline instead of a report.")
        private boolean update;

        /** Returns the revision that the changed units differ from. */
        Optional<String> revision() {
            return Optional.ofNullable(revision);
        }

        /** Returns whether the baseline is written instead of a report. */
        boolean isUpdate() {
            return update;
        }

        /** Returns the baseline given by the user. */
        Optional<Path> file() {
            return Optional.ofNullable(baseline);
        }
    }
}
