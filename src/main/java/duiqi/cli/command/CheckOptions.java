package duiqi.cli.command;

import duiqi.app.MemoryConversion;
import duiqi.app.Workspace;
import duiqi.check.CheckSettings;
import duiqi.check.Checks;
import duiqi.check.Finding;
import duiqi.check.Fixes;
import duiqi.check.ListedFindings;
import duiqi.check.Rule;
import duiqi.cli.option.OptionGroup;
import duiqi.cli.option.StandardOutput;
import duiqi.cli.print.Console;
import duiqi.io.AtomicFile;
import duiqi.report.FindingReport;
import duiqi.report.ReportFormat;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.NearestName;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Stack;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Contains the options that only {@code duiqi check} has. */
final class CheckOptions {
    private CheckOptions() {}

    /** Holds the options of a report of findings. */
    static final class ReportOptions {
        private static final int COLUMNS = 100;

        /** Name of the environment variable with the URL of the pages of the rules */
        private static final String PAGES = "DUIQI_RULE_PAGES";

        /** Lists the names of the formats for help and completion. */
        static final class Formats implements Iterable<String> {
            @Override
            public Iterator<String> iterator() {
                return ReportFormat.ALL.stream().map(ReportFormat::name).iterator();
            }
        }

        @Option(
                names = {"-f", "--format", "--to"},
                paramLabel = "FORMAT",
                completionCandidates = Formats.class,
                order = OptionGroup.OUTPUT,
                description = "Write this format. Default: from the file name, or text.")
        private @Nullable String name;

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FILE",
                order = OptionGroup.OUTPUT,
                description = "Write to this file. Default: standard output.")
        private @Nullable Path output;

        @Option(
                names = {"-q", "--quiet"},
                order = OptionGroup.OUTPUT,
                description = "Print no summary and no findings.")
        private boolean quiet;

        @Option(
                names = "--all",
                order = OptionGroup.OUTPUT,
                description = "List all findings about terms, also more than 50 about one term or 1,000 of a rule.")
        private boolean all;

        /**
         * Returns the format of the report: the one that the user names, else that of the output file.
         *
         * @throws IllegalArgumentException if there is no format with the name that the user gives
         * @throws FormatException if the output file has the extension of another format
         */
        ReportFormat format() throws FormatException {
            Optional<ReportFormat> given = name == null ? Optional.empty() : Optional.of(named(name));
            if (output().isEmpty()) {
                return given.orElse(ReportFormat.ALL.get(0));
            }
            Map<String, List<String>> written = new LinkedHashMap<>();
            ReportFormat.ALL.forEach(format -> written.put(format.name(), format.extensions()));
            return named(new MemoryConversion.OutputName("check", true, written)
                    .format(output().get(), given.map(ReportFormat::name)));
        }

        private static ReportFormat named(String given) {
            List<String> names =
                    ReportFormat.ALL.stream().map(ReportFormat::name).toList();
            return ReportFormat.named(given)
                    .orElseThrow(() -> new IllegalArgumentException("--to " + given + ": unknown format; "
                            + ReportFormat.RETIRED.getOrDefault(
                                    given.toLowerCase(Locale.ROOT), NearestName.remedy(given, names))));
        }

        /** Returns whether the report goes to the terminal as text. */
        boolean isForTerminals() {
            return output().isEmpty() && (name == null || named(name).equals(ReportFormat.ALL.get(0)));
        }

        /** Returns whether duiqi prints errors only. */
        boolean isQuiet() {
            return quiet;
        }

        /** Returns the file to write; empty for standard output. */
        Optional<Path> output() {
            return StandardOutput.file(Optional.ofNullable(output));
        }

        /** Writes a report, unless it is for terminals and the user wants errors only. */
        void write(FindingReport found, boolean inColour, Console console) throws IOException {
            FindingReport report = all ? found : found.with(ListedFindings.of(found.findings()));
            ReportFormat format = format();
            Optional<Path> file = output();
            ReportFormat.Settings settings = new ReportFormat.Settings(
                    console.folder().toAbsolutePath(),
                    root(format, console),
                    inColour && file.isEmpty(),
                    columns(console),
                    pages(console));
            if (file.isPresent()) {
                Workspace.UninterruptibleWrite.run(() -> AtomicFile.write(file.get(), out -> {
                    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                    format.write(report, settings, writer);
                    writer.flush();
                }));
            } else if (!quiet || name != null || output != null) {
                format.write(report, settings, console.out());
            }
        }

        /**
         * Returns the start of relative paths in a report: the current folder, or in a job of the host that reads the
         * report, its clone of the repository.
         */
        private static Path root(ReportFormat format, Console console) {
            Path folder = console.folder().toAbsolutePath();
            String clone = switch (format.name()) {
                case "github", "github-review", "sarif" -> "GITHUB_WORKSPACE";
                case "gitlab" -> "CI_PROJECT_DIR";
                default -> "";
            };
            return console.variable(clone)
                    .map(Path::of)
                    .filter(root -> root.isAbsolute() && folder.startsWith(root))
                    .orElse(folder);
        }

        private static int columns(Console console) {
            return console.variable("COLUMNS")
                    .filter(columns -> columns.matches("[1-9]\\d{0,3}"))
                    .map(Integer::parseInt)
                    .orElse(COLUMNS);
        }

