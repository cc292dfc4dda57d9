package duiqi.cli.command;

import duiqi.app.Memory;
import duiqi.app.Pretranslation;
import duiqi.cli.option.MemoryOptions;
import duiqi.cli.option.ReadingOptions;
import duiqi.cli.print.Console;
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

/** Translates a new text as far as the memories go. */
@Command(
        name = "pretranslate",
        header = "Fill a new text, XLIFF or PO from the memories.",
        description = """

                Looks up every sentence in the memories under tm and fills in the best match. In XLIFF and PO what is empty \
                is filled, in place unless -o is given, and everything else stays letter by letter; what is translated \
                already stays, unless --overwrite is given, which leaves what is approved or final. Of a document a new XLIFF is made, in which any CAT tool goes \
                on.

                A match of 100 or more is marked as exact, a lesser one as fuzzy and to be revised, with its percentage and \
                where it is from. A unit that a program aligned loses 1, so that its matches are fuzzy unless \
                --penalty-aligned 0 is given. One that nobody has revised since it was filled in is never exact.

                Codes are put where the memory has them, if it is clear which is which. In PO a match with other \
                placeholders than its text is fuzzy. Exit code 0: done, be there matches or not; 2: wrong usage, or a file \
                or memory that cannot be read or written.
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
            description = "Where to write. Default: the file itself; of a document, NAME.xlf in the folder at hand.")
    private @Nullable Path output;

    @Option(
            names = "--overwrite",
            description = "Fill in matches for what is translated already too, unless it is approved or final.")
    private boolean overwrite;

    @Option(names = "--force", description = "Replace an output that is there, other than the file itself.")
    private boolean force;

    @Option(names = "--dry-run", description = "Count what would be filled and write nothing.")
    private boolean dryRun;

    @Option(
            names = "--source-lang",
            paramLabel = "TAG",
            converter = ReadingOptions.LanguageConverter.class,
            description = "Language of a document; of matches in Chinese, those in the other script are passed over.")
    private @Nullable Language source;

    @Option(
            names = "--target-lang",
            paramLabel = "TAG",
            converter = ReadingOptions.LanguageConverter.class,
            description = "Language to translate a document into. Default: en-US, or zh-CN from English.")
    private @Nullable Language target;

    @Parameters(paramLabel = "FILE", description = "A document, XLIFF or PO.")
    private Path file = Path.of("");

    public PretranslateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Pretranslation pretranslation = new Pretranslation(
                file,
                Optional.ofNullable(output),
                Optional.ofNullable(source),
                Optional.ofNullable(target),
                new Pretranslation.Mode(overwrite, force, dryRun),
                matching.with(Pretranslation.MAX_CANDIDATES),
                reading.reader(console),
                console.workspace());
        pretranslation.requireText();
        try (Memory memory = memories.open(console)) {
            summarise(pretranslation.run(memory.units()));
            return MemoryOptions.exitCode(memory, true);
        }
    }

    private void summarise(Pretranslation.Outcome outcome) {
        Suggestions.Filling filling = outcome.filling();
        console.out()
                .print((dryRun ? "dry run: " : "") + outcome.file() + ": " + filling.exact() + " exact, "
                        + filling.fuzzy()
                        + " fuzzy, " + filling.machine() + " from a machine, " + filling.present()
                        + " left as they are, " + filling.missing() + " without a match\n");
        if (filling.withoutCodes() > 0) {
            console.out()
                    .print("  filled without the codes of the source, and marked so: " + filling.withoutCodes() + "\n");
        }
        if (filling.approved() > 0) {
            console.out().print("  approved or final, and so not overwritten: " + filling.approved() + "\n");
        }
    }
}
