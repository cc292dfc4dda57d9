package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldPairsTest {
    @TempDir
    Path folder;

    private Path create(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    @Test
    void pairsFilesByNameAndListsMissingCounterparts() throws IOException {
        Path gold = create("gold");
        Path test = create("test");
        file(gold, "b.gold");
        file(gold, "a.align");
        file(gold, "only.gold");
        file(gold, "a.zh");
        file(test, "a.align");
        file(test, "b.align");
        file(test, "more.align");
        GoldPairs pairs = GoldPairs.of(gold, test);
        assertThat(pairs.pairs())
                .containsExactly(
                        new GoldPairs.Pair("a", gold.resolve("a.align"), test.resolve("a.align")),
                        new GoldPairs.Pair("b", gold.resolve("b.gold"), test.resolve("b.align")));
        file(gold, "b.align");
        assertThat(GoldPairs.of(gold, gold).pairs())
                .contains(new GoldPairs.Pair("b", gold.resolve("b.gold"), gold.resolve("b.align")));
        assertThat(pairs.goldOnly()).containsExactly(gold.resolve("only.gold"));
        assertThat(pairs.testOnly()).containsExactly(test.resolve("more.align"));
    }

    @Test
    void pairsTwoFilesWithDifferentNames() throws IOException {
        Path gold = create("gold");
        Path test = create("test");
        Path standard = Files.writeString(gold.resolve("a.gold"), "[0]:[0]\n[1]:[1]\n");
        Path tried = Files.writeString(test.resolve("run7.txt"), "[0]:[0]\n[1]:[2]\n");
        GoldPairs pairs = GoldPairs.of(standard, tried);
        assertThat(pairs.pairs()).containsExactly(new GoldPairs.Pair("a", standard, tried));
    }

    @Test
    void rejectsAFileWithAFolder() throws IOException {
        Path gold = create("gold");
        Path test = create("test");
        Path file = file(test, "a.align");
        assertThatThrownBy(() -> GoldPairs.of(gold, file))
                .hasMessage(gold + " and " + file + " must be two files or two folders");
    }

    private static Path file(Path folder, String name) throws IOException {
        return Files.writeString(folder.resolve(name), "[0]:[0]\n");
    }
}
