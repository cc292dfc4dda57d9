package duiqi.cli.command;

import duiqi.cli.print.Console;
import duiqi.cli.print.Failures;
import java.io.Writer;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Gives a command what the command that contains all others holds. Not thread-safe. */
public abstract class Subcommand implements Callable<Integer> {
    public interface Program {
        Console console();

        Failures failures();

        boolean inColour();
    }

    /** Option of all commands, which {@code DuiqiCommand} adds */
    public static final String QUIET = "--quiet";

    /** Commands whose whole standard output is a summary or a list of findings or differences */
    private static final Set<String> SUMMARIES = Set.of(
            "duiqi init",
            "duiqi doctor",
            "duiqi pretranslate",
            "duiqi report",
            "duiqi tm diff",
            "duiqi tm split",
            "duiqi tm validate",
            "duiqi glossary validate");

    @Spec
    private CommandSpec spec;

    private Program program() {
        return (Program) spec.root().userObject();
    }

    /** Returns the console. Its standard output is nowhere if the user wants no summary and the command prints only that. */
    final Console console() {
        Console console = program().console();
        return isQuiet() && SUMMARIES.contains(spec.qualifiedName()) ? console.with(Writer.nullWriter()) : console;
    }

    final Failures failures() {
        return program().failures();
    }

    final boolean inColour() {
        return program().inColour();
    }

    final boolean isQuiet() {
        return spec.commandLine().getParseResult().hasMatchedOption(QUIET);
    }

    final void print(String text) {
        console().out().print(text);
    }

    final void warn(String message) {
        console().warn(message);
    }

    /** Returns a failure of usage, after which the program points to the help of the command. */
    final ParameterException misuse(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }

    final CommandSpec spec() {
        return spec;
    }
}
