package duiqi.review;

import duiqi.align.Bead;
import duiqi.align.BeadUnits;
import duiqi.exchange.ReviewedUnits;
import duiqi.exchange.TmxRewrite;
import duiqi.exchange.TmxUpdate;
import duiqi.exchange.TmxWriter;
import duiqi.io.AtomicFile;
import duiqi.io.LockedFile;
import duiqi.memory.MemoryDiff;
import duiqi.review.memory.MemoryCopies;
import duiqi.review.memory.MemoryRevision;
import duiqi.review.memory.MemoryUnits;
import duiqi.text.Direction;
import duiqi.text.DocumentPair;
import duiqi.text.FormatException;
import duiqi.text.TranslationUnit;
import duiqi.text.TranslationUnit.UnitProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the memory of a review. The memory depends only on the state of the review: undoing steps and saving again
 * reverts an earlier save. All other units stay unchanged, byte for byte. duiqi never overwrites changes that other
 * programs made since the review read or wrote the memory. It reports them and, if the user wants it, merges them, with
 * copies of the memory next to the log.
 *
 * <p>Other duiqi processes may write at the same time, because each process waits for the {@link LockedFile}. Not
 * thread-safe.
 */
public final class ReviewedMemory {
    private final ReviewOrigin origin;
    private final Path memory;
    private final MemoryCopies copies;
    private final TmxWriter writer;
    private final ReviewState beginning;

    /**
     * Creates a writer for the memory of a review.
     *
     * @param beginning the review at its beginning
     * @param copies folder for copies of the memory, used by this review only; created if needed
     * @param writer writes a memory that does not exist yet
     */
    public ReviewedMemory(ReviewState beginning, Path copies, TmxWriter writer) {
        this.beginning = beginning;
        this.origin = beginning.origin();
        this.memory = origin.memory();
        this.copies = new MemoryCopies(copies, memory);
        this.writer = writer;
    }

    /**
     * Copies the memory at the beginning of a review. The copies later show the changes of other programs.
     *
     * @return the hash of the memory, for {@link Review#memoryHash}; empty if the memory does not exist yet
     */
    public Optional<String> begin() throws IOException {
        LockedFile lock = LockedFile.toUpdate(memory);
        try {
            if (Files.exists(memory)) {
                MemoryCopies.copy(memory, copies.original());
                MemoryCopies.copy(memory, copies.written());
            }
            return MemoryCopies.hash(memory);
        } finally {
            lock.close();
        }
    }

    /**
     * Returns whether another program changed the memory. The memory is unchanged if it has the known hash, or the hash
     * of the draft that the review was writing. The process may have been killed before it recorded the save.
     *
     * @param copies folder for copies, as in the constructor
     * @param known hash of the memory that the review knows ({@link Review#memoryHash})
     */
    public static boolean isChanged(ReviewOrigin origin, Path copies, Optional<String> known) throws IOException {
        return new MemoryCopies(copies, origin.memory()).isChanged(known);
    }

    /**
     * Writes the memory.
     *
     * @param known hash of the memory that the review knows ({@link Review#memoryHash})
     * @param merging how to merge changes of other programs
     * @param now date of new and changed units
     * @throws MemoryConflictException if another program changed the memory and {@code merging} does not allow to merge
     *     these changes
     * @throws FormatException if the memory is damaged or cannot be written, or if required copies are missing
     */
    public Saved save(
            ReviewState state, Optional<String> known, MemoryConflicts.Merging merging, Instant now, Progress progress)
            throws IOException, MemoryConflictException {
        int total = Math.max(1, state.beads().size());
        AtomicInteger done = new AtomicInteger();
        Runnable onUnit = () -> progress.at(Math.min(done.incrementAndGet(), total), total);
        LockedFile lock = LockedFile.toUpdate(memory);
        try {
            boolean isChanged = copies.isChanged(known);
            if (isChanged) {
                merge(state, merging, now, onUnit);
            }
            if (!isChanged && Files.exists(memory)) {
                MemoryCopies.copy(memory, copies.written());
            }
            Saved saved = origin.isMemory() ? rewrite(state, now, onUnit) : update(memory, state, now, onUnit);
            MemoryConflicts.Dropping decided = new MemoryConflicts.Dropping(copies.dropped());
            if (!copies.dropped().isEmpty()) {
                copy(copies.draft(), decided);
            }
            MemoryCopies.copy(copies.draft(), memory);
            AtomicFile.move(copies.draft(), copies.written());
            return saved.with(MemoryCopies.hash(memory).orElseThrow(), decided.dropped());
        } finally {
            lock.close();
        }
    }

