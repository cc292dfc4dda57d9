package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import duiqi.cli.CommandFolder;
import duiqi.cli.FakeConsole;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks the commands with files that are no files: pipes, devices, sockets, links and files with holes. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class SpecialFilesTest extends CommandFolder {
    @BeforeEach
    void writeFiles() throws IOException {
        writeMemory("tm/m.tmx", unit("你好，世界。", "Hello world."));
        writeMemory("m.tmx", unit("你好，世界。", "Hello world."));
        write("en.txt", "Hello world.\nThis is a test.\n");
        write("zh.txt", "你好，世界。\n这是一个测试。\n");
    }

    private static Path pipe(Path path) throws IOException, InterruptedException {
        assumeTrue(new ProcessBuilder("mkfifo", path.toString()).start().waitFor() == 0, "this system has no mkfifo");
        return path;
    }

    private Path special(String kind, String name) throws IOException, InterruptedException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        switch (kind) {
            case "pipe" -> pipe(path);
            case "zero" -> Files.createSymbolicLink(path, Path.of("/dev/zero"));
            case "environment" -> Files.createSymbolicLink(path, Path.of("/proc/self/environ"));
            case "hole" -> {
                try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
                    file.setLength(1L << 40);
                } catch (IOException tooLarge) {
                    assumeTrue(false, "this file system has no files of 1 TB");
                }
            }
            default -> throw new IllegalArgumentException(kind);
        }
        return path;
    }

    private FakeConsole rejected(String line, String... more) {
        FakeConsole console = run(2, line, more);
        assertThat(console.err()).doesNotContain("out of memory");
        return console;
    }

    /** Reads a file with a hole, which costs seconds, once for each way of reading: whole, as an archive, as a stream. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zero hole | x.txt  | segment @x.txt",
                "hole      | x.xlsx | check @x.xlsx",
                "hole      | x.tmx  | tm stats @x.tmx",
                "pipe | x.txt  | align @x.txt @zh.txt",
                "pipe | x.tmx  | check @x.tmx",
                "pipe | x.xlf  | check @x.xlf",
                "pipe | x.po   | check @x.po",
                "pipe | x.xlsx | check @x.xlsx",
                "pipe | x.csv  | check @x.csv",
                "pipe | x.json | check @x.json",
                "pipe | x.tsv  | check --glossary @x.tsv @m.tmx",
                "pipe | x.tbx  | check --glossary @x.tbx @m.tmx",
                "pipe | x.json | check --baseline @x.json @m.tmx",
                "pipe | x.toml | check --config @x.toml @m.tmx",
                "pipe | x.txt  | align --anchors @x.txt @en.txt @zh.txt -o @o.tmx",
                "pipe | x.tmx  | align --tm @x.tmx @en.txt @zh.txt -o @o.tmx",
                "pipe | x.bin  | align --lexicon @x.bin @en.txt @zh.txt -o @o.tmx",
                "pipe | x.bin  | align --tables @x.bin @en.txt @zh.txt -o @o.tmx",
                "pipe | x.gold | evaluate @x.gold @m.tmx",
                "pipe | x.tmx  | tm stats @x.tmx",
                "pipe | x.tmx  | tm diff @m.tmx @x.tmx",
                "pipe | x.tmx  | tm convert @x.tmx -o @o.csv",
                "pipe | x.xlf  | pretranslate --tm @m.tmx @x.xlf",
                "pipe | x.txt  | lookup --tm @m.tmx --file @x.txt",
                "pipe | x.tmx  | lookup --tm @x.tmx Hello",
                "pipe | x.tmx  | glossary extract @x.tmx",
                "pipe | x.tsv  | glossary validate @x.tsv",
                "pipe | x.tmx  | report @x.tmx -o @o.html"
            })
    @Tag("hostile")
    void rejectsGivenSpecialFileWithOneError(String kinds, String name, String command) throws Exception {
        for (String kind : kinds.split(" ")) {
            Path path = special(kind, name);
            FakeConsole console = rejected(command);
            assertThat(console.out() + console.err())
                    .as(kind)
                    .contains(name)
                    .containsPattern(
                            kind.equals("hole") ? "" : "is a pipe or a device|there is no such|is not a folder");
            Files.delete(path);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipe", "zero", "environment"})
    void skipsSpecialFileInFoldersAndGoesOn(String kind) throws Exception {
        special(kind, "tm/x.tmx");
        special(kind, "tm/glossary/x.tsv");
        FakeConsole lookup = rejected("lookup --tm @tm", "Hello world.");
        assertThat(lookup.out()).contains("你好，世界。");
        assertThat(lookup.err()).contains("x.tmx:", "is a pipe or a device");
        FakeConsole check = rejected("check @tm --glossary @tm/glossary");
        assertThat(check.err()).contains("x.tmx", "x.tsv", "is a pipe or a device");
        assertThat(check.out()).contains("1 unit");
    }

    @Test
    void followsNoLoopAndNoLinkToSystemFolder() throws Exception {
        Files.createSymbolicLink(folder.resolve("tm/loop.tmx"), Path.of("loop.tmx"));
        Files.createSymbolicLink(folder.resolve("tm/up"), Path.of("../tm"));
        Files.createSymbolicLink(folder.resolve("tm/proc"), Path.of("/proc"));
        Files.createSymbolicLink(folder.resolve("tm/gone.tmx"), Path.of("/nonexistent/gone.tmx"));
        FakeConsole console = new FakeConsole();
        console.run("check", path("tm"));
        assertThat(console.out() + console.err()).contains("1 unit").doesNotContain("/proc/", "internal error");
    }

    @Test
    void rejectsSocket() throws Exception {
        Path path = folder.resolve("tm/s.tmx");
        assumeTrue(path.toString().length() < 100, "the path is too long for a socket");
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(path));
            assertThat(rejected("tm stats @tm/s.tmx").err()).contains("is a pipe or a device");
        }
    }

    @Test
    void rejectsPipeAndLinkToDeviceAsOutput() throws Exception {
        pipe(folder.resolve("o.csv"));
        Files.createSymbolicLink(folder.resolve("n.tmx"), Path.of("/dev/null"));
        for (String line : List.of("tm convert @m.tmx --force -o @o.csv", "align @en.txt @zh.txt -o @n.tmx")) {
            assertThat(rejected(line).err()).contains("is a pipe or a device");
        }
    }

    @Test
    void writesIndexNeverThroughLink() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path precious = Files.writeString(
                Files.createDirectory(elsewhere.resolve("m.tmx@1")).resolve("a"), "mine");
        Path index = folder.resolve("tm/.index");
        Files.createSymbolicLink(index, elsewhere);
        run(0, "lookup --tm @tm", "Hello world.");
        assertThat(precious).hasContent("mine");
        try (Stream<Path> files = Files.list(elsewhere)) {
            assertThat(files).hasSize(1);
        }
        // The folder is real, and an old index in it is a link.
        Files.delete(index);
        Files.createDirectory(index);
        Files.createSymbolicLink(index.resolve("m.tmx@0"), elsewhere.resolve("m.tmx@1"));
        Files.createSymbolicLink(index.resolve(".gitignore"), elsewhere.resolve("new"));
        run(0, "lookup --tm @tm", "Hello world.");
        assertThat(precious).hasContent("mine");
        assertThat(elsewhere.resolve("new")).doesNotExist();
        assertThat(Files.exists(index.resolve("m.tmx@0"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
    }

    @Test
    void ignoresLockThatIsLinkOrPipe() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious"), "mine");
        Path lock = folder.resolve("tm/.m.tmx.lock");
        for (Path target : List.of(precious, folder.resolve("gone"), pipe(folder.resolve("p")))) {
            Files.createSymbolicLink(lock, target);
            run(0, "tm clean @tm/m.tmx");
            Files.deleteIfExists(lock);
        }
        assertThat(precious).hasContent("mine");
        assertThat(folder.resolve("gone")).doesNotExist();
    }
}
