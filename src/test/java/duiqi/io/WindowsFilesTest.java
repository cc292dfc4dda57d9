package duiqi.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.text.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replaces, locks and removes files under the rules of Windows. */
class WindowsFilesTest {
    private Path work;

    @BeforeEach
    void createFolder() {
        work = WindowsFiles.inMemory();
    }

    @Test
    void waitsForReaderOfReplacedFile() throws Exception {
        Path file = Files.writeString(work.resolve("a.tmx"), "old");
        InputStream scanner = Files.newInputStream(file);
        CompletableFuture<Void> end = CompletableFuture.runAsync(
                () -> assertThatCode(scanner::close).doesNotThrowAnyException(),
                CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS));
        assertThat(write(file, "new")).isTrue();
        end.get();
        assertThat(write(file, "new")).isFalse();
        assertThat(Files.readString(file)).isEqualTo("new");
    }

    @Test
    void reportsFileThatStaysOpen() throws IOException {
        Path file = Files.writeString(work.resolve("a.tmx"), "old");
        try (InputStream reader = Files.newInputStream(file)) {
            assertThatThrownBy(() -> write(file, "new"))
                    .isInstanceOf(FormatException.class)
                    .hasMessageStartingWith(file + ": cannot write: ")
                    .hasMessageEndingWith("; close the programs that use it, or use another file");
            assertThat(reader.read()).isEqualTo('o');
        }
        assertThat(namesIn(work)).containsExactly("a.tmx");
    }

    @Test
    void keepsLockFileThatAnotherProcessMayHold() throws IOException {
        LockedFile.toUpdate(work.resolve("a.tmx")).close();
        // Without file keys, a waiting process would lock the removed file, and the next one a new file.
        assertThat(namesIn(work)).containsExactly(".a.tmx.lock");
        LockedFile.toUpdate(work.resolve("a.tmx")).close();
    }

    private static boolean write(Path file, String content) throws IOException {
        return AtomicFile.write(file, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void rejectsOutputsThatFileSystemDoesNotDistinguish(@TempDir Path disk) throws IOException {
        Path out = work.resolve("new").resolve("out");
        assertThatThrownBy(() -> InputFile.requireDistinct(List.of(
                        out.resolve("b.tsv"),
                        out.resolve("Part").resolve("A.tsv"),
                        out.resolve("part").resolve("a.tsv"))))
                .isInstanceOf(FormatException.class)
                .hasMessage("C:\\work\\new\\out\\part\\a.tsv: is the same file as C:\\work\\new\\out\\Part\\A.tsv:"
                        + " the file system does not distinguish these names;"
                        + " rename an input, or write the outputs to two folders");
        assertThatCode(() -> InputFile.requireDistinct(List.of(out.resolve("a.zh"), out.resolve("a.en"))))
                .doesNotThrowAnyException();
        assertThat(work).isEmptyDirectory();

        // Only the disk itself knows whether it ignores case.
        Path upper = Files.writeString(disk.resolve("A.tsv"), "A");
        Path lower = disk.resolve("a.tsv");
        boolean isDistinct = !Files.exists(lower);
        List<Path> names = List.of(upper, lower);
        if (isDistinct) {
            assertThatCode(() -> InputFile.requireDistinct(names)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> InputFile.requireDistinct(names)).hasMessageContaining("is the same file as");
        }
        assertThatThrownBy(() -> InputFile.requireDistinct(List.of(lower, lower)))
                .hasMessage(lower
                        + ": would be the output of two inputs; rename an input, or write the outputs to two folders");
        assertThat(disk).isDirectoryNotContaining(file -> !file.equals(upper));
        assertThat(upper).hasContent("A");
    }
}
