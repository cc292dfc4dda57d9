package duiqi.cli.command;

import duiqi.cli.print.ExitCode;
import duiqi.cli.print.Failures;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(name = "help", header = "Show the help of a command.", description = """

                Prints the same text as duiqi COMMAND --help.
                """, footer = """

                Examples:
                  duiqi help
                  duiqi help align
                  duiqi help tm stats
                """)
public final class HelpCommand extends Subcommand {
    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "Command, for example tm stats.")
    private List<String> words = List.of();

    @Override
    public Integer call() {
        CommandLine command = spec().root().commandLine();
        List<String> rest = new ArrayList<>(words);
        for (String word : words) {
            CommandLine next = command.getSubcommands().get(word);
            if (next == null) {
                break;
            }
            command = next;
            rest.remove(0);
        }
        if (!rest.isEmpty()) {
            throw new ParameterException(command, Failures.UnknownNames.unknownCommand(command, rest));
        }
        command.usage(command.getOut(), spec().commandLine().getColorScheme());
        return ExitCode.DONE;
    }
}
