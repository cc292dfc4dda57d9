package duiqi.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.glossary.Glossary;
import duiqi.memory.MemoryFile;
import duiqi.text.FormatException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests names that only file systems of Unix allow. */
@EnabledOnOs(OS.LINUX)
class FileNameTest {
    @TempDir
    private Path folder;

    /** Creates a file whose name has bytes in the notation of addresses. */
    private Path file(String name) throws IOException {
        return Files.writeString(Path.of(URI.create(folder.toUri() + name)), "水\twater\n");
    }

    @Test
    void rejectsNamesInFolders() throws IOException {
        Files.createDirectory(Path.of(URI.create(folder.toUri() + "d%C4%E3")));
        Path inner = file("d%C4%E3/%E6%B0%B4%20a%FF.tmx");
        String shown = folder + "/d\uFFFD\uFFFD/水 a\uFFFD.tmx: the name is not UTF-8; rename it,";
        assertThatThrownBy(() -> FileName.requireUtf8(inner))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(shown);
        assertThatThrownBy(() -> MemoryFile.in(folder)).hasMessageStartingWith(shown);
        Files.delete(inner);
        file("a%FF.tsv");
        assertThatThrownBy(() -> Glossary.files(folder)).hasMessageStartingWith(folder + "/a\uFFFD.tsv: the name");
    }

    @Test
    void acceptsOtherNames() throws IOException {
        Path real = file("%EF%BF%BD.tmx");
        assertThat(FileName.requireUtf8(real)).isEqualTo(real);
        assertThatCode(() -> FileName.requireUtf8(real.toString())).doesNotThrowAnyException();
        assertThatCode(() -> FileName.requireUtf8(folder + "/new.tmx")).doesNotThrowAnyException();
        file("a%FF.png");
        assertThat(MemoryFile.in(folder)).hasSize(1);
    }

    @Test
    void rejectsGivenNames() throws IOException {
        String given = folder + "/a\uFFFD.tmx";
        assertThatThrownBy(() -> FileName.requireUtf8(given))
                .isInstanceOf(FormatException.class)
                .hasMessage(given + ": the name is not UTF-8; give another name");
        file("a%FE.tmx");
        file("a%FF.tmx");
        assertThatThrownBy(() -> FileName.requireUtf8(given))
                .hasMessage(given + ": the name is not UTF-8; rename it, because other names could look the same");
    }
}
