package duiqi.cli;

import duiqi.cli.option.OptionGroup;
import duiqi.cli.print.Console;
import duiqi.cli.print.ExitCode;
import duiqi.exchange.Table;
import duiqi.io.FileName;
import duiqi.report.Terminal;
import duiqi.text.Language;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.TypeConversionException;

/**
 * Runs one command line and returns its exit code. Uses only the {@link Console} and the given files, nothing else of the
 * process. Not thread-safe; create one for each run.
 */
final class CommandLineProgram {
    /** Commands that print data for programs. A report of check guards itself. */
    private static final Set<String> DATA = Set.of("align", "check", "completion", "extract", "segment");

    private final Terminal.CommandGuard guard;
    private final Console console;
    private final DuiqiCommand root;

    CommandLineProgram(Console process) {
        Console shown = process.shown();
        guard = new Terminal.CommandGuard(shown.out(), Terminal.CommandGuard.Notation.DATA);
        console = shown.with(guard);
        root = new DuiqiCommand(console);
    }

    /**
     * Runs a command line.
     *
     * @return one of {@link ExitCode}
     */
    int run(String... args) {
        List<String> words = List.of(args);
        try {
            if (words.size() == 1 && DuiqiCommand.VERSION.contains(words.get(0))) {
                // Without picocli, whose start takes longer than that of Java.
                DuiqiCommand.version().forEach(console.out()::println);
                return ExitCode.DONE;
            }
            return commandLine(DuiqiCommand.needed(words)).execute(args);
        } catch (IOException
                | OutOfMemoryError
                | StackOverflowError
                | LinkageError e) { // picocli does not handle errors
            root.failures().report(e);
            return ExitCode.FAILED;
        }
    }

    CommandLine commandLine() {
        return commandLine(DuiqiCommand.commands().toList());
    }

    private CommandLine commandLine(List<Class<?>> commands) {
        CommandLine commandLine = new CommandLine(root);
        commands.forEach(commandLine::addSubcommand);
        DuiqiCommand.complete(commandLine);
        HelpLayout.apply(commandLine);
        return commandLine
                .registerConverter(Path.class, new PathConverter())
                .registerConverter(Language.class, Language::new)
                .registerConverter(Table.Choice.class, Table.Choice::of)
                .setOut(new PrintWriter(new HelpWriter(console.out()), true))
                .setErr(console.err())
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(console.outIsTerminal())
                .setColorScheme(colours(console.outTakesColour()))
                .setExecutionStrategy(this::execute)
                .setParameterExceptionHandler(root.failures())
                .setExecutionExceptionHandler(root.failures());
    }

    private int execute(ParseResult parsed) {
        parsed.commandSpec().commandLine().setColorScheme(colours(root.inColour()));
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

    /** Removes carriage returns: picocli ends the lines of help as the system does. */
    private static final class HelpWriter extends FilterWriter {
        HelpWriter(PrintWriter out) {
            super(out);
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
        private static final int NAMES = 17;

        private HelpLayout() {}

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
            usage.commandListHeading("%nCommands:%n");
            if (spec.parent() == null) {
                command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, HelpLayout::commands);
            }
            command.getSubcommands().values().forEach(HelpLayout::apply);
        }

        /** Returns whether the text above the arguments or options ends with an empty line, as a description does. */
        private static boolean endsWithEmptyLine(UsageMessageSpec usage) {
            return usage.description().length > 0;
        }

        private static String commands(Help help) {
            StringBuilder list = new StringBuilder();
            DuiqiCommand.GROUPS.forEach(group -> {
                TextTable table = TextTable.forColumns(
                        help.colorScheme(),
                        new Column(NAMES, 4, Column.Overflow.SPAN),
                        new Column(help.commandSpec().usageMessage().width() - NAMES, 2, Column.Overflow.WRAP));
                for (Class<?> command : group.commands()) {
                    Command described = DuiqiCommand.described(command);
                    Text name = help.colorScheme().commandText(described.name());
                    table.addRowValues(name, help.colorScheme().text(described.header()[0]));
                }
                list.append("  ").append(group.name()).append('\n').append(table);
            });
            return list.toString();
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
}
