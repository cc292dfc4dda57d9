package duiqi.cli.command;

import duiqi.app.CorpusProject;
import duiqi.app.Project;
import duiqi.app.Version;
import duiqi.cli.option.LanguageOptions;
import duiqi.cli.option.ReadingOptions;
import duiqi.cli.print.Console;
import duiqi.cli.print.CorpusReport;
import duiqi.cli.print.DamageReport;
import duiqi.cli.print.ExitCode;
import duiqi.corpus.CorpusSettings;
import duiqi.glossary.Glossary;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The commands for corpora. */
@Command(
        name = "corpus",
        header = "Do the same for thousands or millions of documents, on one machine or many: align.",
        description = """

                What is too much for one machine, or for one command after the other, is done by Apache Spark: here on all \
                processors, or on a cluster by spark-submit. The first use fetches Spark.
                """,
        footer = """

                Examples:
                  duiqi corpus align documents.jsonl corpus
                  duiqi corpus align --explain documents.jsonl corpus
                """)
public final class CorpusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** Returns the commands. */
    public static List<Object> subcommands(Console console) {
        return List.of(new CorpusAlignCommand(console));
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "give a command; for example: duiqi corpus align documents.jsonl corpus");
    }

    /** Aligns a corpus with Spark. */
    @Command(
            name = "align",
            header = "Pair the sentences of all documents of a corpus, and sift, count and write the pairs.",
            description = """

                    INPUT is JSON lines (.jsonl, also .gz, .bz2, .zst) or Parquet with an id, a Chinese and an English side for \
                    each document, each side a text or a list of sentences; or a folder with such files; or a folder of texts, \
                    paired by their names as duiqi align does.

                    Aligns each document as duiqi align does, learns translations of words from all of them together, and \
                    aligns all once more by these. Leaves out pairs that are spoilt or improbable, and those that say what \
                    another one says in the whole corpus. Counts how each term of the glossary and each recurring phrase is \
                    rendered, so that a drift over ten thousand documents is seen.

                    OUTPUT, a folder that must not be there, appears when all is done, with tables of Parquet: units, dropped, \
                    documents, rejected, terms; terms.csv, for people; and the learnt translations. What cannot be aligned \
                    is in rejected with its reason, and stops nothing. The work lies in OUTPUT.work until then: the same \
                    command goes on where it was killed.

                    INPUT and OUTPUT may be addresses that Hadoop knows, as hdfs://host/path. On a cluster:

                      spark-submit --class duiqi.cli.Main target/duiqi-all.jar corpus align INPUT OUTPUT
                    """,
            footer = """

                    Examples:
                      duiqi corpus align documents.jsonl corpus
                      duiqi corpus align --columns doc,source,target crawl corpus
                      duiqi corpus align --glossary glossary --tmx 8 texts corpus
                      duiqi corpus align --explain documents.jsonl corpus
                    """)
    private static final class CorpusAlignCommand implements Callable<Integer> {
        /** Reads {@code id,zh,en}, or says what it should be. */
        static final class ColumnsConverter implements ITypeConverter<CorpusSettings.Columns> {
            @Override
            public CorpusSettings.Columns convert(String names) {
                String[] parts = names.split(",", -1);
                if (parts.length != 3 || List.of(parts).contains("")) {
                    throw new TypeConversionException("'" + names + "' names no three columns, as in id,zh,en");
                }
                return new CorpusSettings.Columns(parts[0], parts[1], parts[2]);
            }
        }

        /** The options that say how to read documents. */
        static final class DocumentOptions {
            @Option(
                    names = "--columns",
                    paramLabel = "ID,ZH,EN",
                    converter = ColumnsConverter.class,
                    description = "What the input calls the id and the two sides of a document. Default: id,zh,en.")
            private CorpusSettings.Columns columns = CorpusSettings.Columns.STANDARD;

            @Option(
                    names = "--longest",
                    paramLabel = "N",
                    defaultValue = "1500000",
                    description = "Cut documents with more characters on both sides into slices, at certain anchors. "
                            + "Default: ${DEFAULT-VALUE}.")
            private long longest;
        }

        /** The options that choose the pairs to keep. */
        static final class UnitOptions {
            @Option(
                    names = "--min-probability",
                    paramLabel = "P",
                    converter = ReadingOptions.ProbabilityConverter.class,
                    defaultValue = "0.5",
                    description = "Leave out pairs less likely than this, 0 to 1. Default: ${DEFAULT-VALUE}.")
            private double minProbability;

            @Option(
                    names = "--filters",
                    paramLabel = "NAME",
                    split = ",",
                    description = "Leave out what these filters of duiqi tm clean find; none for nothing. "
                            + "Default: all but wrong-script.")
            private @Nullable List<String> filters;

            @Option(
                    names = "--dedupe",
                    paramLabel = "HOW",
                    defaultValue = "near",
                    description = "Leave out pairs that say the same as another: none, exact, or near. "
                            + "Default: ${DEFAULT-VALUE}.")
            private CorpusSettings.Sameness deduplication = CorpusSettings.Sameness.NEAR;

            @Option(
                    names = "--similarity",
                    paramLabel = "S",
                    defaultValue = "0.9",
                    description =
                            "How like both sides must be to say nearly the same, 0.5 to 1. Default: ${DEFAULT-VALUE}.")
            private double similarity;

            CorpusSettings.Filter filter() {
                List<String> all = filters == null ? CorpusSettings.Filter.STANDARD_NAMES : filters;
                return new CorpusSettings.Filter(all.equals(List.of("none")) ? List.of() : all, minProbability);
            }

            CorpusSettings.Duplicates duplicates() {
                return new CorpusSettings.Duplicates(deduplication, similarity);
            }
        }

        /** The options that choose the terms to count. */
        static final class TermOptions {
            @Option(
                    names = "--glossary",
                    paramLabel = "FILE",
                    description =
                            "Count how these terms are rendered: a glossary, or a folder with glossaries. May be given "
                                    + "several times.")
            private List<Path> glossaries = List.of();

            @Option(
                    names = "--phrases",
                    paramLabel = "N",
                    defaultValue = "1000",
                    description =
                            "Count the renderings of so many recurring phrases, those most like terms; 0 for none. "
                                    + "Default: ${DEFAULT-VALUE}.")
            private int phrases;

            CorpusSettings.Terms terms(Console console) throws IOException {
                DamageReport.FaultReport faults = new DamageReport.FaultReport(console);
                Glossary glossary = Project.glossary(glossaries, faults);
                faults.finish();
                if (faults.exitCode(ExitCode.DONE) != ExitCode.DONE) {
                    // Hours later it would be found that terms were not counted.
                    throw new FormatException(
                            "--glossary", "cannot be read as a whole", "mend what is told above, or leave it out");
                }
                return new CorpusSettings.Terms(glossary, CorpusSettings.Terms.MIN_UNITS, phrases);
            }
        }

        private final Console console;

        @Mixin
        private DocumentOptions documents = new DocumentOptions();

        @Mixin
        private LanguageOptions languages = new LanguageOptions();

        @Option(
                names = "--untaught",
                description = "Do not learn translations from the corpus: align once, each document by itself.")
        private boolean untaught;

        @Mixin
        private UnitOptions units = new UnitOptions();

        @Mixin
        private TermOptions terms = new TermOptions();

        @Option(
                names = "--tmx",
                paramLabel = "N",
                defaultValue = "0",
                description = "Write the units as N TMX files as well. Default: none.")
        private int tmxFiles;

        @Option(
                names = "--master",
                paramLabel = "URL",
                description = "Where Spark runs. Default: what spark-submit says, or local[*], all processors here.")
        private @Nullable String master;

        @Option(names = "--explain", description = "Print what would be done and what is done already, and do nothing.")
        private boolean explain;

        @Option(
                names = {"-q", "--quiet"},
                description = "Print neither progress nor summary.")
        private boolean quiet;

        @Parameters(index = "0", paramLabel = "INPUT", description = "The corpus.")
        private String input = "";

        @Parameters(index = "1", paramLabel = "OUTPUT", description = "The folder to make.")
        private String output = "";

        CorpusAlignCommand(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            languages.requireSense();
            CorpusSettings settings = settings();
            CorpusReport.CorpusProgress progress = new CorpusReport.CorpusProgress(console, quiet);
            CorpusProject project = new CorpusProject(settings, Optional.ofNullable(master), console.clock());
            if (explain) {
                console.out().print(CorpusReport.of(settings, project.plan(progress)));
                return ExitCode.DONE;
            }
            CorpusProject.Outcome outcome = project.run(progress);
            if (!quiet) {
                console.out()
                        .print(CorpusReport.of(settings, outcome.summary(), progress.figures(), outcome.processors()));
            }
            return ExitCode.DONE;
        }

        private CorpusSettings settings() throws IOException {
            if (input.isEmpty() || output.isEmpty()) {
                throw new FormatException("\"\"", "the name is empty", "give a file or folder");
            }
            return new CorpusSettings(
                    new CorpusSettings.Input(
                            input,
                            documents.columns,
                            new CorpusSettings.Languages(
                                    languages.source().tag(), languages.target().tag()),
                            documents.longest),
                    output,
                    !untaught,
                    units.filter(),
                    units.duplicates(),
                    terms.terms(console),
                    tmxFiles,
                    Version.number());
        }
    }
}
