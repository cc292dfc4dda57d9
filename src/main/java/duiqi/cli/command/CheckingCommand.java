package duiqi.cli.command;

import duiqi.app.Project;
import duiqi.app.TextPairReader;
import duiqi.check.CheckSettings;
import duiqi.check.Checks;
import duiqi.check.Rule;
import duiqi.cli.option.LanguageOptions;
import duiqi.cli.option.ProjectOptions;
import duiqi.cli.option.ReadingOptions;
import duiqi.text.FormatException;
import duiqi.text.NearestName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds the options of the commands that check files. Each runs one check. */
abstract class CheckingCommand extends Subcommand {
    @Mixin
    private ProjectOptions options = new ProjectOptions();

    @Mixin
    private LanguageOptions languages = new LanguageOptions();

    @Mixin
    private ReadingOptions.BilingualOptions reading = new ReadingOptions.BilingualOptions();

    @Option(
            names = "--select",
            paramLabel = "RULE",
            split = ",",
            description = "Check these rules only. term: all rules about terms.")
    private List<String> selected = List.of();

    @Option(
            names = "--ignore-rule",
            paramLabel = "RULE",
            split = ",",
            description = "Switch off these rules. term: all rules about terms.")
    private List<String> ignored = List.of();

    /** Problems of the settings, the glossaries and the baseline */
    final List<FormatException> wrong = new ArrayList<>();

    /** Returns the project with the settings that the user gives. */
    final Project project() {
        return options.project(console(), baseline());
    }

    Optional<Path> baseline() {
        return Optional.empty();
    }

    /**
     * Returns the settings of the project with the selected rules only, without the ignored ones, and collects their problems.
     *
     * @throws IllegalArgumentException if there is no such rule
     */
    final CheckSettings settings() throws IOException {
        CheckSettings settings = project().settings(wrong::add).with(languages.direction());
        return settings.selecting(named("--select", selected), named("--ignore-rule", ignored), Checks.rules());
    }

    private static List<Rule> named(String option, List<String> names) {
        List<Rule> all = new ArrayList<>();
        for (String name : names) {
            List<Rule> named = Checks.rules().stream()
                    .filter(rule -> rule.isNamed(normalized(name)))
                    .toList();
            if (named.isEmpty()) {
                throw unknownRule(option + " " + name + ": unknown rule", name);
            }
            all.addAll(named);
        }
        return all;
    }

    final TextPairReader reader(CheckSettings settings) {
        return TextPairReader.plain(reading.reader(console(), settings), languages.direction())
                .in(settings);
    }

    /** Returns the exception for the name of a rule that does not exist. */
    static IllegalArgumentException unknownRule(String problem, String name) {
        String retired = Checks.RETIRED.get(normalized(name));
        return new IllegalArgumentException(
                retired != null
                        ? name + ": is no longer a rule; " + retired
                        : problem + "; "
                                + NearestName.of(
                                                name,
                                                Checks.rules().stream()
                                                        .flatMap(Rule::names)
                                                        .toList())
                                        .map(rule -> "did you mean '" + rule + "'?")
                                        .orElse("list all rules with duiqi rules"));
    }

    static String normalized(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    static final class Inputs {
        @Parameters(
                index = "0..*",
                arity = "0..*",
                paramLabel = "FILE",
                description = "Files, folders or two texts to check. Default: the project.")
        List<String> names = List.of();
    }

    static final class BaselineFile {
        @Option(
                names = "--baseline",
                paramLabel = "FILE",
                description = "Use this list of known findings. Default: from the settings.")
        private @Nullable Path baseline;

        Optional<Path> get() {
            return Optional.ofNullable(baseline);
        }
    }
}
