package duiqi.cli;

import duiqi.corpus.CorpusListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells on standard error how far a run over a corpus is: on a terminal in a line that is drawn over, elsewhere, as in a log, in a
 * line for each stage that is done. Safe for one thread.
 */
final class CorpusProgress implements CorpusListener {
    private final Console console;
    private final ProgressBar bar;
    private final boolean quiet;
    private final List<CorpusListener.StageFigures> figures = new ArrayList<>();
    private String stage = "";
    private Instant start;
    private int earlier;

    CorpusProgress(Console console, boolean quiet) {
        this.console = console;
        bar = new ProgressBar(console);
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
        if (!quiet && console.errTakesProgress()) {
            Duration spent = Duration.between(start, console.clock().instant());
            bar.draw(done, parts, done - earlier, spent, name);
        }
    }

    @Override
    public void done(CorpusListener.StageFigures stageFigures) {
        figures.add(stageFigures);
        if (!quiet) {
            bar.erase();
            console.err().println("duiqi: " + CorpusReport.line(stageFigures));
            console.err().flush();
        }
    }

    /** What the stages took that were done in this run. */
    List<CorpusListener.StageFigures> figures() {
        return List.copyOf(figures);
    }
}
