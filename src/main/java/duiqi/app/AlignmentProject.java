package duiqi.app;

import duiqi.align.Aligner;
import duiqi.align.Bead;
import duiqi.align.BeadUnits;
import duiqi.align.ParallelText;
import duiqi.align.TextPair;
import duiqi.exchange.TmxUpdate;
import duiqi.exchange.TmxWriter;
import duiqi.io.AtomicFile;
import duiqi.text.DocumentPair;
import duiqi.text.FormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads, aligns and writes the pairs of texts of a job. A pair that fails is reported and stops no other. */
public final class AlignmentProject {
    private final Job job;
    private final Listener listener;
    private final Instant now;
    private int failed;

    private AlignmentProject(Job job, Workspace workspace, Listener listener) {
        this.job = job;
        this.listener = listener;
        now = workspace.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Hears how the work goes on. */
    public interface Listener {
        /** Hears that a pair of texts is taken up. */
        void begin(TextPairSpecs.Spec texts);

        /** Hears a doubt about a pair of texts that is written nevertheless. */
        void doubt(TextPairSpecs.Spec texts, String problem);

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
    public record Result(TextPairSpecs.Spec texts, ParallelText text, Written written) {}

    /**
     * Runs a job.
     *
     * @return the number of pairs of texts that failed
     */
    public static int run(Job job, Workspace workspace, Listener listener) throws IOException {
        return job.model()
                .use(
                        job.reader().guide(),
                        workspace,
                        aligner -> new AlignmentProject(job, workspace, listener).run(aligner));
    }

    /** Does a step that may fail for one pair alone. */
    private interface Step {
        void run() throws IOException;
    }

    private int run(Aligner aligner) {
        List<TextPairSpecs.Spec> read = new ArrayList<>();
        List<TextPair> pairs = new ArrayList<>();
        for (TextPairSpecs.Spec texts : job.texts().jobs()) {
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
            TextPairSpecs.Spec texts = read.get(k);
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

    private void finish(TextPairSpecs.Spec texts, Aligner.Outcome outcome) throws IOException {
        if (!outcome.fit().isParallel()) {
            String problem = outcome.fit().problem();
            if (!job.force()) {
                throw new FormatException(texts.place(), problem, "check that they belong together, or add --force");
            }
            listener.doubt(texts, problem);
        }
        UninterruptibleWrite.run(() -> listener.aligned(new Result(texts, outcome.text(), write(texts, outcome))));
    }

    /** Writes one alignment to its target: a memory is updated, another file replaced. */
    private Written write(TextPairSpecs.Spec texts, Aligner.Outcome outcome) throws IOException {
        AlignmentTarget target = job.target();
        AlignmentTarget.AlignmentForm form = target.form();
        if (target.isStandardOutput()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            form.write(outcome, List.of(bytes));
            return new Written(List.of(), Optional.empty(), bytes.toString(StandardCharsets.UTF_8));
        }
        List<Path> files = target.files(texts);
        if (form.isMemory()) {
            List<Bead> beads = form.beads(outcome.text());
            return new Written(files, Optional.of(update(files.get(0), outcome.text(), beads, now, job.force())), "");
        }
        List<ByteArrayOutputStream> contents = new ArrayList<>();
        files.forEach(file -> contents.add(new ByteArrayOutputStream()));
        form.write(outcome, contents);
        AtomicFile.writeAll(files, outs -> {
            for (int k = 0; k < files.size(); k++) {
                contents.get(k).writeTo(outs.get(k));
            }
        });
        return new Written(files, Optional.empty(), "");
    }

    /**
     * Updates a memory with the beads of an alignment.
     *
     * @param force whether all units of documents of the same names may be replaced
     */
    static TmxUpdate.Outcome update(Path memory, ParallelText text, List<Bead> beads, Instant now, boolean force)
            throws IOException {
        return new TmxUpdate(
                        DocumentPair.of(text.source(), text.target()),
                        text.source().language(),
                        text.target().language(),
                        new TmxWriter(Version.number()),
                        now)
                .apply(memory, BeadUnits.of(text, beads, now), force);
    }

    /**
     * The output of one alignment.
     *
     * @param files the files that were written; none for standard output
     * @param update the change to the memory; empty for other forms
     * @param text the text for standard output; empty when it is in files
     */
    public record Written(List<Path> files, Optional<TmxUpdate.Outcome> update, String text) {
        public Written {
            files = List.copyOf(files);
        }
    }

    /**
     * Texts to align, and how. Immutable, but for the reader.
     *
     * @param texts the pairs of texts
     * @param reader reads the two texts of a pair
     * @param model the knowledge to align them with
     * @param target where the alignments are written
     * @param isPooled whether all pairs are aligned together and learn from each other
     * @param force whether texts are written that do not look like translations, and may replace units of other texts with their names
     */
    public record Job(
            TextPairSpecs texts,
            TextPairReader reader,
            AlignmentModel model,
            AlignmentTarget target,
            boolean isPooled,
            boolean force) {}
}
