package duiqi.cli.command;

import duiqi.app.LexiconFile;
import duiqi.cli.option.OutputOptions;
import duiqi.cli.print.ExitCode;
import duiqi.lexicon.Lexicon;
import duiqi.text.Plurals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "lexicon",
        header = "Build a lexicon from dictionaries and aligned texts, or describe one.",
        description = """

                duiqi contains two lexicons. The standard one is made from CC-CEDICT and openly licensed translations, \
                and has the licence CC BY-SA 4.0. The other one is called permissive and has no share-alike sources. \
                duiqi align --lexicon selects it, or a lexicon of your own.
                """,
        footer = """

                Examples:
                  duiqi lexicon info
                  duiqi lexicon build cedict_1_0_ts_utf-8_mdbg.txt.gz -o cedict.lexicon
                """,
        subcommands = {LexiconCommand.LexiconBuildCommand.class, LexiconCommand.LexiconInfoCommand.class})
public final class LexiconCommand {
    private static String described(Lexicon lexicon) {
        return Plurals.of(lexicon.wordCount(), "word") + ", "
                + Plurals.of(lexicon.characterCount(), "character") + ", "
                + Plurals.of(lexicon.stemCount(), "English stem")
                + (lexicon.text().isEmpty()
                        ? ""
                        : ", " + Plurals.of(lexicon.text().size(), "pair") + " counted in texts")
                + "; from " + lexicon.origin() + "\n";
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
    static final class LexiconBuildCommand extends Subcommand {
        @Option(names = "--dictionary", paramLabel = "FILE", description = "Add this dictionary. Repeatable.")
        private List<Path> dictionaries = List.of();

        @Option(
                names = "--texts",
                paramLabel = "FOLDER",
                description = "Count translations in the aligned texts of this folder.")
        private @Nullable Path texts;

        @Mixin
        private OutputOptions.OutputFile output = new OutputOptions.OutputFile("cedict.lexicon");

        @Parameters(arity = "0..1", paramLabel = "CEDICT_FILE", description = "CC-CEDICT: u8 text, or gzip.")
        private @Nullable Path cedict;

        @Override
        public Integer call() throws IOException {
            if (cedict == null && dictionaries.isEmpty()) {
                throw misuse("no dictionary given; give CC-CEDICT or --dictionary FILE");
            }
            Path file = output.given().orElse(Path.of("cedict.lexicon"));
            Lexicon lexicon =
                    LexiconFile.build(Optional.ofNullable(cedict), dictionaries, Optional.ofNullable(texts), file);
            print(file + ": " + described(lexicon));
            return ExitCode.DONE;
        }
    }

    @Command(name = "info", header = "Describe a lexicon.", description = """

                Prints the numbers of words, characters and English stems, and the origin of the lexicon.
                """, footer = """

                Examples:
                  duiqi lexicon info
                  duiqi lexicon info permissive
                """)
    static final class LexiconInfoCommand extends Subcommand {
        @Parameters(
                arity = "0..1",
                paramLabel = "FILE",
                description = "Lexicon file, or permissive. Default: the standard one.")
        private @Nullable Path file;

        @Override
        public Integer call() throws IOException {
            print(described(LexiconFile.load(Optional.ofNullable(file))));
            return ExitCode.DONE;
        }
    }
}
