package duiqi.cli.command;

import duiqi.cli.option.OutputOptions;
import duiqi.cli.print.ExitCode;
import duiqi.cli.print.MatchPrinter;
import duiqi.report.Terminal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks the installation and the project. Changes nothing. A check that fails does not stop the others. */
@Command(name = "doctor", header = "Check the installation and the project.", description = """

                Checks Java, file names with Chinese characters, the free disk space, and the settings, memories and \
                glossaries of the project. Changes nothing.

                Each line is ok, note, warning or error, with the subject, what duiqi found, and a remedy.

                Exit code 0: no error; 1: at least one error.
                """, footer = """

                Examples:
                  duiqi doctor
                  duiqi doctor --json
                """)
public final class DoctorCommand extends Subcommand {
    @Mixin
    private OutputOptions.Json json = new OutputOptions.Json();

    @Override
    public Integer call() {
        Map<String, Remarks.Check> checks = new LinkedHashMap<>();
        new Installation(console(), name -> System.getProperty(name, "")).addTo(checks);
        new ProjectCondition(console()).addTo(checks);
        boolean hasError = false;
        for (Map.Entry<String, Remarks.Check> check : checks.entrySet()) {
            Remarks remarks = Remarks.of(check.getValue());
            remarks.shown().forEach(remark -> print(check.getKey(), remark));
            hasError |= remarks.hasError();
        }
        return hasError ? ExitCode.FOUND : ExitCode.DONE;
    }

    private void print(String subject, Remarks.Remark remark) {
        if (json.given) {
            new MatchPrinter(console(), false)
                    .print(Map.of("subject", subject, "level", remark.level(), "text", remark.text()));
        } else {
            print(String.format(
                    Locale.ROOT, "%-8s %-10s %s\n", remark.level(), subject, Terminal.plain(remark.text())));
        }
    }
}
