package duiqi.cli;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * The program as an object: runs one command line and answers with its exit code. Touches nothing of the process; all
 * comes from the {@link Console} and the files named. Not safe for threads; make one for each run.
 */
final class Duiqi {
    private final Console console;
    private final DuiqiCommand root = new DuiqiCommand();
    private final CommandLine commandLine = new CommandLine(root);
    private final Failures failures;

    Duiqi(Console process) {
        console = process.shown();
        failures = new Failures(console, root::debug);
        DuiqiCommand.subcommands(console, failures, () -> root.colour().wanted(console))
                .forEach(commandLine::addSubcommand);
        layOut(commandLine);
        commandLine
                .registerConverter(Path.class, new PathConverter())
                .setOut(console.out())
                .setErr(console.err())
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(console.outIsTerminal())
                .setColorScheme(colours(console.outTakesColour()))
                .setExecutionStrategy(this::execute)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    /**
     * Runs a command line.
     *
     * @return one of {@link ExitCode}
     */
    int run(String... args) {
        try {
            return commandLine.execute(args);
        } catch (OutOfMemoryError | StackOverflowError e) { // which picocli lets pass
            failures.report(e);
            return ExitCode.FAILED;
        }
    }

    /** Gives the help of every command the parts of a man page, with an empty line before each. */
    private static void layOut(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        UsageMessageSpec usage = spec.usageMessage();
        // A description ends with an empty line of its own.
        String before = usage.description().length == 0 ? "%n" : "";
        boolean hasArguments = !spec.positionalParameters().isEmpty();
        usage.synopsisHeading("%nUsage: ");
        usage.parameterListHeading(hasArguments ? before + "Arguments:%n" : "");
        usage.optionListHeading((hasArguments ? "%n" : before) + "Options:%n");
        if (spec.parent() != null) {
            usage.commandListHeading("%nCommands:%n");
        }
        command.getSubcommands().values().forEach(Duiqi::layOut);
    }

    private int execute(ParseResult parsed) {
        commandLine.setColorScheme(colours(root.colour().wanted(console)));
        return new RunLast().execute(parsed);
    }

    /** Never picocli's own guess, which would look at the process. */
    private static ColorScheme colours(boolean wanted) {
        return CommandLine.Help.defaultColorScheme(wanted ? Ansi.ON : Ansi.OFF);
    }
}
