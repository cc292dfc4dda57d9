package duiqi.cli;

import duiqi.align.Aligner;
import duiqi.align.ParallelText;
import duiqi.align.TextPair;
import duiqi.text.FormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes through the jobs of a command line: reads, aligns, writes, and tells. A job that fails is reported and stops no other.
 */
final class AlignRun {
    private final TextPairSpecs jobs;
    private final TextPairReader reader;
    private final Aligner aligner;
    private final AlignmentOutput to;
    private final Failures failures;
    private final boolean force;
    private final boolean quiet;

    /**
     * @param force whether texts that do not belong together are written all the same
     * @param quiet whether no summary is wanted
     */
    AlignRun(
            TextPairSpecs jobs,
            TextPairReader reader,
            Aligner aligner,
            AlignmentOutput to,
            Failures failures,
            boolean force,
            boolean quiet) {
        this.jobs = jobs;
        this.reader = reader;
        this.aligner = aligner;
        this.to = to;
        this.failures = failures;
        this.force = force;
        this.quiet = quiet;
    }

    /** What may fail for one job alone. */
    private interface Step {
        void run() throws IOException;
    }

    /**
     * Aligns each pair of texts by itself.
     *
     * @return how many failed
     */
    int alone(Progress progress) {
        int failed = 0;
        for (TextPairSpec job : jobs.jobs()) {
            progress.begin(job.name());
            failed += attempt(progress, () -> finish(job, aligner.align(reader.read(job)), progress)) ? 0 : 1;
            progress.finish();
        }
        return failed;
    }

    /**
     * Aligns all pairs of texts together, so that they learn from each other.
     *
     * @return how many failed
     */
    int pooled(Progress progress) {
        int failed = 0;
        List<TextPairSpec> read = new ArrayList<>();
        List<TextPair> pairs = new ArrayList<>();
        for (TextPairSpec job : jobs.jobs()) {
            progress.begin(job.name());
            boolean done = attempt(progress, () -> {
                pairs.add(reader.read(job));
                read.add(job);
            });
            if (!done) {
                failed++;
                progress.finish();
            }
        }
        List<Aligner.Outcome> outcomes = aligner.align(pairs);
        for (int k = 0; k < outcomes.size(); k++) {
            TextPairSpec job = read.get(k);
            Aligner.Outcome outcome = outcomes.get(k);
            failed += attempt(progress, () -> finish(job, outcome, progress)) ? 0 : 1;
            progress.finish();
        }
        return failed;
    }

    private boolean attempt(Progress progress, Step step) {
        try {
            step.run();
            return true;
        } catch (IOException | RuntimeException failure) {
            progress.clear();
            failures.report(failure);
            return false;
        }
    }

    private void finish(TextPairSpec job, Aligner.Outcome outcome, Progress progress) throws IOException {
        requireFit(job, outcome, progress);
        String written = UninterruptibleWrite.run(() -> to.write(job, outcome, force));
        if (!quiet) {
            progress.clear();
            summarise(job, outcome.text(), written);
        }
    }

    private void requireFit(TextPairSpec job, Aligner.Outcome outcome, Progress progress) throws FormatException {
        if (outcome.fit().belongsTogether()) {
            return;
        }
        String problem = outcome.fit().problem();
        if (!force) {
            throw new FormatException(job.place(), problem, "check that they belong together, or add --force");
        }
        progress.say("duiqi: " + job.place() + ": warning: " + problem);
    }

    private void summarise(TextPairSpec job, ParallelText text, String written) {
        AlignmentSummary summary = new AlignmentSummary(text);
        if (jobs.named()) {
            to.summaries().print(job.place() + " -> " + written + "\n" + summary.full());
        } else {
            to.summaries().print(written + ": " + summary.brief() + "\n");
        }
    }
}
