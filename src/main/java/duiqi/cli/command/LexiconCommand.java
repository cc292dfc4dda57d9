package duiqi.cli.command;

import duiqi.app.LexiconFile;
import duiqi.cli.option.OptionGroup;
import duiqi.cli.print.Console;
import duiqi.cli.print.ExitCode;
import duiqi.lexicon.Lexicon;
import duiqi.text.Plurals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Builds and describes lexicons. */
@Command(
        name = "lexicon",
        header = "Build or describe the lexicon that the aligner uses.",
        description = """

                duiqi contains a lexicon made from CC-CEDICT. You can build one from a newer CC-CEDICT, and use it \
                with duiqi align --lexicon.
                """,
        footer = """

                Examples:
                  duiqi lexicon info
                  duiqi lexicon build cedict_1_0_ts_utf-8_mdbg.txt.gz -o cedict.lexicon
                """)
public final class LexiconCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec;

    public LexiconCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "no command given; give one, for example: duiqi lexicon info");
    }

    @Command(name = "build", header = "Build a lexicon from CC-CEDICT.", description = """

                Reads CC-CEDICT as published by MDBG, text or gzip, and writes a compact table. CC-CEDICT has the \
                licence CC BY-SA 4.0, which also applies to the table.
                """, footer = """

                CC-CEDICT:
                  https://www.mdbg.net/chinese/dictionary?page=cc-cedict

                Examples:
                  duiqi lexicon build cedict_1_0_ts_utf-8_mdbg.txt.gz -o cedict.lexicon
                  duiqi align --lexicon cedict.lexicon a.zh.txt a.en.txt
                """)
    int build(
            @Parameters(paramLabel = "CEDICT_FILE", description = "CC-CEDICT: u8 text, or gzip.") Path dictionary,
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "FILE",
                            defaultValue = "cedict.lexicon",
                            order = OptionGroup.OUTPUT,
                            description = "Write to this file. Default: ${DEFAULT-VALUE}.")
                    Path output)
            throws IOException {
        Lexicon lexicon = LexiconFile.build(dictionary, output);
        console.out().print(output + ": ");
        describe(lexicon);
        return ExitCode.DONE;
    }

    @Command(name = "info", header = "Describe a lexicon.", description = """

                Prints the numbers of words, characters and English stems, and the origin of the lexicon.
                """, footer = """

                Examples:
                  duiqi lexicon info
                """)
    int info(
            @Parameters(arity = "0..1", paramLabel = "FILE", description = "Lexicon. Default: the built-in one.")
                    @Nullable
                    Path file)
            throws IOException {
        describe(LexiconFile.load(Optional.ofNullable(file)));
        return ExitCode.DONE;
    }

    private void describe(Lexicon lexicon) {
        console.out()
                .print(Plurals.of(lexicon.wordCount(), "word") + ", "
                        + Plurals.of(lexicon.characterCount(), "character") + ", "
                        + Plurals.of(lexicon.stemCount(), "English stem") + "; from " + lexicon.origin() + "\n");
    }
}
