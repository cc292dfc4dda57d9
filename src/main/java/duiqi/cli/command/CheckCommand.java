package duiqi.cli.command;

import duiqi.app.Corrections;
import duiqi.app.GlossaryFiles;
import duiqi.app.Project;
import duiqi.app.ProjectCheck;
import duiqi.app.TextPairReader;
import duiqi.app.Workspace;
import duiqi.check.CheckRun;
import duiqi.check.CheckSettings;
import duiqi.check.Checks;
import duiqi.check.Fixes;
import duiqi.check.Severity;
import duiqi.cli.option.OutputOptions;
import duiqi.cli.print.DiffPrinter;
import duiqi.cli.print.ExitCode;
import duiqi.cli.print.Progress;
import duiqi.glossary.Glossary;
import duiqi.text.FormatException;
import duiqi.text.NearestName;
import duiqi.text.Plurals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Stack;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

@Command(
        name = "check",
        header = "Find errors in memories, XLIFF, PO, tables and texts.",
        customSynopsis = {
            "duiqi check [OPTIONS] [MEMORY | FOLDER | XLIFF | PO | TABLE]...",
            "       duiqi check [OPTIONS] SOURCE TARGET",
            "       duiqi check --fix[=all] [--dry-run] [OPTIONS] [FILE]..."
        },
        description = """

                Checks the given files: TMX, XLIFF, PO, tables and every other format that duiqi tm convert reads. \
                In a folder, it checks memories, XLIFF, PO and resource files in Chinese and English. \
                duiqi aligns two texts first, and reports the lines of the translation. Without a file it checks \
                the memories in tm and the files that duiqi.toml names; if there are none, all these files of the \
                project.

                Terms come from all files in glossary, unless you use --glossary. A finding has the form \
                file:line:column: severity: message [rule]. The words in question and the correction follow below \
                it. Each file begins with its errors, and lists 20 findings of a rule; --all lists the rest. duiqi \
                rules lists and explains the rules, with their precision.

                Exit code 0: no finding at or above --fail-on; 1: at least one finding at or above it; 2: wrong \
                usage, or a file that cannot be read completely. duiqi checks the other files.
                """,
        footer = """

                Formats (--to):
                  text, json, jsonl, sarif, junit, github, github-review, gitlab, csv,
                  answers, html
                  https://github.com/duiqi/duiqi/blob/main/src/docs/reference/findings.md

                Examples:
                  duiqi check                                     check the project
                  duiqi check article.zh.md article.en.md
                  duiqi check --changed-since origin/main --to github
                  duiqi check --glossary client.tbx delivery.xlf -o report.html
                  duiqi check --select term delivery.xlf          check terms only
                  duiqi check --ignore-rule punctuation           check everything else
                  duiqi check --fix                               correct marks and spaces
                  duiqi check --fix=all --dry-run                 show all corrections
                """)
