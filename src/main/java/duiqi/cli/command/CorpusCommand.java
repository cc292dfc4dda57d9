package duiqi.cli.command;

import duiqi.app.CorpusProject;
import duiqi.app.GlossaryFiles;
import duiqi.app.Version;
import duiqi.cli.option.LanguageOptions;
import duiqi.cli.option.OutputOptions;
import duiqi.cli.print.CorpusReport;
import duiqi.cli.print.DamageReport;
import duiqi.cli.print.ExitCode;
import duiqi.corpus.CorpusRun;
import duiqi.corpus.CorpusSession;
import duiqi.corpus.CorpusSettings;
import duiqi.corpus.PairRun;
import duiqi.glossary.Glossary;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "corpus",
        header =
                "Pair the pages of a crawl; align, deduplicate and extract terms from thousands of documents on Apache Spark.",
        description = """

                Handles corpora that are too large for one run of duiqi align. Spark uses all processors of \
                this machine, or a cluster through spark-submit. duiqi downloads Spark at the first use.
                """,
        footer = """

                Examples:
                  duiqi corpus align documents.jsonl corpus
                  duiqi corpus align --dry-run documents.jsonl corpus
                  duiqi corpus pair crawl.warc.gz pages
                """,
        subcommands = {CorpusCommand.CorpusPairCommand.class, CorpusCommand.CorpusAlignCommand.class})
public final class CorpusCommand {
    /** Runs or plans work on Spark with settings of one kind. */
    private abstract static class SparkCommand<S> extends Subcommand {
        @Option(
                names = "--master",
                paramLabel = "URL",
                description = "Run on this Spark master. Default: set by spark-submit, or local[*].")
        private @Nullable String master;

        @Mixin
        private OutputOptions.DryRun dryRun = new OutputOptions.DryRun();

        @Parameters(index = "0", paramLabel = "INPUT", description = "File or folder to read.")
        String input = "";

        @Parameters(index = "1", paramLabel = "OUTPUT", description = "Folder to create.")
        String output = "";

        abstract S settings() throws IOException;

        abstract CorpusRun.CorpusPlan plan(CorpusSession spark, S settings, CorpusReport report) throws IOException;

        /** Runs the work, and returns its summary. */
        abstract String run(CorpusSession spark, S settings, CorpusReport report) throws IOException;

        @Override
        public Integer call() throws IOException {
            if (input.isEmpty() || output.isEmpty()) {
                throw new FormatException("\"\"", "the name is empty", "give a file or folder");
            }
            S settings = settings();
            CorpusReport report = new CorpusReport(console(), isQuiet());
            String summary = CorpusProject.run(
                    Optional.ofNullable(master),
                    spark -> dryRun.given
                            ? CorpusReport.of(input, output, plan(spark, settings, report))
                            : input + " -> " + output + "\n" + run(spark, settings, report)
                                    + report.figures(spark.processors()));
            if (dryRun.given || !isQuiet()) {
                print(summary);
            }
            return ExitCode.DONE;
        }
    }

