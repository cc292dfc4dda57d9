package duiqi.server.review;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.review.Review;
import duiqi.review.ReviewState;
import duiqi.server.ServedProject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsStateTest {
    @TempDir
    private Path folder;

    private final List<Throwable> faults = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Long> versions = new LinkedBlockingQueue<>();

    @Test
    void checksOnceAfterTheLastStepAndReportsAFailureUntilTheNextSuccess() throws Exception {
        Path memory = folder.resolve("a.tmx");
        ServedProject.write(memory, ServedProject.unit("水", "zh-CN", "water"));
        AtomicInteger runs = new AtomicInteger();
        try (Background background = new Background(faults::add);
                Review review =
                        Review.begin(folder.resolve("a.jsonl"), ReviewState.ofMemory(memory, Optional.empty()))) {
            FindingsState findings = new FindingsState(background, checked -> switch (runs.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("broken");
                case 2 -> throw new StackOverflowError();
                default -> List.of();
            });
            for (int run = 1; run <= 3; run++) {
                findings.checkSoon(review, () -> versions.add(findings.version()));
                assertThat(versions.poll(60, TimeUnit.SECONDS)).isEqualTo(run);
                assertThat(findings.failure().isPresent()).isEqualTo(run < 3);
            }
            for (int step = 0; step < 3; step++) {
                findings.checkSoon(review, () -> versions.add(findings.version()));
            }
            assertThat(versions.poll(60, TimeUnit.SECONDS)).isEqualTo(4);
            assertThat(versions.poll(2, TimeUnit.SECONDS)).isNull();
        }
        assertThat(faults)
                .hasSize(2)
                .hasAtLeastOneElementOfType(IllegalStateException.class)
                .hasAtLeastOneElementOfType(StackOverflowError.class);
    }
}
