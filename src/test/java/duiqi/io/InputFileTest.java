package duiqi.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class InputFileTest {
    @TempDir
    private Path folder;

    private Path pipe(String name) throws IOException, InterruptedException {
        Path path = folder.resolve(name);
        assumeTrue(new ProcessBuilder("mkfifo", path.toString()).start().waitFor() == 0, "this system has no mkfifo");
        return path;
    }

    @Test
    void rejectsPipeDeviceAndFolder() throws Exception {
        Path pipe = pipe("p");
        Path device = Files.createSymbolicLink(folder.resolve("d"), Path.of("/dev/zero"));
        for (Path file : List.of(pipe, device, Path.of("/dev/zero"), Path.of("/proc/self/environ"))) {
            assertThatThrownBy(() -> InputFile.open(file))
                    .hasMessage(file + ": is a pipe or a device; write its content to a file first");
            assertThat(InputFile.isSpecial(file)).isTrue();
        }
        assertThatThrownBy(() -> InputFile.bytes(folder))
                .hasMessage(folder + ": is a folder, not a file; use a file in it");
        assertThatThrownBy(() -> AtomicFile.write(pipe, out -> out.write(1))).hasMessageContaining("is a pipe");
    }

    @Test
    void readsFilesLinksAndStreamsOfTheShell() throws Exception {
        Path file = Files.writeString(folder.resolve("a"), "text");
        assertThat(InputFile.bytes(Files.createSymbolicLink(folder.resolve("l"), file)))
                .asString()
                .isEqualTo("text");
        assertThat(InputFile.bytes(Path.of("/dev/null"))).isEmpty();
        InputFile.require(Path.of("/dev/fd/63"));
        InputFile.require(Path.of("/dev/stdin"));
    }

    @Test
    void opensNoLinkAsOwnFile() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious"), "mine");
        Path link = Files.createSymbolicLink(folder.resolve("own"), precious);
        assertThatThrownBy(() -> InputFile.openOwn(link, StandardOpenOption.WRITE))
                .isInstanceOf(FormatException.class)
                .hasMessage(link + ": is a link, not a file that duiqi wrote; remove it");
        Path gone = Files.createSymbolicLink(folder.resolve("gone"), folder.resolve("nothing"));
        assertThatThrownBy(() -> InputFile.openOwn(gone, StandardOpenOption.CREATE, StandardOpenOption.WRITE))
                .isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> LockedFile.open(gone, () -> {})).isInstanceOf(FormatException.class);
        assertThat(folder.resolve("nothing")).doesNotExist();
        try (FileChannel own =
                InputFile.openOwn(folder.resolve("new"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(own.size()).isZero();
        }
    }

    @Test
    void ignoresLeftoverThatIsPipe() throws Exception {
        Path own;
        try (TemporaryFile temporary = TemporaryFile.in(folder)) {
            own = temporary.path();
        }
        pipe(own.getFileName().toString());
        TemporaryFile.removeLeftovers(folder);
        assertThat(own).exists();
    }

    @Test
    void listsVisibleFilesWithoutLoops() throws Exception {
        Files.createDirectories(folder.resolve("a/.hidden"));
        Files.writeString(folder.resolve("a/x"), "");
        Files.writeString(folder.resolve("a/.y"), "");
        Files.writeString(folder.resolve("a/.hidden/z"), "");
        Files.createSymbolicLink(folder.resolve("a/up"), folder);
        Files.createSymbolicLink(folder.resolve("a/proc"), Path.of("/proc"));
        assertThat(InputFile.in(folder, Integer.MAX_VALUE)).containsExactly(folder.resolve("a/x"));
    }

    @Test
    @Tag("hostile")
    void stopsAtLinksThatMultiplyFolders() throws Exception {
        for (int level = 0; level < 3; level++) {
            Path inner = Files.createDirectory(folder.resolve("d" + level));
            for (int link = 0; link < 8; link++) {
                Files.createSymbolicLink(inner.resolve("l" + link), folder.resolve("d" + (level + 1)));
            }
        }
        Path last = Files.createDirectory(folder.resolve("d3"));
        for (int file = 0; file < 400; file++) {
            Files.createFile(last.resolve("f" + file));
        }
        assertThatThrownBy(() -> InputFile.in(folder.resolve("d0"), Integer.MAX_VALUE))
                .hasMessage(folder.resolve("d0") + ": contains more than 200000 files and folders;"
                        + " give a smaller folder, or remove links to folders");
    }

    /** Keeps files of users in one place, output equal on all systems, and replacements possible on Windows. */
    @Test
    void leavesFilesLocksAndLineEndsToTheirOwners() throws Exception {
        Map<Pattern, Set<String>> owners = Map.of(
                // Files that duiqi itself has just opened or created are no files of users.
                Pattern.compile(
                        "\\bFiles\\s*\\.(?:newInputStream|newBufferedReader|readString|readAllBytes|readAllLines|lines"
                                + "|newByteChannel)\\((?!target\\)|Path.of\\(\"/proc/sys)|new File(?:InputStream|Reader|Writer)\\("),
                // StandardOutput prints the files that duiqi wrote into a new folder.
                Set.of("InputFile", "StandardOutput"),
                // AtomicFile.move waits for programs that have the file open.
                Pattern.compile("\\bATOMIC_MOVE\\b"),
                Set.of("AtomicFile"),
                // A lock of the content would keep others from reading it on Windows.
                Pattern.compile("\\b(?:tryLock|channel\\.lock)\\((?!patience)"),
                Set.of("LockedFile", "TemporaryFile", "ProjectCondition"),
                // The system of the user decides these line ends.
                Pattern.compile(
                        "lineSeparator\\(|\\.newLine\\(|[a-z]%n|format\\([^;]*%n|Files\\.write\\([^;]*(?:List|lines)"),
                Set.of());
        Path main = Path.of("src/main/java/duiqi");
        try (Stream<Path> files = Files.walk(main)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                String name = String.valueOf(file.getFileName()).replace(".java", "");
                String text = Files.readString(file);
                boolean isCorpus = main.relativize(file).startsWith("corpus");
                owners.forEach(
                        (pattern, names) -> assertThat(pattern.matcher(text).find())
                                .as(file + ": " + pattern)
                                .isIn(false, names.contains(name) || (isCorpus && names.contains("InputFile"))));
            }
        }
    }
}
