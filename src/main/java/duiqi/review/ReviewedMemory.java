package duiqi.review;

import duiqi.align.Bead;
import duiqi.align.BeadUnits;
import duiqi.exchange.ReviewedUnits;
import duiqi.exchange.TmxReader;
import duiqi.exchange.TmxRewrite;
import duiqi.exchange.TmxUpdate;
import duiqi.exchange.TmxWriter;
import duiqi.exchange.Tu;
import duiqi.io.AtomicFile;
import duiqi.io.LockedFile;
import duiqi.memory.MemoryDiff;
import duiqi.review.memory.MemoryCopies;
import duiqi.review.memory.MemoryRevision;
import duiqi.review.memory.MemoryUnits;
import duiqi.text.Direction;
import duiqi.text.DocumentPair;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.TranslationUnit;
import duiqi.text.UnitProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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
    private static final int MAX_EXAMPLES = 5;

    private final ReviewOrigin origin;
    private final Path memory;
    private final MemoryCopies copies;
    private final TmxWriter writer;

    /**
     * Creates a writer for the memory of a review.
     *
     * @param copies folder for copies of the memory, used by this review only; created if needed
     * @param writer writes a memory that does not exist yet
     */
    public ReviewedMemory(ReviewOrigin origin, Path copies, TmxWriter writer) {
        this.origin = origin;
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
                copies.keepOriginal();
                copies.keepWritten();
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
        return isChanged(origin.memory(), new MemoryCopies(copies, origin.memory()), known);
    }

    private static boolean isChanged(Path memory, MemoryCopies copies, Optional<String> known) throws IOException {
        Optional<String> hash = MemoryCopies.hash(memory);
        return !hash.equals(known) && !(hash.isPresent() && copies.isOurs(hash.get()));
    }

    /**
     * Writes the memory.
     *
     * @param known hash of the memory that the review knows ({@link Review#memoryHash})
     * @param merges true to merge changes of other programs; false to write nothing if there are any
     * @param now date of new and changed units
     * @throws MemoryConflictException if another program changed the memory and {@code merges} is false
     * @throws FormatException if the memory is damaged or cannot be written, or if required copies are missing
     */
    public Saved save(ReviewState state, Optional<String> known, boolean merges, Instant now)
            throws IOException, MemoryConflictException {
        LockedFile lock = LockedFile.toUpdate(memory);
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
            Saved saved = origin.isMemory() ? rewrite(state, now) : update(state, now);
            copies.keepWritten();
            Files.delete(copies.draft());
            return saved;
        } finally {
            lock.close();
        }
    }

    private MemoryConflictException.Conflict conflict(MemoryDiff diff) {
        List<MemoryConflictException.Conflict.Example> examples = new ArrayList<>();
        Stream.concat(diff.changed().stream(), diff.annotated().stream())
                .forEach(change -> example("changed", change.after().unit()).ifPresent(examples::add));
        diff.added().forEach(unit -> example("added", unit.unit()).ifPresent(examples::add));
        diff.removed().forEach(unit -> example("removed", unit.unit()).ifPresent(examples::add));
        return new MemoryConflictException.Conflict(
                diff.added().size(),
                diff.removed().size(),
                diff.changed().size() + diff.annotated().size(),
                examples.subList(0, Math.min(MAX_EXAMPLES, examples.size())));
    }

    private Optional<MemoryConflictException.Conflict.Example> example(String what, Tu unit) {
        if (unit.variants().size() < 2) {
            return Optional.empty();
        }
        int source = MemoryUnits.sourceSide(unit, origin.direction()).orElse(0);
        return Optional.of(new MemoryConflictException.Conflict.Example(
                what,
                unit.variants().get(source).text(),
                unit.variants().get(source == 0 ? 1 : 0).text()));
    }

    private Saved update(ReviewState state, Instant now) throws IOException {
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
        TmxUpdate.ReviewOutcome outcome = update.review(memory, copies.draft(), units, wasWritten);
        MemoryCopies.copy(copies.draft(), memory);
        return new Saved(
                hash(),
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

    private Saved rewrite(ReviewState state, Instant now) throws IOException {
        if (!Files.exists(copies.original())) {
            throw new FormatException(
                    copies.original().toString(),
                    "the copy of the original memory is missing",
                    "restore it, or begin a new review of the memory");
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
        MemoryRevision.Counts counts = revision.counts();
        return new Saved(hash(), counts.added(), counts.kept(), counts.removed(), theirs, both, counts.lostCodes());
    }

    private void copy(Path from, TmxRewrite.Plan plan) throws IOException {
        TmxRewrite rewrite = new TmxRewrite(from, MemoryUnits.KEEPING_ALL);
        AtomicFile.write(copies.draft(), out -> rewrite.copy(plan, copies.draft(), out));
    }

    private String hash() throws IOException {
        return MemoryCopies.hash(memory).orElseThrow();
    }

    /**
     * Merges the changes of other programs into the memory of the review. If only the other program changed a unit, its
     * version replaces the unit. If both changed it, the other version is added at the end, so that neither is lost. A
     * unit that the other program removed is removed, unless the review changed it. Use an instance for one copy.
     */
    private static final class ExternalChanges implements TmxRewrite.Plan {
        private final Map<Tu, Tu> changed = new LinkedHashMap<>();
        private final Set<Tu> removed = new HashSet<>();
        private final List<Tu> more = new ArrayList<>();
        private int theirs;
        private int both;

        /**
         * Compares the changes with the draft.
         *
         * @param diff the changes of other programs
         * @param draft the memory as written by the review
         */
        ExternalChanges(MemoryDiff diff, Path draft) throws IOException {
            Set<Tu> present = new HashSet<>();
            TmxRewrite.FileCodes codes = new TmxRewrite.FileCodes();
            try (TmxReader reader = TmxReader.open(draft, damage -> {})) {
                for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                    present.add(unit.get());
                    codes.add(unit.get());
                }
            }
            Stream.concat(diff.changed().stream(), diff.annotated().stream()).forEach(change -> {
                Tu before = change.before().unit();
                Tu after = change.after().unit();
                if (present.contains(after)) {
                    return;
                }
                if (present.contains(before)) {
                    changed.put(before, after);
                } else {
                    both++;
                    more.add(codes.adapt(after));
                }
            });
            diff.removed().forEach(gone -> removed.add(gone.unit()));
            for (MemoryDiff.Placed unit : diff.added()) {
                if (!present.contains(unit.unit())) {
                    theirs++;
                    more.add(codes.adapt(unit.unit()));
                }
            }
        }

        /** Returns the number of units in the version of other programs. */
        int theirs() {
            return theirs;
        }

        /** Returns the number of units that both sides changed. */
        int both() {
            return both;
        }

        @Override
        public Optional<Tu> of(Tu unit, Location location) {
            Optional<Tu> other = Optional.ofNullable(changed.remove(unit));
            boolean isGone = other.isEmpty() && removed.remove(unit);
            theirs += other.isPresent() || isGone ? 1 : 0;
            return isGone ? Optional.empty() : Optional.of(other.orElse(unit));
        }

        @Override
        public void more(TmxRewrite.Sink sink) throws IOException {
            for (Tu unit : more) {
                sink.write(unit);
            }
        }
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
        ReviewText text = new ReviewText(state, origin);
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
    public record Saved(String hash, int added, int kept, int removed, int theirs, int both, long lostCodes) {}

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

        /** Returns the remedy for the user. */
        public String remedy() {
            return "merge the changes, or look at the memory first";
        }

        /**
         * Counts the changes of other programs to a memory since the review read or wrote it. Immutable.
         *
         * @param added number of new units
         * @param removed number of removed units
         * @param changed number of units with other texts, properties or notes
         * @param examples some of these units
         */
        public record Conflict(int added, int removed, int changed, List<Example> examples) {
            /**
             * Describes a unit that another program changed.
             *
             * @param what {@code added}, {@code removed} or {@code changed}
             * @param source its source text: the current one, or the last one if the unit was removed
             * @param target its target text
             */
            public record Example(String what, String source, String target) {}

            public Conflict {
                examples = List.copyOf(examples);
            }
        }
    }
}