        private static Optional<URI> pages(Console console) {
            Optional<String> address = console.variable(PAGES);
            if (address.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(new URI(address.get().replaceFirst("/*$", "/")));
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException(
                        PAGES + " " + address.get() + ": is not a URL; correct or unset it", e);
            }
        }
    }

    /** Holds the options that change the checked files or the settings. */
    static final class ChangeOptions {
        private static final String SAFE = "safe";
        private static final String ALL = "all";
        private static final Pattern KEY = Pattern.compile("[0-9a-f]{16}");
        private static final Pattern PLACE = Pattern.compile(".+:\\d+:\\d+", Pattern.DOTALL);

        @Option(
                names = "--fix",
                arity = "0..1",
                paramLabel = "all",
                preprocessor = AttachedOnly.class,
                order = OptionGroup.CHECKING,
                description = "Apply corrections of marks and spaces; all: also of words, terms, numbers and URLs.")
        private @Nullable String fix;

        @Option(
                names = "--dry-run",
                order = OptionGroup.OUTPUT,
                description = "Show what the command would do, but write nothing.")
        private boolean dryRun;

        @Option(
                names = "--ignore",
                paramLabel = "WHAT",
                order = OptionGroup.CHECKING,
                description = "Add an ignore to the settings: FILE:LINE:COLUMN, a key, RULE or RULE=WORDS.")
        private @Nullable String ignored;

        @Option(
                names = "--reason",
                paramLabel = "TEXT",
                order = OptionGroup.CHECKING,
                description = "Set the reason of --ignore.")
        private @Nullable String reason;

        /** Takes a value that is attached to its option only, because a file may follow the option. */
        private static final class AttachedOnly implements IParameterPreprocessor {
            @Override
            public boolean preprocess(
                    Stack<String> args, CommandSpec command, ArgSpec option, Map<String, Object> info) {
                if (!"=".equals(info.get("separator"))) {
                    args.push(SAFE);
                }
                return false;
            }
        }

        /** Rejects options without the options that they belong to. */
        void requireFit() {
            if (fix != null && !fix.equals(SAFE) && !fix.equals(ALL)) {
                throw new IllegalArgumentException("--fix=" + fix + ": unknown value; write --fix or --fix=all");
            }
            if (dryRun && fix == null) {
                throw new IllegalArgumentException("--dry-run: has no effect without --fix; add --fix");
            }
            if (reason != null && ignored == null) {
                throw new IllegalArgumentException("--reason: has no effect without --ignore; add --ignore");
            }
            if (ignored != null && (reason == null || reason.isBlank())) {
                throw new IllegalArgumentException("--ignore " + ignored + ": has no reason; add --reason");
            }
            if (ignored != null && fix != null) {
                throw new IllegalArgumentException("--ignore: cannot be combined with --fix; run the two separately");
            }
        }

        /** Returns the rules that correct the files; empty for none. */
        Optional<Fixes.Scope> fix() {
            return Optional.ofNullable(fix).map(value -> value.equals(ALL) ? Fixes.Scope.ALL : Fixes.Scope.SAFE);
        }

        boolean isPreview() {
            return dryRun;
        }

        /** Returns the findings to ignore. */
        Optional<String> ignored() {
            return Optional.ofNullable(ignored);
        }

        /**
         * Returns the sections to add to the settings.
         *
         * @throws IllegalArgumentException if no finding matches
         */
        List<CheckSettings.IgnoreSection> sections(List<Finding> findings) {
            String what = ignored().orElseThrow();
            List<CheckSettings.IgnoreSection> sections;
            if (KEY.matcher(what).matches()) {
                sections = findings.stream()
                        .filter(finding -> finding.key().equals(what))
                        .map(this::one)
                        .distinct()
                        .toList();
            } else if (PLACE.matcher(what).matches()) {
                sections = findings.stream()
                        .filter(finding -> finding.location().toString().equals(what))
                        .map(this::one)
                        .distinct()
                        .toList();
            } else {
                sections = List.of(rule(what));
            }
            if (findings.stream()
                    .noneMatch(finding -> sections.stream().anyMatch(section -> section.matches(finding)))) {
                throw new IllegalArgumentException(
                        "--ignore " + what + ": matches no finding of this check; copy a location from the report");
            }
            return sections;
        }

        private CheckSettings.IgnoreSection one(Finding finding) {
            return section(finding.rule().id(), Optional.empty(), Optional.of(finding.key()));
        }

        private CheckSettings.IgnoreSection rule(String what) {
            int sign = what.indexOf('=');
            String id = sign < 0 ? what : what.substring(0, sign);
            List<String> rules = Checks.rules().stream().map(Rule::id).toList();
            if (!rules.contains(id)) {
                throw new IllegalArgumentException("--ignore " + what + ": is no location, key or rule; "
                        + NearestName.of(id, rules)
                                .map(rule -> "did you mean '" + rule + "'?")
                                .orElse("list all rules with --rules"));
            }
            return section(id, Optional.of(what.substring(sign + 1)).filter(words -> sign >= 0), Optional.empty());
        }

        private CheckSettings.IgnoreSection section(String rule, Optional<String> words, Optional<String> key) {
            return new CheckSettings.IgnoreSection(
                    Optional.of(rule),
                    words,
                    key,
                    List.of(),
                    Optional.ofNullable(reason).orElse(""),
                    new Location(CheckSettings.FILE_NAME, 1, 1));
        }
    }
}
