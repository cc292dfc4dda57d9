package duiqi.cli.command;

import duiqi.app.Memory;
import duiqi.app.Pretranslation;
import duiqi.cli.option.LanguageOptions;
import duiqi.cli.option.MemoryOptions;
import duiqi.cli.option.OutputOptions;
import duiqi.cli.option.ReadingOptions;
import duiqi.cli.option.StandardOutput;
import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Suggestions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "pretranslate", header = "Fill a text, XLIFF or PO from the memories.", description = """

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
                """, footer = """

                Examples:
                  duiqi pretranslate new.zh.docx -o new.xlf
                  duiqi pretranslate --min 85 new.xlf
                  duiqi pretranslate messages.po -o messages.en.po
                  duiqi pretranslate --tm old.tmx --dry-run new.xlf
                """)
public final class PretranslateCommand extends Subcommand {
    @Mixin
    private MemoryOptions memories = new MemoryOptions();

    @Mixin
    private MemoryOptions.Matching matching = new MemoryOptions.Matching();

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Mixin
    private OutputOptions.OutputFile output =
            new OutputOptions.OutputFile("the input file, or NAME.xlf for a document");

    @Option(
            names = "--overwrite",
            description = "Replace existing translations too, unless they are approved or final.")
    private boolean overwrite;

    @Mixin
    private OutputOptions.Force force = new OutputOptions.Force();

    @Mixin
    private OutputOptions.DryRun dryRun = new OutputOptions.DryRun();

    @Mixin
    private LanguageOptions languages = new LanguageOptions();

    @Parameters(paramLabel = "FILE", description = "Document, XLIFF, PO, YAML or .xcstrings file.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
        return StandardOutput.write(console(), dryRun.given ? output.file() : output.given(), extension(), this::fill);
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
                languages.source,
                languages.target,
                new Pretranslation.Mode(overwrite, force.given, dryRun.given),
                matching.with(Pretranslation.MAX_CANDIDATES),
                reading.reader(console()),
                console().workspace());
        pretranslation.requireText();
        try (Memory memory = memories.open(console())) {
            Pretranslation.Outcome outcome = pretranslation.run(memory.units());
            if (output.given().filter(StandardOutput::is).isEmpty()) {
                summarise(outcome);
            }
            return MemoryOptions.exitCode(memory, true);
        }
    }

    private void summarise(Pretranslation.Outcome outcome) {
        Suggestions.Filling filling = outcome.filling();
        print(dryRun.mark() + outcome.file() + ": " + filling.exact() + " exact, "
                + filling.fuzzy()
                + " fuzzy, " + filling.machine() + " machine, " + filling.present()
                + " unchanged, " + filling.missing() + " without match\n");
        if (filling.withoutCodes() > 0) {
            print("  filled without the inline tags of the source, and marked: " + filling.withoutCodes() + "\n");
        }
        if (filling.approved() > 0) {
            print("  approved or final, not overwritten: " + filling.approved() + "\n");
        }
    }
}
