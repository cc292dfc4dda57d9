package duiqi.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS) // Windows cannot remove an open file.
class LockedFileTest {
    @TempDir
    private Path folder;

    /**
     * Runs in another process, which holds the file until its standard input ends. If the second argument is
     * {@code remove}, the process then removes the file.
     */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        try (FileChannel held = LockedFile.open(file, () -> {})) {
            System.out.println(held.isOpen() ? "held" : "lost");
            while (System.in.read() >= 0) {
                // Waits until the parent closes standard input.
            }
            if (arguments[1].equals("remove")) {
                Files.delete(file);
            }
        }
    }

    private static Process holder(Path file, String atTheEnd) throws IOException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockedFileTest.class.getName(),
                        file.toString(),
                        atTheEnd)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.inputReader().readLine()).isEqualTo("held");
        return process;
    }

    private static FileChannel orGiveUp(Path file) throws IOException {
        return LockedFile.open(file, () -> {
            throw new IOException("is held");
        });
    }

    @Test
    void locksForOneHolderAtATime() throws IOException {
        Path file = folder.resolve("lock");
        try (FileChannel held = orGiveUp(file)) {
            assertThat(held.isOpen()).isTrue();
            assertThatThrownBy(() -> orGiveUp(file)).hasMessage("is held");
            // On Windows, no other process can read a locked region, so the content is not in it.
            try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE)) {
                assertThat(other.tryLock(0, 1024, false)).isNotNull();
            }
        }
    }

    @Test
    void waitsForOtherProcess() throws IOException, InterruptedException {
        Path file = folder.resolve("lock");
        Process other = holder(file, "leave");
        try {
            assertThatThrownBy(() -> orGiveUp(file)).hasMessage("is held");
        } finally {
            other.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
        }
        orGiveUp(file).close();
    }

    @Test
    void locksNewFileIfHolderRemovesOld() throws IOException {
        Path file = folder.resolve("lock");
        Process other = holder(file, "remove");
        int[] calls = {0};
        try (FileChannel held = LockedFile.open(file, () -> {
            calls[0]++;
            other.getOutputStream().close();
        })) {
            held.write(ByteBuffer.wrap(new byte[] {1}));
            assertThat(Files.size(file)).isOne();
        }
        assertThat(calls[0]).isOne();
    }
}
