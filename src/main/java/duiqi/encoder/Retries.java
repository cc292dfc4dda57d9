package duiqi.encoder;

import java.time.Duration;
import java.util.Objects;

/**
 * How often to ask a server again that is busy or out of reach: with pauses that double, so that a server under load is not
 * pressed further. A server that names a pause itself is obeyed, within bounds.
 *
 * @param attempts questions in all, 1 or more
 * @param first pause before the second question
 * @param longest pause to put up with when the server names it
 */
public record Retries(int attempts, Duration first, Duration longest) {
    /** Over within 8 s where nobody listens, and patient with a server that asks for it, as OpenAI's limits by the minute do. */
    public static final Retries DEFAULT = new Retries(5, Duration.ofMillis(500), Duration.ofSeconds(90));

    public Retries {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(longest, "longest");
        if (attempts < 1) {
            throw new IllegalArgumentException("there must be 1 attempt or more, not " + attempts);
        }
    }

    /**
     * The pause after so many questions.
     *
     * @param failed questions that failed, from 1
     */
    Duration pause(int failed) {
        return first.multipliedBy(1L << Math.min(failed - 1, 20));
    }
}
