package duiqi.cli.command;

import duiqi.align.Alignment;
import duiqi.align.Bead;
import duiqi.align.Boundaries;
import duiqi.app.AlignmentGuide;
import duiqi.app.AlignmentModel;
import duiqi.app.AlignmentProject;
import duiqi.app.AlignmentTarget;
import duiqi.app.Project;
import duiqi.app.TextPairReader;
import duiqi.app.TextPairSpecs;
import duiqi.app.Workspace;
import duiqi.cli.option.MemoryOptions;
import duiqi.cli.option.OptionGroup;
import duiqi.cli.option.ReadingOptions;
import duiqi.cli.print.AlignmentPrinter;
import duiqi.cli.print.Console;
import duiqi.cli.print.ExitCode;
import duiqi.cli.print.Failures;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Writes translation memories of aligned texts. */
@Command(
        name = "align",
        header = "Align a text with its translation.",
        customSynopsis = {
            "duiqi align [OPTIONS] SOURCE TARGET",
            "       duiqi align [OPTIONS] BILINGUAL | URL",
            "       duiqi align [OPTIONS] SOURCE_FOLDER TARGET_FOLDER",
            "       duiqi align [OPTIONS] FOLDER | FILE..."
        },
        description = """

                Splits a Chinese and an English text into sentences, aligns them, and writes the pairs to a TMX \
                translation memory. The first text is the source. In the same way, the first of two folders has the \
                sources. When you align the same texts again, duiqi updates the memory: it keeps equal units, and \
                never changes units made by people or other tools.

                A text is a file (plain text, Markdown, reStructuredText, AsciiDoc, HTML, docx, pptx, odt, epub, PDF, SRT), \
                an http or https URL, or - for standard input. In a folder or a list of files, duiqi matches texts by \
                name: x.zh.txt with x.en.txt, x.zh with x.en, zh/x.txt with en/x.txt. Chinese is then the source \
                unless --source-lang is en-US. In two folders, it matches equal names.

                One document may contain both languages, for example in two columns of a table. duiqi detects the \
                layout and prints it; the language that comes first is the source. One web page may link to its \
                translation, which duiqi reads too.

                The summary lists unpaired sentences and the pairs with the lowest probability; check these first. \
                Formats other than tmx go to standard output unless you use -o; so does tmx with -o -.

                In each line of the --anchors file, write a line number of the source, a tab and a line number of the \
                target. If the numbers of --boundaries headings differ, duiqi matches them by their \
                numerals (第三章, Chapter Three).
                """,
        footer = """

                Formats (-f, --to):
                  tmx       translation memory, TMX 1.4
                  tsv       source, target and probability, separated by tabs, unquoted; an
                            unpaired sentence has an empty cell beside it; one file of
                            several pairs has a heading and a column "document"
                  jsonl     one object per pair: source and target sentences, type,
                            probability, lines; with --explain also the evidence;
                            one file of several pairs has the field "document"
                  ids       [0,1]:[2], sentence numbers from 0, source first
                  txt-pair  two files with the same number of lines, .zh and .en

                Encoders (--encoder):
                  FOLDER             folder with model.onnx, tokenizer.json, encoder.properties
                  URL/v1/embeddings  server with the OpenAI interface
                  URL/embed          text-embeddings-inference
                  URL/api/embed      Ollama
                  DUIQI_API_KEY holds the key of the server, if it needs one.

                Examples:
                  duiqi align article.zh.txt article.en.txt      write tm/article.tmx
                  duiqi align article.en.txt article.zh.txt      English is the source
                  duiqi align book.zh.docx book.en.epub -o tm/book.tmx
                  duiqi align contract.docx                      contains both languages
                  duiqi align --layout table contract.docx
                  duiqi align --to tsv a.zh.md a.en.md           print the pairs
                  duiqi align corpus/zh corpus/en -o aligned     write one memory per pair
                  duiqi align corpus -o all.tsv                  write one table
                  duiqi align https://example.org/zh.html https://example.org/en.html
                  duiqi align --boundaries headings --glossary terms.csv a.zh.md a.en.md
                  duiqi align --explain --below 0.9 a.zh.md a.en.md
                """)
public final class AlignCommand implements Callable<Integer> {
    private final Console console;
    private final Failures failures;

    @Mixin
    private ReadingOptions.BilingualOptions reading = new ReadingOptions.BilingualOptions();

    @Mixin
    private GuideOptions guide = new GuideOptions();

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private OutputOptions to = new OutputOptions();

    @Mixin
    private ReadingOptions.LanguageOptions languages = new ReadingOptions.LanguageOptions();

    @Option(
            names = "--pool",
            order = OptionGroup.ALIGNMENT,
            description = "Align all pairs of texts together, so that each learns from the others.")
    private boolean pool;