    @Command(
            name = "align",
            header = "Align a corpus, and filter, deduplicate and count its units.",
            description = """

                INPUT is JSON lines (.jsonl, also .gz, .bz2, .zst) or Parquet. Each document has an id, a Chinese \
                and an English side, in either order; a side is a text or a list of sentences. Chinese is the source \
                of the output unless --source-lang is en-US. INPUT can also be a folder of these \
                files, of texts that duiqi matches by name like duiqi align, or the OUTPUT of duiqi corpus pair.

                Aligns each document, learns word translations from all documents together, and aligns all documents \
                again with these. Removes damaged, improbable and duplicate pairs. Counts the translations of each \
                glossary term and of recurring phrases, most term-like first, to show drift; --phrases 0 counts no \
                phrases. --filters takes the filters of duiqi tm clean, or none.

                duiqi splits long documents at reliable anchors. -q also turns off the progress.

                OUTPUT is a new folder. It appears when all work is done, with Parquet tables: units, dropped, \
                documents, rejected, terms; with terms.csv for people; and with the learned translations. Documents \
                that cannot be aligned are in rejected, with the reason; the others continue. OUTPUT.work holds the \
                work until then: the same command resumes it after an interruption.

                INPUT and OUTPUT can be Hadoop addresses such as hdfs://host/path. On a cluster:

                  spark-submit --class duiqi.cli.Main target/duiqi-all.jar corpus align INPUT OUTPUT
                """,
            footer = """

                Examples:
                  duiqi corpus align documents.jsonl corpus
                  duiqi corpus align --columns doc,source,target crawl corpus
                  duiqi corpus align --source-lang en-US documents.jsonl corpus
                  duiqi corpus align --glossary glossary --tmx 8 texts corpus
                  duiqi corpus align --dry-run documents.jsonl corpus
                """)
    static final class CorpusAlignCommand extends SparkCommand<CorpusSettings> {
        /** Reads three column names, for example {@code id,zh,en}. */
        static final class ColumnsConverter implements ITypeConverter<CorpusSettings.Columns> {
            @Override
            public CorpusSettings.Columns convert(String names) {
                String[] parts = names.split(",", -1);
                if (parts.length != 3 || List.of(parts).contains("")) {
                    throw new TypeConversionException(
                            "'" + names + "' is not three columns; give three names, for example id,zh,en");
                }
                return new CorpusSettings.Columns(parts[0], parts[1], parts[2]);
            }
        }

        @Option(
                names = "--columns",
                paramLabel = "ID,ZH,EN",
                converter = ColumnsConverter.class,
                description = "Set the names of the input columns. Default: id,zh,en.")
        private CorpusSettings.Columns columns = CorpusSettings.Columns.STANDARD;

        @Option(
                names = "--longest",
                paramLabel = "N",
                description =
                        "Split documents of more than N characters (both texts together). Default: ${DEFAULT-VALUE}.")
        private long longest = 1_500_000;

        @Mixin
        private LanguageOptions languages = new LanguageOptions();

        @Option(names = "--no-corpus-training", description = "Align each document alone, without corpus training.")
        private boolean withoutTraining;

        @Mixin
        private OutputOptions.MinProbability minProbability = new OutputOptions.MinProbability(0.5);

        @Option(
                names = "--min-quality",
                paramLabel = "Q",
                converter = OutputOptions.ProbabilityConverter.class,
                description = "Omit pairs whose expected precision is below Q (0 to 1). Default: ${DEFAULT-VALUE}.")
        private double minQuality = 0.2;

        @Option(
                names = "--filters",
                paramLabel = "NAME",
                split = ",",
                hideParamSyntax = true,
                description = "Apply only these filters, separated by commas. Default: all but wrong-script.")
        private @Nullable List<String> filters;

        @Option(
                names = "--dedupe",
                paramLabel = "KIND",
                defaultValue = "near",
                description = "Remove duplicates: none, exact or near. Default: ${DEFAULT-VALUE}.")
        private CorpusSettings.Sameness deduplication = CorpusSettings.Sameness.NEAR;

        @Option(
                names = "--similarity",
                paramLabel = "S",
                description =
                        "Treat pairs as near duplicates from this similarity (0.5 to 1). Default: ${DEFAULT-VALUE}.")
        private double similarity = 0.9;

        @Option(
                names = "--glossary",
                paramLabel = "FILE|FOLDER",
                description = "Use the terms of this glossary or folder; repeatable. Default: none.")
        private List<Path> glossaries = List.of();

        @Option(
                names = "--phrases",
                paramLabel = "N",
                description = "Count the translations of N recurring phrases. Default: ${DEFAULT-VALUE}.")
        private int phrases = 1000;

        @Option(
                names = "--tmx",
                paramLabel = "N",
                description = "Write the units also as N TMX files. Default: ${DEFAULT-VALUE}.")
        private int tmxFiles = 0;

