package duiqi.cli;

import duiqi.cli.option.OptionGroup;
import duiqi.cli.print.Console;
import duiqi.cli.print.ExitCode;
import duiqi.cli.print.Failures;
import duiqi.io.FileName;
import duiqi.report.Terminal;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * Runs one command line and returns its exit code. Uses only the {@link Console} and the given files, nothing else of the
 * process. Not thread-safe; create one for each run.
 */
final class CommandLineProgram {
    /** Commands that print data for programs. A report of check guards itself. */
    private static final Set<String> DATA = Set.of("align", "check", "completion", "extract", "segment");

    private final Terminal.CommandGuard guard;
    private final QuietWriter out;
    private final Console console;
    private final DuiqiCommand root = new DuiqiCommand();
    private final CommandLine commandLine = new CommandLine(root);
    private final Failures failures;

    CommandLineProgram(Console process) {
        Console shown = process.shown();
        guard = new Terminal.CommandGuard(shown.out(), Terminal.CommandGuard.Notation.DATA);
        out = new QuietWriter(new PrintWriter(guard), shown.outIsTerminal());
        console = shown.with(out);
        failures = new Failures(console, root::debug);
        DuiqiCommand.subcommands(console, failures, () -> root.inColour(console))
                .forEach(commandLine::addSubcommand);
        DuiqiCommand.addQuiet(commandLine);
        HelpLayout.apply(commandLine);
        DuiqiCommand.inheritVersion(commandLine);
        commandLine
                .registerConverter(Path.class, new PathConverter())
                .setOut(new PrintWriter(new HelpWriter(console.out()), true))
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
        } catch (OutOfMemoryError | StackOverflowError | LinkageError e) { // picocli does not handle errors
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
        out.isQuiet = DuiqiCommand.isQuiet(parsed);
        guard.use(notation(parsed));
        return new RunLast().execute(parsed);
    }

    private static Terminal.CommandGuard.Notation notation(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        boolean hasOutput = last.hasMatchedOption("-o");
        String name = last.commandSpec().name();
        boolean isData = hasOutput
                ? last.matchedOption("-o").originalStringValues().contains("-")
                : DATA.contains(name) && (!name.equals("align") || last.hasMatchedOption("--to"));
        if (isData) {
            return Terminal.CommandGuard.Notation.DATA;
        }
        return last.hasMatchedOption("--json")
                ? Terminal.CommandGuard.Notation.JSON
                : Terminal.CommandGuard.Notation.TEXT;
    }

    /** Returns the colours. The choice of picocli depends on the process, which a test cannot replace. */
    private static ColorScheme colours(boolean wanted) {
        return CommandLine.Help.defaultColorScheme(wanted ? Ansi.ON : Ansi.OFF);
    }

    /** Writes to standard output, or nothing after the option {@code --quiet}. Not thread-safe. */
    private static final class QuietWriter extends PrintWriter {
        private final boolean flushesLines;
        private boolean isQuiet;

        QuietWriter(PrintWriter out, boolean flushesLines) {
            super(out, flushesLines);
            this.flushesLines = flushesLines;
        }

        /** Ends a line with the same character on all systems. */
        @Override
        public void println() {
            write('\n');
            if (flushesLines) {
                flush();
            }
        }

        @Override
        public void write(int c) {
            if (!isQuiet) {
                super.write(c);
            }
        }

        @Override
        public void write(char[] text, int offset, int length) {
            if (!isQuiet) {
                super.write(text, offset, length);
            }
        }

        @Override
        public void write(String text, int offset, int length) {
            if (!isQuiet) {
                super.write(text, offset, length);
            }
        }
    }

    /** Removes carriage returns: picocli ends the lines of help as the system does. */
    private static final class HelpWriter extends FilterWriter {
        HelpWriter(PrintWriter out) {
            super(out);
        }

        @Override
        public void write(int c) throws IOException {
            if (c != '\r') {
                super.write(c);
            }
        }

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            write(new String(text, offset, length), 0, length);
        }

