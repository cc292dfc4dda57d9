package duiqi.cli;

import duiqi.app.Version;
import duiqi.cli.command.AlignCommand;
import duiqi.cli.command.CheckCommand;
import duiqi.cli.command.ConcordanceCommand;
import duiqi.cli.command.CorpusCommand;
import duiqi.cli.command.DoctorCommand;
import duiqi.cli.command.EvaluateCommand;
import duiqi.cli.command.GlossaryCommand;
import duiqi.cli.command.InitCommand;
import duiqi.cli.command.LexiconCommand;
import duiqi.cli.command.LookupCommand;
import duiqi.cli.command.PretranslateCommand;
import duiqi.cli.command.ReportCommand;
import duiqi.cli.command.ReviewCommand;
import duiqi.cli.command.SegmentCommand;
import duiqi.cli.command.ServeCommand;
import duiqi.cli.command.TmCommand;
import duiqi.cli.command.TrainCommand;
import duiqi.cli.option.OptionGroup;
import duiqi.cli.print.Console;
import duiqi.cli.print.ExitCode;
import duiqi.cli.print.Failures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Contains all other commands and the options that they share. */
@Command(
        name = "duiqi",
        versionProvider = DuiqiCommand.VersionProvider.class,
        commandListHeading = "%nCommands, in the order of the work:%n",
        header = "Align Chinese and English texts, keep translation memories, check translations.",
        description = """

                Aligns Chinese and English texts, sentence by sentence, in either direction, and writes the pairs to a \
                TMX translation memory, which any CAT tool opens.

                Searches, cleans and converts memories, and fills new texts from them. Manages glossaries, and \
                checks translations for wrong terms, numbers and names, and for inconsistent translations.

                For the options and examples of a command, run: duiqi help COMMAND
                """,
        footer = """

                Examples:
                  duiqi init                                   set up a project folder
                  duiqi align article.zh.txt article.en.txt    write tm/article.tmx
                  duiqi review article.zh.txt article.en.txt   correct it in the browser
                  duiqi lookup 基础研究是整个科学体系的源头    find similar sentences
                  duiqi tm merge tm/main.tmx old/*.tmx         merge memories
                  duiqi check                                  check the project
                  duiqi help tm merge                          show the help of a command
                  . <(duiqi completion bash)                   enable completion on Tab

                Exit codes:
                  0  success, and no finding
                  1  no match, a difference or a problem; for check, a finding at or above
                     --fail-on
                  2  wrong usage, or a file that cannot be read or written; duiqi processes
                     the other files

                Environment:
                  JAVA_HOME        JDK to run, 17 or newer; default: java on PATH. A package
                                   that contains Java ignores it
                  DUIQI_JAVA_OPTS  options for Java, for example -Xmx4g
                  DUIQI_LIBRARIES  folder with encoder/jars and spark/jars for
                                   an installed duiqi; the target folder of a clone contains
                                   them
                  DUIQI_DEBUG      any value: the same as --debug
                  NO_COLOR         any value: no colour, unless --color is always
                  DUIQI_API_KEY    key for the server of --encoder
                  DUIQI_RULE_PAGES URL of a folder with the pages of the rules; reports of
                                   duiqi check link to it
                  XDG_CACHE_HOME   folder for native libraries of encoders, and for the start-up
                                   cache if the folder of duiqi is read-only; default: ~/.cache

                Files:
                  tm/               translation memories, TMX
                  tm/.index/        their index; safe to delete
                  tm/.review/       history of each duiqi review
                  tm/additions.tmx  units added through duiqi serve
                  glossary/         glossaries: CSV, TSV, TBX, XLSX, JSON or OmegaT
                  duiqi.toml        settings of duiqi check
                """)
final class DuiqiCommand implements Callable<Integer> {
    private static final String QUIET = "--quiet";

    /** Commands whose standard output is a summary or a list of findings or differences */
    private static final Set<String> QUIET_COMMANDS = Set.of(
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

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            order = OptionGroup.GENERAL,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            scope = ScopeType.INHERIT,
            order = OptionGroup.GENERAL,
            description = "Show the version and exit.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean version;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            scope = ScopeType.INHERIT,
            order = OptionGroup.GENERAL,
            description = "Colour the output: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Colour colour = Colour.AUTO;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            order = OptionGroup.GENERAL,
            description = "Print a stack trace when a command fails.")
    private boolean debug;

