package duiqi.cli;

import duiqi.app.Version;
import duiqi.cli.command.AlignCommand;
import duiqi.cli.command.BaselineCommand;
import duiqi.cli.command.CheckCommand;
import duiqi.cli.command.CompletionCommand;
import duiqi.cli.command.ConcordanceCommand;
import duiqi.cli.command.CorpusCommand;
import duiqi.cli.command.DoctorCommand;
import duiqi.cli.command.EvaluateCommand;
import duiqi.cli.command.GlossaryCommand;
import duiqi.cli.command.HelpCommand;
import duiqi.cli.command.IgnoreCommand;
import duiqi.cli.command.InitCommand;
import duiqi.cli.command.LexiconCommand;
import duiqi.cli.command.LookupCommand;
import duiqi.cli.command.LspCommand;
import duiqi.cli.command.McpCommand;
import duiqi.cli.command.PretranslateCommand;
import duiqi.cli.command.ReportCommand;
import duiqi.cli.command.ReviewCommand;
import duiqi.cli.command.RulesCommand;
import duiqi.cli.command.SegmentCommand;
import duiqi.cli.command.ServeCommand;
import duiqi.cli.command.Subcommand;
import duiqi.cli.command.TmCommand;
import duiqi.cli.command.TrainCommand;
import duiqi.cli.print.Console;
import duiqi.cli.print.Failures;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

@Command(
        name = "duiqi",
        versionProvider = DuiqiCommand.VersionProvider.class,
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
                  DUIQI_LIBRARIES  folder with spark/jars for an installed duiqi; the target
                                   folder of a clone contains it
                  DUIQI_DEBUG      any value: the same as --debug
                  NO_COLOR         any value: no colour, unless --color is always
                  DUIQI_RULE_PAGES URL of a folder with the pages of the rules; reports of
                                   duiqi check link to it
                  XDG_CACHE_HOME   folder for the start-up cache and for indexes, if their own
                                   folders are read-only; default: ~/.cache

                Files:
                  tm/               translation memories, TMX
                  tm/.index/        their index; safe to delete
                  tm/.review/       history of each duiqi review
                  tm/additions.tmx  units added through duiqi serve
                  glossary/         glossaries: CSV, TSV, TBX, XLSX, JSON or OmegaT
                  duiqi.toml        settings of duiqi check
                """)
final class DuiqiCommand implements Subcommand.Program {
    /**
     * Groups commands of one purpose.
     *
     * @param commands the commands in the order of the work
     */
    record Group(String name, List<Class<?>> commands) {}

    /** Contains all commands, in groups as in the README. */
    static final List<Group> GROUPS = List.of(
            new Group("start", List.of(InitCommand.class, DoctorCommand.class)),
            new Group(
                    "align",
                    List.of(AlignCommand.class, ReviewCommand.class, SegmentCommand.class, EvaluateCommand.class)),
            new Group(
                    "remember",
                    List.of(
                            LookupCommand.class,
                            ConcordanceCommand.class,
                            PretranslateCommand.class,
                            TmCommand.class,
                            ServeCommand.class,
                            LspCommand.class,
                            McpCommand.class)),
            new Group(
                    "check",
                    List.of(
                            CheckCommand.class,
                            RulesCommand.class,
                            IgnoreCommand.class,
                            BaselineCommand.class,
                            ReportCommand.class,
                            GlossaryCommand.class)),
            new Group("large scale", List.of(CorpusCommand.class)),
            new Group(
                    "extend",
                    List.of(TrainCommand.class, LexiconCommand.class, CompletionCommand.class, HelpCommand.class)));

    static final Set<String> VERSION = Set.of("-V", "--version");

    private final Console console;
    private final Failures failures;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show the version and exit.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean version;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            scope = ScopeType.INHERIT,
            description = "Colour the output: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Colour colour = Colour.AUTO;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print a stack trace when a command fails.")
    private boolean debug;

    DuiqiCommand(Console console) {
        this.console = console;
        failures = new Failures(console, () -> debug);
    }

    @Override
    public Console console() {
        return console;
    }

    @Override
    public Failures failures() {
        return failures;
    }

    @Override
    public boolean inColour() {
        return colour.wanted(console);
    }

    /** Returns the versions of duiqi and Java for bug reports, in lines. */
    static List<String> version() throws IOException {
        return List.of(
                "duiqi " + Version.number(),
                "Java " + System.getProperty("java.runtime.version") + ", " + System.getProperty("java.vendor"));
    }

    static Stream<Class<?>> commands() {
        return GROUPS.stream().flatMap(group -> group.commands().stream());
    }

    /**
     * Returns the commands that a command line needs, because picocli takes longer to build all of them than the rest of
     * the start: the named one; otherwise all, for help, completion and suggestions.
     */
    static List<Class<?>> needed(List<String> args) {
        Optional<String> word =
                args.stream().filter(arg -> !arg.startsWith("-")).findFirst();
        List<Class<?>> named = commands()
                .filter(command -> word.equals(Optional.of(described(command).name())))
                .filter(command -> command != HelpCommand.class && command != CompletionCommand.class)
                .filter(command -> hasSubcommand(described(command), args))
                .toList();
        return named.isEmpty() ? commands().toList() : named;
    }

    static Command described(Class<?> command) {
        return Objects.requireNonNull(command.getAnnotation(Command.class), command.getName());
    }

    /** Returns whether the arguments name a subcommand of a command, if it has any. */
    private static boolean hasSubcommand(Command command, List<String> args) {
        return command.subcommands().length == 0
                || Stream.of(command.subcommands())
                        .anyMatch(sub -> args.contains(described(sub).name()));
    }

    /** Gives all subcommands the version, which picocli does not inherit, and {@code --quiet}. */
    static void complete(CommandLine command) {
        command.getSubcommands().values().forEach(sub -> {
            CommandSpec spec = sub.getCommandSpec();
            spec.versionProvider(command.getCommandSpec().versionProvider());
            complete(sub);
            if (sub.getSubcommands().isEmpty()) {
                spec.addOption(OptionSpec.builder("-q", Subcommand.QUIET)
                        .type(boolean.class)
                        .description("Print no summary and no findings.")
                        .build());
            }
        });
    }

    private enum Colour {
        NEVER,
        AUTO,
        ALWAYS;

        boolean wanted(Console console) {
            return this == ALWAYS || (this == AUTO && console.outTakesColour());
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final class VersionProvider implements IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            return version().toArray(String[]::new);
        }
    }
}
