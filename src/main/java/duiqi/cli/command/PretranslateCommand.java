package duiqi.cli.command;

import duiqi.app.Memory;
import duiqi.app.Pretranslation;
import duiqi.cli.option.MemoryOptions;
import duiqi.cli.option.OptionGroup;
import duiqi.cli.option.ReadingOptions;
import duiqi.cli.option.StandardOutput;
import duiqi.cli.print.Console;
import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Suggestions;
import duiqi.text.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fills a new text from the memories. */
@Command(
        name = "pretranslate",
        header = "Fill a new text, XLIFF or PO from the memories.",
        description = """

                Looks up every sentence in the memories in tm and fills in the best match. In XLIFF, PO, YAML and \
                .xcstrings, duiqi fills empty translations and changes nothing else. From a document, it creates an XLIFF file that \
                any CAT tool opens.

                duiqi marks a match of 100 or more as exact, and a lower match as fuzzy and in need of revision, \
                with its score and origin. Units aligned by software lose 1, so their matches are fuzzy unless you \
                use --penalty-aligned 0. Unrevised units never give an exact match.

                duiqi copies inline tags if their positions are clear. In PO, a match with other placeholders than \
                the text is fuzzy. duiqi skips Chinese matches in the other script.

                Exit code 0: success, with or without matches; 2: wrong usage, or a file or memory that cannot be \
                read or written.
                """,
        footer = """

                Examples:
                  duiqi pretranslate new.zh.docx -o new.xlf
                  duiqi pretranslate --min 85 new.xlf
                  duiqi pretranslate messages.po -o messages.en.po
                  duiqi pretranslate --tm old.tmx --dry-run new.xlf
                """)
public final class PretranslateCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private MemoryOptions memories = new MemoryOptions();

    @Mixin
    private MemoryOptions.Matching matching = new MemoryOptions.Matching();

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            order = OptionGroup.OUTPUT,
            description = "Write to this file. Default: the input file, or NAME.xlf for a document.")
    private @Nullable Path output;

    @Option(
            names = "--overwrite",
            order = OptionGroup.SEARCH,
            description = "Replace existing translations too, unless they are approved or final.")
    private boolean overwrite;

    @Option(names = "--force", order = OptionGroup.OUTPUT, description = "Replace existing output files.")
    private boolean force;

    @Option(
            names = "--dry-run",
            order = OptionGroup.OUTPUT,
            description = "Show what the command would do, but write nothing.")
    private boolean dryRun;

    @Option(
            names = "--source-lang",
            paramLabel = "TAG",
            converter = ReadingOptions.LanguageConverter.class,
            order = OptionGroup.INPUT,
            description = "Set the source language. Default: detected.")
    private @Nullable Language source;

    @Option(
            names = "--target-lang",
            paramLabel = "TAG",
            converter = ReadingOptions.LanguageConverter.class,
            order = OptionGroup.INPUT,
            description = "Set the target language. Default: en-US; zh-CN if the source is English.")
    private @Nullable Language target;

    @Parameters(paramLabel = "FILE", description = "Document, XLIFF, PO, YAML or .xcstrings file.")
    private Path file = Path.of("");

    public PretranslateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (output == null || dryRun) {
            return fill(StandardOutput.file(Optional.ofNullable(output)));
        }
        return StandardOutput.write(console, output, extension(), to -> fill(Optional.of(to)));
    }

    /** Returns the extension of the output: that of a file with units, and XLIFF for a document. */
    private String extension() {
        String name = String.valueOf(file.getFileName());
        return ExchangeFormat.of(file)
                .filter(ExchangeFormat::isFilled)
                .map(format -> name.substring(name.lastIndexOf('.')))
                .orElse(".xlf");
    }

    private int fill(Optional<Path> to) throws IOException {
        Pretranslation pretranslation = new Pretranslation(
                file,
                to,
                Optional.ofNullable(source),
                Optional.ofNullable(target),
                new Pretranslation.Mode(overwrite, force, dryRun),
                matching.with(Pretranslation.MAX_CANDIDATES),
                reading.reader(console),
                console.workspace());
        pretranslation.requireText();
        try (Memory memory = memories.open(console)) {
            Pretranslation.Outcome outcome = pretranslation.run(memory.units());
            if (output == null || !StandardOutput.is(output)) {
                summarise(outcome);
            }
            return MemoryOptions.exitCode(memory, true);
        }
    }

    private void summarise(Pretranslation.Outcome outcome) {
        Suggestions.Filling filling = outcome.filling();
        console.out()
                .print((dryRun ? "dry run: " : "") + outcome.file() + ": " + filling.exact() + " exact, "
                        + filling.fuzzy()
                        + " fuzzy, " + filling.machine() + " machine, " + filling.present()
                        + " unchanged, " + filling.missing() + " without match\n");
        if (filling.withoutCodes() > 0) {
            console.out()
                    .print("  filled without the inline tags of the source, and marked: " + filling.withoutCodes()
                            + "\n");
        }
        if (filling.approved() > 0) {
            console.out().print("  approved or final, not overwritten: " + filling.approved() + "\n");
        }
    }
}
