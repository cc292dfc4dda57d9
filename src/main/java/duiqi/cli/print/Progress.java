package duiqi.cli.print;

import duiqi.app.Workspace;
import duiqi.report.Terminal;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Shows the progress of a command that takes more than two seconds, on standard error, only on a terminal, in one line
 * that {@link #close} erases. Thread-safe.
 */
public final class Progress implements AutoCloseable, Workspace.Messages {
    /** Time after which the work is shown */
    private static final Duration SHORT_WORK = Duration.ofSeconds(2);

    private static final Duration TICK = Duration.ofMillis(500);

    private final Console console;
    private final ProgressBar bar;
    private final Instant start;
    private final Thread ticker = new Thread(this::tick, "duiqi-progress");
    private int done;
    private int all;
    private String work = "";
    private boolean measures;

    Progress(Console console) {
        this.console = console;
        bar = new ProgressBar(console);
        start = console.clock().instant();
    }

    public static Progress start(Console console) {
        Progress progress = new Progress(console);
        if (console.errTakesProgress()) {
            progress.ticker.setDaemon(true);
            progress.ticker.start();
        }
        return progress;
    }

    private void tick() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(TICK.toMillis());
                draw();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Sets the current work.
     *
     * @param parts number of all parts; 0 if it is unknown
     * @param areAlike true if the remaining time follows from the finished parts
     */
    public synchronized void show(int finished, int parts, String current, boolean areAlike) {
        done = finished;
        all = parts;
        work = current;
        measures = areAlike;
    }

    @Override
    public void working(String what) {
        show(0, 0, what, false);
    }

    @Override
    public void warn(String message) {
        console.warn(message);
    }

    @Override
    public void note(String message) {
        console.note(message);
    }

    @Override
    public void progress(String message) {
        console.progress(message);
    }

    synchronized void draw() {
        Duration spent = Duration.between(start, console.clock().instant());
        if (work.isEmpty() || spent.compareTo(SHORT_WORK) < 0 || !console.errTakesProgress()) {
            return;
        }
        String time = String.format(Locale.ROOT, ", %d:%02d", spent.toMinutes(), spent.toSecondsPart());
        bar.draw(done, all, measures ? done : 0, spent, measures ? work : work + time);
    }

    /** Removes the bar before other output. The next work draws it again. */
    public synchronized void clear() {
        work = "";
        bar.erase();
    }

    @Override
    public void close() {
        ticker.interrupt();
        clear();
        console.err().flush();
    }

    /** Removes the bar before other text. The next tick draws it again below. Not thread-safe; the writer on top of it is. */
    static final class BarWriter extends FilterWriter {
        private boolean hasBar;

        BarWriter(Writer out) {
            super(out);
        }

        @Override
        public void write(String text, int offset, int length) throws IOException {
            String part = text.substring(offset, offset + length);
            boolean isBar = part.startsWith(ProgressBar.ERASE);
            out.write(hasBar && !isBar ? ProgressBar.ERASE + part : part);
            hasBar = part.length() > ProgressBar.ERASE.length() && isBar;
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
         * @param total number of all parts; 0 if it is unknown
         * @param here number of parts finished in the measured time
         */
        void draw(int done, int total, int here, Duration spent, String what) {
            int filled = total == 0 ? 0 : BAR * done / total;
            String parts = total == 0
                    ? ""
                    : "[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] " + done + "/" + total
                            + timeLeft(total - done, here, spent) + "  ";
            console.err().print(ERASE + Terminal.Columns.fit(parts + what, LINE));
            console.err().flush();
            drawn = true;
        }

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
