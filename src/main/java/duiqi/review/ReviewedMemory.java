package duiqi.review;

import duiqi.exchange.MemoryLock;
import duiqi.exchange.ReviewedUnits;
import duiqi.exchange.TmxRewrite;
import duiqi.exchange.TmxUpdate;
import duiqi.exchange.TmxWriter;
import duiqi.exchange.Tu;
import duiqi.io.AtomicFile;
import duiqi.memory.MemoryDiff;
import duiqi.text.DocumentPair;
import duiqi.text.FormatException;
import duiqi.text.UnitProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes the memory of a review. It is derived from the state of the review alone, so that undoing and saving once more takes back
 * what was saved; all that is not the review's stays letter by letter. What others did to the memory since the review read or wrote
 * it is never overwritten: it is told, and on demand kept, for which copies of the memory are held beside the log.
 *
 * <p>Others may go on writing: each waits for the {@link MemoryLock} of the other. Not thread-safe.
 */
public final class ReviewedMemory {
    private static final int MAX_EXAMPLES = 5;

    private final ReviewOrigin origin;
    private final Path memory;
    private final MemoryCopies copies;
    private final TmxWriter writer;

    /**
     * @param copies a folder for copies of the memory, of this review alone; made when needed
     * @param writer what writes a memory that is not there yet
     */
    public ReviewedMemory(ReviewOrigin origin, Path copies, TmxWriter writer) {
        this.origin = origin;
        this.memory = origin.memory();
        this.copies = new MemoryCopies(copies, memory);
        this.writer = writer;
    }

    /**
     * Takes the copies from which others' changes are told, when a review is begun.
     *
     * @return the hash of the memory, for {@link Review#memoryHash}; empty when it is not there yet
     */
    public Optional<String> begin() throws IOException {
        MemoryLock lock = MemoryLock.of(memory);
        try {
            if (Files.exists(memory)) {
                copies.keepOriginal();
                copies.keepWritten();
            }
            return MemoryCopies.hash(memory);
        } finally {
            lock.close();
        }
    }

    /**
     * Whether the memory is another than the review knows and another than it was about to write: it may have been killed before it
     * could take note of that.
     *
     * @param copies as for a new one
     * @param known the hash of the memory as the review knows it ({@link Review#memoryHash})
     */
    public static boolean isChanged(ReviewOrigin origin, Path copies, Optional<String> known) throws IOException {
        return isChanged(origin.memory(), new MemoryCopies(copies, origin.memory()), known);
    }

    private static boolean isChanged(Path memory, MemoryCopies copies, Optional<String> known) throws IOException {
        Optional<String> hash = MemoryCopies.hash(memory);
        return !hash.equals(known) && !(hash.isPresent() && copies.isOurs(hash.get()));
    }

    /**
     * Writes the memory.
     *
     * @param known the hash of the memory as the review knows it ({@link Review#memoryHash})
     * @param merges whether to keep what others did since; without it nothing is written when they did something
     * @param now when units are made or changed
     * @throws MemoryConflictException if others changed the memory, and that is not to be kept
     * @throws FormatException if the memory is damaged or cannot be written, or copies are gone that are needed
     */
    public SavedMemory save(ReviewState state, Optional<String> known, boolean merges, Instant now)
            throws IOException, MemoryConflictException {
        MemoryLock lock = MemoryLock.of(memory);
        try {
            boolean isChanged = isChanged(memory, copies, known);
            if (isChanged) {
                if (!merges) {
                    throw new MemoryConflictException(memory, conflict(MemoryCopies.diff(copies.written(), memory)));
                }
                if (Files.exists(memory)) {
                    copies.addMerge();
                }
            }
            if (!isChanged && Files.exists(memory)) {
                copies.keepWritten();
            }
            SavedMemory saved = origin.isMemory() ? rewrite(state, now) : update(state, now);
            copies.keepWritten();
            Files.delete(copies.draft());
            return saved;
        } finally {
            lock.close();
        }
    }

    private static MemoryConflict conflict(MemoryDiff diff) {
        List<MemoryConflict.Example> examples = new ArrayList<>();
        Stream.concat(diff.changed().stream(), diff.annotated().stream())
                .forEach(change -> example("changed", change.after().unit()).ifPresent(examples::add));
        diff.added().forEach(unit -> example("added", unit.unit()).ifPresent(examples::add));
        diff.removed().forEach(unit -> example("removed", unit.unit()).ifPresent(examples::add));
        return new MemoryConflict(
                diff.added().size(),
                diff.removed().size(),
                diff.changed().size() + diff.annotated().size(),
                examples.subList(0, Math.min(MAX_EXAMPLES, examples.size())));
    }

