package duiqi.cli;

import duiqi.app.AlignmentJob;
import duiqi.app.AlignmentOutput;
import duiqi.app.AlignmentProject;
import duiqi.app.Plurals;
import duiqi.app.TextPairSpec;
import duiqi.exchange.TmxUpdate;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Prints how the texts of a job are aligned: pairs for standard output, a summary of each pair of texts, and failures. */
final class AlignmentPrinter implements AlignmentProject.Listener, AutoCloseable {
    private final Console console;
    private final Failures failures;
    private final AlignmentJob job;
    private final boolean quiet;
    private final Progress progress;

    /**
     * @param quiet whether no summary is wanted
     */
    AlignmentPrinter(Console console, Failures failures, AlignmentJob job, boolean quiet) {
        this.console = console;
        this.failures = failures;
        this.job = job;
        this.quiet = quiet;
        progress = new Progress(console, job.texts().jobs().size());
    }

    @Override
    public void begin(TextPairSpec texts) {
        progress.begin(texts.name());
    }

    @Override
    public void doubt(TextPairSpec texts, String problem) {
        progress.say("duiqi: " + texts.place() + ": warning: " + problem);
    }

    @Override
    public void failed(Exception failure) {
        progress.clear();
        failures.report(failure);
    }

    @Override
    public void end() {
        progress.finish();
    }

    @Override
    public void aligned(AlignmentProject.Result result) {
        console.out().print(result.written().text());
        if (quiet) {
            return;
        }
        progress.clear();
        AlignmentSummary summary = new AlignmentSummary(result.text());
        String written = place(result.written());
        if (job.texts().named()) {
            summaries().print(result.texts().place() + " -> " + written + "\n" + summary.full());
        } else {
            summaries().print(written + ": " + summary.brief() + "\n");
        }
    }

    /** Prints how many of several pairs of texts are aligned. */
    void total(int failed) {
        if (!job.texts().named() && !quiet) {
            int all = job.texts().jobs().size();
            summaries()
                    .print("pairs of texts aligned: " + (all - failed) + " of " + all + "; texts without partner: "
                            + job.texts().unpaired().size() + "\n");
        }
    }

    @Override
    public void close() {
        progress.close();
    }

    /** Returns where summaries go: not among the pairs. */
    private PrintWriter summaries() {
        return job.target().isStandardOutput() ? console.err() : console.out();
    }

    private static String place(AlignmentOutput.Written written) {
        if (written.files().isEmpty()) {
            return "standard output";
        }
        String files = written.files().stream().map(Path::toString).collect(Collectors.joining(", "));
        return files
                + written.update().map(update -> " (" + changes(update) + ")").orElse("");
    }

    private static String changes(TmxUpdate.Outcome update) {
        String edited = update.edited() == 0 ? "" : ", " + update.edited() + " left as edited";
        return update.changed()
                ? Plurals.of(update.added(), "new unit") + ", " + update.kept() + " kept, " + update.removed()
                        + " removed" + edited
                : "unchanged, " + Plurals.units(update.kept()) + edited;
    }
}
