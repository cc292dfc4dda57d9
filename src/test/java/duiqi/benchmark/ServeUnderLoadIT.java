package duiqi.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The server under load for seconds, which shows what goes wrong soon; minutes show what grows. */
@Tag("load")
class ServeUnderLoadIT {
    private static final int SECONDS = 5;
    private static final int CLIENTS = 8;
    private static final int UNITS = 1000;

    @Test
    void everyAnswerIsTheRightOneWhileTheMemoryIsRewritten() throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        assertThat(ServeUnderLoad.run(new PrintStream(told, true, StandardCharsets.UTF_8), SECONDS, CLIENTS, UNITS))
                .as(told.toString(StandardCharsets.UTF_8))
                .isEmpty();
    }
}
