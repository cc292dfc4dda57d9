package duiqi.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.regex.Pattern;
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

    @Test
    void allowsWorkBeforeDeadline() {
        assertThat(Deadline.<Integer>within(LONG, DeadlineTest::work)).isEqualTo(1);
    }

    @Test
    void endsWorkAtDeadline() {
        assertThatThrownBy(() -> Deadline.within(SHORT, DeadlineTest::endlessWork))
                .isInstanceOf(Deadline.ExpiredException.class);
        assertThatThrownBy(() -> Deadline.within(SHORT, () -> Deadline.within(LONG, DeadlineTest::endlessWork)))
                .isInstanceOf(Deadline.ExpiredException.class);
    }

    @Test
    void endsOnlyInnerWork() {
        assertThat(Deadline.<Integer>within(LONG, () -> {
                    assertThatThrownBy(() -> Deadline.within(SHORT, DeadlineTest::endlessWork))
                            .isInstanceOf(Deadline.ExpiredException.class);
                    return work();
                }))
                .isEqualTo(1);
    }

    @Test
    void limitsNothingWithoutDeadline() {
        Deadline.giveUp();
        assertThat(work()).isEqualTo(1);
        assertThat(Deadline.watched("a")).isInstanceOf(String.class);
    }

    @Test
    void givesUpBeforeDeadline() {
        assertThatThrownBy(() -> Deadline.within(LONG, () -> {
                    Deadline.giveUp();
                    return 1;
                }))
                .isInstanceOf(Deadline.ExpiredException.class);
    }

    @Test
    void stopsExpressionThatBacktracks() {
        Pattern quadratic = Pattern.compile("a*b");
        assertThatThrownBy(() -> Deadline.<Boolean>within(
                        SHORT,
                        () -> quadratic
                                .matcher(Deadline.watched("a".repeat(300_000)))
                                .find()))
                .isInstanceOf(Deadline.ExpiredException.class);
    }

    @Test
    void endsWorkOfInterruptedThread() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> Deadline.within(LONG, DeadlineTest::work))
                    .isInstanceOf(Deadline.ExpiredException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
