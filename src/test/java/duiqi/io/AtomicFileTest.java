package duiqi.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));

    @TempDir
    Path folder;

    @Test
    void replacesContentAndKeepsPermissions() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path file = folder.resolve("tm/deep/a.tmx");
        assertThat(write(file, "old and longer")).isTrue();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Path other = Files.createLink(folder.resolve("b.tmx"), file);
        assertThat(write(file, "new")).isTrue();
        assertThat(file).hasContent("new");
        assertThat(other).hasContent("old and longer");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        Files.setLastModifiedTime(file, LONG_AGO);
        assertThat(write(file, "new")).isFalse();
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(LONG_AGO);
        assertThat(namesIn(folder.resolve("tm/deep"))).containsExactly("a.tmx");
    }

    @Test
    void followsLinksToExistingAndMissingFiles() throws IOException {
        Path real = folder.resolve("real/a.tmx");
        Path inner = Files.createSymbolicLink(folder.resolve("inner"), Path.of("real/a.tmx"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), inner);
        write(link, "one");
        write(link, "two");
        assertThat(real).isRegularFile().hasContent("two");
        assertThat(link).isSymbolicLink();
        assertThat(inner).isSymbolicLink();
        Path one = Files.createSymbolicLink(folder.resolve("one"), Path.of("two"));
        Files.createSymbolicLink(folder.resolve("two"), Path.of("one"));
        assertThatThrownBy(() -> write(one, "x"))
                .isInstanceOf(FormatException.class)
                .hasMessage(one + ": is a cyclic symbolic link; use another file");
    }

    @Test
    void replacesNoFileBeforeAllAreWritten() throws IOException {
        Path first = Files.writeString(folder.resolve("a.tmx"), "old");
        Path second = folder.resolve("deep/b.tmx");
        assertThatThrownBy(() -> AtomicFile.writeAll(List.of(first, second), outs -> {
                    outs.get(0).write(new byte[100_000]);
                    outs.get(1).write('b');
                    throw new FormatException("c.txt", "is damaged", "repair it");
                }))
                .hasMessage("c.txt: is damaged; repair it");
        assertThat(first).hasContent("old");
        assertThat(namesIn(folder)).containsExactlyInAnyOrder("a.tmx", "deep");
        assertThat(namesIn(folder.resolve("deep"))).isEmpty();
        AtomicFile.writeAll(List.of(first, second), outs -> {
            outs.get(0).write('a');
            outs.get(1).write('b');
            assertThat(first).hasContent("old");
        });
        assertThat(first).hasContent("a");
        assertThat(second).hasContent("b");
    }

    /** Writes until it is killed. */
    static final class EndlessWrite {
        private EndlessWrite() {}

        public static void main(String[] args) throws IOException {
            AtomicFile.write(Path.of(args[0]), out -> {
                out.write(new byte[100_000]);
                System.out.println("writing");
                try {
                    TimeUnit.HOURS.sleep(1);
                } catch (InterruptedException never) {
                    throw new IOException(never);
                }
            });
        }
    }

    @Test
    void removesTemporaryFilesOfKilledProcessesOnly() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/sys/kernel/random/boot_id")), "only Linux has a boot id");
        Path file = Files.writeString(folder.resolve("a.tmx"), "old");
        Process writing = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessWrite.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(writing.inputReader().readLine()).isEqualTo("writing");
            assertThat(namesIn(folder)).hasSize(2);
            TemporaryFile.removeLeftovers(folder);
            assertThat(namesIn(folder)).hasSize(2);
        } finally {
            writing.destroyForcibly().waitFor();
        }
        assertThat(namesIn(folder)).hasSize(2);
        assertThat(file).hasContent("old");
        write(file, "new");
        assertThat(namesIn(folder)).containsExactly("a.tmx");
    }

    /** A predictable name would let a user who may write to the folder create a symbolic link with that name. */
    @Test
    void keepsOwnTemporaryFilesInUse() throws IOException {
        try (TemporaryFile one = TemporaryFile.in(folder);
                TemporaryFile other = TemporaryFile.in(folder)) {
            TemporaryFile.removeLeftovers(folder);
            assertThat(one.path()).isNotEqualTo(other.path()).isRegularFile();
            assertThat(other.path()).exists();
            assertThat(String.valueOf(one.path().getFileName()))
                    .matches("\\.duiqi-.*[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\\.tmp");
        }
        assertThat(namesIn(folder)).isEmpty();
    }

    @Test
    void reportsAndKeepsFilesThatMayBeInUse() throws IOException {
        Path file = folder.resolve("a.tmx");
        Path left = Files.writeString(folder.resolve(".duiqi-0e0f-another-kernel.tmp"), "half");
        Files.writeString(folder.resolve(".other.tmp"), "half");
        write(file, "new");
        assertThat(left).exists();
        Instant modified = Files.getLastModifiedTime(left).toInstant();
        assertThat(AtomicFile.temporaryFilesNear(file, modified)).isEmpty();
        assertThat(AtomicFile.temporaryFilesNear(file, modified.plusSeconds(1))).containsExactly(left);
    }

    @Test
    void keepsChangesOfOtherPrograms() throws IOException {
        Path file = Files.writeString(folder.resolve("a.tmx"), "old");
        FileState seen = FileState.of(file);
        assertThat(AtomicFile.update(file, seen, out -> out.write('a'))).isTrue();
        assertThatThrownBy(() -> AtomicFile.update(file, seen, out -> out.write('b')))
                .isInstanceOf(FormatException.class)
                .hasMessage(file + ": changed by another program, so nothing was written; run the command again");
        assertThatThrownBy(() -> AtomicFile.update(file, FileState.of(file), out -> {
                    Files.delete(file);
                    out.write('c');
                }))
                .isInstanceOf(FormatException.class);
        Path none = folder.resolve("none.tmx");
        assertThatThrownBy(() -> AtomicFile.update(none, FileState.of(none), out -> Files.writeString(none, "theirs")))
                .isInstanceOf(FormatException.class);
        assertThat(none).hasContent("theirs");
        assertThat(namesIn(folder)).containsExactly("none.tmx");
    }

    @Test
    void reportsReasonOfWriteFailure() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "x").resolve("b.tmx");
        assertThatThrownBy(() -> write(file, "x"))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(file + ": cannot write: ")
                .hasMessageEndingWith("use another file");
        assertThatThrownBy(() -> write(folder, "x"))
                .isInstanceOf(FormatException.class)
                .hasMessage(folder + ": is a folder, not a file; use a file in it");
        Path closed = Files.createDirectory(folder.resolve("closed"));
        assumeTrue(closed.toFile().setWritable(false) && !Files.isWritable(closed), "root may write everywhere");
        assertThatThrownBy(() -> write(closed.resolve("a.tmx"), "x"))
                .hasMessage(closed.resolve("a.tmx") + ": cannot write: permission denied;"
                        + " allow writing in its folder, or use another file");
    }

    @Test
    void writesToDeviceAndReportsFullDisk() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        assertThatThrownBy(() -> write(full, "x"))
                .isInstanceOf(FormatException.class)
                .hasMessage("/dev/full: cannot write: No space left on device; free disk space, or use another file");
        assertThat(Files.isRegularFile(full)).isFalse();
        Path device = Path.of("/dev/null");
        assertThat(AtomicFile.update(device, FileState.of(device), out -> out.write('a')))
                .isTrue();
    }

    private static boolean write(Path file, String content) throws IOException {
        return AtomicFile.write(file, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