        @Override
        public void write(String text, int offset, int length) throws IOException {
            String clean =
                    text.substring(offset, offset + length).replace("\r", "").replace("\033", Terminal.ESCAPE);
            super.write(clean, 0, clean.length());
        }
    }

    /** Reads a file name. Rejects an empty one: Java takes it for the current folder, but it comes from an unset variable. */
    private static final class PathConverter implements ITypeConverter<Path> {
        @Override
        public Path convert(String text) {
            if (text.isEmpty()) {
                throw new TypeConversionException("the name is empty; give a file or folder; . is the current folder");
            }
            try {
                FileName.requireUtf8(text);
                return Path.of(text);
            } catch (IOException e) {
                throw new TypeConversionException(e.getMessage());
            } catch (InvalidPathException e) {
                throw new TypeConversionException("'" + text + "' is not a valid file name: " + e.getReason());
            }
        }
    }

    /** Formats the help of commands like a man page, with options in groups. Stateless. */
    private static final class HelpLayout {
        private HelpLayout() {}

        /** Applies the layout to a command and its subcommands. */
        static void apply(CommandLine command) {
            command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING, help -> "");
            command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpLayout::options);
            CommandSpec spec = command.getCommandSpec();
            UsageMessageSpec usage = spec.usageMessage();
            usage.abbreviateSynopsis(true);
            usage.synopsisSubcommandLabel("COMMAND");
            usage.synopsisHeading("%nUsage: ");
            if (!spec.positionalParameters().isEmpty()) {
                usage.parameterListHeading((endsWithEmptyLine(usage) ? "" : "%n") + "Arguments:%n");
            }
            if (spec.parent() != null) {
                usage.commandListHeading("%nCommands:%n");
            }
            command.getSubcommands().values().forEach(HelpLayout::apply);
        }

        /** Returns whether the text above the arguments or options ends with an empty line, as a description does. */
        private static boolean endsWithEmptyLine(UsageMessageSpec usage) {
            return usage.description().length > 0;
        }

        private static String options(Help help) {
            CommandSpec spec = help.commandSpec();
            boolean follows = spec.positionalParameters().isEmpty() && endsWithEmptyLine(spec.usageMessage());
            return (follows ? "" : "\n")
                    + OptionGroup.of(spec.options()).stream()
                            .map(group -> group.heading() + ":\n" + table(help, group))
                            .collect(Collectors.joining("\n"));
        }

        /** Returns the options of a group in columns that have the same width in all groups of the command. */
        private static String table(Help help, OptionGroup group) {
            List<OptionSpec> all = help.commandSpec().options();
            Help.Layout layout =
                    help.createDefaultLayout(all, help.commandSpec().positionalParameters(), help.colorScheme());
            layout.addOptions(group.options(), help.parameterLabelRenderer());
            return layout.toString();
        }
    }

    /** Prints a script for completion in bash, zsh or fish. */
    @Command(name = "completion", header = "Print a script for completion on Tab.", description = """

                    Prints a shell script that completes the commands, options and file names of duiqi. Create the \
                    script again after an update of duiqi.
                    """, footer = """

                    Examples:
                      In this session, in bash or zsh:
                        . <(duiqi completion)

                      In every session, in bash:
                        duiqi completion bash > ~/.local/share/bash-completion/completions/duiqi

                      In every session, in zsh, into a folder of $fpath:
                        duiqi completion zsh > ~/.zsh/completions/_duiqi

                      In every session, in fish:
                        duiqi completion fish > ~/.config/fish/completions/duiqi.fish
                    """)
    static final class CompletionCommand implements Callable<Integer> {
        /** Lists the shells. The script for bash also runs in zsh, because it detects the shell. */
        enum Shell {
            BASH,
            ZSH,
            FISH;

            /** Returns the name in lower case, as users write it. */
            @Override
            public String toString() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        /**
         * Defines compopt, which the script calls and zsh lacks. The alias in the script has no effect inside a function.
         */
        private static final String FOR_ZSH = """
                #compdef duiqi
                functions[compopt]=:
                """;

        /**
         * Completes the first word. zsh runs a script in a folder of $fpath as the function _duiqi at the first Tab, and
         * expects an answer. A sourced script must not answer.
         */
        private static final String ON_FIRST_TAB = """

                if [ "${funcstack[1]}" = _duiqi ]; then
                  _bash_complete -o default -F _complete_duiqi
                fi
                """;

        /** Defines the conditions of the lines for fish: the typed command is, or begins with, the words of a command. */
        private static final String FOR_FISH = """
                function __duiqi_words
                    set -l skip
                    for word in (commandline -opc)[2..-1]
                        if test "$skip" = --color
                            set skip
                        else if string match -q -- '-*' $word
                            set skip $word
                        else
                            set skip
                            echo $word
                        end
                    end
                end
                function __duiqi_at
                    test "$(__duiqi_words)" = "$(string join \\n $argv)"
                end
                function __duiqi_in
                    set -l words (__duiqi_words)
                    test "$words[1..$(count $argv)]" = "$argv"
                end
                """;

        private final Console console;

        @Spec
        private CommandSpec spec;

        @Parameters(
                arity = "0..1",
                paramLabel = "SHELL",
                description = "Shell: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
        private Shell shell = Shell.BASH;

        CompletionCommand(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            if (shell == Shell.FISH) {
                console.out().print(FOR_FISH);
                printFish(spec.root().commandLine(), "");
                return ExitCode.DONE;
            }
            String script = AutoComplete.bash("duiqi", spec.root().commandLine());
            console.out().print(shell == Shell.ZSH ? FOR_ZSH + script + ON_FIRST_TAB : script);
            return ExitCode.DONE;
        }

        /** Prints a line for each option, value and subcommand of a command, which is {@code words} without duiqi. */
        private void printFish(CommandLine command, String words) {
            CommandSpec of = command.getCommandSpec();
            boolean group = !command.getSubcommands().isEmpty();
            String start = "complete -c duiqi -n '__duiqi_" + (group ? "at" : "in") + words + "'";
            command.getSubcommands()
                    .forEach((name, sub) -> console.out()
                            .println(start + " -a " + name
                                    + described(
                                            sub.getCommandSpec().usageMessage().header())));
            if (of.positionalParameters().stream().noneMatch(CompletionCommand::takesFiles)) {
                console.out().println(start + " -f");
            }
            of.positionalParameters().stream()
                    .filter(parameter -> parameter.completionCandidates() != null)
                    .forEach(parameter -> console.out().println(start + values(parameter)));
            for (OptionSpec option : of.options()) {
                String value = option.arity().max() == 0 ? "" : takesFiles(option) ? " -r -F" : " -x" + values(option);
                String names = Stream.of(option.names())
                        .map(name -> name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1))
                        .collect(Collectors.joining());
                names += option.negatable() ? names.replace(" -l ", " -l no-") : "";
                console.out().println(start + names + value + described(option.description()));
            }
            command.getSubcommands().forEach((name, sub) -> printFish(sub, words + " " + name));
        }

        /** Returns whether the value is probably a file or a folder. */
        private static boolean takesFiles(ArgSpec argument) {
            return argument.completionCandidates() == null
                    && (List.of(argument.auxiliaryTypes()).contains(Path.class)
                            || argument.paramLabel()
                                    .matches(argument.isPositional() ? "FILE|TEXT" : ".*(FILE|FOLDER).*"));
        }

        private static String values(ArgSpec argument) {
            return argument.completionCandidates() == null
                    ? ""
                    : " -a '"
                            + String.join(" ", argument.completionCandidates()).toLowerCase(Locale.ROOT) + "'";
        }

        /** Returns the description for fish: the first sentence. */
        private static String described(String... lines) {
            String text = lines.length == 0 ? "" : lines[0].replaceFirst("\\.(\\s.*)?$", "");
            return " -d '" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
        }
    }
}
