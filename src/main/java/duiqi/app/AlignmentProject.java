package duiqi.app;

import duiqi.align.Aligner;
import duiqi.align.Bead;
import duiqi.align.BeadUnits;
import duiqi.align.ParallelText;
import duiqi.exchange.TmxUpdate;
import duiqi.exchange.TmxWriter;
import duiqi.io.AtomicFile;
import duiqi.report.Terminal;
import duiqi.text.Direction;
import duiqi.text.DocumentPair;
import duiqi.text.FormatException;
import duiqi.text.Plurals;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads, aligns and writes the pairs of texts of a job. If one pair fails, the job reports it and continues with the
 * next.
 */
public final class AlignmentProject {
    /** Number of words of a sentence that the aligner compares; Chinese characters count as words. */
    private static final int COMPARED_WORDS = 1000;

    private static final Pattern WORD =
            Pattern.compile("\\p{IsIdeographic}|[\\p{L}\\p{N}&&[^\\p{IsIdeographic}]]+|[^\\s\\p{L}\\p{N}]");

    private final Job job;
    private final Workspace.Messages messages;
    private final Listener listener;
    private final Instant now;
    private int failed;
    private boolean hasHeading;

    /** Collects the table of several pairs of texts. */
    private final ByteArrayOutputStream table = new ByteArrayOutputStream();

