package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.CommandFolder;
import duiqi.cli.FakeConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainCommandTest extends CommandFolder {
    private static final String GOLD =
            Path.of("src/test/resources/gold").toAbsolutePath().toString();

    /** Trains on whole texts without noise, which takes the least time. */
    private FakeConsole train(String line, String... more) {
        return run(0, "train --pieces 0 --noise omissions=0,single-omissions=0,furniture=0,paragraphs=0 " + line, more);
    }

    @Test
    void writesWeightsThatAlignTakes() throws IOException {
        train("--without length.* -o @weights", GOLD);
        assertThat(read("weights/lexical-search.weights"))
                .startsWith("# Weights trained by duiqi train")
                .contains("gold: 6 texts with 194 beads", " type 1-1\n");
        for (String file : List.of("lexical-search.weights", "adapted-rescoring.weights")) {
            assertThat(read("weights/" + file))
                    .contains("--without length.*", "  0.0000 length\n", "  0.0000 length ratio\n")
                    .doesNotContain("  0.0000 skipped Chinese\n");
        }
        run(0, "align --sentences --to ids --weights @weights -o @out", GOLD);
        String judged = run(0, "evaluate", GOLD, path("out")).out();
        assertThat(Double.parseDouble(judged.replaceFirst("(?s).*?F1 (\\S+).*", "$1")))
                .isGreaterThan(0.9);
    }

    @Test
    void rejectsFolderWithoutGoldStandard() throws IOException {
        assertThat(run(2, "train @.").err()).contains("has no .gold file").hasLineCount(1);
        write("x.gold", "[0]:[0]\n");
        assertThat(run(2, "train @.").err()).contains("x.zh: is missing; add it beside the .gold file");
        gold("x", "[0]:[0]\n", "");
        Files.write(folder.resolve("x.en"), new byte[] {(byte) 0xd6, 0});
        assertThat(run(2, "train @.").err()).contains("x.en:1:1: is not valid UTF-8, ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [0]:[0] [1]:[1] [9]:[2]   | x.gold: contains sentence 9, but
            [0]:[0] [1,2]:[1] [2]:[2] | in two beads
            ''                        | x.gold: has no bead
            """)
    void rejectsGoldStandardOfOtherTexts(String beads, String message) throws IOException {
        gold("x", beads.replace(' ', '\n'), "One.\nTwo.\nThree.\n");
        assertThat(run(2, "train @. -o @weights").err()).contains(message).hasLineCount(1);
        assertThat(folder.resolve("weights")).doesNotExist();
    }

    @Test
    void acceptsCrossingBeadsAndEmptySentences() throws IOException {
        gold("x", "[0]:[1]\n[1]:[0]\n[2]:[]\n", "One.\nTwo.\n\n");
        assertThat(run(0, "train @. -o @w").out()).contains("1 text with 3 beads");
    }

    @Test
    void evaluatesEachTextOnce() throws IOException {
        for (String name : List.of("first/a", "second/b")) {
            gold(name, "[0]:[0]\n[1]:[1]\n[2]:[2]\n", "One.\nTwo.\nThree.\n");
        }
        String out = train("--folds 9 @first @second").out();
        assertThat(out.lines().limit(4).map(line -> line.replaceFirst(" strict.* gold", " gold")))
                .containsExactly(
                        path("first/a") + " gold non-null 3",
                        path("second/b") + " gold non-null 3",
                        "all gold non-null 6",
                        "");
        assertThat(out.lines().filter(line -> line.matches("0\\.\\d+ - \\d.*"))).hasSize(8);
    }

    @Test
    void evaluatesEachFolderWithOthers() throws IOException {
        Path first = goldFolder("first", "essay", "news");
        Path second = goldFolder("second", "manual");
        String out = train("--by-folder @first @second").out();
        assertThat(out.lines().limit(6).map(line -> line.replaceFirst(" strict.* gold", " gold")))
                .containsExactly(
                        first.resolve("essay") + " gold non-null 28",
                        first.resolve("news") + " gold non-null 26",
                        second.resolve("manual") + " gold non-null 34",
                        "all of " + first + " gold non-null 54",
                        "all of " + second + " gold non-null 34",
                        "all gold non-null 88");
        assertThat(filesIn(".")).as("evaluation writes nothing").hasSize(9);
        assertThat(Path.of("weights")).doesNotExist();
    }

    @Test
    void writesFiguresWithWeights() throws IOException {
        goldFolder("gold", "essay", "news");
        String printed = train("--folds 2 --noise omissions=0.2,furniture=0 @gold -o @weights")
                .out();
        assertThat(read("weights/figures.txt"))
                .startsWith("Weights trained by duiqi train")
                .contains(
                        "--pieces 0 --noise omissions=0.2,single-omissions=0.0," + "furniture=0.0,paragraphs=0.0, from",
                        "gold: 2 texts",
                        "of 2 folds")
                .endsWith(printed.substring(0, printed.lastIndexOf(path("weights") + ": weights trained")));
        assertThat(read("weights/lexical-search.weights")).contains("omissions=0.2,single-omissions=0.0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --folds 2 --by-folder             | cannot be combined
            --by-folder                       | a single folder cannot be held out
            --folds 1                         | 2 folds or more, not 1
            --folds -1                        | 2 folds or more, not -1
            --pieces -3                       | --pieces -3: must be at least 0
            --no-self-training                | --no-self-training: has no effect without evaluation; add --folds or --by-folder
            --output=                         | the name is empty
            GOLD/../gold                      | is given twice
            --noise furniture=-1              | share -1.0 of furniture is outside 0 to 1
            --without nosuch                  | matches the full name of no feature
            -o @gold/essay.zh                 | essay.zh: is a file, not a folder; give a folder with -o
            --noise furniture=1.5             | share 1.5 of furniture is outside 0 to 1
            --noise fog=0.1                   | 'fog'
            --noise omissions                 | is not KIND=SHARE
            --noise omissions=x               | is not a number
            """)
    void rejectsInvalidOptions(String options, String message) throws IOException {
        String gold = goldFolder("gold", "essay", "news").toString();
        FakeConsole console = run(2, "train @gold " + options.replace("GOLD", gold));
        assertThat(console.err().lines().findFirst().orElseThrow()).contains(message);
        assertThat(console.out()).isEmpty();
    }

    private Path goldFolder(String name, String... texts) throws IOException {
        Path copy = Files.createDirectory(folder.resolve(name));
        for (String text : texts) {
            for (String extension : List.of(".zh", ".en", ".gold")) {
                Files.copy(Path.of(GOLD, text + extension), copy.resolve(text + extension));
            }
        }
        return copy;
    }

    private void gold(String name, String beads, String english) throws IOException {
        write(name + ".zh", "一。\n二。\n三。\n");
        write(name + ".en", english);
        write(name + ".gold", beads);
    }
}
