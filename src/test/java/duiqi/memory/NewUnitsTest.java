package duiqi.memory;

import static duiqi.memory.TestMemories.unit;
import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.Tu;
import duiqi.text.Direction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewUnitsTest {
    @TempDir
    private Path folder;

    private static Tu fire(String english) {
        return AddedPair.unit("火", english, Direction.INTO_ENGLISH, Optional.empty(), Optional.empty(), Instant.EPOCH);
    }

    private List<Tu> added(Path memory, Tu... units) throws IOException {
        NewUnits added = new NewUnits(TestMemories.source(memory), List.of(units), damage -> {});
        Path after = folder.resolve("after.tmx");
        TestMemories.rewrite(memory, added, after);
        List<Tu> all = TestMemories.read(after);
        assertThat(added.count()).isEqualTo(all.size() - 1);
        return all.subList(1, all.size());
    }

    @Test
    void appendsWhatTheMemoryLacksOnce() throws IOException {
        Path memory = TestMemories.write(folder.resolve("a.tmx"), unit("", "", "火", "fire"));
        assertThat(added(memory, fire("fire"), fire("flame"), fire("flame")))
                .extracting(Tu::id)
                .containsExactly(fire("flame").id());
    }

    @Test
    void givesAnotherIdIfTheIdHasOtherTexts() throws IOException {
        String id = fire("fire").id();
        Path memory = TestMemories.write(folder.resolve("a.tmx"), unit(" tuid=\"" + id + "\"", "", "火", "blaze"));
        assertThat(added(memory, fire("fire"))).extracting(Tu::id).containsExactly(id + "-2");
    }
}
