package duiqi.cli.print;

import duiqi.corpus.CorpusRun;
import duiqi.corpus.CorpusSettings;
import duiqi.corpus.PairRun;
import duiqi.text.Plurals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Describes corpus runs in text and tables. Stateless. */
public final class CorpusReport {
    private CorpusReport() {}

    static String line(CorpusRun.CorpusListener.StageFigures stage) {
        String parts = stage.parts() == 1 ? "" : " " + stage.parts() + " of " + stage.parts() + ",";
        String earlier = stage.earlier() == 0 ? "" : " (" + stage.earlier() + " done earlier)";
        return stage.stage() + ":" + parts + earlier + " " + decimal("%.1f", seconds(stage.time())) + " s";
    }

    public static String of(String input, String output, CorpusRun.CorpusPlan plan) {
        Rows stages = new Rows("").add("stage", "done", "work");
        for (CorpusRun.CorpusPlan.PlannedStage stage : plan.stages()) {
            stages.add(stage.title(), stage.done() + "/" + stage.parts(), stage.work());
        }
        return input + " (" + decimal("%.1f", plan.bytes() / 1e6) + " MB) -> " + output + ", in "
                + Plurals.of(plan.buckets(), "bucket") + " on " + Plurals.of(plan.processors(), "processor") + "\n"
                + stages;
    }

    public static String of(
            CorpusSettings settings,
            CorpusRun.CorpusSummary summary,
            List<CorpusRun.CorpusListener.StageFigures> stages,
            int processors) {
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
        if (settings.countsTerms()) {
            rows.add(
                    "terms",
                    summary.terms().all(),
                    summary.terms().drifting() + " with more than one frequent translation");
        }
        return settings.input().path() + " -> " + settings.output() + "\n" + rows + figures(stages, processors);
    }

    public static String of(
            String input,
            String output,
            PairRun.PairSummary summary,
            List<CorpusRun.CorpusListener.StageFigures> stages,
            int processors) {
        Rows rows = new Rows("  ")
                .add("pages", summary.pages(), counts(summary.states()))
                .add("articles", sum(summary.languages()), counts(summary.languages()))
                .add("pairs", summary.pairs());
        return input + " -> " + output + "\n" + rows
                + named("unreadable", summary.unreadable())
                + named("records without a page", summary.skipped())
                + figures(stages, processors);
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
    private static String figures(List<CorpusRun.CorpusListener.StageFigures> stages, int processors) {
        Rows rows = new Rows("  ");
        if (!stages.isEmpty()) {
            rows.add("stage", "seconds", "tasks", "busy", "longest s");
        }
        for (CorpusRun.CorpusListener.StageFigures stage : stages) {
            double time = seconds(stage.time());
            double busy = 100 * seconds(stage.busy()) / Math.max(1e-3, time * processors);
            rows.add(
                    stage.stage(),
                    decimal("%8.1f", time),
                    stage.tasks(),
                    decimal("%4.0f%%", busy),
                    decimal("%8.2f", seconds(stage.longest())));
        }
        return rows.toString();
    }

    private static String decimal(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }

    /**
     * Shows the progress of a corpus run on standard error: in a redrawn line on a terminal, and elsewhere in a line
     * for each finished stage. For one thread only.
     */
    public static final class CorpusProgress implements CorpusRun.CorpusListener {
        private final Console console;
        private final Progress.ProgressBar bar;
        private final boolean quiet;
        private final List<CorpusRun.CorpusListener.StageFigures> figures = new ArrayList<>();
        private String stage = "";
        private Instant start;
        private int earlier;

        public CorpusProgress(Console console, boolean quiet) {
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
        public void done(CorpusRun.CorpusListener.StageFigures stageFigures) {
            figures.add(stageFigures);
            if (!quiet) {
                bar.erase();
                console.err().println("duiqi: " + CorpusReport.line(stageFigures));
                console.err().flush();
            }
        }

        public List<CorpusRun.CorpusListener.StageFigures> figures() {
            return List.copyOf(figures);
        }
    }
}
