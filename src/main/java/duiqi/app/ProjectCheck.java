package duiqi.app;

import duiqi.align.ParallelText;
import duiqi.check.Baseline;
import duiqi.check.ChangedUnits;
import duiqi.check.CheckResult;
import duiqi.check.CheckRun;
import duiqi.check.CheckSettings;
import duiqi.check.CheckedUnit;
import duiqi.check.Checks;
import duiqi.check.Severity;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.glossary.Glossary;
import duiqi.lexicon.Lexicon;
import duiqi.report.FindingReport;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Checks the units of a project. Immutable.
 *
 * @param project the settings, glossaries and baseline to check by
 * @param inputs the inputs as the user names them; none for the memories of the project
 * @param reader reads texts, which are aligned first
 * @param since the revision of git after which units must have changed to be reported; empty for all units
 * @param isUpdate whether the findings are written into the baseline instead of reported
 */
public record ProjectCheck(
        Project project, List<String> inputs, TextPairReader reader, Optional<String> since, boolean isUpdate) {
    public ProjectCheck {
        inputs = List.copyOf(inputs);
    }

    /**
     * The outcome of a check.
     *
     * @param result the findings
     * @param settings the settings that hold
     * @param files the names of the inputs
     * @param units the number of units
     * @param problems the problems that kept some units from being read, each as {@code place: problem; remedy}
     * @param isUnderstood whether all settings and terms could be read
     */
    public record Outcome(
            CheckResult result,
            CheckSettings settings,
            List<String> files,
            int units,
            List<String> problems,
            boolean isUnderstood) {
        public Outcome {
            files = List.copyOf(files);
            problems = List.copyOf(problems);
        }

        /** Returns whether a finding is bad enough to fail. */
        public boolean isFailed(Optional<Severity> least) {
            return result.findings().stream()
                    .anyMatch(finding -> least.filter(finding::isAtLeast).isPresent());
        }

        /**
         * Returns the report of the findings.
         *
         * @param least the severity from which a finding fails the check; empty when none does
         */
        public FindingReport report(Optional<Severity> least, Workspace workspace) throws IOException {
            return ProjectCheck.report(this, least, workspace);
        }
    }

    /** Returns the report of some findings. */
    static FindingReport report(Outcome outcome, Optional<Severity> least, Workspace workspace) throws IOException {
        return new FindingReport(
                Version.number(),
                workspace.clock().instant(),
                outcome.files(),
                outcome.units(),
                Checks.rules().stream()
                        .filter(rule -> outcome.settings().severity(rule, "").isPresent())
                        .toList(),
                outcome.result().findings(),
                least,
                outcome.problems());
    }

    /**
     * Runs the check.
     *
     * @param settings the settings of the project
     * @param toCheck the inputs
     * @param wrong the problems of the settings, to which those of glossaries and baseline are added
     */
    public Outcome run(CheckInputs toCheck, CheckSettings settings, List<FormatException> wrong, Workspace workspace)
            throws IOException {
        Glossary glossary = Project.glossary(project.glossaries(settings), wrong::add);
        boolean isUnderstood = wrong.isEmpty();
        Lexicon lexicon = Lexicon.standard();
        CheckSources sources = CheckSources.with(glossary, lexicon, reader, workspace);
        Baseline baseline = project.baseline(settings, isUpdate, wrong::add);
        wrong.addAll(toCheck.problems());
        wrong.forEach(problem -> sources.report(String.valueOf(problem.getMessage())));
        toCheck.leftOut().forEach(text -> workspace.messages().warn(TextPairSpecs.leftOut(text)));
        CheckRun run = CheckRun.of(glossary, lexicon, settings, baseline, changes(toCheck, workspace));
        Units units = new Units(run);
        sources.read(toCheck, units);
        if (inputs.isEmpty()) {
            endMissing(baseline, run);
        }
        Outcome outcome =
                new Outcome(run.finish(), settings, toCheck.names(), units.count, sources.problems(), isUnderstood);
        if (isUpdate && isUnderstood) {
            Path file = project.baselineFile(settings).orElseThrow();
            UninterruptibleWrite.run(() -> outcome.result().baseline().write(file));
        }
        return outcome;
    }

    /** Files that the baseline knows and that no longer exist have no findings. */
    private static void endMissing(Baseline baseline, CheckRun run) {
        for (String name : baseline.files()) {
            Path file = baseline.folder().resolve(name);
            if (!name.equals(TextReader.STANDARD_INPUT) && !Files.exists(file)) {
                run.endFile(file.toString());
            }
        }
    }

    private Optional<ChangedUnits> changes(CheckInputs toCheck, Workspace workspace) throws IOException {
        if (since.isEmpty()) {
            return Optional.empty();
        }
        GitRevision revision = GitRevision.of(since.get(), workspace.folder().toAbsolutePath());
        return Optional.of(new EarlierUnits(revision, reader).of(toCheck));
    }

    /** Checks the units that are read, and counts them. */
    private static final class Units implements CheckSources.SourceListener {
        private final CheckRun run;
        private int count;

        Units(CheckRun run) {
            this.run = run;
        }

        @Override
        public void unit(Tu unit, UnitReader reader, List<CheckedUnit> pairs) {
            pairs.forEach(this::add);
        }

        @Override
        public void aligned(ParallelText text) {
            TextUnits.of(text).forEach(this::add);
        }

        private void add(CheckedUnit unit) {
            count++;
            run.add(unit);
        }

        @Override
        public void end(String file) {
            run.endFile(file);
        }
    }
}
