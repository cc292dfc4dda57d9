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
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Describes corpus runs in text and tables. Stateless. */
public final class CorpusReport {
    private CorpusReport() {}

    /** Describes a finished stage. */
    static String line(CorpusRun.CorpusListener.StageFigures stage) {
        String parts = stage.parts() == 1 ? "" : " " + stage.parts() + " of " + stage.parts() + ",";
        String earlier = stage.earlier() == 0 ? "" : " (" + stage.earlier() + " done earlier)";
        return stage.stage() + ":" + parts + earlier + " " + seconds(stage.time()) + " s";
    }

    /** Describes the plan of a run. */
    public static String of(String input, String output, CorpusRun.CorpusPlan plan) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s (%.1f MB) -> %s, in %s on %s\n",
                input,
                plan.bytes() / 1e6,
                output,
                Plurals.of(plan.buckets(), "bucket"),
                Plurals.of(plan.processors(), "processor")));
        text.append(String.format(Locale.ROOT, "%-24s %11s  %s\n", "stage", "done", "work"));
        for (CorpusRun.CorpusPlan.PlannedStage stage : plan.stages()) {
            text.append(String.format(
                    Locale.ROOT, "%-24s %11s  %s\n", stage.title(), stage.done() + "/" + stage.parts(), stage.work()));
        }
        return text.toString();
    }

    /** Describes the result of a run. */
    public static String of(
            CorpusSettings settings,
            CorpusRun.CorpusSummary summary,
            List<CorpusRun.CorpusListener.StageFigures> stages,
            int processors) {
        StringBuilder text = new StringBuilder();
        text.append(settings.input().path())
                .append(" -> ")
                .append(settings.output())
                .append('\n');
        row(text, "documents", summary.documents(), summary.rejected() + " rejected");
        row(
                text,
                "sentences",
                summary.chineseSentences() + summary.englishSentences(),
                summary.chineseSentences() + " Chinese, " + summary.englishSentences() + " English");
        row(text, "units", summary.units(), dropped(summary));
        if (settings.countsTerms()) {
            row(
                    text,
                    "terms",
                    summary.terms().all(),
                    summary.terms().drifting() + " with more than one frequent translation");
        }
        if (!stages.isEmpty()) {
            figures(text, stages, processors);
        }
        return text.toString();
    }

    /** Describes the result of pairing a crawl. */
    public static String of(
            PairRun.Settings settings,
            PairRun.PairSummary summary,
            List<CorpusRun.CorpusListener.StageFigures> stages,
            int processors) {
        StringBuilder text = new StringBuilder();
        text.append(settings.input()).append(" -> ").append(settings.output()).append('\n');
        row(text, "pages", summary.pages(), counts(summary.states()));
        row(
                text,
                "articles",
                summary.languages().values().stream().mapToLong(Long::longValue).sum(),
                counts(summary.languages()));
        row(text, "pairs", summary.pairs(), "");
        if (!summary.unreadable().isEmpty()) {
            text.append("  unreadable: ").append(counts(summary.unreadable())).append('\n');
        }
        if (!summary.skipped().isEmpty()) {
            text.append("  records without a page: ")
                    .append(counts(summary.skipped()))
                    .append('\n');
        }
        if (!stages.isEmpty()) {
            figures(text, stages, processors);
        }
        return text.toString();
    }

    private static String counts(SortedMap<String, Long> counts) {
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String dropped(CorpusRun.CorpusSummary summary) {
        long all =
                summary.dropped().values().stream().mapToLong(Long::longValue).sum();
        StringBuilder text = new StringBuilder().append(all).append(" dropped");
        String separator = ": ";
        for (var reason : summary.dropped().entrySet()) {
            text.append(separator).append(reason.getValue()).append(' ').append(reason.getKey());
            separator = ", ";
        }
        text.append(String.format(Locale.ROOT, "; expected precision %.2f", summary.quality()));
        return text.toString();
    }

    private static void row(StringBuilder text, String what, long number, String more) {
        text.append(String.format(Locale.ROOT, "  %-10s %10d  %s", what, number, more)
                        .stripTrailing())
                .append('\n');
    }

    private static void figures(
            StringBuilder text, List<CorpusRun.CorpusListener.StageFigures> stages, int processors) {
        text.append(String.format(
                Locale.ROOT,
                "  %-24s %8s %7s %6s %10s %10s\n",
                "stage",
                "seconds",
                "tasks",
                "busy",
                "median s",
                "longest s"));
        for (CorpusRun.CorpusListener.StageFigures stage : stages) {
            double time = stage.time().toMillis() / 1e3;
            text.append(String.format(
                    Locale.ROOT,
                    "  %-24s %8.1f %7d %5.0f%% %10.2f %10.2f\n",
                    stage.stage(),
                    time,
                    stage.tasks().count(),
                    100 * stage.tasks().busy().toMillis() / 1e3 / Math.max(1e-3, time * processors),
                    stage.tasks().median().toMillis() / 1e3,
                    stage.tasks().longest().toMillis() / 1e3));
        }
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1e3);
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

        /** Returns the figures of the stages that this run finished. */
        public List<CorpusRun.CorpusListener.StageFigures> figures() {
            return List.copyOf(figures);
        }
    }
}
