package duiqi.cli;

import duiqi.app.Version;
import duiqi.cli.print.Console;
import duiqi.cli.print.ExitCode;
import duiqi.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes what a package installs beside the program and what is made from the commands: for those who build packages. */
@Command(
        name = "manual",
        hidden = true,
        header = "Write the man pages of all commands into a folder.",
        description = "%nFor those who build packages: a page for each command, in troff.%n",
        footer = """

            Examples:
              duiqi manual man/man1
              man -l man/man1/duiqi-align.1
            """)
final class ManualCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "Where to write the pages; it is made where it is missing.")
    private Path folder = Path.of("");

    ManualCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        write(spec.root().commandLine());
        return ExitCode.DONE;
    }

    private void write(CommandLine command) throws IOException {
        String page = ManualPage.of(command, Version.number(), Version.date());
        Path file = folder.resolve(ManualPage.name(command) + ".1");
        AtomicFile.write(file, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
        console.out().print(file + "\n");
        for (CommandLine sub : ManualPage.visibleSubcommands(command)) {
            write(sub);
        }
    }
}
