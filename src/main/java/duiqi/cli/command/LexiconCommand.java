package duiqi.cli.command;

import duiqi.app.LexiconFile;
import duiqi.cli.option.OptionGroup;
import duiqi.cli.print.Console;
import duiqi.cli.print.ExitCode;
import duiqi.lexicon.Lexicon;
import duiqi.text.Plurals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

                duiqi contains two lexicons. The standard one is made from CC-CEDICT and openly licensed translations, \
                and has the licence CC BY-SA 4.0. The other one is called permissive and has no share-alike sources. \
                duiqi align --lexicon selects it, or a lexicon of your own.
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

    @Command(
            name = "build",
            header = "Build a lexicon from dictionaries and aligned texts.",
            description = """

                Reads CC-CEDICT as published by MDBG, further dictionaries and aligned texts, plain or gzip, and writes \
                a compact table. The licences of all sources apply to the table: that of CC-CEDICT is CC BY-SA 4.0.

                A further dictionary has a Chinese word and a translation in each line, with a tab between them. The \
                aligned texts are the .tsv and .tsv.gz files of a folder, with a Chinese sentence and its translation \
                in each line. duiqi counts in them which words translate each other. The same files give the same table.
                """,
            footer = """

                CC-CEDICT:
                  https://www.mdbg.net/chinese/dictionary?page=cc-cedict

                Examples:
                  duiqi lexicon build cedict_1_0_ts_utf-8_mdbg.txt.gz -o cedict.lexicon
                  duiqi lexicon build --dictionary idioms.tsv --texts corpus/ -o own.lexicon
                  duiqi align --lexicon own.lexicon a.zh.txt a.en.txt
                """)
    int build(
            @Parameters(arity = "0..1", paramLabel = "CEDICT_FILE", description = "CC-CEDICT: u8 text, or gzip.")
                    @Nullable
                    Path cedict,
            @Option(
                            names = "--dictionary",
                            paramLabel = "FILE",
                            order = OptionGroup.INPUT,
                            description = "Add this dictionary. Repeatable.")
                    @Nullable
                    List<Path> dictionaries,
            @Option(
                            names = "--texts",
                            paramLabel = "FOLDER",
                            order = OptionGroup.INPUT,
                            description = "Count translations in the aligned texts of this folder.")
                    @Nullable
                    Path texts,
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "FILE",
                            defaultValue = "cedict.lexicon",
                            order = OptionGroup.OUTPUT,
                            description = "Write to this file. Default: ${DEFAULT-VALUE}.")
                    Path output)
            throws IOException {
        LexiconFile.Sources sources = new LexiconFile.Sources(
                Optional.ofNullable(cedict),
                dictionaries == null ? List.of() : dictionaries,
                Optional.ofNullable(texts));
        if (cedict == null && sources.dictionaries().isEmpty()) {
            throw new ParameterException(
                    spec.subcommands().get("build"), "no dictionary given; give CC-CEDICT or --dictionary FILE");
        }
        Lexicon lexicon = LexiconFile.build(sources, output);
        console.out().print(output + ": ");
        describe(lexicon);
        return ExitCode.DONE;
    }

    @Command(name = "info", header = "Describe a lexicon.", description = """

                Prints the numbers of words, characters and English stems, and the origin of the lexicon.
                """, footer = """

                Examples:
                  duiqi lexicon info
                  duiqi lexicon info permissive
                """)
    int info(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "FILE",
                            description = "Lexicon file, or permissive. Default: the standard one.")
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
                        + Plurals.of(lexicon.stemCount(), "English stem")
                        + (lexicon.text().isEmpty()
                                ? ""
                                : ", " + Plurals.of(lexicon.text().size(), "pair") + " counted in texts")
                        + "; from " + lexicon.origin() + "\n");
    }
}
