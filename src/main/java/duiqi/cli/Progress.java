package duiqi.cli;

import java.time.Duration;
import java.time.Instant;

/**
 * Tells on standard error how far a run over several documents is and how long it will still take. Draws only on a
 * terminal, in one line that {@link #close} erases. Safe for threads.
 */
final class Progress implements AutoCloseable {
    /** Between two drawings: more often only flickers. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Console console;
    private final ProgressBar bar;
    private final int total;
    private final boolean shown;
    private final Instant start;
    private Instant nextDrawing;
    private int done;

    /**
     * Starts the time.
     *
     * @param total how many documents there are; for one alone nothing is shown
     */
    Progress(Console console, int total) {
        this.console = console;
        bar = new ProgressBar(console);
        this.total = total;
        shown = total > 1 && console.errTakesProgress();
        start = console.clock().instant();
        nextDrawing = start;
    }

    /** A document has been taken up. */
    synchronized void begin(String document) {
        draw(document);
    }

    /** A document has been dealt with, well or badly. */
    synchronized void finish() {
        done++;
    }

    /** Prints a line of its own above the bar. */
    synchronized void say(String line) {
        bar.erase();
        console.err().println(line);
        nextDrawing = console.clock().instant();
    }

    /** Makes room for what is printed next; the next document draws the bar again. */
    synchronized void clear() {
        bar.erase();
    }

    @Override
    public synchronized void close() {
        bar.erase();
        console.err().flush();
    }

    private void draw(String document) {
        Instant now = console.clock().instant();
        if (!shown || now.isBefore(nextDrawing)) {
            return;
        }
        nextDrawing = now.plus(PAUSE);
        bar.draw(done, total, done, Duration.between(start, now), document);
    }
}
