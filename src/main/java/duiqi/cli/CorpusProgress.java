package duiqi.cli;

import duiqi.corpus.CorpusListener;
import duiqi.corpus.StageFigures;
import duiqi.report.Columns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Tells on standard error how far a run over a corpus is: on a terminal in a line that is drawn over, elsewhere, as in a log, in a
 * line for each stage that is done. Safe for one thread.
 */
final class CorpusProgress implements CorpusListener {
    private static final int LINE = 79;
    private static final int BAR = 20;
    private static final String ERASE = "\r\033[K";

    private final Console console;
    private final boolean quiet;
    private final List<StageFigures> figures = new ArrayList<>();
    private String stage = "";
    private Instant start;
    private int earlier;

    CorpusProgress(Console console, boolean quiet) {
        this.console = console;
        this.quiet = quiet;
        start = console.clock().instant();
    }

    @Override
    public void progress(String name, int done, int parts) {
        if (!name.equals(stage)) {
            stage = name;
            start = console.clock().instant();
            earlier = done;
        }
        if (quiet || !console.errTakesProgress()) {
            return;
        }
        int filled = BAR * done / parts;
        String line = "[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] " + done + "/" + parts
                + timeLeft(done, parts) + "  " + name;
        console.err().print(ERASE + Columns.fit(line, LINE));
        console.err().flush();
    }

    /** Supposes that the parts to come take as long as those done in this run; silent before the first. */
    private String timeLeft(int done, int parts) {
        if (done == earlier) {
            return "";
        }
        Duration left = Duration.between(start, console.clock().instant())
                .multipliedBy(parts - done)
                .dividedBy(done - earlier);
        return String.format(Locale.ROOT, "  %d:%02d left", left.toMinutes(), left.toSecondsPart());
    }

    @Override
    public void done(StageFigures stageFigures) {
        figures.add(stageFigures);
        if (!quiet) {
            erase();
            console.err().println("duiqi: " + CorpusReport.line(stageFigures));
            console.err().flush();
        }
    }

    private void erase() {
        if (console.errTakesProgress()) {
            console.err().print(ERASE);
        }
    }

    /** What the stages took that were done in this run. */
    List<StageFigures> figures() {
        return List.copyOf(figures);
    }
}