        @Override
        CorpusRun.CorpusPlan plan(CorpusSession spark, CorpusSettings settings, CorpusReport report)
                throws IOException {
            return new CorpusRun(spark, settings, console().clock(), report).plan();
        }

        @Override
        String run(CorpusSession spark, CorpusSettings settings, CorpusReport report) throws IOException {
            return CorpusReport.of(
                    new CorpusRun(spark, settings, console().clock(), report).run(), settings.countsTerms());
        }

        @Override
        CorpusSettings settings() throws IOException {
            Direction direction = languages.direction().orElse(Direction.INTO_ENGLISH);
            return new CorpusSettings(
                    new CorpusSettings.Input(input, columns, CorpusSettings.Languages.of(direction), longest),
                    output,
                    !withoutTraining,
                    filter(),
                    new CorpusSettings.Duplicates(deduplication, similarity),
                    terms(),
                    tmxFiles,
                    Version.number());
        }

        private CorpusSettings.Filter filter() {
            List<String> all = filters == null ? CorpusSettings.Filter.STANDARD_NAMES : filters;
            return new CorpusSettings.Filter(
                    all.equals(List.of("none")) ? List.of() : all, minProbability.least, minQuality);
        }

        private CorpusSettings.Terms terms() throws IOException {
            DamageReport faults = new DamageReport(console(), false);
            Glossary glossary = GlossaryFiles.read(glossaries, faults);
            faults.finish();
            if (faults.exitCode(ExitCode.DONE) != ExitCode.DONE) {
                // The user would otherwise notice the missing counts only after hours.
                throw new FormatException(
                        "--glossary", "cannot read all terms", "correct the errors above, or remove the option");
            }
            return new CorpusSettings.Terms(glossary, CorpusSettings.Terms.MIN_UNITS, phrases);
        }
    }

    @Command(
            name = "pair",
            header = "Find the pages of a crawl that are translations of each other.",
            description = """

                INPUT is a WARC file of a crawler (.warc, .warc.gz), a folder of them, or a folder of saved HTML \
                pages. A large crawl should consist of several files.

                Reads the article of each page, keeps the sentences in its language, removes duplicate pages, and \
                finds the Chinese and English pages that are translations of each other. Addresses, links and texts \
                are the evidence.

                OUTPUT is a new folder. It appears when all work is done: documents has the texts of the pairs for \
                duiqi corpus align, pages has the state of each page. OUTPUT.work holds the work until then: the \
                same command resumes it after an interruption. -q also turns off the progress.

                INPUT and OUTPUT can be Hadoop addresses such as hdfs://host/path.
                """,
            footer = """

                Examples:
                  duiqi corpus pair crawl.warc.gz pages
                  duiqi corpus align --tmx 1 pages corpus
                  duiqi corpus pair --base-url https://example.org/ saved-site pages
                """)
    static final class CorpusPairCommand extends SparkCommand<PairRun.Settings> {
        @Option(
                names = "--base-url",
                paramLabel = "URL",
                defaultValue = PairRun.Settings.FOLDER,
                description = "Set the address of a folder. Default: ${DEFAULT-VALUE}.")
        private String base = "";

        @Mixin
        private OutputOptions.MinProbability minProbability = new OutputOptions.MinProbability(0.5);

        @Override
        CorpusRun.CorpusPlan plan(CorpusSession spark, PairRun.Settings settings, CorpusReport report)
                throws IOException {
            return new PairRun(spark, settings, console().clock(), report).plan();
        }

        @Override
        String run(CorpusSession spark, PairRun.Settings settings, CorpusReport report) throws IOException {
            return CorpusReport.of(new PairRun(spark, settings, console().clock(), report).run());
        }

        @Override
        PairRun.Settings settings() throws IOException {
            return new PairRun.Settings(input, output, base, minProbability.least, Version.number());
        }
    }
}
