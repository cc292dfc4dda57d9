package duiqi.cli.print;

import duiqi.align.Aligner;
import duiqi.align.Bead;
import duiqi.align.ParallelText;
import duiqi.app.AlignmentProject;
import duiqi.app.TextPairSpecs;
import duiqi.exchange.TmxUpdate;
import duiqi.report.Terminal;
import duiqi.text.Location;
import duiqi.text.Plurals;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Prints the results of a job: pairs on standard output, a summary for each pair of texts, and failures. */
public final class AlignmentPrinter implements AlignmentProject.Listener, AutoCloseable {
    private final Console console;
    private final Failures failures;
    private final AlignmentProject.Job job;
    private final boolean quiet;
    private final Progress progress;
    private int finished;

    /** Creates a printer. */
    public AlignmentPrinter(Console console, Failures failures, AlignmentProject.Job job, boolean quiet) {
        this.console = console;
        this.failures = failures;
        this.job = job;
        this.quiet = quiet;
        progress = Progress.start(console);
    }

    @Override
    public void begin(TextPairSpecs.Spec texts) {
        if (!quiet) {
            show(0, "reading " + texts.name());
        }
    }

    @Override
    public void step(int done) {
        if (!quiet && job.texts().isSinglePair()) {
            show(done, "aligning");
        }
    }

    /** Shows the steps of a single pair, or the number of finished pairs. */
    private void show(int step, String work) {
        int all = job.texts().jobs().size();
        if (all == 1) {
            progress.show(step, Aligner.STEPS, work, false);
        } else {
            progress.show(finished, all, work, true);
        }
    }

    @Override
    public void doubt(TextPairSpecs.Spec texts, String problem) {
        console.warn(texts.place() + ": warning: " + problem);
    }

    @Override
    public void failed(Exception failure) {
        progress.clear();
        failures.report(failure);
    }

    @Override
    public void end() {
        finished++;
    }

    @Override
    public void aligned(AlignmentProject.Result result) {
        progress.clear();
        console.out().print(result.written().text());
        if (quiet) {
            return;
        }
        AlignmentSummary summary =
                new AlignmentSummary(result, job.target().form().beads(result.text()));
        String written = place(result.written());
        if (job.texts().isSinglePair()) {
            summaries().print(result.texts().place() + " -> " + written + "\n" + summary.full());
        } else {
            summaries().print(written + ": " + summary.brief() + "\n");
        }
    }

    /** Prints the number of aligned pairs of texts, if there are several. */
    public void total(int failed) {
        if (!job.texts().isSinglePair() && !quiet) {
            int all = job.texts().jobs().size();
            summaries()
                    .print((all - failed) + " of " + Plurals.of(all, "pair") + " of texts aligned; "
                            + Plurals.of(job.texts().unpaired().size(), "text") + " without counterpart\n");
        }
    }

    @Override
    public void close() {
        progress.close();
    }

    /** Returns the stream for summaries, which must not mix with pairs. */
    private PrintWriter summaries() {
        return job.target().isStandardOutput() ? console.err() : console.out();
    }

    private static String place(AlignmentProject.Written written) {
        if (written.files().isEmpty()) {
            return "standard output";
        }
        String files = written.files().stream().map(Path::toString).collect(Collectors.joining(", "));
        return files
                + written.update().map(update -> " (" + changes(update) + ")").orElse("");
    }

    private static String changes(TmxUpdate.Outcome update) {
        String edited = update.edited() == 0 ? "" : ", " + update.edited() + " edited by people and kept";
        return update.changed()
                ? Plurals.units(update.added()) + " added, " + update.kept() + " kept, " + update.removed() + " removed"
                        + edited
                : "unchanged, " + Plurals.units(update.kept()) + edited;
    }

    /**
     * Describes an alignment: the numbers of sentences and pairs, unpaired sentences, and the pairs to check first.
     */
    private static final class AlignmentSummary {
        private static final int MAX_SHOWN = 5;

        /** Pairs of a lower probability are more often wrong than right. */
        private static final double IMPROBABLE = 0.5;

        private static final int WIDTH = 24;

        private final AlignmentProject.Result result;
        private final ParallelText text;

        /** Pairs, the least probable first */
        private final List<Bead> paired;

        private final List<Segment> loneSources;
        private final List<Segment> loneTargets;
        private final long improbable;