    /** Returns the commands, in the order in which data flows through them. */
    static List<Object> subcommands(Console console, Failures failures, BooleanSupplier inColour) {
        CommandLine memories = new CommandLine(new TmCommand());
        TmCommand.subcommands(console, inColour).forEach(memories::addSubcommand);
        CommandLine glossaries = new CommandLine(new GlossaryCommand());
        GlossaryCommand.subcommands(console).forEach(glossaries::addSubcommand);
        CommandLine corpora = new CommandLine(new CorpusCommand());
        CorpusCommand.subcommands(console).forEach(corpora::addSubcommand);
        return List.of(
                new InitCommand(console),
                new AlignCommand(console, failures),
                new SegmentCommand(console, failures),
                new EvaluateCommand(console, failures),
                memories,
                new LookupCommand(console, inColour),
                new ConcordanceCommand(console, inColour),
                new PretranslateCommand(console),
                glossaries,
                new CheckCommand(console, inColour),
                new ReportCommand(console),
                new ReviewCommand(console, failures),
                new ServeCommand(console, failures),
                corpora,
                new LexiconCommand(console),
                new TrainCommand(console),
                new DoctorCommand(console),
                new CommandLineProgram.CompletionCommand(console),
                new HelpCommand());
    }

    @Override
    public Integer call() {
        CommandLine commandLine = spec.commandLine();
        throw new ParameterException(
                commandLine, "no command given; give one, for example: duiqi align x.zh.txt x.en.txt");
    }

    /** Gives the version of duiqi to all subcommands of a command, because picocli does not inherit it. */
    static void inheritVersion(CommandLine command) {
        command.getSubcommands().values().forEach(sub -> {
            sub.getCommandSpec().versionProvider(command.getCommandSpec().versionProvider());
            inheritVersion(sub);
        });
    }

    /**
     * Gives {@code --quiet} to all commands that lack it. It hides the standard output of a command that prints a
     * summary, findings or differences. It changes nothing in a command whose standard output is the result.
     */
    static void addQuiet(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        command.getSubcommands().values().forEach(DuiqiCommand::addQuiet);
        if (command.getSubcommands().isEmpty() && !spec.optionsMap().containsKey(QUIET)) {
            spec.addOption(OptionSpec.builder("-q", QUIET)
                    .order(OptionGroup.OUTPUT)
                    .type(boolean.class)
                    .description("Print no summary and no findings.")
                    .build());
        }
    }

    private static boolean hides(CommandSpec spec) {
        return QUIET_COMMANDS.contains(spec.qualifiedName());
    }

    /** Returns whether the user wants no standard output from a command that has no {@code --quiet} of its own. */
    static boolean isQuiet(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return hides(last.commandSpec()) && last.hasMatchedOption(QUIET);
    }

    /** Returns whether standard output takes colour. */
    boolean inColour(Console console) {
        return colour.wanted(console);
    }

    boolean debug() {
        return debug;
    }

    /** Says when to colour the output. */
    private enum Colour {
        NEVER,
        AUTO,
        ALWAYS;

        boolean wanted(Console console) {
            return this == ALWAYS || (this == AUTO && console.outTakesColour());
        }

        /** Returns the name as the user writes it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns the versions of duiqi and Java for bug reports. */
    static final class VersionProvider implements IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            return new String[] {
                "duiqi " + Version.number(),
                "Java " + System.getProperty("java.runtime.version") + ", " + System.getProperty("java.vendor")
            };
        }
    }

    /** Prints the help of a command, the same as {@code --help}. */
    @Command(name = "help", header = "Show the help of a command.", description = """

                    Prints the same text as duiqi COMMAND --help.
                    """, footer = """

                    Examples:
                      duiqi help
                      duiqi help align
                      duiqi help tm stats
                    """)
    private static final class HelpCommand implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "Command, for example tm stats.")
        private List<String> words = List.of();

        @Override
        public Integer call() {
            CommandLine command = spec.root().commandLine();
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
            command.usage(command.getOut(), spec.commandLine().getColorScheme());
            return ExitCode.DONE;
        }
    }
}
