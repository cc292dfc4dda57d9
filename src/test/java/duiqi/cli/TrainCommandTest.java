package duiqi.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainCommandTest {
    private static final String GOLD = "src/test/resources/gold";

    @TempDir
    private Path folder;

    private final FakeConsole console = new FakeConsole();

    @Test
    void writesWeightsThatAlignTakes() throws IOException {
        Path weights = folder.resolve("weights");
        assertThat(console.run("train", GOLD, "--pieces", "0", "--omissions", "0", "-o", weights.toString()))
                .isZero();
        assertThat(Files.readString(weights.resolve("search.weights")))
                .startsWith("# Weights learnt by duiqi train")
                .contains("gold: 6 texts with 194 beads", " type 1-1\n");
        FakeConsole align = new FakeConsole();
        assertThat(align.run(
                        "align",
                        "--sentences",
                        "--to",
                        "ids",
                        "--weights",
                        weights.toString(),
                        "-o",
                        folder.resolve("out").toString(),
                        GOLD))
                .isZero();
        FakeConsole judged = new FakeConsole();
        assertThat(judged.run("evaluate", GOLD, folder.resolve("out").toString()))
                .isZero();
        double f1 = Double.parseDouble(judged.out().replaceFirst("(?s).*?F1 (\\S+).*", "$1"));
        assertThat(f1).isGreaterThan(0.9);
    }

    @Test
    void refusesAFolderWithoutGold() throws IOException {
        assertThat(console.run("train", folder.toString())).isEqualTo(2);
        assertThat(console.err()).contains("has no .gold file").hasLineCount(1);
        Files.writeString(folder.resolve("x.gold"), "[0]:[0]\n");
        assertThat(console.run("train", folder.toString())).isEqualTo(2);
        assertThat(console.err()).contains("x.zh: is missing beside its .gold file");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [0]:[0] [1]:[1] [9]:[2]   | x.gold: names sentence 9 of
            [0]:[0] [1,2]:[1] [2]:[2] | in two beads
            ''                        | x.gold: has no bead
            """)
    void refusesGoldThatDoesNotFitItsTexts(String beads, String message) throws IOException {
        write("x", beads.replace(' ', '\n'), "One.\nTwo.\nThree.\n".getBytes(UTF_8));
        Path weights = folder.resolve("weights");
        assertThat(console.run("train", folder.toString(), "-o", weights.toString()))
                .isEqualTo(2);
        assertThat(console.err()).contains(message).hasLineCount(1);
        assertThat(weights).doesNotExist();
    }

    @Test
    void takesBeadsThatCrossAndSentencesThatAreEmpty() throws IOException {
        write("x", "[0]:[1]\n[1]:[0]\n[2]:[]\n", "One.\nTwo.\n\n".getBytes(UTF_8));
        assertThat(console.run(
                        "train", folder.toString(), "-o", folder.resolve("w").toString()))
                .isZero();
        assertThat(console.out()).contains("1 texts with 3 beads");
    }

    @Test
    void namesTheTextThatIsNotInUtf8() throws IOException {
        write("x", "[0]:[0]\n", new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(console.run("train", folder.toString())).isEqualTo(2);
        assertThat(console.err()).contains("x.en: is not a text file in UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "-1"})
    void refusesTooFewFolds(String folds) {
        assertThat(console.run("train", "--folds", folds, GOLD)).isEqualTo(2);
        assertThat(console.err()).contains("2 folds or more, not " + folds).hasLineCount(1);
    }

    @Test
    void refusesPiecesOfNegativeSize() {
        assertThat(console.run("train", "--pieces", "-3", GOLD)).isEqualTo(2);
        assertThat(console.err()).contains("--pieces is a number of sentences or 0, not -3");
    }

    /** Of two folders with texts of the same name, and with more folds than texts. */
    @Test
    void judgesEveryTextOfEveryFolderOnce() throws IOException {
        Path first = Files.createDirectory(folder.resolve("first"));
        Path second = Files.createDirectory(folder.resolve("second"));
        for (Path each : List.of(first, second)) {
            write(each + "/x", "[0]:[0]\n[1]:[1]\n", "One.\nTwo.\n".getBytes(UTF_8));
        }
        assertThat(console.run(
                        "train",
                        "--folds",
                        "9",
                        "--pieces",
                        "0",
                        "--omissions",
                        "0",
                        first.toString(),
                        second.toString()))
                .isZero();
        assertThat(console.out().lines().map(line -> line.replaceFirst(" strict.* gold", " gold")))
                .containsExactly(
                        first.resolve("x") + " gold non-null 2",
                        second.resolve("x") + " gold non-null 2",
                        "all gold non-null 4");
    }

    private void write(String name, String beads, byte[] english) throws IOException {
        Files.writeString(folder.resolve(name + ".zh"), "一。\n二。\n三。\n");
        Files.write(folder.resolve(name + ".en"), english);
        Files.writeString(folder.resolve(name + ".gold"), beads);
    }
}
