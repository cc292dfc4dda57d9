package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({"No space left on device, true", "Broken pipe, false"})
    void keepsFailureHiddenByWriterUnlessReaderEnded(String message, boolean isKept) {
        Main.WatchedOutput output = new Main.WatchedOutput(failing(message));
        PrintWriter writer = new PrintWriter(output, true, StandardCharsets.UTF_8);
        writer.println("lost");
        assertThat(writer.checkError()).isTrue();
        assertThat(output.failure().map(Throwable::getMessage))
                .isEqualTo(Optional.of(message).filter(m -> isKept));
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
