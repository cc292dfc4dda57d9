package duiqi.app;

import duiqi.align.Aligner;
import duiqi.align.Bead;
import duiqi.align.BeadUnits;
import duiqi.align.ParallelText;
import duiqi.exchange.TmxUpdate;
import duiqi.exchange.TmxWriter;
import duiqi.io.AtomicFile;
import duiqi.text.DocumentPair;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes alignments to their target: a memory is updated, another file replaced. */
public final class AlignmentOutput {
    private final AlignmentTarget target;
    private final Instant now;

    AlignmentOutput(AlignmentTarget target, Workspace workspace) {
        this.target = target;
        now = workspace.clock().instant().truncatedTo(ChronoUnit.SECONDS);
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
     * Writes one alignment.
     *
     * @param force whether it may replace all units of documents of the same names in a memory
     */
    Written write(TextPairSpec texts, Aligner.Outcome outcome, boolean force) throws IOException {
        AlignmentForm form = target.form();
        if (target.isStandardOutput()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            form.write(outcome, List.of(bytes));
            return new Written(List.of(), Optional.empty(), bytes.toString(StandardCharsets.UTF_8));
        }
        List<Path> files = target.files(texts);
        if (form.isMemory()) {
            List<Bead> beads = form.beads(outcome.text());
            return new Written(files, Optional.of(update(files.get(0), outcome.text(), beads, now, force)), "");
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
}
