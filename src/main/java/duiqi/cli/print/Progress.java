package duiqi.cli.print;

import duiqi.report.Terminal;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Shows progress and remaining time of a run over several documents on standard error. Draws only on a terminal, in one
 * line that {@link #close} erases. Thread-safe.
 */
public final class Progress implements AutoCloseable {
    /** Minimum time between two drawings, to avoid flicker */
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Time after which the steps of a single document are shown */
    private static final Duration SHORT_WORK = Duration.ofSeconds(2);

    /** Time between two drawings of a bar that shows the elapsed seconds */
    private static final Duration TICK = Duration.ofMillis(500);

    private final Console console;
    private final ProgressBar bar;
    private final int total;
    private final boolean shown;
    private final Instant start;
    private final Ticker ticker = new Ticker(this::tick);
    private Instant nextDrawing;
    private int done;
    private Runnable lastStep = () -> {};

    /**
     * Starts the clock.
     *
     * @param total number of documents; for a single document, only its steps are shown
     */
    Progress(Console console, int total) {
        this.console = console;
        bar = new ProgressBar(console);
        this.total = total;
        shown = total > 1 && console.errTakesProgress();
        start = console.clock().instant();
        nextDrawing = start;
    }

    /** Moves the bar of a single document between its steps too, until {@link #close}. */
    void animate() {
        if (total == 1 && console.errTakesProgress()) {
            ticker.start();
        }
    }

    /** Draws the last step again, with the elapsed time. */
    synchronized void tick() {
        lastStep.run();
    }

    /** Reports the start of a document. */
    synchronized void begin(String document) {
        draw(document);
    }

    /** Reports a step of a single document. Draws only if the work takes long. */
    synchronized void step(int steps, int all, String work) {
        if (total != 1 || !console.errTakesProgress()) {
            return;
        }
        if (steps >= all) {
            clear();
            return;
        }
        lastStep = () -> {
            Duration spent = Duration.between(start, console.clock().instant());
            if (spent.compareTo(SHORT_WORK) >= 0) {
                // The steps take different times, so no remaining time follows from them.
                bar.draw(steps, all, 0, spent, work + elapsed(spent));
            }
        };
        lastStep.run();
    }

    private static String elapsed(Duration spent) {
        return String.format(Locale.ROOT, ", %d:%02d", spent.toMinutes(), spent.toSecondsPart());
    }

    /** Reports the end of a document, whether it succeeded or failed. */
    synchronized void finish() {
        done++;
    }

    /** Prints a line above the bar. */
    synchronized void say(String line) {
        bar.erase();
        console.err().println(line);
        nextDrawing = console.clock().instant();
    }

    /** Removes the bar before other output. The next document or step draws it again. */
    synchronized void clear() {
        lastStep = () -> {};
        bar.erase();
    }

    @Override
    public void close() {
        ticker.close();
        synchronized (this) {
            clear();
            console.err().flush();
        }
    }

    private void draw(String document) {
        Instant now = console.clock().instant();
        if (!shown || now.isBefore(nextDrawing)) {
            return;
        }
        nextDrawing = now.plus(PAUSE);
        bar.draw(done, total, done, Duration.between(start, now), document);
    }

    /** Calls a task twice a second in a thread of its own. */
    private static final class Ticker implements AutoCloseable {
        private final Thread thread;

        Ticker(Runnable task) {
            thread = new Thread(
                    () -> {
                        try {
                            while (!Thread.currentThread().isInterrupted()) {
                                Thread.sleep(TICK.toMillis());
                                task.run();
                            }
                        } catch (InterruptedException ended) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    "duiqi-progress");
            thread.setDaemon(true);
        }

        void start() {
            thread.start();
        }

        /** Ends the thread. A task that runs may still end. */
        @Override
        public void close() {
            thread.interrupt();
        }
    }

    /**
     * Keeps the bar below all other lines: removes it before other text, and draws it again when the line of that text
     * ends. Detects a bar by {@link ProgressBar#ERASE} at the begin of a text. Not thread-safe; the writer on top of it
     * is.
     */
    static final class BarWriter extends FilterWriter {
        private String bar = "";
        private boolean isInLine;

        BarWriter(Writer out) {
            super(out);
        }

        @Override
        public void write(String text, int offset, int length) throws IOException {
            String part = text.substring(offset, offset + length);
            if (part.startsWith(ProgressBar.ERASE)) {
                bar = part.substring(ProgressBar.ERASE.length());
                if (!isInLine) {
                    out.write(part);
                }
                return;
            }
            if (part.isEmpty()) {
                return;
            }
            boolean hasBar = !bar.isEmpty();
            if (hasBar && !isInLine) {
                out.write(ProgressBar.ERASE);
            }
            out.write(part);
            isInLine = !part.endsWith("\n");
            if (hasBar && !isInLine) {
                out.write(ProgressBar.ERASE + bar);
            }
        }

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            write(new String(text, offset, length), 0, length);
        }

        @Override
        public void write(int c) throws IOException {
            write(String.valueOf((char) c), 0, 1);
        }
    }

    /** Draws progress on a terminal in one line. Not thread-safe. */
    static final class ProgressBar {
        /**
         * Maximum width of the line in columns. A line that wraps cannot be redrawn, and few terminals are narrower
         * than 80.
         */
        private static final int LINE = 79;

        private static final int BAR = 20;

        /** Moves to the start of the line and erases it: ECMA-48, CR and EL */
        private static final String ERASE = "\r" + Terminal.ESCAPE + "[K";

        private final Console console;
        private boolean drawn;

        ProgressBar(Console console) {
            this.console = console;
        }

        /**
         * Draws the line.
         *
         * @param done number of finished parts
         * @param total number of all parts, at least 1
         * @param here number of parts finished in the measured time
         * @param spent the measured time
         * @param what the current work
         */
        void draw(int done, int total, int here, Duration spent, String what) {
            int filled = BAR * done / total;
            String line = "[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] " + done + "/" + total
                    + timeLeft(total - done, here, spent) + "  " + what;
            console.err().print(ERASE + Terminal.Columns.fit(line, LINE));
            console.err().flush();
            drawn = true;
        }

        /** Removes the line. */
        void erase() {
            if (drawn) {
                console.err().print(ERASE);
                drawn = false;
            }
        }

        /** Estimates the remaining time from the finished parts; empty before the first. */
        private static String timeLeft(int left, int here, Duration spent) {
            if (here == 0) {
                return "";
            }
            Duration time = spent.multipliedBy(left).dividedBy(here);
            return String.format(Locale.ROOT, "  %d:%02d left", time.toMinutes(), time.toSecondsPart());
        }
    }
}
