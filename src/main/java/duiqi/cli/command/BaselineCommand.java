package duiqi.cli.command;

import duiqi.app.Project;
import duiqi.app.ProjectCheck;
import duiqi.app.TextPairReader;
import duiqi.check.CheckSettings;
import duiqi.cli.print.ExitCode;
import duiqi.text.Plurals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "baseline",
        header = "List the present findings, so that later checks report only new ones.",
        description = """

                Checks the files like duiqi check, and writes the findings to the baseline: the file that duiqi.toml \
                names, or --baseline. Findings that no longer occur leave the baseline. If settings or terms cannot be \
                read, the baseline stays as it is.
                """,
        footer = """

                Examples:
                  duiqi baseline                                  use the baseline in duiqi.toml
                  duiqi baseline --baseline known.json po
                """)
public final class BaselineCommand extends CheckingCommand {
    @Mixin
    private BaselineFile baseline = new BaselineFile();

    @Mixin
    private Inputs inputs = new Inputs();

    @Override
    Optional<Path> baseline() {
        return baseline.get();
    }

    @Override
    public Integer call() throws IOException {
        CheckSettings settings = settings();
        TextPairReader reader = reader(settings);
        Project project = project();
        ProjectCheck.CheckInputs toCheck = project.inputs(inputs.names, settings, reader);
        Optional<Path> file = project.baselineFile(settings);
        if (file.isPresent()) {
            project.requireOther(file.get(), toCheck, settings);
        }
        ProjectCheck.Outcome outcome = new ProjectCheck(project, inputs.names, reader, Optional.empty(), true)
                .run(toCheck, settings, wrong, console().workspace());
        if (!outcome.areSettingsValid()) {
            // A missing term would hide its findings, and the baseline would lose them.
            warn(file.orElseThrow() + ": not updated, because settings or terms cannot be read; correct them first");
        } else if (!isQuiet()) {
            print(file.orElseThrow() + ": "
                    + Plurals.of(outcome.result().baseline().get().entries().size(), "finding") + " listed, "
                    + outcome.result().stale().size() + " removed\n");
        }
        return outcome.problems().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
