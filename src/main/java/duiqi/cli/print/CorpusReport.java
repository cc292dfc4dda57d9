package duiqi.cli.print;

import duiqi.corpus.CorpusRun;
import duiqi.corpus.PairRun;
import duiqi.text.Plurals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Describes corpus runs in text and tables. Shows the progress on standard error: in a redrawn line on a terminal, and
 * elsewhere in a line for each finished stage. For one thread only.
 */
public final class CorpusReport implements CorpusRun.CorpusListener {
    private final Console console;
    private final Progress.ProgressBar bar;
    private final boolean quiet;
    private final List<StageFigures> finished = new ArrayList<>();
    private String stage = "";
    private Instant start;
    private int earlier;

    public CorpusReport(Console console, boolean quiet) {
        this.console = console;
        bar = new Progress.ProgressBar(console);
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
    public void done(StageFigures figures) {
        finished.add(figures);
        if (!quiet) {
            bar.erase();
            String parts = figures.parts() == 1 ? "" : " " + figures.parts() + " of " + figures.parts() + ",";
            String before = figures.earlier() == 0 ? "" : " (" + figures.earlier() + " done earlier)";
            console.warn(
                    figures.stage() + ":" + parts + before + " " + decimal("%.1f", seconds(figures.time())) + " s");
        }
    }

    public static String of(String input, String output, CorpusRun.CorpusPlan plan) {
        Rows stages = new Rows("").add("stage", "done", "work");
        plan.stages().forEach(stage -> stages.add(stage.title(), stage.done() + "/" + stage.parts(), stage.work()));
        return input + " (" + decimal("%.1f", plan.bytes() / 1e6) + " MB) -> " + output + ", in "
                + Plurals.of(plan.buckets(), "bucket") + " on " + Plurals.of(plan.processors(), "processor") + "\n"
                + stages;
    }

    public static String of(CorpusRun.CorpusSummary summary, boolean countsTerms) {
        String dropped = counts(summary.dropped());
        Rows rows = new Rows("  ")
                .add("documents", summary.documents(), summary.rejected() + " rejected")
                .add(
                        "sentences",
                        summary.chineseSentences() + summary.englishSentences(),
                        summary.chineseSentences() + " Chinese, " + summary.englishSentences() + " English")
                .add(
                        "units",
                        summary.units(),
                        sum(summary.dropped()) + " dropped" + (dropped.isEmpty() ? "" : ": " + dropped)
                                + "; expected precision " + decimal("%.2f", summary.quality()));
        if (countsTerms) {
            rows.add(
                    "terms",
                    summary.terms().all(),
                    summary.terms().drifting() + " with more than one frequent translation");
        }
        return rows.toString();
    }

    public static String of(PairRun.PairSummary summary) {
        Rows rows = new Rows("  ")
                .add("pages", summary.pages(), counts(summary.states()))
                .add("articles", sum(summary.languages()), counts(summary.languages()))
                .add("pairs", summary.pairs());
        return rows + named("unreadable", summary.unreadable()) + named("records without a page", summary.skipped());
    }

    private static String named(String what, Map<String, Long> counts) {
        return counts.isEmpty() ? "" : "  " + what + ": " + counts(counts) + "\n";
    }

    private static String counts(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns the figures of the stages in columns; empty if this run finished none. */
    public String figures(int processors) {
        Rows rows = new Rows("  ");
        if (!finished.isEmpty()) {
            rows.add("stage", "seconds", "tasks", "busy", "longest s");
        }
        for (StageFigures figures : finished) {
            double time = seconds(figures.time());
            double busy = 100 * seconds(figures.busy()) / Math.max(1e-3, time * processors);
            rows.add(
                    figures.stage(),
                    decimal("%8.1f", time),
                    figures.tasks(),
                    decimal("%4.0f%%", busy),
                    decimal("%8.2f", seconds(figures.longest())));
        }
        return rows.toString();
    }

    private static String decimal(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }
}