    /**
     * Prepares to merge the changes of another program.
     *
     * @throws FormatException if the other program damaged the memory
     * @throws MemoryConflictException if the user did not allow to merge the current version of the other program
     */
    private void merge(ReviewState state, MemoryConflicts.Merging merging, Instant now, Runnable onUnit)
            throws IOException, MemoryConflictException {
        copies.requireSound();
        Optional<String> theirs = MemoryCopies.hash(memory);
        boolean isAllowed = merging.isAllowed()
                && (merging.hash().isEmpty() || merging.hash().equals(Optional.of(theirs.orElse(""))));
        if (!isAllowed || !merging.keepsBoth()) {
            MemoryDiff diff = MemoryCopies.diff(copies.written(), memory);
            List<MemoryConflicts.Conflict> conflicts = conflicts(state, diff, now, onUnit);
            if (!isAllowed) {
                throw new MemoryConflictException(
                        memory,
                        new MemoryConflictException.Conflict(
                                theirs.orElse(""),
                                diff.added().size(),
                                diff.removed().size(),
                                diff.changed().size() + diff.annotated().size(),
                                MemoryConflicts.examples(diff, origin.direction()),
                                conflicts));
            }
            copies.drop(conflicts.stream()
                    .flatMap(conflict -> conflict.dropped(merging.choice(conflict)).stream())
                    .toList());
        }
        if (theirs.isPresent()) {
            copies.addMerge();
        }
    }

    /** Returns the units that the review and another program changed. Writes the draft and removes it again. */
    private List<MemoryConflicts.Conflict> conflicts(ReviewState state, MemoryDiff diff, Instant now, Runnable onUnit)
            throws IOException {
        if (origin.isMemory()) {
            rewrite(state, now, onUnit);
        } else {
            update(copies.written(), state, now, onUnit);
        }
        List<MemoryConflicts.Conflict> conflicts = MemoryConflicts.find(copies.written(), copies.draft(), diff);
        Files.delete(copies.draft());
        // The memory of two texts unites the properties and notes of both sides.
        return origin.isMemory()
                ? conflicts
                : conflicts.stream()
                        .filter(conflict -> !conflict.hasEqualTexts(origin.direction()))
                        .toList();
    }

    /** Writes the draft: a memory with the units of the review. */
    private Saved update(Path from, ReviewState state, Instant now, Runnable onUnit) throws IOException {
        DocumentPair documents = new DocumentPair(
                origin.source().orElseThrow().name(),
                origin.target().orElseThrow().name());
        // A memory keeps its direction. The copy of another program's version has the same direction.
        boolean isReversed = TmxUpdate.isReversed(memory, documents, origin.direction());
        Direction direction = isReversed ? origin.direction().reversed() : origin.direction();
        TmxUpdate update = new TmxUpdate(
                isReversed ? documents.reversed() : documents, direction.source(), direction.target(), writer, now);
        boolean wasWritten = copies.isWritten();
        int theirs = 0;
        Set<String> corrected = new HashSet<>();
        // This review must not undo the work of an earlier review.
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
        ReviewedUnits units = units(state, isReversed, now, others);
        // A unit that the review also changed has another id in the new units, so it stays in this set. Units that the
        // review keeps are counted when they are written.
        units.units().forEach(unit -> corrected.remove(unit.id()));
        TmxUpdate.ReviewOutcome outcome = update.review(from, copies.draft(), units, wasWritten, onUnit);
        return new Saved(
                "",
                outcome.outcome().added(),
                outcome.outcome().kept(),
                outcome.outcome().removed(),
                theirs,
                outcome.both() + corrected.size(),
                0);
    }

    /** Returns the ids of the units that other programs confirmed, edited, marked or annotated. */
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

    /** Writes the draft: the original memory with the changes of the review and of other programs. */
    private Saved rewrite(ReviewState state, Instant now, Runnable onUnit) throws IOException {
        if (!Files.exists(copies.original())) {
            throw new FormatException(
                    copies.original().toString(),
                    "the copy of the original memory is missing",
                    "restore it, or begin a new review of the memory");
        }
        MemoryRevision revision = new MemoryRevision(copies, beginning, state, now, onUnit);
        copy(copies.original(), revision);
        int theirs = 0;
        int both = 0;
        for (MemoryCopies.Merge merge : copies.merges()) {
            MemoryConflicts.ExternalChanges others = new MemoryConflicts.ExternalChanges(
                    MemoryCopies.diff(merge.ours(), merge.theirs()), copies.draft());
            copy(copies.draft(), others);
            theirs += others.theirs();
            both += others.both();
        }
        return revision.counts(theirs, both);
    }

    private void copy(Path from, TmxRewrite.Plan plan) throws IOException {
        TmxRewrite rewrite = new TmxRewrite(from, MemoryUnits.KEEPING_ALL);
        AtomicFile.write(copies.draft(), out -> rewrite.copy(plan, copies.draft(), out));
    }

