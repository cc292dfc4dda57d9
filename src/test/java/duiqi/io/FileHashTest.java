package duiqi.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHashTest {
    @TempDir
    private Path folder;

    /** The expected hash is the example of FIPS 180-2, appendix B.1. */
    @Test
    void returnsStandardSha256() throws IOException {
        assertThat(FileState.hash(Files.writeString(folder.resolve("文 a"), "abc")))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void rejectsMissingFile() {
        assertThatThrownBy(() -> FileState.hash(folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }
}
