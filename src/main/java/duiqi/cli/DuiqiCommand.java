package duiqi.cli;

import duiqi.app.Version;
import duiqi.cli.command.AlignCommand;
import duiqi.cli.command.CheckCommand;
import duiqi.cli.command.CompletionCommand;
import duiqi.cli.command.ConcordanceCommand;
import duiqi.cli.command.CorpusCommand;
import duiqi.cli.command.EvaluateCommand;
import duiqi.cli.command.GlossaryCommand;
import duiqi.cli.command.LexiconCommand;
import duiqi.cli.command.LookupCommand;
import duiqi.cli.command.PretranslateCommand;
import duiqi.cli.command.ReportCommand;
import duiqi.cli.command.ReviewCommand;
import duiqi.cli.command.SegmentCommand;
import duiqi.cli.command.ServeCommand;
import duiqi.cli.command.TmCommand;
import duiqi.cli.command.TrainCommand;
import duiqi.cli.print.Console;
import duiqi.cli.print.Failures;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Holds all other commands, and the options that each of them takes. */
@Command(
        name = "duiqi",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = DuiqiCommand.VersionProvider.class,
        header = "Aligns Chinese texts with their English renderings, keeps and checks the pairs.",
        description = """

                Reads a Chinese text and its English rendering, pairs their sentences, and keeps the pairs in a TMX \
                translation memory that any CAT tool opens. Looks up in memories, keeps them clean, turns them into what \
                other tools read, and translates new texts from them as far as they go. Keeps glossaries, and checks \
                translations by them: terms, numbers, names and what was rendered in two ways.

                Each command explains itself, with examples: duiqi COMMAND --help
                """,
        commandListHeading = "%nCommands, in the order of the work:%n",
        footer = """

                Examples:
                  duiqi align article.zh.txt article.en.txt    writes tm/article.tmx
                  duiqi review article.zh.txt article.en.txt   shows them, to be set right
                  duiqi lookup 基础研究是整个科学体系的源头    finds what is like it
                  duiqi tm merge tm/main.tmx old/*.tmx         puts memories together
                  duiqi check                                  finds wrong terms in tm
                  duiqi align --help                           explains the command
                  . <(duiqi completion bash)                   completes words on Tab

                Exit codes:
                  0  done, and nothing found
                  1  no match, a difference or a fault found; of check, one as bad as
                     --fail-on says
                  2  wrong usage, or a file that could not be read or written; other
                     files are done nevertheless

                Environment:
                  JAVA_HOME        the JDK to use, 17 or newer; otherwise java on PATH;
                                   not asked where duiqi comes with its own
                  DUIQI_JAVA_OPTS  options for Java, for example -Xmx4g
                  DUIQI_LIBRARIES  a folder with encoder/jars and spark/jars, for an
                                   installed duiqi: target of a clone has them
                  DUIQI_DEBUG      set to anything, the same as --debug
                  NO_COLOR         set to anything, no colour unless --color always
                  DUIQI_API_KEY    key for the server that --encoder names
                  XDG_CACHE_HOME   where to keep what encoders answered, and a start-up
                                   cache when the folder of duiqi cannot be written;
                                   otherwise ~/.cache

                Files:
                  tm/              translation memories, TMX
                  tm/.index/       their index, which may be deleted
                  tm/.review/      what was done in duiqi review, step by step
                  tm/additions.tmx what was added through duiqi serve
                  glossary/        glossaries: CSV, TSV, TBX, XLSX, JSON or OmegaT's
                  duiqi.toml       settings of duiqi check
                """)
final class DuiqiCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean version;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            scope = ScopeType.INHERIT,
            description = "Colour the output: never, auto (on a terminal) or always. Default: ${DEFAULT-VALUE}.")
    private Colour colour = Colour.AUTO;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show where in the program a failure arose.")
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
                new CompletionCommand(console));
    }

    @Override
    public Integer call() {
        CommandLine commandLine = spec.commandLine();
        throw new ParameterException(commandLine, "no command given; for example: duiqi align x.zh.txt x.en.txt");
    }

    /** Returns whether standard output takes colour. */
    boolean inColour(Console console) {
        return colour.wanted(console);
    }

    boolean debug() {
        return debug;
    }

    /** The choice of when to colour the output. */
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

    /** Tells the version of this program and of its Java, which a report of a fault needs. */
    static final class VersionProvider implements IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            return new String[] {
                "duiqi " + Version.number(),
                "Java " + System.getProperty("java.runtime.version") + ", " + System.getProperty("java.vendor")
            };
        }
    }
}
