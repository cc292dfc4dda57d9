package duiqi.cli.print;

import duiqi.report.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Tells on standard error how far a run over several documents is and how long it will still take. Draws only on a
 * terminal, in one line that {@link #close} erases. Safe for threads.
 */
final class Progress implements AutoCloseable {
    /** The time between two drawings. More often would flicker. */
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

    /** Hears that a document is taken up. */
    synchronized void begin(String document) {
        draw(document);
    }

    /** Hears that a document is dealt with, well or badly. */
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

    /** Draws on a terminal how far work is, in a line that it draws over. Not thread-safe. */
    static final class ProgressBar {
        /** The columns of the line. A line that wraps could not be drawn over, and few terminals are narrower than 80. */
        private static final int LINE = 79;

        private static final int BAR = 20;

        /** Goes to the start of the line and erases it: ECMA-48, CR and EL. */
        private static final String ERASE = "\r\033[K";

        private final Console console;
        private boolean drawn;

        ProgressBar(Console console) {
            this.console = console;
        }

        /**
         * Draws the line.
         *
         * @param done parts that are done
         * @param total all parts, at least 1
         * @param here how many of those done were done in the time spent; of these it is known how long they take
         * @param spent on them
         * @param what is worked on
         */
        void draw(int done, int total, int here, Duration spent, String what) {
            int filled = BAR * done / total;
            String line = "[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] " + done + "/" + total
                    + timeLeft(total - done, here, spent) + "  " + what;
            console.err().print(ERASE + Terminal.Columns.fit(line, LINE));
            console.err().flush();
            drawn = true;
        }

        /** Takes it off the screen. */
        void erase() {
            if (drawn) {
                console.err().print(ERASE);
                drawn = false;
            }
        }

        /** Supposes that the parts to come take as long as those done; silent before the first. */
        private static String timeLeft(int left, int here, Duration spent) {
            if (here == 0) {
                return "";
            }
            Duration time = spent.multipliedBy(left).dividedBy(here);
            return String.format(Locale.ROOT, "  %d:%02d left", time.toMinutes(), time.toSecondsPart());
        }
    }
}