        /**
         * Creates a summary.
         *
         * @param written the beads in the output
         */
        AlignmentSummary(AlignmentProject.Result result, List<Bead> written) {
            this.result = result;
            improbable = written.stream()
                    .filter(bead -> !bead.isNull() && bead.probability() < IMPROBABLE)
                    .count();
            text = result.text();
            paired = text.alignment().beads().stream()
                    .filter(bead -> !bead.isNull())
                    .sorted(Comparator.comparingDouble(Bead::probability))
                    .toList();
            loneSources = unpaired(text.source(), Bead::source);
            loneTargets = unpaired(text.target(), Bead::target);
        }

        private List<Segment> unpaired(Text side, Function<Bead, List<Integer>> indices) {
            return text.alignment().beads().stream()
                    .filter(Bead::isNull)
                    .flatMap(bead -> indices.apply(bead).stream())
                    .map(side.segments()::get)
                    .toList();
        }

        /** Returns the summary in several lines, each with a line break. */
        String full() {
            Rows rows = new Rows("  ");
            result.layout().ifPresent(layout -> rows.add("layout", layout));
            rows.add("sentences", counts(text.source().segments(), text.target().segments()));
            rows.add("pairs", paired.size() + (paired.isEmpty() ? "" : ": " + types()));
            if (result.skipped() > 0) {
                rows.add("skipped", Plurals.of(result.skipped(), "untranslated pair"));
            }
            rows.add("unpaired", counts(loneSources, loneTargets));
            for (List<Segment> lone : List.of(loneSources, loneTargets)) {
                lone.stream()
                        .filter(segment -> !segment.text().isBlank()) // --sentences can produce empty ones
                        .limit(MAX_SHOWN)
                        .forEach(segment -> rows.add("  " + segment.location() + "  " + shorten(segment.text())));
            }
            List<Bead> doubtful = paired.stream()
                    .takeWhile(bead -> bead.probability() < Bead.DOUBTFUL)
                    .toList();
            String shown = doubtful.size() > MAX_SHOWN ? "; the " + MAX_SHOWN + " lowest:" : "";
            rows.add("lowest probability", Plurals.of(doubtful.size(), "pair") + " below " + Bead.DOUBTFUL + shown);
            doubtful.stream()
                    .limit(MAX_SHOWN)
                    .forEach(
                            bead -> rows.add(String.format(Locale.ROOT, "  %.2f  %s  ", bead.probability(), place(bead))
                                    + shorten(text.sourceText(bead)) + " = " + shorten(text.targetText(bead))));
            if (improbable > 0) {
                rows.add(
                        "written",
                        Plurals.of(improbable, "pair") + " below " + IMPROBABLE + "; omit "
                                + Plurals.choose(improbable, "it", "them") + " with --min-probability " + IMPROBABLE);
            }
            return rows.toString();
        }

        /** Returns two numbers with the languages of the texts, the source first. */
        private String counts(List<Segment> sources, List<Segment> targets) {
            return sources.size() + " " + text.source().language().displayName() + ", " + targets.size() + " "
                    + text.target().language().displayName();
        }

        /** Returns the summary in one line, without a line break. */
        String brief() {
            String doubt = paired.stream()
                    .findFirst()
                    .map(bead -> String.format(
                            Locale.ROOT, ", lowest probability %.2f at %s", bead.probability(), place(bead)))
                    .orElse("");
            return text.source().segments().size() + " + "
                    + text.target().segments().size() + " sentences, " + Plurals.of(paired.size(), "pair")
                    + (result.skipped() == 0 ? "" : ", " + result.skipped() + " skipped as untranslated") + ", "
                    + (loneSources.size() + loneTargets.size()) + " unpaired"
                    + (improbable == 0 ? "" : ", " + improbable + " written below " + IMPROBABLE)
                    + doubt + result.layout().map(layout -> ", " + layout).orElse("");
        }

        private String types() {
            Map<Bead.Type, Long> counts =
                    paired.stream().collect(Collectors.groupingBy(Bead::type, TreeMap::new, Collectors.counting()));
            return counts.entrySet().stream()
                    .map(entry -> entry.getValue() + " of " + entry.getKey())
                    .collect(Collectors.joining(", "));
        }

        private Location place(Bead bead) {
            return text.source().segments().get(bead.source().get(0)).location();
        }

        /** Returns the beginning of a text that fits. A Chinese character takes two columns. */
        private static String shorten(String text) {
            String start = Terminal.Columns.fit(text, WIDTH);
            return start.length() == text.length() ? text : start.strip() + "…";
        }
    }
}