    private AlignmentProject(Job job, Workspace workspace, Listener listener) {
        this.job = job;
        this.messages = workspace.messages();
        this.listener = listener;
        now = workspace.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    public interface Listener {
        void begin(TextPairSpecs.Spec texts);

        /** Receives the number of completed steps of {@link Aligner#STEPS} of an alignment. */
        default void step(int done) {}

        /**
         * Receives a warning about texts that do not look like translations of each other. The job still writes them,
         * because the job allows it.
         */
        void doubt(TextPairSpecs.Spec texts, String problem);

        /** Receives a pair of texts that is aligned and written. */
        void aligned(Result result);

        /** Receives the failure of a pair of texts that cannot be read, aligned or written. */
        void failed(Exception failure);

        /** Marks the end of the work on a pair of texts, with or without a failure. */
        void end();
    }

    /**
     * Describes a pair of texts that is aligned and written.
     *
     * @param layout the layout of a bilingual document, in words; empty for two documents
     * @param skipped the number of pairs that the output omits because they are not translated
     */
    public record Result(
            TextPairSpecs.Spec texts, Optional<String> layout, ParallelText text, int skipped, Written written) {}

    /**
     * Runs a job.
     *
     * @return the number of pairs of texts that failed
     */
    public static int run(Job job, Workspace workspace, Listener listener) throws IOException {
        Aligner aligner = job.model().aligner(job.reader().guide());
        return new AlignmentProject(job, workspace, listener).run(aligner.reporting(listener::step));
    }

    private int run(Aligner aligner) {
        Map<TextPairSpecs.Spec, TextPairReader.Reading> pooled = new LinkedHashMap<>();
        for (TextPairSpecs.Spec texts : job.texts().jobs()) {
            listener.begin(texts);
            boolean isDone = attempt(() -> {
                TextPairReader.Reading reading = job.reader().reading(texts);
                if (job.isPooled()) {
                    pooled.put(texts, reading);
                } else {
                    finish(texts, reading, aligner.align(reading.pair()));
                }
            });
            if (!job.isPooled() || !isDone) {
                listener.end();
            }
        }
        if (!pooled.isEmpty()) {
            Iterator<Aligner.Outcome> outcomes = aligner.align(pooled.values().stream()
                            .map(TextPairReader.Reading::pair)
                            .toList())
                    .iterator();
            pooled.forEach((texts, reading) -> {
                attempt(() -> finish(texts, reading, outcomes.next()));
                listener.end();
            });
        }
        if (job.target().isOneTable() && !job.target().isStandardOutput() && table.size() > 0) {
            TextPairSpecs.Spec any = job.texts().jobs().get(0);
            attempt(() -> AtomicFile.writeAll(job.target().files(any), outs -> table.writeTo(outs.get(0))));
        }
        return failed;
    }

    private boolean attempt(Workspace.UninterruptibleWrite.Write step) {
        try {
            step.run();
            return true;
        } catch (IOException | RuntimeException failure) {
            failed++;
            listener.failed(failure);
            return false;
        }
    }

    private void finish(TextPairSpecs.Spec texts, TextPairReader.Reading reading, Aligner.Outcome outcome)
            throws IOException {
        if (!outcome.fit().isParallel()) {
            String problem = outcome.fit().problem();
            if (!job.allowsUnrelated()) {
                throw new FormatException(
                        texts.place(),
                        problem,
                        "check that they are translations of each other, or add --allow-unrelated");
            }
            listener.doubt(texts, problem);
        }
        warnOfLongSentences(outcome.text().source());
        warnOfLongSentences(outcome.text().target());
        Workspace.UninterruptibleWrite.run(() -> listener.aligned(new Result(
                texts,
                reading.layout(),
                outcome.text(),
                job.target().form().skipped(outcome.text()),
                write(texts, outcome))));
    }

    private void warnOfLongSentences(Text text) {
        List<Segment> tooLong =
                text.segments().stream().filter(AlignmentProject::isTooLong).toList();
        if (!tooLong.isEmpty()) {
            messages.warn(Terminal.plain(tooLong.get(0).location() + ": "
                    + Plurals.of(tooLong.size(), "sentence") + " "
                    + Plurals.choose(tooLong.size(), "has", "have") + " more than " + COMPARED_WORDS
                    + " words; duiqi compares only the first ones; divide the text into sentences or lines"));
        }
    }

    private static boolean isTooLong(Segment segment) {
        return segment.text().length() > COMPARED_WORDS
                && WORD.matcher(segment.text())
                        .results()
                        .skip(COMPARED_WORDS)
                        .findAny()
                        .isPresent();
    }

    /** Writes one alignment to its target. A memory is updated; a file of another format is replaced. */
    private Written write(TextPairSpecs.Spec texts, Aligner.Outcome outcome) throws IOException {
        AlignmentTarget target = job.target();
        AlignmentTarget.AlignmentForm form = target.form();
        if (target.isStandardOutput()) {
            return new Written(
                    List.of(), Optional.empty(), lines(texts, outcome).toString(StandardCharsets.UTF_8));
        }
        List<Path> files = target.files(texts);
        if (target.isOneTable()) {
            lines(texts, outcome).writeTo(table);
            return new Written(files, Optional.empty(), "");
        }
        if (form.isMemory()) {
            List<Bead> beads = form.beads(outcome.text());
            return new Written(
                    files, Optional.of(update(files.get(0), outcome.text(), beads, now, job.replacesOthers())), "");
        }
        List<ByteArrayOutputStream> contents = new ArrayList<>();
        files.forEach(file -> contents.add(new ByteArrayOutputStream()));
        form.write(outcome, Optional.empty(), contents);
        AtomicFile.writeAll(files, outs -> {
            for (int k = 0; k < files.size(); k++) {
                contents.get(k).writeTo(outs.get(k));
            }
        });
        return new Written(files, Optional.empty(), "");
    }

    /** Returns the lines of an alignment, after the heading of the table if they are the first ones of several pairs. */
    private ByteArrayOutputStream lines(TextPairSpecs.Spec texts, Aligner.Outcome outcome) throws IOException {
        AlignmentTarget.AlignmentForm form = job.target().form();
        boolean isTable = job.target().isOneTable() && job.texts().jobs().size() > 1;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (isTable && !hasHeading) {
            bytes.writeBytes(form.format().writer().heading().getBytes(StandardCharsets.UTF_8));
            hasHeading = true;
        }
        form.write(outcome, isTable ? Optional.of(texts.name()) : Optional.empty(), List.of(bytes));
        return bytes;
    }

    /**
     * Updates a memory with the beads of an alignment. A memory keeps its direction: if it contains these texts, or its
     * source language is that of the target, duiqi writes the units in the order of the memory.
     *
     * @param force true to allow an update that replaces all units of documents with the same names
     */
    static TmxUpdate.Outcome update(Path memory, ParallelText text, List<Bead> beads, Instant now, boolean force)
            throws IOException {
        Direction direction =
                new Direction(text.source().language(), text.target().language());
        boolean isReversed = TmxUpdate.isReversed(memory, DocumentPair.of(text.source(), text.target()), direction);
        ParallelText written = isReversed ? text.reversed() : text;
        List<Bead> units = isReversed ? beads.stream().map(Bead::reversed).toList() : beads;
        return new TmxUpdate(
                        DocumentPair.of(written.source(), written.target()),
                        written.source().language(),
                        written.target().language(),
                        new TmxWriter(Version.number()),
                        now)
                .apply(memory, BeadUnits.of(written, units, now), force);
    }

    /**
     * Describes the output of one alignment.
     *
     * @param files the files that duiqi wrote; none for standard output
     * @param update the counts of the update; empty unless the output is a memory
     * @param text the text for standard output; empty if the output is in files
     */
    public record Written(List<Path> files, Optional<TmxUpdate.Outcome> update, String text) {
        public Written {
            files = List.copyOf(files);
        }
    }

    /**
     * Describes the texts to align and the way to align them. Immutable except for the reader.
     *
     * @param isPooled true to align all pairs together, so that they learn from each other
     * @param allowsUnrelated true to write texts that do not look like translations
     * @param replacesOthers true to replace units of other texts with the same names
     */
    public record Job(
            TextPairSpecs texts,
            TextPairReader reader,
            AlignmentModel model,
            AlignmentTarget target,
            boolean isPooled,
            boolean allowsUnrelated,
            boolean replacesOthers) {}
}
