package duiqi.report;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.io.WindowsFiles;
import duiqi.report.ReportFormat.FilePaths;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilePathsTest {
    private final FilePaths paths = new FilePaths(Path.of("/project"), Path.of("/project"));

    @ParameterizedTest
    @CsvSource({
        "tm/a.tmx, tm/a.tmx, tm/a.tmx",
        "./tm/../a.tmx, a.tmx, a.tmx",
        "/project/tm/a.tmx, tm/a.tmx, tm/a.tmx",
        "../a.tmx, /a.tmx, file:///a.tmx",
        "/elsewhere/a b.tmx, /elsewhere/a b.tmx, file:///elsewhere/a%20b.tmx",
        "对齐:50%.tmx, 对齐:50%.tmx, %E5%AF%B9%E9%BD%90%3A50%25.tmx",
        "-, -, -",
        "https://example.org/a?b=新, https://example.org/a?b=新, https://example.org/a?b=%E6%96%B0",
    })
    void areRelativeToTheRoot(String file, String path, String uri) {
        assertThat(paths.path(file)).isEqualTo(path);
        assertThat(paths.uri(file)).isEqualTo(uri);
    }

    @Test
    void areRelativeToTheRootFromAFolderInIt() {
        FilePaths inner = new FilePaths(Path.of("/project/译文"), Path.of("/project"));
        assertThat(inner.path("tm/a.tmx")).isEqualTo("译文/tm/a.tmx");
        assertThat(inner.uri("../a.tmx")).isEqualTo("a.tmx");
    }

    @ParameterizedTest
    @CsvSource({
        "tm\\a.tmx, tm/a.tmx, tm/a.tmx",
        "C:\\work\\tm\\a.tmx, tm/a.tmx, tm/a.tmx",
        "C:/texts/a b.tmx, C:/texts/a b.tmx, file:///C:/texts/a%20b.tmx",
        "D:\\a.tmx, D:/a.tmx, file:///D:/a.tmx",
        "\\\\server\\share\\a.tmx, //server/share/a.tmx, file://server/share/a.tmx",
    })
    void haveSlashesAndDrivesOnWindows(String file, String path, String uri) {
        Path root = WindowsFiles.inMemory();
        FilePaths windows = new FilePaths(root, root);
        assertThat(windows.path(file)).isEqualTo(path);
        assertThat(windows.uri(file)).isEqualTo(uri);
        assertThat(windows.isRelative(file)).isEqualTo(!uri.startsWith("file:"));
    }
}
