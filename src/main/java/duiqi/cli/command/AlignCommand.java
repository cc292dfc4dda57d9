package duiqi.cli.command;

import duiqi.align.Alignment;
import duiqi.align.Bead;
import duiqi.align.Boundaries;
import duiqi.app.AlignmentGuide;
import duiqi.app.AlignmentModel;
import duiqi.app.AlignmentProject;
import duiqi.app.AlignmentTarget;
import duiqi.app.TextPairReader;
import duiqi.app.TextPairSpecs;
import duiqi.app.Workspace;
import duiqi.cli.option.EncoderOptions;
import duiqi.cli.option.LanguageOptions;
import duiqi.cli.option.ReadingOptions;
import duiqi.cli.print.AlignmentPrinter;
import duiqi.cli.print.Console;
import duiqi.cli.print.ExitCode;
import duiqi.cli.print.Failures;
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

/** Makes a translation memory of two texts. */
@Command(
        name = "align",
        header = "Pair the sentences of a Chinese text and its English rendering.",
        customSynopsis = {
            "duiqi align [OPTIONS] CHINESE ENGLISH",
            "       duiqi align [OPTIONS] FOLDER | CHINESE_FOLDER ENGLISH_FOLDER | FILE...",
        },
        description = """

                Reads a Chinese text and its English rendering, cuts both into sentences, pairs them, and writes the \
                pairs as a TMX translation memory. Aligning the same texts again updates the memory: units that are \
                the same stay as they are, and units that people or other tools made are never touched.

                Texts are files (plain text, Markdown, HTML, docx, odt, epub, PDF, SRT), http and https addresses, or \
                - for standard input. Of folders or many files, those are paired whose names agree: x.zh.txt with \
                x.en.txt, x.zh with x.en, zh/x.txt with en/x.txt, and in two folders the same names.

                The summary says what was paired and where to look first: each pair has a probability, and the least \
                sure ones are shown with their places.
                """,
        footer = """

                Formats (--to):
                  tmx       translation memory, TMX 1.4
                  tsv       Chinese, English, probability, with tabs between and no quoting;
                            unpaired sentences face an empty cell
                  jsonl     an object for each pair: source and target sentences, type,
                            probability, lines
                  ids       [0,1]:[2], numbers of sentences from 0, source first
                  txt-pair  two files of the same number of lines, .zh and .en

                Examples:
                  duiqi align article.zh.txt article.en.txt      writes tm/article.tmx
                  duiqi align book.zh.docx book.en.epub -o tm/book.tmx
                  duiqi align --to tsv a.zh.md a.en.md           prints the pairs
                  duiqi align corpus/zh corpus/en -o aligned     one memory for each pair
                  duiqi align https://example.org/zh.html https://example.org/en.html
                  duiqi align --boundaries headings --glossary terms.csv a.zh.md a.en.md
                  duiqi align --explain --below 0.9 a.zh.md a.en.md
                """)
public final class AlignCommand implements Callable<Integer> {
    private final Console console;
    private final Failures failures;

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Mixin
    private GuideOptions guide = new GuideOptions();

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private OutputOptions to = new OutputOptions();

    @Mixin
    private LanguageOptions languages = new LanguageOptions();

    @Option(names = "--swap", description = "The English text is given first, the Chinese second.")
    private boolean swap;

    @Option(
            names = "--pool",
            description =
                    "Align all pairs of texts together, as the work of one translator: each learns from the others.")
    private boolean pool;

    @Option(
            names = "--force",
            description =
                    "Write even if the two texts do not look like renderings of each other, or replace all units of "
                            + "other texts that had the same names.")
    private boolean force;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print no summary.")
    private boolean quiet;

    @Parameters(arity = "1..*", paramLabel = "TEXT", description = "Texts, or folders of them.")
    private List<String> texts = List.of();

    public AlignCommand(Console console, Failures failures) {
        this.console = console;
        this.failures = failures;
    }

