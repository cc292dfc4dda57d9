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
import duiqi.check.CheckSettings;
import duiqi.cli.option.LanguageOptions;
import duiqi.cli.option.ModelOptions;
import duiqi.cli.option.OutputOptions;
import duiqi.cli.option.ProjectOptions;
import duiqi.cli.option.ReadingOptions;
import duiqi.cli.print.AlignmentPrinter;
import duiqi.cli.print.ExitCode;
import duiqi.text.Direction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "align",
        header = "Align two texts, one bilingual document, or all texts in folders.",
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

                A text is a file (plain text, Markdown, HTML, docx, pptx, odt, epub, PDF, SRT), \
                an http or https URL, or - for standard input. In a folder or a list of files, duiqi matches texts by \
                name: x.zh.txt with x.en.txt, x.zh with x.en, zh/x.txt with en/x.txt. Chinese is then the source \
                unless --source-lang is en-US. In two folders, it matches equal names.

                One document may contain both languages, for example in two columns of a table. duiqi detects the \
                layout and prints it; the language that comes first is the source. One web page may link to its \
                translation, which duiqi reads too.

                The summary lists unpaired sentences and the pairs below 0.9; check these first. duiqi.toml can name \
                the SRX rules that split sentences. \
                Formats other than tmx go to standard output unless you use -o; so does tmx with -o -.

                In each line of the --anchors file, write a line number of the source, a tab and a line number of the \
                target. If the numbers of --boundaries headings differ, duiqi matches them by their \
                numerals (第三章, Chapter Three).
                """,
        footer = """

                Formats (--to):
                  tmx, tsv, jsonl, ids, txt-pair
                  https://github.com/duiqi/duiqi/blob/main/src/docs/reference/formats.md

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
                  duiqi align --explain a.zh.md a.en.md          print the evidence
                """)
public final class AlignCommand extends Subcommand {
    private static final String DEFAULT = "tmx";
    private static final String JSON = "jsonl";

    @Mixin
    private ReadingOptions.BilingualOptions reading = new ReadingOptions.BilingualOptions();

    @Mixin
    private LanguageOptions languages = new LanguageOptions();

    @Mixin
    private GuideOptions guide = new GuideOptions();

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(
            names = "--weights",
            paramLabel = "FOLDER",
            description = "Use the weights in this folder instead of the built-in ones.")
    private @Nullable Path weights;

    @Option(names = "--pool", description = "Align all pairs of texts together, so that each learns from the others.")
    private boolean pool;

    @Option(
            names = "--allow-unrelated",
            description = "Align texts that do not look like translations of each other too.")
    private boolean allowUnrelated;

    @Mixin
    private OutputOptions.FileOrFolder output = new OutputOptions.FileOrFolder();

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            completionCandidates = Formats.class,
            description = "Write this format. Default: from the file name, or tmx.")
    private @Nullable String format;

    @Option(names = "--paired-only", description = "Omit unpaired sentences.")
    private boolean pairedOnly;

    @Mixin
    private OutputOptions.MinProbability minProbability = new OutputOptions.MinProbability(0);

    @Option(
            names = "--skip-untranslated",
            negatable = true,
            description = "Omit pairs with identical sides or without Chinese. Default: only code, from tmx.")
    private @Nullable Boolean skipUntranslated;

    @Option(names = "--explain", description = "Print the evidence for each pair instead of writing a memory.")
    private boolean explain;

    @Option(
            names = "--replace-others",
            description = "Replace the units of other texts with the same names in the memory.")
    private boolean replaceOthers;

    @Parameters(arity = "1..*", paramLabel = "TEXT", description = "Texts, or folders of texts.")
    private List<String> texts = List.of();

    @Override
    public Integer call() throws IOException {
        Optional<Direction> direction = languages.direction();
        AlignmentGuide known = guide.guide();
        CheckSettings settings = new ProjectOptions().settings(console());
        TextPairReader reader = new TextPairReader(
                        reading.reader(console(), settings), known, direction, Direction.INTO_ENGLISH)
                .in(settings);
        TextPairSpecs pairs = TextPairSpecs.of(texts, reader);
        known.requireFit(pairs);
        AlignmentTarget target = target(pairs);
        pairs.unpaired().forEach(text -> warn(TextPairSpecs.unpairedWarning(text)));
        AlignmentProject.Job job = new AlignmentProject.Job(
                pairs,
                reader,
                new AlignmentModel(model.lexicon(), Optional.ofNullable(weights)),
                target,
                pool,
                allowUnrelated,
                replaceOthers);
        AlignmentPrinter printer = new AlignmentPrinter(console(), failures(), job, isQuiet());
        int failed;
        try (printer) {
            failed = AlignmentProject.run(job, console().workspace(), printer);
        }
        printer.total(failed);
        return failed == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }

    private AlignmentTarget target(TextPairSpecs pairs) throws IOException {
        Optional<String> ofFile = format == null
                ? AlignmentTarget.AlignmentForm.nameOf(output.given, !pairs.isSinglePair(), explain)
                : Optional.empty();
        AlignmentTarget.AlignmentForm form = AlignmentTarget.AlignmentForm.of(
                format(Optional.ofNullable(format).or(() -> ofFile).orElse(DEFAULT)),
                new Alignment.Selection(pairedOnly, minProbability.least),
                Optional.ofNullable(skipUntranslated),
                explain,
                console().workspace());
        return AlignmentTarget.of(form, output.given, pairs);
    }

    /** Returns the name of the output format. Explanations have a format of their own. */
    private String format(String given) {
        if (!explain || given.equals(JSON)) {
            return given;
        }
        if (!given.equals(DEFAULT) && !given.equals(AlignmentTarget.AlignmentForm.EXPLANATION)) {
            throw new IllegalArgumentException(
                    "--to " + given + ": cannot hold explanations; use --to jsonl, or --explain without --to");
        }
        return AlignmentTarget.AlignmentForm.EXPLANATION;
    }

    static final class Formats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return AlignmentTarget.AlignmentForm.names().iterator();
        }
    }

    /** Holds the options for known facts about the alignment. */
    private static final class GuideOptions {
        @Option(
                names = "--max-bead",
                paramLabel = "N-M",
                converter = BeadConverter.class,
                description = "Limit a bead to N Chinese and M English sentences; 1-1 forbids merging.")
        private Bead.Shapes shapes = Bead.Shapes.standard();

        @Option(
                names = "--boundaries",
                paramLabel = "KIND",
                description = "Keep pairs within boundaries of this kind: ${COMPLETION-CANDIDATES}.")
        private @Nullable Boundaries boundaries;

        @Option(
                names = "--anchors",
                paramLabel = "FILE",
                description = "Align the line numbers listed in this file with each other.")
        private @Nullable Path anchors;

        @Option(
                names = "--glossary",
                paramLabel = "FILE|FOLDER",
                description = "Use the terms of this glossary or folder; repeatable. Default: none.")
        private List<Path> glossaries = List.of();

        @Option(
                names = "--tm",
                paramLabel = "FILE",
                description = "Use the sentences of this memory as evidence; repeatable.")
        private List<Path> memories = List.of();

        @Option(
                names = "--tables",
                paramLabel = "FILE",
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
            return Bead.Shapes.upTo(new Bead.Type(Integer.parseInt(bead.group(1)), Integer.parseInt(bead.group(2))));
        }
    }
}
