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
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.TypeConversionException;

/**
 * Runs one command line and returns its exit code. Uses only the {@link Console} and the given files, nothing else of the
 * process. Not thread-safe; create one for each run.
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
        HelpLayout.apply(commandLine);
        DuiqiCommand.inheritVersion(commandLine);
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
        } catch (OutOfMemoryError | StackOverflowError e) { // picocli does not handle errors
            failures.report(e);
            return ExitCode.FAILED;
        }
    }

    /** Returns the command that contains all others. */
    CommandLine commandLine() {
        return commandLine;
    }

    private int execute(ParseResult parsed) {
        commandLine.setColorScheme(colours(root.inColour(console)));
        return new RunLast().execute(parsed);
    }

    /** Returns the colours. The choice of picocli depends on the process, which a test cannot replace. */
    private static ColorScheme colours(boolean wanted) {
        return CommandLine.Help.defaultColorScheme(wanted ? Ansi.ON : Ansi.OFF);
    }

    /** Reads a file name. Rejects an empty one: Java takes it for the current folder, but it comes from an unset variable. */
    private static final class PathConverter implements ITypeConverter<Path> {
        @Override
        public Path convert(String text) {
            if (text.isEmpty()) {
                throw new TypeConversionException("the name is empty; give a file or folder; . is the current folder");
            }
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw new TypeConversionException("'" + text + "' is not a valid file name: " + e.getReason());
            }
        }
    }
}
