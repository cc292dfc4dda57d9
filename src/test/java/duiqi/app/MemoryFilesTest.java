package duiqi.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.io.WindowsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryFilesTest {
    @Test
    void rejectsPartsThatFileSystemDoesNotDistinguish() throws IOException {
        Path folder = WindowsFiles.inMemory();
        Path old = Files.writeString(folder.resolve("m.Wang.tmx"), "old");
        MemoryFiles.OutputFiles outputs = new MemoryFiles.OutputFiles(List.of(old, folder.resolve("m.WANG.tmx")), true);
        assertThatThrownBy(() -> outputs.write(outs -> outs.get(0).write(1)))
                .hasMessageStartingWith(folder.resolve("m.WANG.tmx") + ": is the same file as " + old);
        assertThat(Files.readString(old)).isEqualTo("old");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        a.ttx  | export it as TMX or XLIFF from a CAT tool
        a.TXML | export it as TMX or XLIFF from a CAT tool
        a.zip  | unpack it
        """)
    void saysWhatToDoWithFileOfUnknownFormat(String name, String remedy) {
        assertThatThrownBy(() -> MemoryFiles.format(Path.of(name)))
                .hasMessage(name + ": is not in a known format; " + remedy);
    }
}
