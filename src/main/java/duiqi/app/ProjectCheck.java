package duiqi.app;

import duiqi.align.ParallelText;
import duiqi.app.source.CheckSources;
import duiqi.app.source.GitRevision;
import duiqi.check.Baseline;
import duiqi.check.CheckRun;
import duiqi.check.CheckSettings;
import duiqi.check.CheckedUnit;
import duiqi.check.Checks;
import duiqi.check.Severity;
import duiqi.check.TermExplanation;
import duiqi.check.UnitPlace;
import duiqi.document.DocumentReader;
import duiqi.document.Documents;
import duiqi.document.TextPairs;
import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.glossary.Glossary;
import duiqi.io.FileName;
import duiqi.io.InputFile;
import duiqi.lexicon.Lexicon;
import duiqi.report.FindingReport;
import duiqi.text.FormatException;
import duiqi.text.Plurals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Checks the units of a project. Immutable.
 *
 * @param since the git revision; only units that changed after it are reported; empty for all units
 * @param isUpdate true to write the findings to the baseline
 */
public record ProjectCheck(
        Project project, List<String> inputs, TextPairReader reader, Optional<String> since, boolean isUpdate) {
    public ProjectCheck {
        inputs = List.copyOf(inputs);
    }

    /**
     * Describes the outcome of a check.
     *
     * @param problems the problems that made duiqi skip units, each as {@code location: problem; remedy}
     * @param areSettingsValid true if all settings and terms could be read
     * @param terms the number of translations in the glossaries
     */
    public record Outcome(
            CheckRun.Result result,
            CheckSettings settings,
            List<String> files,
            int units,
            List<String> problems,
            boolean areSettingsValid,
            int terms) {
        public Outcome {
            files = List.copyOf(files);
            problems = List.copyOf(problems);
        }

        /**
         * Returns whether the check fails.
         *
         * @param least the minimum severity that fails the check; empty if no finding fails it
         */
        public boolean isFailed(Optional<Severity> least) {
            return least.filter(level -> result.findings().stream().anyMatch(finding -> finding.isAtLeast(level)))
                    .isPresent();
        }

        /**
         * Returns the report of the findings.
         *
         * @param least the minimum severity that fails the check; empty if no finding fails it
         */
        public FindingReport report(Optional<Severity> least, Workspace workspace) throws IOException {
            return new FindingReport(
                    Version.number(),
                    workspace.clock().instant(),
                    files,
                    units,
                    Checks.rules().stream()
                            .filter(rule -> settings.severity(rule, "").isPresent())
                            .toList(),
                    result,
                    least,
                    problems);
        }
    }

    /**
     * Runs the check.
     *
     * @param wrong the problems of the settings; the method adds the problems of glossaries and baseline
     */
    public Outcome run(CheckInputs toCheck, CheckSettings settings, List<FormatException> wrong, Workspace workspace)
            throws IOException {
        CheckSources sources = new CheckSources(project, toCheck, settings, reader, wrong, workspace);
        boolean areSettingsValid = wrong.size() == toCheck.problems().size();
        Baseline baseline = project.baseline(settings, isUpdate, problem -> {
            wrong.add(problem);
            sources.report(problem);
        });
        Glossary glossary = sources.glossary();
        CheckRun run =
                CheckRun.of(glossary, Lexicon.standard(), settings, baseline, changes(toCheck, settings, workspace));
        Units units = new Units(run, workspace.messages());
        sources.read(units);
        if (inputs.isEmpty()) {
            endMissing(baseline, run);
            run.endProject();
        }
        Outcome outcome = new Outcome(
                run.finish(),
                settings,
                toCheck.names(),
                units.count,
                sources.problems(),
                areSettingsValid,
                glossary.entries().size());
        if (isUpdate && areSettingsValid) {
            Path file = project.baselineFile(settings).orElseThrow();
            Workspace.UninterruptibleWrite.run(
                    () -> outcome.result().baseline().get().write(file));
        }
        return outcome;
    }

    /**
     * Returns the lines of an explanation of the decisions about the terms of a unit.
     *
     * @param wrong the problems of the settings; the method adds the problems of glossaries and files
     * @throws IllegalArgumentException if no unit is at the place
     */
    public List<String> explain(
            UnitPlace place,
            CheckInputs toCheck,
            CheckSettings settings,
            List<FormatException> wrong,
            Workspace workspace)
            throws IOException {
        CheckSources sources = new CheckSources(project, toCheck, settings, reader, wrong, workspace);
        TermExplanation explanation = new TermExplanation(place, sources.glossary(), Lexicon.standard(), settings);
        sources.read(new CheckSources.SourceListener() {
            @Override
            public void unit(Tu unit, UnitReader in, List<CheckedUnit> pairs) {
                pairs.forEach(explanation::add);
            }

            @Override
            public void aligned(ParallelText text) {
                CheckSources.TextUnits.of(text).forEach(explanation::add);
            }
        });
        return explanation.lines();
    }

    /** Marks files of the baseline that no longer exist as checked, so that their findings leave the baseline. */
    private static void endMissing(Baseline baseline, CheckRun run) {
        for (String name : baseline.files()) {
            Path file = baseline.folder().resolve(name);
            if (!name.equals(TextReader.STANDARD_INPUT) && !Files.exists(file)) {
                run.endFile(file.toString());
            }
        }
    }

    private Optional<CheckRun.ChangedUnits> changes(CheckInputs toCheck, CheckSettings settings, Workspace workspace)
            throws IOException {
        if (since.isEmpty()) {
            return Optional.empty();
        }
        GitRevision revision = GitRevision.of(since.get(), workspace.folder().toAbsolutePath());
        revision.warning().ifPresent(workspace.messages()::warn);
        return Optional.of(new CheckSources.EarlierUnits(revision, settings.direction(), reader).of(toCheck));
    }

    private static final class Units implements CheckSources.SourceListener {
        /** Number of units between two messages about the progress */
        private static final int STEP = 100;

        private final CheckRun run;
        private final Workspace.Messages messages;
        private int count;

        Units(CheckRun run, Workspace.Messages messages) {
            this.run = run;
            this.messages = messages;
            messages.working("reading");
        }

        @Override
        public void unit(Tu unit, UnitReader reader, List<CheckedUnit> pairs) {
            pairs.forEach(this::add);
        }

        @Override
        public void aligned(ParallelText text) {
            CheckSources.TextUnits.of(text).forEach(this::add);
            CheckSources.TextUnits.omissions(text).forEach(run::add);
        }

        private void add(CheckedUnit unit) {
            count++;
            if (count % STEP == 0) {
                messages.working("checking, " + Plurals.units(count));
            }
            run.add(unit);
        }

        @Override
        public void end(String file) {
            run.endFile(file);
        }
    }

    /**
     * Holds the inputs of a check. Immutable.
     *
     * @param units files with translation units
     * @param texts pairs of texts, which duiqi aligns first
     * @param others files of folders in other languages than Chinese and English, which are not checked
     * @param unpaired files of folders that have no counterpart; they may not be texts
     * @param unread texts and tables in folders whose other files are checked
     * @param problems the inputs that cannot be checked, because they do not exist or have no counterpart
     */
    public record CheckInputs(
            List<Path> units,
            List<TextPairSpecs.Spec> texts,
            List<Path> others,
            List<TextPairs.Unpaired> unpaired,
            List<Path> unread,
            List<FormatException> problems) {
        /**
         * Extensions of the files that duiqi checks in a folder. It checks other tables only if they are given by name.
         */
        private static final List<String> UNIT_FILES =
                List.of(".tmx", ".tmx.gz", ".tmx.zip", ".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff", ".po");

        /** Folders of files that tools generate or download. */
        private static final Set<String> GENERATED =
                Set.of("node_modules", "target", "build", "dist", "bin", "obj", "out", "Pods", "vendor");

        /** Name of the format that duiqi treats as two texts, as duiqi align does. */
        private static final String LINES = "moses";

        public CheckInputs {
            units = List.copyOf(units);
            texts = List.copyOf(texts);
            others = others.stream().distinct().sorted().toList();
            unpaired = List.copyOf(unpaired);
            unread = unread.stream().distinct().sorted().toList();
            problems = List.copyOf(problems);
        }

        /**
         * Returns the memories of a project.
         *
         * @throws FormatException if there is no memory
         */
        static CheckInputs project(Path folder) throws IOException {
            if (!Files.isDirectory(folder)) {
                throw new FormatException(
                        folder.toString(),
                        "there is no such folder",
                        "change to the folder of a project, or give the files to check");
            }
            List<Path> others = new ArrayList<>();
            List<Path> unread = new ArrayList<>();
            List<Path> units = in(folder, others, unread);
            if (units.isEmpty()) {
                throw new FormatException(
                        folder.toString(),
                        others.isEmpty() ? "has no memory, XLIFF or PO file" : onlyOthers(others),
                        "put one there, or give the files to check");
            }
            return new CheckInputs(units, List.of(), others, List.of(), unread, List.of());
        }

        /** Returns all files of units in the folder of a project, outside its glossaries; there may be none. */
        static CheckInputs whole(Path folder) throws IOException {
            List<Path> others = new ArrayList<>();
            List<Path> unread = new ArrayList<>();
            List<Path> units = in(folder, others, unread);
            List.of(units, unread)
                    .forEach(files -> files.removeIf(file -> file.startsWith(folder.resolve(Project.GLOSSARIES))));
            return new CheckInputs(units, List.of(), others, List.of(), unread, List.of());
        }

        /** Returns the files in a folder and its subfolders that {@code duiqi check} checks. */
        public static List<Path> found(Path folder) throws IOException {
            return whole(folder).units;
        }

        /**
         * Returns the inputs for a list of files, folders, addresses or {@code -}. duiqi searches a folder and its
         * subfolders, except hidden ones, for memories, XLIFF files, PO files and resource files of programs. If it finds
         * none, it searches for pairs of texts.
         *
         * @throws FormatException if nothing remains to check, because texts do not exist or have no counterpart
         */
        static CheckInputs of(List<String> arguments, TextPairReader reader) throws IOException {
            List<Path> units = new ArrayList<>();
            List<String> texts = new ArrayList<>();
            List<Path> given = new ArrayList<>();
            List<Path> others = new ArrayList<>();
            List<Path> unread = new ArrayList<>();
            List<FormatException> problems = new ArrayList<>();
            for (String argument : arguments) {
                FileName.requireUtf8(argument);
                if (isNoFile(argument)) {
                    texts.add(argument);
                } else if (Files.isDirectory(Path.of(argument))) {
                    List<Path> foreign = new ArrayList<>();
                    List<Path> left = new ArrayList<>();
                    List<Path> inside = in(Path.of(argument), foreign, left);
                    units.addAll(inside);
                    others.addAll(foreign);
                    unread.addAll(inside.isEmpty() ? List.of() : left);
                    if (inside.isEmpty() && Set.copyOf(foreign).containsAll(shown(Path.of(argument)))) {
                        String problem = foreign.isEmpty() ? "has no file to check" : onlyOthers(foreign);
                        problems.add(new FormatException(argument, problem, "give another folder"));
                    } else if (inside.isEmpty()) {
                        texts.add(argument);
                    }
                } else if (isUnitFile(Path.of(argument))
                        || MemoryFiles.glossary(Path.of(argument)).isPresent()) {
                    // The reader reports that a glossary is none of these files.
                    given.add(Path.of(argument));
                } else {
                    texts.add(argument);
                }
            }
            units.addAll(MemoryFiles.withoutParts(given, problems::add));
            List<TextPairs.Unpaired> unpaired = new ArrayList<>();
            List<TextPairSpecs.Spec> jobs =
                    texts.isEmpty() ? List.of() : paired(texts, reader, others, unpaired, problems);
            if (units.isEmpty() && jobs.isEmpty()) {
                throw problems.get(0);
            }
            List.of(others, unread).forEach(skipped -> skipped.removeAll(given));
            unpaired.removeIf(text -> others.contains(text.file()));
            return new CheckInputs(units.stream().distinct().toList(), jobs, others, unpaired, unread, problems);
        }

        /** Pairs texts by their names. Adds those without a counterpart to one of two lists. */
        private static List<TextPairSpecs.Spec> paired(
                List<String> texts,
                TextPairReader reader,
                List<Path> others,
                List<TextPairs.Unpaired> unpaired,
                List<FormatException> problems)
                throws IOException {
            try {
                TextPairSpecs paired = TextPairSpecs.of(texts, reader);
                for (TextPairs.Unpaired text : paired.unpaired()) {
                    if (texts.contains(text.file().toString())) {
                        problems.add(new FormatException(
                                text.file().toString(),
                                "has no counterpart",
                                text.nearest()
                                        .map(near -> "rename it if " + near + " is its translation")
                                        .orElse("give the file of its translation a matching name")));
                    } else {
                        unpaired.add(text);
                    }
                }
                return paired.jobs();
            } catch (FormatException problem) {
                // Folders with files in other languages need no names for pairs.
                boolean areFolders =
                        texts.stream().allMatch(text -> !isNoFile(text) && Files.isDirectory(Path.of(text)));
                problems.add(
                        areFolders && !others.isEmpty()
                                ? new FormatException(
                                        String.join(" ", texts), onlyOthers(others), "give another folder")
                                : problem);
                return List.of();
            }
        }

        private static String onlyOthers(List<Path> others) {
            List<Path> skipped = others.stream().distinct().sorted().toList();
            return "has no file in Chinese and English (" + Plurals.of(skipped.size(), "file") + " skipped, such as "
                    + skipped.get(0) + ")";
        }

        /**
         * Returns the translations among files, as a hook passes all files of a commit. A file of source texts adds its
         * translation. There may be none.
         */
        static CheckInputs among(List<String> files) throws IOException {
            Set<Path> units = new LinkedHashSet<>();
            List<Path> others = new ArrayList<>();
            for (String name : files) {
                FileName.requireUtf8(name);
                Path file = Path.of(name);
                if (Files.isDirectory(file)) {
                    units.addAll(in(file, others, new ArrayList<>()));
                } else if (!Files.exists(file) || isMemory(file)) {
                    (MemoryFiles.isInOtherLanguages(file) ? others : units).add(file);
                } else {
                    translationOf(file).ifPresent(units::add);
                }
            }
            return new CheckInputs(List.copyOf(units), List.of(), others, List.of(), List.of(), List.of());
        }

        private static Optional<Path> translationOf(Path file) throws IOException {
            Optional<ExchangeFormat> format =
                    resourceFormat(file, file).filter(one -> !one.name().equals(LINES));
            boolean isTemplate = file.toString().toLowerCase(Locale.ROOT).endsWith(".pot");
            if (format.isEmpty() || isTemplate) {
                return Optional.empty();
            }
            try {
                List<Path> parts = format.get().parts(file);
                Path last = parts.get(parts.size() - 1);
                boolean isTranslation =
                        format.get().isTranslation(last) || (parts.size() == 1 && MemoryFiles.hasPairs(last));
                return isTranslation ? Optional.of(last) : Optional.empty();
            } catch (FormatException noTranslation) {
                return Optional.empty();
            }
        }

        private static boolean isNoFile(String argument) {
            return TextPairSpecs.isNoFile(argument) || argument.contains("://");
        }

        private static boolean isUnitFile(Path file) {
            return ExchangeFormat.of(file)
                    .filter(format -> !format.name().equals(LINES))
                    .isPresent();
        }

        private static List<Path> shown(Path folder) throws IOException {
            return InputFile.in(folder, Integer.MAX_VALUE).stream()
                    .filter(Files::exists)
                    .toList();
        }

        /**
         * Returns the files to check in a folder.
         *
         * @param others receives the files in other languages
         * @param unread receives the texts and tables
         */
        private static List<Path> in(Path folder, List<Path> others, List<Path> unread) throws IOException {
            List<Path> units = new ArrayList<>();
            List<Path> unpaired = new ArrayList<>();
            for (Path file : shown(folder)) {
                if (isMemory(file)) {
                    (MemoryFiles.isInOtherLanguages(file) ? others : units).add(file);
                    continue;
                }
                Optional<ExchangeFormat> format = resourceFormat(folder.relativize(file), file);
                if (format.isPresent() && format.get().isTranslation(file)) {
                    units.add(file);
                    others.addAll(format.get().inOtherLanguages(file));
                } else if (format.isPresent()) {
                    unpaired.addAll(format.get().inOtherLanguages(file));
                    translationOf(file).filter(file::equals).ifPresent(unread::add);
                } else if (isDocument(folder.relativize(file))) {
                    unread.add(file);
                }
            }
            if (units.isEmpty()) {
                others.addAll(unpaired);
            }
            units.sort(null);
            FileName.requireUtf8(units);
            return units;
        }

        private static boolean isDocument(Path inFolder) {
            return !isGenerated(inFolder)
                    && DocumentReader.Input.extensionOf(inFolder.toString())
                            .filter(Documents::areRead)
                            .isPresent();
        }

        private static boolean isMemory(Path file) {
            return UNIT_FILES.stream().anyMatch(file.toString().toLowerCase(Locale.ROOT)::endsWith);
        }

        /** Returns the format that a file may have as a resource file; empty for files that tools generate. */
        private static Optional<ExchangeFormat> resourceFormat(Path inFolder, Path file) {
            boolean isXml = file.toString().toLowerCase(Locale.ROOT).endsWith(".xml");
            return isGenerated(inFolder)
                    ? Optional.empty()
                    : isXml ? ExchangeFormat.of(file) : ExchangeFormat.ofName(file);
        }

        private static boolean isGenerated(Path inFolder) {
            return StreamSupport.stream(inFolder.spliterator(), false)
                    .anyMatch(part -> GENERATED.contains(part.toString()));
        }

        public List<String> warnings() {
            List<String> warnings = new ArrayList<>();
            if (units.isEmpty() && texts.isEmpty()) {
                warnings.add("nothing to check: there is no memory, XLIFF, PO or resource file in Chinese and English");
            }
            String skipped = Stream.of(
                            skipped(others, "file", " not in Chinese and English"),
                            skipped(
                                    unpaired.stream()
                                            .map(TextPairs.Unpaired::file)
                                            .toList(),
                                    "text",
                                    " without a counterpart"),
                            skipped(unread, "file", " that duiqi checks only by name"))
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining("; "));
            if (!skipped.isEmpty()) {
                warnings.add("skipped: " + skipped);
            }
            return warnings;
        }

        private static Optional<String> skipped(List<Path> files, String what, String why) {
            return files.stream()
                    .findFirst()
                    .map(first ->
                            Plurals.of(files.size(), what) + why + (files.size() == 1 ? ": " : ", such as ") + first);
        }

        /** Returns the names of all inputs. A pair of texts has the name of the target. */
        public List<String> names() {
            return Stream.concat(
                            units.stream().map(Path::toString), texts.stream().map(TextPairSpecs.Spec::target))
                    .toList();
        }

        List<Path> files() {
            return Stream.concat(
                            units.stream(),
                            texts.stream()
                                    .flatMap(job -> Stream.of(job.source(), job.target()))
                                    .filter(name -> !isNoFile(name))
                                    .map(Path::of))
                    .toList();
        }
    }
}
