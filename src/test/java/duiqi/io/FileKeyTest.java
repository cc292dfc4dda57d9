package duiqi.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS) // Windows has no file keys.
class FileKeyTest {
    @TempDir
    private Path folder;

    @Test
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
}
