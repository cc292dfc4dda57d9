package duiqi.cli.command;

import duiqi.app.Project;
import duiqi.app.ProjectCheck;
import duiqi.app.TextPairReader;
import duiqi.check.CheckSettings;
import duiqi.check.Checks;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.UnitPlace;
import duiqi.cli.print.ExitCode;
import duiqi.cli.print.Rows;
import duiqi.report.Terminal;
import duiqi.text.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "rules",
        header = "List the rules of checks, or explain a rule or the terms of a unit.",
        description = """

                Without WHAT, lists all rules: the level in this project, and how many of the findings that we read in \
                published translations were right. With the name of a rule, prints its page, with examples. With FILE:LINE or the id of a unit, shows how duiqi check judges each term of that \
                unit.
                """,
        footer = """

                Examples:
                  duiqi rules
                  duiqi rules number-mismatch
                  duiqi rules zh_CN.po:34
                """)
public final class RulesCommand extends CheckingCommand {
    @Parameters(index = "0", arity = "0..1", paramLabel = "WHAT", description = "RULE, FILE:LINE, or the id of a unit.")
    private @Nullable String what;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "FILE",
            description = "Files, folders or two texts with the unit. Default: FILE, or the project.")
    private List<String> inputs = List.of();

    @Override
    public Integer call() throws IOException {
        String name = what;
        if (name == null) {
            return list();
        }
        Optional<Rule> named = Checks.rules().stream()
                .filter(rule -> rule.id().equals(normalized(name)))
                .findFirst();
        if (named.isPresent()) {
            print(Rule.Page.of(named.get()).text());
            return ExitCode.DONE;
        }
        UnitPlace place = UnitPlace.of(name);
        List<String> rules = Checks.rules().stream().map(Rule::id).toList();
        boolean isRule = NearestName.of(name, rules).isPresent() || Checks.RETIRED.containsKey(normalized(name));
        if (place.line().isEmpty() && isRule) {
            throw unknownRule(name + ": unknown rule", name);
        }
        return explain(place);
    }

    /** Prints all rules with their severities for files that no path of the settings matches. */
    private int list() throws IOException {
        CheckSettings settings = settings();
        Rows rows = new Rows("").add("RULE", "LEVEL", "RIGHT", "FINDS");
        Checks.rules()
                .forEach(rule -> rows.add(
                        rule.id(),
                        level(settings.severity(rule, ""), rule),
                        rule.precision().map(Object::toString).orElse(""),
                        rule.summary()));
        print(rows + "\nRIGHT counts the findings in published translations that we read.\nsettings: "
                + project().settingsFound().map(Path::toString).orElse("none, because there is no duiqi.toml") + "\n");
        wrong.forEach(problem -> warn(String.valueOf(problem.getMessage())));
        return wrong.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** Returns the level of a rule in this project, and the one of duiqi if it is another one. */
    private static String level(Optional<Severity> now, Rule rule) {
        Optional<Severity> usual = Optional.of(rule.severity()).filter(severity -> rule.isOn());
        String level = now.map(Object::toString).orElse("off");
        return now.equals(usual)
                ? level
                : level + " (default: " + usual.map(Object::toString).orElse("off") + ")";
    }

    private int explain(UnitPlace place) throws IOException {
        CheckSettings settings = settings();
        TextPairReader reader = reader(settings);
        Project project = project();
        List<String> files = inputs.isEmpty()
                ? place.file().filter(file -> Files.exists(Path.of(file))).stream()
                        .toList()
                : inputs;
        new ProjectCheck(project, files, reader, Optional.empty(), false)
                .explain(
                        place,
                        project.inputs(files, settings, reader),
                        settings,
                        wrong,
                        console().workspace())
                .forEach(line -> print(Terminal.plain(line) + "\n"));
        return wrong.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
