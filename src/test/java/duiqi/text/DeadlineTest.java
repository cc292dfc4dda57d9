package duiqi.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(50);

    private static int work() {
        Deadline.check();
        return 1;
    }

    private static int endlessWork() {
        while (true) {
            Deadline.check();
        }
    }

    private static void assertExpires(ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOf(Deadline.ExpiredException.class);
    }

    @Test
    void endsOnlyWorkAfterItsDeadline() {
        assertThat(Deadline.<Integer>within(LONG, DeadlineTest::work)).isEqualTo(1);
        assertExpires(() -> Deadline.within(SHORT, DeadlineTest::endlessWork));
        assertExpires(() -> Deadline.within(SHORT, () -> Deadline.within(LONG, DeadlineTest::endlessWork)));
        assertThat(Deadline.<Integer>within(LONG, () -> {
                    assertExpires(() -> Deadline.within(SHORT, DeadlineTest::endlessWork));
                    return work();
                }))
                .isEqualTo(1);
    }

    @Test
    void doesNotCountWorkForAllUnits() {
        assertThat(Deadline.<Integer>within(
                        SHORT,
                        () -> Deadline.uncounted(() -> {
                                    long end = System.nanoTime() + 2 * SHORT.toNanos();
                                    while (System.nanoTime() - end < 0) {
                                        Deadline.check();
                                    }
                                    return 1;
                                })
                                + work()))
                .isEqualTo(2);
        assertExpires(() -> Deadline.within(SHORT, DeadlineTest::endlessWork));
    }

    @Test
    void givesUpBeforeDeadline() {
        assertExpires(() -> Deadline.within(LONG, () -> {
            Deadline.giveUp();
            return 1;
        }));
        // Without a deadline, nothing is limited.
        Deadline.giveUp();
        assertThat(work()).isEqualTo(1);
        assertThat(Deadline.watched("a")).isInstanceOf(String.class);
    }

    @Test
    void stopsExpressionThatBacktracks() {
        Pattern quadratic = Pattern.compile("a*b");
        assertExpires(() -> Deadline.<Boolean>within(
                SHORT,
                () -> quadratic.matcher(Deadline.watched("a".repeat(300_000))).find()));
    }

    @Test
    void endsWorkOfInterruptedThread() {
        Thread.currentThread().interrupt();
        try {
            assertExpires(() -> Deadline.within(LONG, DeadlineTest::work));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
