package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WatchedOutputTest {
    @Test
    void passesBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Main.WatchedOutput output = new Main.WatchedOutput(bytes);
        output.write('a');
        output.write("对齐".getBytes(StandardCharsets.UTF_8));
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("a对齐");
        assertThat(output.failure()).isEmpty();
    }

    @Test
    void keepsFirstFailureHiddenByWriter() {
        Main.WatchedOutput output = new Main.WatchedOutput(failing("No space left on device"));
        PrintWriter writer = new PrintWriter(output, true, StandardCharsets.UTF_8);
        writer.println("lost");
        assertThat(output.failure()).get().extracting(Throwable::getMessage).isEqualTo("No space left on device");
    }

    @Test
    void ignoresClosedPipe() {
        Main.WatchedOutput output = new Main.WatchedOutput(failing("Broken pipe"));
        PrintWriter writer = new PrintWriter(output, true, StandardCharsets.UTF_8);
        writer.println("unread");
        assertThat(writer.checkError()).isTrue();
        assertThat(output.failure()).isEmpty();
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
    }
}
