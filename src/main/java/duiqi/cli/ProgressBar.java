package duiqi.cli;

import duiqi.report.Columns;
import java.time.Duration;
import java.util.Locale;

/** A line on a terminal that tells how far work is, and is drawn over. Not thread-safe. */
final class ProgressBar {
    /** Columns. A line that wraps could not be drawn over, and few terminals are narrower than 80. */
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
        console.err().print(ERASE + Columns.fit(line, LINE));
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
