package duiqi.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.Bead;
import duiqi.align.GoldText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerFilesTest {
    @Test
    void readsLadderOfHunalign() {
        List<String> ladder = List.of("0\t0\t0.3", "1\t2\t0.5", "1\t3\t-0.3", "3\t4\t0.1", "4\t5\t0.3");

        assertThat(ids(PeerFiles.ladder(ladder, 4, 5)))
                .containsExactly("[0]:[0, 1]", "[]:[2]", "[1, 2]:[3]", "[3]:[4]");
    }

    @Test
    void completesLadderWithoutLastCut() {
        assertThat(ids(PeerFiles.ladder(List.of("0\t0\t0", "1\t1\t0"), 2, 2))).containsExactly("[0]:[0]", "[1]:[1]");
    }

    @Test
    void splitsLongUnpairedStretches() {
        assertThat(ids(PeerFiles.ladder(List.of("0\t0\t0", "2\t0\t0"), 2, 0))).containsExactly("[0]:[]", "[1]:[]");
    }

    @Test
    void readsChampollionWithChineseFirst() {
        List<String> lines = List.of("1,2 <=> 1", "3 <=> omitted", "omitted <=> 2", "4 <=> 3,4");

        assertThat(ids(PeerFiles.champollion(lines))).containsExactly("[0]:[0, 1]", "[]:[2]", "[1]:[]", "[2, 3]:[3]");
    }

    @Test
    void readsProcessorTimeOfStartedProcesses() {
        assertThat(Peers.times("0m0.010000s 0m0.020000s\n1m2.500000s 0m0.250000s\n"))
                .isEqualTo(62.75);
    }

    @Test
    void writesWordsAndDictionaries(@TempDir Path folder) throws IOException {
        GoldText text = GoldText.in(Path.of("src/test/resources/gold")).get(0);
        PeerFiles files = new PeerFiles(folder, List.of(text));

        files.write();

        assertThat(Files.readAllLines(files.file(text, ".zh.words")))
                .hasSameSizeAs(text.chinese().segments())
                .allSatisfy(line -> assertThat(line).isNotBlank());
        assertThat(Files.readAllLines(files.file(text, ".en.words")))
                .hasSameSizeAs(text.english().segments());
        assertThat(Files.readAllLines(folder.resolve("hunalign.dic")))
                .isNotEmpty()
                .allMatch(line -> line.matches("\\S+ @ \\S+"));
        assertThat(Files.readAllLines(folder.resolve("champollion.dic"), PeerFiles.GB))
                .isNotEmpty()
                .allMatch(line -> line.matches("\\S+ <> \\S+"));
    }

    private static List<String> ids(List<Bead> beads) {
        return beads.stream().map(bead -> bead.source() + ":" + bead.target()).toList();
    }
}