public final class CheckCommand extends CheckingCommand {
    private static final String NEVER = "never";
    private static final String SAFE = "safe";
    private static final String ALL = "all";

    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            description =
                    "Exit with 1 for findings of this level or above: note, warning, error, never. Default: warning.")
    private @Nullable String failOn;

    @Option(names = "--skip-others", description = "Skip the given files that are no translations, as in a folder.")
    private boolean skipsOthers;

    @Option(
            names = "--changed-since",
            paramLabel = "REV",
            description = "Report only findings in units changed since this Git revision.")
    private @Nullable String revision;

    @Mixin
    private BaselineFile baseline = new BaselineFile();

    @Option(
            names = "--fix",
            arity = "0..1",
            paramLabel = "all",
            preprocessor = AttachedOnly.class,
            description = "Apply corrections of marks and spaces; all: also of words, terms, numbers and URLs.")
    private @Nullable String fix;

    @Mixin
    private OutputOptions.DryRun dryRun = new OutputOptions.DryRun();

    @Mixin
    private ReportOptions reports = new ReportOptions();

    @Mixin
    private Inputs inputs = new Inputs();

    /** Takes a value that is attached to its option only, because a file may follow the option. */
    private static final class AttachedOnly implements IParameterPreprocessor {
        @Override
        public boolean preprocess(Stack<String> args, CommandSpec command, ArgSpec option, Map<String, Object> info) {
            if (!"=".equals(info.get("separator"))) {
                args.push(SAFE);
            }
            return false;
        }
    }

    @Override
    Optional<Path> baseline() {
        return baseline.get();
    }

    @Override
    public Integer call() throws IOException {
        reports.format();
        if (fix != null && !fix.equals(SAFE) && !fix.equals(ALL)) {
            throw new IllegalArgumentException("--fix=" + fix + ": unknown value; write --fix or --fix=all");
        }
        if (dryRun.given && fix == null) {
            throw new IllegalArgumentException("--dry-run: has no effect without --fix; add --fix");
        }
        CheckSettings settings = settings();
        Optional<Severity> least = leastSeverity(settings);
        TextPairReader reader = reader(settings);
        Project project = project();
        ProjectCheck.CheckInputs toCheck = skipsOthers && !inputs.names.isEmpty()
                ? project.translations(inputs.names, settings)
                : project.inputs(inputs.names, settings, reader);
        if (reports.output().isPresent()) {
            Path output = reports.output().get();
            project.requireOther(output, toCheck, settings);
            Optional<Path> known = project.baselineFile(settings);
            if (known.isPresent()) {
                Project.requireOther(output, known.get());
            }
        }
        List<FormatException> ofSettings = List.copyOf(wrong);
        ProjectCheck check = new ProjectCheck(project, inputs.names, reader, Optional.ofNullable(revision), false);
        try (Progress progress = Progress.start(console())) {
            Workspace workspace = console().workspace().with(progress);
            ProjectCheck.Outcome outcome = check.run(toCheck, settings, wrong, workspace);
            if (fix != null) {
                progress.clear();
                List<Corrections.FileResult> corrected = correct(project, outcome);
                print(corrected);
                if (!dryRun.given
                        && corrected.stream().anyMatch(file -> !file.applied().isEmpty())) {
                    Workspace quiet = workspace.with(message -> {});
                    outcome = check.run(toCheck, settings, new ArrayList<>(ofSettings), quiet);
                }
            }
            progress.clear();
            return report(project, outcome, least);
        }
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

    private int report(Project project, ProjectCheck.Outcome outcome, Optional<Severity> least) throws IOException {
        boolean isEmpty = outcome.units() == 0 && !outcome.problems().isEmpty();
        if (isEmpty && reports.isForTerminals()) {
            // The problems are already printed, and a report would only say that nothing was checked.
            return ExitCode.FAILED;
        }
        if (!dryRun.given) {
            reports.write(
                    outcome.report(least, console().workspace()),
                    isQuiet() ? "" : missingGlossary(project, outcome),
                    inColour(),
                    isQuiet(),
                    console());
            if (!isQuiet()) {
                tellUnreported(outcome.result());
            }
        }
        if (!outcome.problems().isEmpty()) {
            return ExitCode.FAILED;
        }
        return outcome.isFailed(least) ? ExitCode.FOUND : ExitCode.DONE;
    }

    /** Corrects the files, unless the user wants to see the changes only. */
    private List<Corrections.FileResult> correct(Project checked, ProjectCheck.Outcome outcome) throws IOException {
        Glossary glossary = GlossaryFiles.read(checked.glossaries(outcome.settings()), unreadable -> {});
        Fixes fixes = new Fixes(glossary, outcome.settings(), ALL.equals(fix) ? Fixes.Scope.ALL : Fixes.Scope.SAFE);
        return new Corrections(fixes.of(outcome.result().findings()))
                .apply(console().workspace(), dryRun.given);
    }

    private void print(List<Corrections.FileResult> files) {
        if (dryRun.given) {
            DiffPrinter.CorrectionPrinter diff =
                    new DiffPrinter.CorrectionPrinter(console().out(), inColour());
            files.forEach(diff::diff);
            DiffPrinter.CorrectionPrinter rest =
                    new DiffPrinter.CorrectionPrinter(console().err(), false);
            files.forEach(rest::rejected);
            console().err().flush();
        } else if (!isQuiet()) {
            // A report for programs must not contain other lines.
            boolean isText = reports.isForTerminals() || reports.output().isPresent();
            new DiffPrinter.CorrectionPrinter(
                            isText ? console().out() : console().err(), isText && inColour())
                    .list(files);
        }
    }

    /** Returns a line that says why terms are not checked; an empty text if they are. */
    private static String missingGlossary(Project checked, ProjectCheck.Outcome outcome) {
        boolean needsTerms = Checks.rules().stream()
                .anyMatch(rule -> rule.isNamed("term")
                        && outcome.settings().severity(rule, "").isPresent());
        if (outcome.terms() > 0 || !outcome.areSettingsValid() || !needsTerms) {
            return "";
        }
        List<Path> glossaries = checked.glossaries(outcome.settings());
        return (glossaries.isEmpty()
                        ? "no glossary: terms not checked; put glossaries into " + checked.glossaryFolder()
                        : "no term in "
                                + glossaries.stream().map(Path::toString).collect(Collectors.joining(" and "))
                                + ": terms not checked; add terms there")
                + ", or use --glossary\n";
    }

    private void tellUnreported(CheckRun.Result result) {
        if (result.ignored() + result.known() + result.unchanged() > 0) {
            warn("not reported: " + result.ignored() + " ignored, " + result.known() + " in the baseline, "
                    + result.unchanged() + " in unchanged units");
        }
        int stale = result.stale().size();
        if (stale > 0) {
            warn("the baseline lists " + Plurals.of(stale, "finding") + " that no longer "
                    + Plurals.choose(stale, "occurs", "occur") + "; remove "
                    + Plurals.choose(stale, "it", "them")
                    + " with duiqi baseline");
        }
    }
}
