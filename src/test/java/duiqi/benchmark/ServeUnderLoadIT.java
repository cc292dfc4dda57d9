package duiqi.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs the load test for seconds, which reveals immediate errors. Growth needs minutes. */
@Tag("soak")
class ServeUnderLoadIT {
    private static final int SECONDS = 5;
    private static final int CLIENTS = 8;
    private static final int UNITS = 1000;

    @Test
    void answersCorrectlyWhileMemoryIsRewritten() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        assertThat(ServeUnderLoad.run(new PrintStream(printed, true, StandardCharsets.UTF_8), SECONDS, CLIENTS, UNITS))
                .as(printed.toString(StandardCharsets.UTF_8))
                .isEmpty();
    }
}
