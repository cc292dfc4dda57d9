package duiqi.cli.command;

import duiqi.app.Project;
import duiqi.app.ProjectCheck;
import duiqi.app.TextPairReader;
import duiqi.check.CheckSettings;
import duiqi.check.Checks;
import duiqi.check.Finding;
import duiqi.cli.print.ExitCode;
import duiqi.text.Location;
import duiqi.text.Plurals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "ignore", header = "Ignore findings of a check, with a reason.", description = """

                Checks the files like duiqi check, and adds a section [[ignore]] to duiqi.toml for the findings that \
                you name. WHAT is the location of a finding, FILE:LINE:COLUMN, as in the report; the key of a finding; \
                a RULE; or RULE=WORDS, which ignores the rule for these words. Later checks do not report them.
                """, footer = """

                Examples:
                  duiqi ignore tm/a.tmx:34:24 --reason 'a line of verse'
                  duiqi ignore number-mismatch=2019 --reason 'a name' delivery.xlf
                """)
public final class IgnoreCommand extends CheckingCommand {
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern PLACE = Pattern.compile(".+:\\d+:\\d+", Pattern.DOTALL);

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Set the reason, for the readers of duiqi.toml.")
    private String reason = "";

    @Parameters(index = "0", paramLabel = "WHAT", description = "FILE:LINE:COLUMN, a key, RULE or RULE=WORDS.")
    private String what = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "FILE",
            description = "Files, folders or two texts to check. Default: the project.")
    private List<String> inputs = List.of();

    @Override
    public Integer call() throws IOException {
        if (reason.isBlank()) {
            throw misuse("--reason: is empty; give a reason");
        }
        CheckSettings settings = settings();
        TextPairReader reader = reader(settings);
        Project project = project();
        List<Finding> findings = new ProjectCheck(project, inputs, reader, Optional.empty(), false)
                .run(
                        project.inputs(inputs, settings, reader),
                        settings,
                        wrong,
                        console().workspace())
                .result()
                .findings();
        List<CheckSettings.IgnoreSection> sections = sections(findings);
        Path file = project.add(sections);
        if (!isQuiet()) {
            long count = findings.stream()
                    .filter(finding -> sections.stream().anyMatch(section -> section.matches(finding)))
                    .count();
            print(file + ": " + Plurals.of(count, "finding") + " ignored: "
                    + sections.stream()
                            .map(CheckSettings.IgnoreSection::subject)
                            .collect(Collectors.joining(", "))
                    + "\n");
        }
        return ExitCode.DONE;
    }

    /**
     * Returns the sections to add to the settings.
     *
     * @throws IllegalArgumentException if no finding matches
     */
    private List<CheckSettings.IgnoreSection> sections(List<Finding> findings) {
        boolean isKey = KEY.matcher(what).matches();
        Predicate<Finding> isMeant = finding ->
                what.equals(isKey ? finding.key() : finding.location().toString());
        List<CheckSettings.IgnoreSection> sections = isKey
                        || PLACE.matcher(what).matches()
                ? findings.stream()
                        .filter(isMeant)
                        .map(finding -> section(finding.rule().id(), Optional.empty(), Optional.of(finding.key())))
                        .distinct()
                        .toList()
                : List.of(rule());
        if (findings.stream().noneMatch(finding -> sections.stream().anyMatch(section -> section.matches(finding)))) {
            throw new IllegalArgumentException(
                    what + ": matches no finding of this check; copy a location from the report");
        }
        return sections;
    }

    private CheckSettings.IgnoreSection rule() {
        int sign = what.indexOf('=');
        String id = sign < 0 ? what : what.substring(0, sign);
        if (Checks.rules().stream().noneMatch(rule -> rule.id().equals(id))) {
            throw unknownRule(what + ": is no location, key or rule", id);
        }
        return section(id, Optional.of(what.substring(sign + 1)).filter(words -> sign >= 0), Optional.empty());
    }

    private CheckSettings.IgnoreSection section(String rule, Optional<String> words, Optional<String> key) {
        return new CheckSettings.IgnoreSection(
                Optional.of(rule), words, key, List.of(), reason, new Location(CheckSettings.FILE_NAME, 1, 1));
    }
}