    /**
     * Returns the units of two texts under review: the units of the alignment with the confirmations, marks and notes
     * of the review. A confirmed unit loses the properties {@code aligned} and {@code probability}, and a unit that a
     * user set by hand loses {@code probability}.
     *
     * @param isReversed true to exchange source and target
     * @param created date of new units
     * @param others ids of units that other programs reviewed in the meantime
     */
    private ReviewedUnits units(ReviewState state, boolean isReversed, Instant created, Set<String> others) {
        ReviewText text = new ReviewText(state);
        Set<String> edited = Stream.concat(state.source().stream(), state.target().stream())
                .filter(Sentence::isEdited)
                .map(Sentence::id)
                .collect(Collectors.toSet());
        List<ReviewBead> paired = state.beads().stream()
                .filter(bead -> !text.sourceText(bead).isBlank()
                        && !text.targetText(bead).isBlank())
                .toList();
        List<Bead> beads = paired.stream().map(text::bead).toList();
        List<TranslationUnit> made = isReversed
                ? BeadUnits.of(
                        text.text().reversed(),
                        beads.stream().map(Bead::reversed).toList(),
                        created)
                : BeadUnits.of(text.text(), beads, created);
        List<TranslationUnit> units = new ArrayList<>();
        Map<String, String> notes = new HashMap<>();
        Map<String, ReviewedUnits.Signature> signatures = new HashMap<>();
        for (int k = 0; k < paired.size(); k++) {
            ReviewBead bead = paired.get(k);
            boolean isEdited = bead.source().stream().anyMatch(edited::contains)
                    || bead.target().stream().anyMatch(edited::contains);
            units.add(reviewed(made.get(k), bead, isEdited));
            if (!bead.note().isBlank()) {
                notes.put(made.get(k).id(), bead.note());
            }
            String id = made.get(k).id();
            bead.confirmation().ifPresent(signature -> signatures.put(id, signature));
        }
        return new ReviewedUnits(units, notes, signatures, others);
    }

    private static TranslationUnit reviewed(TranslationUnit unit, ReviewBead bead, boolean isEdited) {
        SortedMap<String, String> properties = new TreeMap<>(unit.properties());
        if (bead.isAnchor()) {
            properties.remove(UnitProperties.PROBABILITY);
        }
        if (bead.isConfirmed()) {
            properties.remove(UnitProperties.ALIGNED);
            properties.put(UnitProperties.REVIEWED, UnitProperties.YES);
        }
        if (bead.isMarked()) {
            properties.put(UnitProperties.MARKED, UnitProperties.YES);
        }
        if (isEdited) {
            properties.put(UnitProperties.EDITED, UnitProperties.YES);
        }
        if (!bead.note().isBlank()) {
            properties.put(UnitProperties.NOTE_HASH, ReviewedUnits.ReviewNote.hash(bead.note()));
        }
        return new TranslationUnit(unit.id(), unit.source(), unit.target(), properties, unit.created());
    }

    /**
     * Holds the result of saving a memory. Immutable.
     *
     * @param hash SHA-256 of the file in hexadecimal, for {@link Review#recordSave}
     * @param added number of new units
     * @param kept number of units that existed before, changed or not
     * @param removed number of removed units
     * @param theirs number of units that other programs added, changed or removed, and that the memory has in their
     *     version
     * @param both number of units that both sides changed; the memory has both versions
     * @param lostCodes number of inline tags that were lost because their text changed
     */
    public record Saved(String hash, int added, int kept, int removed, int theirs, int both, long lostCodes) {
        private Saved with(String otherHash, int dropped) {
            return new Saved(otherHash, added, kept, removed, theirs, Math.max(0, both - dropped), lostCodes);
        }
    }

    /** Reports that duiqi did not write a memory because another program changed it. */
    public static final class MemoryConflictException extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Conflict conflict;

        MemoryConflictException(Path memory, Conflict conflict) {
            super(memory + " was changed by another program: " + conflict.added() + " added, " + conflict.removed()
                    + " removed, " + conflict.changed() + " changed");
            this.conflict = conflict;
        }

        public Conflict conflict() {
            return conflict;
        }

        public String remedy() {
            return "merge the changes, or look at the memory first";
        }

        /**
         * Counts the changes of other programs to a memory since the review read or wrote it. Immutable.
         *
         * @param hash SHA-256 of the memory in hexadecimal; empty if it was removed
         * @param added number of new units
         * @param removed number of removed units
         * @param changed number of units with other texts, properties or notes
         * @param examples some of these units
         * @param units the units that the review changed too
         */
        public record Conflict(
                String hash,
                int added,
                int removed,
                int changed,
                List<MemoryConflicts.Example> examples,
                List<MemoryConflicts.Conflict> units) {}
    }

    @FunctionalInterface
    public interface Progress {
        /** Receives the number of units that are done, and of all units. The numbers are estimates. */
        void at(int done, int total);
    }
}
