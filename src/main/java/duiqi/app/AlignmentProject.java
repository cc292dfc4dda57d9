package duiqi.app;

import duiqi.align.Aligner;
import duiqi.align.ParallelText;
import duiqi.align.TextPair;
import duiqi.text.FormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads, aligns and writes the pairs of texts of a job. A pair that fails is reported and stops no other. */
public final class AlignmentProject {
    private final AlignmentJob job;
    private final AlignmentOutput output;
    private final Listener listener;
    private int failed;

    private AlignmentProject(AlignmentJob job, Workspace workspace, Listener listener) {
        this.job = job;
        this.listener = listener;
        output = new AlignmentOutput(job.target(), workspace);
    }

    /** Hears how the work goes on. */
    public interface Listener {
        /** Hears that a pair of texts is taken up. */
        void begin(TextPairSpec texts);

        /** Hears a doubt about a pair of texts that is written nevertheless. */
        void doubt(TextPairSpec texts, String problem);

        /** Hears that a pair of texts is aligned and written. */
        void aligned(Result result);

        /** Hears that a pair of texts could not be read, aligned or written. */
        void failed(Exception failure);

        /** Hears that a pair of texts is dealt with, well or badly. */
        void end();
    }

    /**
     * A pair of texts that is aligned and written.
     *
     * @param texts the names of the texts
     * @param text the texts and their alignment
     * @param written where the alignment is
     */
    public record Result(TextPairSpec texts, ParallelText text, AlignmentOutput.Written written) {}

    /**
     * Runs a job.
     *
     * @return the number of pairs of texts that failed
     */
    public static int run(AlignmentJob job, Workspace workspace, Listener listener) throws IOException {
        return job.model()
                .use(
                        job.reader().guide(),
                        workspace,
                        aligner -> new AlignmentProject(job, workspace, listener).run(aligner));
    }

    /** A step that may fail for one pair alone. */
    private interface Step {
        void run() throws IOException;
    }

    private int run(Aligner aligner) {
        List<TextPairSpec> read = new ArrayList<>();
        List<TextPair> pairs = new ArrayList<>();
        for (TextPairSpec texts : job.texts().jobs()) {
            listener.begin(texts);
            boolean isDone = attempt(() -> {
                TextPair pair = job.reader().read(texts);
                if (job.isPooled()) {
                    pairs.add(pair);
                    read.add(texts);
                } else {
                    finish(texts, aligner.align(pair));
                }
            });
            if (!job.isPooled() || !isDone) {
                listener.end();
            }
        }
        List<Aligner.Outcome> outcomes = pairs.isEmpty() ? List.of() : aligner.align(pairs);
        for (int k = 0; k < outcomes.size(); k++) {
            TextPairSpec texts = read.get(k);
            Aligner.Outcome outcome = outcomes.get(k);
            attempt(() -> finish(texts, outcome));
            listener.end();
        }
        return failed;
    }

    private boolean attempt(Step step) {
        try {
            step.run();
            return true;
        } catch (IOException | RuntimeException failure) {
            failed++;
            listener.failed(failure);
            return false;
        }
    }

    private void finish(TextPairSpec texts, Aligner.Outcome outcome) throws IOException {
        if (!outcome.fit().belongsTogether()) {
            String problem = outcome.fit().problem();
            if (!job.force()) {
                throw new FormatException(texts.place(), problem, "check that they belong together, or add --force");
            }
            listener.doubt(texts, problem);
        }
        UninterruptibleWrite.run(
                () -> listener.aligned(new Result(texts, outcome.text(), output.write(texts, outcome, job.force()))));
    }
}
