package duiqi.cli;

import duiqi.align.Alignment;
import duiqi.app.AlignmentForm;
import duiqi.app.AlignmentGuide;
import duiqi.app.AlignmentJob;
import duiqi.app.AlignmentModel;
import duiqi.app.AlignmentProject;
import duiqi.app.AlignmentTarget;
import duiqi.app.TextPairReader;
import duiqi.app.TextPairSpecs;
import duiqi.app.Workspace;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The main job: two texts in, a translation memory out. */
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
final class AlignCommand implements Callable<Integer> {
    private final Console console;
    private final Failures failures;

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Mixin
    private GuideOptions guide = new GuideOptions();

    @Mixin
    private EncoderOptions encoding = new EncoderOptions();

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
            converter = ProbabilityConverter.class,
            defaultValue = "0",
            description = "Leave out pairs less likely than this, 0 to 1. Default: ${DEFAULT-VALUE}.")
    private double minimumProbability;

    @Mixin
    private LanguageOptions languages = new LanguageOptions();

    @Option(names = "--swap", description = "The English text is given first, the Chinese second.")
    private boolean swap;

    @Option(
            names = "--pool",
            description =
                    "Align all pairs of texts together, as the work of one translator: each learns from the others.")
    private boolean pool;

    @Mixin
    private ExplainOptions explain = new ExplainOptions();

    @Option(
            names = "--force",
            description =
                    "Write even if the two texts do not look like renderings of each other, or replace all units of "
                            + "other texts that had the same names.")
    private boolean force;

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

    @Option(
            names = {"-q", "--quiet"},
            description = "Print no summary.")
    private boolean quiet;

    @Parameters(arity = "1..*", paramLabel = "TEXT", description = "Texts, or folders of them.")
    private List<String> texts = List.of();

    AlignCommand(Console console, Failures failures) {
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
        AlignmentForm form = AlignmentForm.of(
                explain.format(format),
                new Alignment.Selection(pairedOnly, minimumProbability),
                explain.below(),
                workspace);
        AlignmentTarget target = AlignmentTarget.of(form, Optional.ofNullable(output), pairs);
        pairs.unpaired().forEach(text -> console.warn(TextPairSpecs.leftOut(text)));
        AlignmentJob job = new AlignmentJob(
                pairs,
                new TextPairReader(reading.reader(console), known, languages.source(), languages.target(), swap),
                new AlignmentModel(Optional.ofNullable(lexicon), Optional.ofNullable(weights), encoding.spec()),
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

    /** An empty name stands for the folder at hand in Java; in a command line, it is a variable that was not set. */
    private void requireNames() throws FormatException {
        if (texts.contains("") || "".equals(output)) {
            throw new FormatException(
                    "\"\"", "an empty name was given", "name a file; . stands for the folder at hand");
        }
    }
}
