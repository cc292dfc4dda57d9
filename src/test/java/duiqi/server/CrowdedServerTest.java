package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.benchmark.SlowClients;
import duiqi.benchmark.SlowClients.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests that clients that hang, trickle or do nothing leave the server to the others. */
@Timeout(60)
class CrowdedServerTest {
    /** Far above the time of a look-up on a busy machine, and far below the time for which slow clients blocked others */
    private static final long BOUND_MS = 1000;

    /** Number of look-ups; most must be fast */
    private static final int LOOKUPS = 9;

    @TempDir
    private Path folder;

    private ServedProject served;

    @BeforeEach
    void start() throws IOException {
        served = new ServedProject(folder, ServerPlace.LOCAL, true);
        lookUp();
    }

    @AfterEach
    void stop() throws IOException {
        served.close();
    }

    private SlowClients clients() {
        return new SlowClients(SlowClients.Target.serve("http://127.0.0.1:" + served.port(), served.token.text()));
    }

    @Test
    @Tag("hostile")
    void leavesTheServerToOthers() throws Exception {
        SlowClients slow = clients();
        Set<Kind> busy = EnumSet.of(Kind.PIPELINED, Kind.HEADERS, Kind.EXTENSION, Kind.GONE);
        for (Kind kind : Kind.values()) {
            slow.add(kind, busy.contains(kind) ? 30 : 300);
        }
        requireFast(slow, 1200);
    }

    @Test
    void survivesTricklersAndIdleConnections() throws Exception {
        requireFast(clients().add(Kind.HEAD, 300).add(Kind.BODY, 300).add(Kind.SILENT, 900), 700);
    }

    private void requireFast(SlowClients clients, int open) throws Exception {
        List<Long> times = new ArrayList<>();
        try (SlowClients slow = clients.start()) {
            while (slow.open() < open) {
                Thread.sleep(20);
            }
            Thread.sleep(1200);
            for (int i = 0; i < LOOKUPS; i++) {
                long start = System.nanoTime();
                lookUp();
                times.add((System.nanoTime() - start) / 1_000_000);
            }
        }
        times.sort(Comparator.naturalOrder());
        assertThat(times.get(LOOKUPS / 2)).as("%s", times).isLessThan(BOUND_MS);
        assertThat(times.get(LOOKUPS - 1)).as("%s", times).isLessThan(10 * BOUND_MS);
        assertThat(served.reported).isEmpty();
    }

    private void lookUp() throws IOException {
        assertThat(served.get("/api/v1/lookup?text=%E6%B5%81%E6%B0%B4", served.bearer())
                        .status())
                .isEqualTo(200);
        assertThat(served.send(
                                "POST /api/v1/check HTTP/1.1",
                                "{\"source\":\"水\",\"target\":\"water\"}",
                                served.bearer(),
                                "Content-Type: application/json")
                        .status())
                .isEqualTo(200);
    }
}
