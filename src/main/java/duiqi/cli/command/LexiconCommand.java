package duiqi.cli.command;

import duiqi.app.LexiconFile;
import duiqi.cli.print.Console;
import duiqi.cli.print.ExitCode;
import duiqi.lexicon.Lexicon;
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

/** Makes the dictionary tables. */
@Command(
        name = "lexicon",
        header = "Build or describe the dictionary that alignment rests on.",
        description = """

                duiqi comes with a lexicon made from CC-CEDICT. When the dictionary has grown, build a newer one and \
                give it to align with --lexicon.
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
        throw new ParameterException(spec.commandLine(), "give build or info; for example: duiqi lexicon info");
    }

    @Command(name = "build", header = "Make a lexicon from CC-CEDICT.", description = """

                    Reads CC-CEDICT as MDBG publishes it, text or gzip, and writes a compact table of it. CC-CEDICT \
                    stands under CC BY-SA 4.0, and so does the table.
                    """, footer = """

                        CC-CEDICT:
                          https://www.mdbg.net/chinese/dictionary?page=cc-cedict

                        Examples:
                          duiqi lexicon build cedict_1_0_ts_utf-8_mdbg.txt.gz -o cedict.lexicon
                          duiqi align --lexicon cedict.lexicon a.zh.txt a.en.txt
                        """)
    int build(
            @Parameters(paramLabel = "CEDICT_FILE", description = "The dictionary: u8 text, or gzip of it.")
                    Path dictionary,
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "FILE",
                            defaultValue = "cedict.lexicon",
                            description = "Where to write the lexicon. Default: ${DEFAULT-VALUE}.")
                    Path output)
            throws IOException {
        Lexicon lexicon = LexiconFile.build(dictionary, output);
        console.out().print(output + ": ");
        describe(lexicon);
        return ExitCode.DONE;
    }

    @Command(name = "info", header = "Say what a lexicon holds.", footer = """

                    Examples:
                      duiqi lexicon info
                    """)
    int info(
            @Parameters(arity = "0..1", paramLabel = "FILE", description = "A lexicon. Default: the one of duiqi.")
                    @Nullable
                    Path file)
            throws IOException {
        describe(LexiconFile.load(Optional.ofNullable(file)));
        return ExitCode.DONE;
    }

    private void describe(Lexicon lexicon) {
        console.out()
                .print(lexicon.wordCount() + " words, " + lexicon.characterCount() + " characters, "
                        + lexicon.stemCount() + " English stems; from " + lexicon.origin() + "\n");
    }
}