    @Override
    public Integer call() throws IOException {
        languages.requireSense();
        requireNames();
        TextPairSpecs pairs = TextPairSpecs.of(texts, swap);
        AlignmentGuide known = guide.guide();
        known.requireFit(pairs);
        Workspace workspace = console.workspace();
        AlignmentTarget target = to.target(pairs, workspace);
        pairs.unpaired().forEach(text -> console.warn(TextPairSpecs.unpairedWarning(text)));
        AlignmentProject.Job job = new AlignmentProject.Job(
                pairs,
                new TextPairReader(reading.reader(console), known, languages.source(), languages.target(), swap),
                model.model(),
                target,
                pool,
                force);
        AlignmentPrinter printer = new AlignmentPrinter(console, failures, job, quiet);
        int failed;
        try (printer) {
            failed = AlignmentProject.run(job, workspace, printer);
        }
        printer.total(failed);
        return failed == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** Refuses an empty name. In Java it stands for the folder at hand; in a command line, it is a variable that was not set. */
    private void requireNames() throws FormatException {
        if (texts.contains("") || "".equals(to.output)) {
            throw new FormatException("\"\"", "the name is empty", "give a file or folder; . is the current folder");
        }
    }

    /** The options that choose the lexicon, the weights and the encoder of the aligner. */
    private static final class ModelOptions {
        @Option(
                names = "--lexicon",
                paramLabel = "FILE",
                description = "Use this lexicon, made by duiqi lexicon build, instead of the one of duiqi.")
        private @Nullable Path lexicon;

        @Option(
                names = "--weights",
                paramLabel = "FOLDER",
                description = "Use the weights in this folder, made by duiqi train, instead of those of duiqi.")
        private @Nullable Path weights;

        @Mixin
        private EncoderOptions encoding = new EncoderOptions();

        AlignmentModel model() {
            return new AlignmentModel(Optional.ofNullable(lexicon), Optional.ofNullable(weights), encoding.spec());
        }
    }

    /** The options that say which pairs are written, how and where. */
    private static final class OutputOptions {
        @Option(
                names = {"-o", "--output"},
                paramLabel = "PATH",
                description = "Where to write: a file, a folder for several pairs, or - for standard output. Default: "
                        + "tm/NAME.tmx; other formats go to standard output.")
        private @Nullable String output;

        @Option(
                names = "--to",
                paramLabel = "FORMAT",
                defaultValue = "tmx",
                completionCandidates = ExplainOptions.Formats.class,
                description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
        private String format = "tmx";

        @Option(names = "--paired-only", description = "Leave out sentences without a partner.")
        private boolean pairedOnly;

        @Option(
                names = "--min-probability",
                paramLabel = "P",
                converter = ReadingOptions.ProbabilityConverter.class,
                defaultValue = "0",
                description = "Leave out pairs less likely than this, 0 to 1. Default: ${DEFAULT-VALUE}.")
        private double minimumProbability;

        @Mixin
        private ExplainOptions explain = new ExplainOptions();

        AlignmentTarget target(TextPairSpecs pairs, Workspace workspace) throws IOException {
            AlignmentTarget.AlignmentForm form = AlignmentTarget.AlignmentForm.of(
                    explain.format(format),
                    new Alignment.Selection(pairedOnly, minimumProbability),
                    explain.below(),
                    workspace);
            return AlignmentTarget.of(form, Optional.ofNullable(output), pairs);
        }
    }

    /** The options by which a user asks why sentences were paired. */
    private static final class ExplainOptions {
        /** The names of the formats, for help and completion. */
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
                description =
                        "Write no memory, but for each pair the words, numbers and names that paired it, and what "
                                + "each kind of evidence says; with --to jsonl as fields of the objects.")
        private boolean explain;

        @Option(
                names = "--below",
                paramLabel = "P",
                converter = ReadingOptions.ProbabilityConverter.class,
                description = "With --explain, only pairs less likely than this, 0 to 1.")
        private double below = Double.POSITIVE_INFINITY;

        /** Returns the name of the format to write. */
        String format(String given) {
            if (!explain) {
                if (below <= 1) {
                    throw new IllegalArgumentException("--below: says which pairs to explain; add --explain");
                }
                return given;
            }
            if (!given.equals(DEFAULT) && !given.equals(JSON)) {
                throw new IllegalArgumentException(
                        "--to " + given + ": has no room for explanations; give --to jsonl, or --explain alone");
            }
            return given.equals(JSON) ? JSON : AlignmentTarget.AlignmentForm.EXPLANATION;
        }

        /** Returns the probability below which pairs are explained; empty when no explanation is wanted. */
        OptionalDouble below() {
            return explain ? OptionalDouble.of(below) : OptionalDouble.empty();
        }
    }

    /** The options by which a user tells the aligner what is known beforehand. */
    private static final class GuideOptions {
        @Option(
                names = "--max-bead",
                paramLabel = "N-M",
                converter = BeadConverter.class,
                description = "Pair no more than N Chinese with M English sentences at once; 1-1 forbids merging. "
                        + "Sentences can always stay without partner.")
        private Bead.Shapes shapes = Bead.Shapes.standard();

        @Option(
                names = "--boundaries",
                paramLabel = "WHAT",
                description =
                        "Let no pair cross these, since they correspond one to one: ${COMPLETION-CANDIDATES}. Headings "
                                + "that differ in number are paired by their numbers (第三章, Chapter Three).")
        private @Nullable Boundaries boundaries;

        @Option(
                names = "--anchors",
                paramLabel = "FILE",
                description =
                        "Pair what begins on these lines: in each line of FILE a line of the Chinese text, a tab, and a "
                                + "line of the English.")
        private @Nullable Path anchors;

        @Option(
                names = "--glossary",
                paramLabel = "FILE",
                description =
                        "Take these terms as renderings of each other: a glossary, or a folder with glossaries. May be "
                                + "given several times.")
        private List<Path> glossaries = List.of();

        @Option(
                names = "--tm",
                paramLabel = "FILE",
                description =
                        "Take the sentences of this earlier memory, TMX, as renderings of each other. May be given "
                                + "several times.")
        private List<Path> memories = List.of();

        @Option(
                names = "--tables",
                paramLabel = "FILE",
                description =
                        "Know besides what a corpus has taught of words: the translation tables that duiqi corpus align "
                                + "learnt. A text of that corpus is then aligned as it was there.")
        private @Nullable Path tables;

        /** Returns the knowledge of the user. */
        AlignmentGuide guide() {
            return new AlignmentGuide(
                    shapes,
                    Optional.ofNullable(boundaries),
                    Optional.ofNullable(anchors),
                    glossaries,
                    memories,
                    Optional.ofNullable(tables));
        }

        /** Reads {@code 1-2}, or says what it should be. */
        private static final class BeadConverter implements ITypeConverter<Bead.Shapes> {
            private static final Pattern BEAD = Pattern.compile("([1-9]\\d?)-([1-9]\\d?)");

            @Override
            public Bead.Shapes convert(String text) {
                Matcher bead = BEAD.matcher(text);
                if (!bead.matches()) {
                    throw new TypeConversionException("'" + text
                            + "' is no size of a pair; give the most Chinese and the most English sentences, as"
                            + " 1-1 or 3-4");
                }
                return Bead.Shapes.upTo(
                        new Bead.Type(Integer.parseInt(bead.group(1)), Integer.parseInt(bead.group(2))));
            }
        }
    }
}
