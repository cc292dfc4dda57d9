package duiqi.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(ServeUnderLoad.run(new Bench(ServeUnderLoad.class), SECONDS, CLIENTS, UNITS))
                .isEmpty();
    }
}
