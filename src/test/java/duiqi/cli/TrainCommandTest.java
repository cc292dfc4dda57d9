package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
    private static final String GOLD = "src/test/resources/gold";

    @TempDir
    private Path folder;

    private final FakeConsole console = new FakeConsole();

    @Test
    void writesWeightsThatAlignTakes() throws IOException {
        Path weights = folder.resolve("weights");
        assertThat(console.run("train", GOLD, "--pieces", "0", "-o", weights.toString()))
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
}
