package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks the commands with files that are no files: pipes, devices, sockets, links and files with holes. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class SpecialFilesTest {
    private static final String UNIT = "<tu><tuv xml:lang=\"zh-CN\"><seg>你好，世界。</seg></tuv>"
            + "<tuv xml:lang=\"en-US\"><seg>Hello world.</seg></tuv></tu>";
    private static final String MEMORY =
            "<tmx version=\"1.4\"><header srclang=\"zh-CN\"/><body>" + UNIT + "</body></tmx>";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.createDirectory(folder.resolve("tm"));
        Files.writeString(folder.resolve("tm/m.tmx"), MEMORY);
        Files.writeString(folder.resolve("m.tmx"), MEMORY);
        Files.writeString(folder.resolve("en.txt"), "Hello world.\nThis is a test.\n");
        Files.writeString(folder.resolve("zh.txt"), "你好，世界。\n这是一个测试。\n");
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

    private FakeConsole run(String... args) {
        FakeConsole console = new FakeConsole();
        int exitCode = console.run(Stream.of(args)
                .map(arg -> arg.replace("FOLDER", folder.toString()))
                .toArray(String[]::new));
        String all = console.out() + console.err();
        assertThat(exitCode).as(all).isEqualTo(2);
        assertThat(all).doesNotContain("internal error", "out of memory");
        return console;
    }

    /** Reads a file with a hole, which costs seconds, once for each way of reading: whole, as an archive, as a stream. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zero hole | x.txt  | segment FOLDER/x.txt",
                "hole      | x.xlsx | check FOLDER/x.xlsx",
                "hole      | x.tmx  | tm stats FOLDER/x.tmx",
                "pipe | x.txt  | align FOLDER/x.txt FOLDER/zh.txt",
                "pipe | x.tmx  | check FOLDER/x.tmx",
                "pipe | x.xlf  | check FOLDER/x.xlf",
                "pipe | x.po   | check FOLDER/x.po",
                "pipe | x.xlsx | check FOLDER/x.xlsx",
                "pipe | x.csv  | check FOLDER/x.csv",
                "pipe | x.json | check FOLDER/x.json",
                "pipe | x.tsv  | check --glossary FOLDER/x.tsv FOLDER/m.tmx",
                "pipe | x.tbx  | check --glossary FOLDER/x.tbx FOLDER/m.tmx",
                "pipe | x.json | check --baseline FOLDER/x.json FOLDER/m.tmx",
                "pipe | x.toml | check --config FOLDER/x.toml FOLDER/m.tmx",
                "pipe | x.txt  | align --anchors FOLDER/x.txt FOLDER/en.txt FOLDER/zh.txt -o FOLDER/o.tmx",
                "pipe | x.tmx  | align --tm FOLDER/x.tmx FOLDER/en.txt FOLDER/zh.txt -o FOLDER/o.tmx",
                "pipe | x.bin  | align --lexicon FOLDER/x.bin FOLDER/en.txt FOLDER/zh.txt -o FOLDER/o.tmx",
                "pipe | x.bin  | align --tables FOLDER/x.bin FOLDER/en.txt FOLDER/zh.txt -o FOLDER/o.tmx",
                "pipe | x.gold | evaluate FOLDER/x.gold FOLDER/m.tmx",
                "pipe | x.tmx  | tm stats FOLDER/x.tmx",
                "pipe | x.tmx  | tm diff FOLDER/m.tmx FOLDER/x.tmx",
                "pipe | x.tmx  | tm convert FOLDER/x.tmx -o FOLDER/o.csv",
                "pipe | x.xlf  | pretranslate --tm FOLDER/m.tmx FOLDER/x.xlf",
                "pipe | x.txt  | lookup --tm FOLDER/m.tmx --file FOLDER/x.txt",
                "pipe | x.tmx  | lookup --tm FOLDER/x.tmx Hello",
                "pipe | x.tmx  | glossary extract FOLDER/x.tmx",
                "pipe | x.tsv  | glossary validate FOLDER/x.tsv",
                "pipe | x.tmx  | report FOLDER/x.tmx -o FOLDER/o.html"
            })
    @Tag("hostile")
    void rejectsGivenSpecialFileWithOneError(String kinds, String name, String command) throws Exception {
        for (String kind : kinds.split(" ")) {
            Path path = special(kind, name);
            FakeConsole console = run(command.split(" "));
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
        FakeConsole lookup = run("lookup", "--tm", "FOLDER/tm", "Hello world.");
        assertThat(lookup.out()).contains("你好，世界。");
        assertThat(lookup.err()).contains("x.tmx:", "is a pipe or a device");
        FakeConsole check = run("check", "FOLDER/tm", "--glossary", "FOLDER/tm/glossary");
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
        console.run("check", folder.resolve("tm").toString());
        assertThat(console.out() + console.err()).contains("1 unit").doesNotContain("/proc/", "internal error");
    }

    @Test
    void rejectsSocket() throws Exception {
        Path path = folder.resolve("tm/s.tmx");
        assumeTrue(path.toString().length() < 100, "the path is too long for a socket");
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(path));
            assertThat(run("tm", "stats", path.toString()).err()).contains("is a pipe or a device");
        }
    }

    @Test
    void rejectsPipeAndLinkToDeviceAsOutput() throws Exception {
        Path pipe = pipe(folder.resolve("o.csv"));
        assertThat(run("tm", "convert", "FOLDER/m.tmx", "--force", "-o", pipe.toString())
                        .err())
                .contains("is a pipe or a device");
        Path link = Files.createSymbolicLink(folder.resolve("n.tmx"), Path.of("/dev/null"));
        assertThat(run("align", "FOLDER/en.txt", "FOLDER/zh.txt", "-o", link.toString())
                        .err())
                .contains("is a pipe or a device");
    }

    @Test
    void writesIndexNeverThroughLink() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path precious = Files.writeString(
                Files.createDirectory(elsewhere.resolve("m.tmx@1")).resolve("a"), "mine");
        Path index = folder.resolve("tm/.index");
        Files.createSymbolicLink(index, elsewhere);
        FakeConsole console = new FakeConsole();
        assertThat(console.run("lookup", "--tm", folder.resolve("tm").toString(), "Hello world."))
                .isZero();
        assertThat(precious).hasContent("mine");
        try (Stream<Path> files = Files.list(elsewhere)) {
            assertThat(files).hasSize(1);
        }
        // The folder is real, and an old index in it is a link.
        Files.delete(index);
        Files.createDirectory(index);
        Files.createSymbolicLink(index.resolve("m.tmx@0"), elsewhere.resolve("m.tmx@1"));
        Files.createSymbolicLink(index.resolve(".gitignore"), elsewhere.resolve("new"));
        assertThat(new FakeConsole().run("lookup", "--tm", folder.resolve("tm").toString(), "Hello world."))
                .isZero();
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
            FakeConsole console = new FakeConsole();
            assertThat(console.run("tm", "clean", folder.resolve("tm/m.tmx").toString()))
                    .as(console.err())
                    .isZero();
            Files.deleteIfExists(lock);
        }
        assertThat(precious).hasContent("mine");
        assertThat(folder.resolve("gone")).doesNotExist();
    }
}
