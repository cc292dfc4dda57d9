package duiqi.memory;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.index.Context;
import duiqi.index.SearchOptions;
import duiqi.index.UnitSide;
import duiqi.io.WindowsFiles;
import duiqi.memory.live.AdditionJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes memories under the rules of Windows, while their indexes are mapped. */
class WindowsMemoryTest {
    @TempDir
    private Path disk;

    private Path tm;
    private Path memory;

    @BeforeEach
    void createFolder() throws IOException {
        tm = Files.createDirectory(WindowsFiles.on(disk).resolve("tm"));
        memory = tm.resolve("a.tmx");
    }

    private TranslationMemory open(String sentence) throws IOException {
        TestMemories.write(memory, TestMemories.unit(sentence, "Water."));
        return TranslationMemory.open(List.of(tm), tm, Clock.systemUTC(), new TranslationMemory.Watcher() {});
    }

    private static List<TranslationMemory.Found> found(TranslationMemory memory, String sentence) {
        return memory.search(UnitSide.SOURCE, sentence, Context.NONE, SearchOptions.STANDARD);
    }

    private List<Path> indexes() throws IOException {
        try (Stream<Path> files = Files.walk(tm)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith("a.tmx@")
                            || String.valueOf(file.getFileName()).startsWith("a@"))
                    .toList();
        }
    }

    @Test
    void opensChangedMemoryWhileOldIndexIsMapped() throws IOException {
        try (TranslationMemory first = open("水。")) {
            try (TranslationMemory second = open("水是生命之源。")) {
                assertThat(found(second, "水是生命之源。")).hasSize(1);
                assertThat(found(first, "水。")).hasSize(1);
                assertThat(indexes()).hasSize(2);
            }
        }
        WindowsFiles.of(memory).unmap();
        try (TranslationMemory third = open("火。")) {
            assertThat(found(third, "火。")).hasSize(1);
            // The next build removes the indexes that were mapped.
            assertThat(indexes()).hasSize(1);
        }
    }

    @Test
    void closesEmptyJournal() throws IOException {
        Path work = WindowsFiles.inMemory().resolve("b.tmx");
        AdditionJournal.open(work).close();
        AdditionJournal.open(work).close();
        assertThat(Files.size(AdditionJournal.of(work))).isZero();
    }
}
