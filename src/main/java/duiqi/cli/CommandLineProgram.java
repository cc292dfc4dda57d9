package duiqi.cli;

import duiqi.cli.print.Console;
import duiqi.cli.print.ExitCode;
import duiqi.cli.print.Failures;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.TypeConversionException;

/**
 * Runs one command line and answers with its exit code. Touches nothing of the process; all
 * comes from the {@link Console} and the files named. Not safe for threads; make one for each run.
 */
final class CommandLineProgram {
    private final Console console;
    private final DuiqiCommand root = new DuiqiCommand();
    private final CommandLine commandLine = new CommandLine(root);
    private final Failures failures;

    CommandLineProgram(Console process) {
        console = process.shown();
        failures = new Failures(console, root::debug);
        DuiqiCommand.subcommands(console, failures, () -> root.inColour(console))
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
        command.getSubcommands().values().forEach(CommandLineProgram::layOut);
    }

    private int execute(ParseResult parsed) {
        commandLine.setColorScheme(colours(root.inColour(console)));
        return new RunLast().execute(parsed);
    }

    /** Returns the colours, not by the guess of picocli, which would look at the process. */
    private static ColorScheme colours(boolean wanted) {
        return CommandLine.Help.defaultColorScheme(wanted ? Ansi.ON : Ansi.OFF);
    }

    /**
     * Reads the name of a file or a folder. An empty one stands for the folder at hand in Java; in a command line, it is a variable
     * that was not set.
     */
    private static final class PathConverter implements ITypeConverter<Path> {
        @Override
        public Path convert(String text) {
            if (text.isEmpty()) {
                throw new TypeConversionException("the name is empty; give a file or folder; . is the current folder");
            }
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw new TypeConversionException("'" + text + "' cannot be the name of a file; " + e.getReason());
            }
        }
    }
}