    @Option(
            names = "--force",
            order = OptionGroup.OUTPUT,
            description = "Write even if the texts look unrelated, or replace the units of other texts.")
    private boolean force;

    @Option(
            names = {"-q", "--quiet"},
            order = OptionGroup.OUTPUT,
            description = "Print no summary and no findings.")
    private boolean quiet;

    @Parameters(arity = "1..*", paramLabel = "TEXT", description = "Texts, or folders of texts.")
    private List<String> texts = List.of();

    public AlignCommand(Console console, Failures failures) {
        this.console = console;
        this.failures = failures;
    }

    @Override
    public Integer call() throws IOException {
        Optional<Direction> direction = languages.direction();
        requireNames();
        AlignmentGuide known = guide.guide();
        TextPairReader reader = new TextPairReader(reading.reader(console), known, direction, Direction.INTO_ENGLISH)
                .in(Project.in(MemoryOptions.ProjectOptions.folder(console)).settings(problem -> {}));
        TextPairSpecs pairs = TextPairSpecs.of(texts, reader);
        known.requireFit(pairs);
        Workspace workspace = console.workspace();
        AlignmentTarget target = to.target(pairs, workspace);
        pairs.unpaired().forEach(text -> console.warn(TextPairSpecs.unpairedWarning(text)));
        AlignmentProject.Job job = new AlignmentProject.Job(pairs, reader, model.model(), target, pool, force);
        AlignmentPrinter printer = new AlignmentPrinter(console, failures, job, quiet);
        int failed;
        try (printer) {
            failed = AlignmentProject.run(job, workspace, printer);
        }
        printer.total(failed);
        return failed == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** Rejects an empty file name. Java takes it for the current folder, but it comes from an unset variable. */
    private void requireNames() throws FormatException {
        if (texts.contains("") || "".equals(to.output)) {
            throw new FormatException("\"\"", "the name is empty", "give a file or folder; . is the current folder");
        }
    }

    /** Holds the options for the lexicon, the weights and the encoder of the aligner. */
    private static final class ModelOptions {
        @Option(
                names = "--lexicon",
                paramLabel = "FILE",
                order = OptionGroup.ALIGNMENT,
                description = "Use this lexicon, or permissive (built-in), instead of the standard one.")
        private @Nullable Path lexicon;

        @Option(
                names = "--weights",
                paramLabel = "FOLDER",
                order = OptionGroup.ALIGNMENT,
                description = "Use the weights in this folder instead of the built-in ones.")
        private @Nullable Path weights;

        @Mixin
        private ReadingOptions.EncoderOptions encoding = new ReadingOptions.EncoderOptions();

        AlignmentModel model() {
            return new AlignmentModel(Optional.ofNullable(lexicon), Optional.ofNullable(weights), encoding.spec());
        }
    }

    /** Holds the options for the output: pairs, format and files. */
    private static final class OutputOptions {
        @Option(
                names = {"-o", "--output"},
                paramLabel = "FILE|FOLDER",
                order = OptionGroup.OUTPUT,
                description = "Write to this file, or into this folder. Default: tm/NAME.tmx.")
        private @Nullable String output;

        @Option(
                names = {"-f", "--format", "--to"},
                paramLabel = "FORMAT",
                completionCandidates = ExplainOptions.Formats.class,
                order = OptionGroup.OUTPUT,
                description = "Write this format. Default: from the file name, or tmx.")
        private @Nullable String format;

        @Option(names = "--paired-only", order = OptionGroup.OUTPUT, description = "Omit unpaired sentences.")
        private boolean pairedOnly;

        @Option(
                names = "--min-probability",
                paramLabel = "P",
                converter = ReadingOptions.ProbabilityConverter.class,
                defaultValue = "0",
                order = OptionGroup.OUTPUT,
                description = "Omit pairs with a probability below P (0 to 1). Default: ${DEFAULT-VALUE}.")
        private double minimumProbability;

        @Option(
                names = "--skip-untranslated",
                negatable = true,
                order = OptionGroup.OUTPUT,
                description = "Omit pairs with identical sides or without Chinese. Default: only code, from tmx.")
        private @Nullable Boolean skipUntranslated;

        @Mixin
        private ExplainOptions explain = new ExplainOptions();

        AlignmentTarget target(TextPairSpecs pairs, Workspace workspace) throws IOException {
            Optional<String> ofFile = format == null
                    ? AlignmentTarget.AlignmentForm.nameOf(
                            Optional.ofNullable(output), !pairs.isSinglePair(), explain.explain)
                    : Optional.empty();
            AlignmentTarget.AlignmentForm form = AlignmentTarget.AlignmentForm.of(
                    explain.format(Optional.ofNullable(format), ofFile),
                    new Alignment.Selection(pairedOnly, minimumProbability),
                    Optional.ofNullable(skipUntranslated),
                    explain.below(),
                    workspace);
            return AlignmentTarget.of(form, Optional.ofNullable(output), pairs);
        }
    }

    /** Holds the options that explain pairs. */
    private static final class ExplainOptions {
        /** Lists the names of the formats for help and completion. */
        static final class Formats implements Iterable<String> {
            @Override
            public Iterator<String> iterator() {
                return AlignmentTarget.AlignmentForm.names().iterator();
            }
        }

        private static final String DEFAULT = "tmx";
        private static final String JSON = "jsonl";

        @Option(
                names = "--explain",
                order = OptionGroup.OUTPUT,
                description = "Print the evidence for each pair instead of writing a memory.")
        private boolean explain;

        @Option(
                names = "--below",
                paramLabel = "P",
                converter = ReadingOptions.ProbabilityConverter.class,
                order = OptionGroup.OUTPUT,
                description = "Explain only pairs with a probability below P (0 to 1).")
        private double below = Double.POSITIVE_INFINITY;

        /**
         * Returns the name of the output format.
         *
         * @param chosen the format that the user chooses
         * @param ofFile the format of the output file; empty if its name has no known ending
         */
        String format(Optional<String> chosen, Optional<String> ofFile) {
            String given = chosen.or(() -> ofFile).orElse(DEFAULT);
            if (!explain) {
                if (below <= 1) {
                    throw new IllegalArgumentException("--below: has no effect without --explain; add --explain");
                }
                return given;
            }
            if (!List.of(DEFAULT, JSON, AlignmentTarget.AlignmentForm.EXPLANATION)
                    .contains(given)) {
                throw new IllegalArgumentException(
                        "--to " + given + ": cannot hold explanations; use --to jsonl, or --explain without --to");
            }
            return given.equals(JSON) ? JSON : AlignmentTarget.AlignmentForm.EXPLANATION;
        }

        /** Returns the probability below which pairs are explained; empty without --explain. */
        OptionalDouble below() {
            return explain ? OptionalDouble.of(below) : OptionalDouble.empty();
        }
    }

    /** Holds the options for known facts about the alignment. */
    private static final class GuideOptions {
        @Option(
                names = "--max-bead",
                paramLabel = "N-M",
                converter = BeadConverter.class,
                order = OptionGroup.ALIGNMENT,
                description = "Limit a bead to N Chinese and M English sentences; 1-1 forbids merging.")
        private Bead.Shapes shapes = Bead.Shapes.standard();

        @Option(
                names = "--boundaries",
                paramLabel = "KIND",
                order = OptionGroup.ALIGNMENT,
                description = "Keep pairs within boundaries of this kind: ${COMPLETION-CANDIDATES}.")
        private @Nullable Boundaries boundaries;

        @Option(
                names = "--anchors",
                paramLabel = "FILE",
                order = OptionGroup.ALIGNMENT,
                description = "Align the line numbers listed in this file with each other.")
        private @Nullable Path anchors;

        @Option(
                names = "--glossary",
                paramLabel = "FILE|FOLDER",
                order = OptionGroup.ALIGNMENT,
                description = "Use the terms of this glossary or folder; repeatable. Default: none.")
        private List<Path> glossaries = List.of();

        @Option(
                names = "--tm",
                paramLabel = "FILE",
                order = OptionGroup.ALIGNMENT,
                description = "Use the sentences of this memory as evidence; repeatable.")
        private List<Path> memories = List.of();

        @Option(
                names = "--tables",
                paramLabel = "FILE",
                order = OptionGroup.ALIGNMENT,
                description = "Use the translation tables written by duiqi corpus align.")
        private @Nullable Path tables;

        AlignmentGuide guide() {
            return new AlignmentGuide(
                    shapes,
                    Optional.ofNullable(boundaries),
                    Optional.ofNullable(anchors),
                    glossaries,
                    memories,
                    Optional.ofNullable(tables));
        }

        /** Reads the maximum size of a bead, for example {@code 1-2}. */
        private static final class BeadConverter implements ITypeConverter<Bead.Shapes> {
            private static final Pattern BEAD = Pattern.compile("([1-9]\\d?)-([1-9]\\d?)");

            @Override
            public Bead.Shapes convert(String text) {
                Matcher bead = BEAD.matcher(text);
                if (!bead.matches()) {
                    throw new TypeConversionException(
                            "'" + text + "' is not a bead size; give two numbers of sentences, for example 1-1 or 3-4");
                }
                return Bead.Shapes.upTo(
                        new Bead.Type(Integer.parseInt(bead.group(1)), Integer.parseInt(bead.group(2))));
            }
        }
    }
}
