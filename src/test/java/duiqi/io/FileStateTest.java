package duiqi.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileStateTest {
    @TempDir
    private Path folder;

    @Test
    @DisabledOnOs(OS.WINDOWS) // Windows has no file keys.
    void keepsKeyOnWriteAndChangesItOnReplacement() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "1");
        Object key = FileState.key(file);
        Files.writeString(file, "2");
        assertThat(FileState.key(file)).isEqualTo(key);
        Path moved = Files.move(file, folder.resolve("b"));
        assertThat(FileState.key(moved)).isEqualTo(key);
        Path other = Files.writeString(folder.resolve("c"), "2");
        Files.move(other, moved, StandardCopyOption.REPLACE_EXISTING);
        assertThat(FileState.key(moved)).isNotEqualTo(key);
    }

    /** The expected hash is the example of FIPS 180-2, appendix B.1. */
    @Test
    void returnsStandardSha256() throws IOException {
        assertThat(FileState.hash(Files.writeString(folder.resolve("文 a"), "abc")))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThatThrownBy(() -> FileState.hash(folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }
}
