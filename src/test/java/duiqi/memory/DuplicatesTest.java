package duiqi.memory;

import static duiqi.memory.TestMemories.unit;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicatesTest {
    @TempDir
    private Path folder;

    private Path dedupe(boolean folds, String... units) throws IOException {
        Path memory = TestMemories.write(folder.resolve("a.tmx"), units);
        Duplicates duplicates = new Duplicates(TestMemories.source(memory), folds, damage -> {});
        Path result = folder.resolve("b.tmx");
        TestMemories.rewrite(memory, duplicates.plan(), result);
        return result;
    }

    @Test
    void keepsUnitsWithDifferentNumbers() throws IOException {
        Path result = dedupe(true, unit("增长3.5%", "up 3.5%"), unit("增长35%", "up 35%"), unit("增长3.5％！", "Up 3.5%"));
        assertThat(TestMemories.texts(result)).containsExactly("增长3.5%=up 3.5%", "增长35%=up 35%");
    }

    @Test
    void keepsNotesOfSidesOfNearDuplicates() throws IOException {
        String second =
                "<tu><tuv xml:lang=\"zh-CN\"><note>N</note><seg>水！</seg></tuv><tuv xml:lang=\"en-US\"><seg>Water</seg></tuv></tu>";
        Path result = dedupe(true, unit("水。", "water"), second);
        assertThat(TestMemories.texts(result)).containsExactly("水。=water");
        assertThat(TestMemories.read(result).get(0).variants().get(0).annotations())
                .extracting(note -> note.text())
                .containsExactly("N");
    }

    @Test
    void keepsUnitsWithDifferentInlineTags() throws IOException {
        Path result = dedupe(false, unit("水", "water"), unit("<ph>&lt;br></ph>水", "water"), unit("水", "water"));
        assertThat(TestMemories.read(result)).hasSize(2);
    }
}