    private static Optional<MemoryConflict.Example> example(String what, Tu unit) {
        if (unit.variants().size() < 2) {
            return Optional.empty();
        }
        int zh = MemoryUnits.chineseSide(unit).orElse(0);
        return Optional.of(new MemoryConflict.Example(
                what,
                unit.variants().get(zh).text(),
                unit.variants().get(zh == 0 ? 1 : 0).text()));
    }

    private SavedMemory update(ReviewState state, Instant now) throws IOException {
        DocumentPair documents = new DocumentPair(
                origin.source().orElseThrow().name(),
                origin.target().orElseThrow().name());
        TmxUpdate update = new TmxUpdate(documents, origin.sourceLanguage(), origin.targetLanguage(), writer, now);
        boolean wasWritten = copies.isWritten();
        int theirs = 0;
        Set<String> corrected = new HashSet<>();
        // What somebody reviewed before this review was begun is not undone by a review that does not know of it.
        Set<String> others = new HashSet<>(reviewed(MemoryCopies.diff(copies.none(), copies.original())));
        for (MemoryCopies.Merge merge : copies.merges()) {
            MemoryDiff diff = MemoryCopies.diff(merge.ours(), merge.theirs());
            theirs += diff.added().size()
                    + diff.changed().size()
                    + diff.annotated().size();
            Set<String> theirReviewed = reviewed(diff);
            others.addAll(theirReviewed);
            diff.changed().stream()
                    .map(change -> change.before().unit().id())
                    .filter(id -> !theirReviewed.contains(id))
                    .forEach(corrected::add);
        }
        ReviewedUnits units = ReviewedPairs.of(state, origin, now, others);
        // What the review changed as well has another id there; what it holds to is counted when it is written.
        units.units().forEach(unit -> corrected.remove(unit.id()));
        TmxUpdate.ReviewOutcome outcome = update.review(memory, copies.draft(), units, wasWritten);
        MemoryCopies.copy(copies.draft(), memory);
        return new SavedMemory(
                hash(),
                outcome.outcome().added(),
                outcome.outcome().kept(),
                outcome.outcome().removed(),
                theirs,
                outcome.both() + corrected.size(),
                0);
    }

    /** Ids of what others confirmed, edited, marked or annotated. */
    private static Set<String> reviewed(MemoryDiff diff) {
        Set<String> ids = new HashSet<>();
        Stream.concat(
                        diff.added().stream(),
                        Stream.concat(diff.changed().stream(), diff.annotated().stream())
                                .map(MemoryDiff.Change::after))
                .map(MemoryDiff.Placed::unit)
                .filter(unit -> UnitProperties.OF_REVIEW.stream()
                        .anyMatch(type -> unit.property(type).isPresent()))
                .forEach(unit -> ids.add(unit.id()));
        return ids;
    }

    private SavedMemory rewrite(ReviewState state, Instant now) throws IOException {
        if (!Files.exists(copies.original())) {
            throw new FormatException(
                    copies.original().toString(),
                    "the copy of the memory from the beginning of the review is gone",
                    "put it back, or begin a new review of the memory");
        }
        MemoryRevision revision = new MemoryRevision(copies.original(), copies.written(), state, origin, now);
        copy(copies.original(), revision);
        int theirs = 0;
        int both = 0;
        for (MemoryCopies.Merge merge : copies.merges()) {
            ExternalChanges others =
                    new ExternalChanges(MemoryCopies.diff(merge.ours(), merge.theirs()), copies.draft());
            copy(copies.draft(), others);
            theirs += others.theirs();
            both += others.both();
        }
        MemoryCopies.copy(copies.draft(), memory);
        return new SavedMemory(
                hash(), revision.added(), revision.kept(), revision.removed(), theirs, both, revision.lostCodes());
    }

    private void copy(Path from, TmxRewrite.Plan plan) throws IOException {
        TmxRewrite rewrite = new TmxRewrite(from, MemoryUnits.KEEPING_ALL);
        AtomicFile.write(copies.draft(), out -> rewrite.copy(plan, copies.draft(), out));
    }

    private String hash() throws IOException {
        return MemoryCopies.hash(memory).orElseThrow();
    }
}
