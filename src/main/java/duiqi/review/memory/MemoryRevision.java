package duiqi.review.memory;

import duiqi.check.TextSpan.Side;
import duiqi.exchange.Annotation;
import duiqi.exchange.Content;
import duiqi.exchange.ReviewedUnits;
import duiqi.exchange.TmxRewrite;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitReader;
import duiqi.review.ReviewBead;
import duiqi.review.ReviewState;
import duiqi.review.ReviewText;
import duiqi.review.ReviewedMemory;
import duiqi.review.Sentence;
import duiqi.review.step.Draft;
import duiqi.text.Direction;
import duiqi.text.Location;
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
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Changes the units of a memory according to its review. A unit with unchanged sentences keeps its text and inline
 * tags. If units were merged, the first unit gets the text and the others are removed. If a unit was split, its first
 * part keeps the position and properties of the unit, and the other parts follow it. Unpaired units are removed. Use an
 * instance for one copy.
 */
public final class MemoryRevision implements TmxRewrite.Plan {
    private final ReviewText text;
    private final Map<String, Sentence> sentences;

    /** Numbers of units by the locations of their sentences at the beginning. */
    private final NavigableMap<Location, Integer> sourceUnits = new TreeMap<>();

    private final NavigableMap<Location, Integer> targetUnits = new TreeMap<>();

    /** The texts of both sides in the memory, by unit number. */
    private final Map<Integer, List<List<String>>> before = new HashMap<>();

    private final Map<Integer, List<ReviewBead>> beads = new HashMap<>();
    private final Set<String> ids = new HashSet<>();

    /**
     * Notes of other programs on units that were merged into earlier units, by the bead that contains the first
     * sentence of the unit.
     */
    private final Map<ReviewBead, List<Annotation>> notes = new HashMap<>();

    private final ChangeDates dates;
    private final Runnable onUnit;
    private final Direction direction;
    private List<Tu> following = List.of();
    private int number;
    private int added;
    private int kept;
    private int removed;
    private long lostCodes;

    /**
     * Reads the original memory.
     *
     * @param original the memory at the beginning of the review
     * @param written the memory last written; may be missing
     * @param now date of units that change for the first time
     * @param onUnit runs for each unit that is read or copied
     */
    public MemoryRevision(Path original, Path written, ReviewState state, Instant now, Runnable onUnit)
            throws IOException {
        this.text = new ReviewText(state);
        this.dates = new ChangeDates(now);
        this.onUnit = onUnit;
        this.direction = state.origin().direction();
        Map<Integer, List<Annotation>> notesOfUnits = new HashMap<>();
        ReviewState beginning =
                MemoryUnits.read(original, state.origin().memory(), Optional.of(direction), (unit, own) -> {
                    onUnit.run();
                    ids.add(unit.id());
                    List<Annotation> others = notesOfOthers(unit);
                    if (!others.isEmpty()) {
                        notesOfUnits.put(own, others);
                    }
                });
        Map<String, Sentence> first = byId(beginning.source(), beginning.target());
        for (ReviewBead bead : beginning.beads()) {
            int unit = bead.unit().orElseThrow();
            before.put(unit, List.of(texts(bead.source(), first), texts(bead.target(), first)));
            bead.source().forEach(id -> sourceUnits.put(sentence(first, id).location(), unit));
            bead.target().forEach(id -> targetUnits.put(sentence(first, id).location(), unit));
        }
        sentences = byId(state.source(), state.target());
        Map<Integer, ReviewBead> receivers = new HashMap<>();
        for (ReviewBead bead : state.beads()) {
            List<String> old = bead.sentences().stream()
                    .filter(id -> !sentence(sentences, id).isAdded())
                    .toList();
            // A sentence that the user added has the location of a neighbour, which may be in another unit.
            int home = (old.isEmpty() ? bead.sentences() : old)
                    .stream().mapToInt(this::unit).min().orElseThrow();
            beads.computeIfAbsent(home, unit -> new ArrayList<>()).add(bead);
            old.forEach(id -> receivers.putIfAbsent(unit(id), bead));
        }
        receivers.keySet().removeAll(beads.keySet());
        receivers.forEach((unit, receiver) -> notes.computeIfAbsent(receiver, one -> new ArrayList<>())
                .addAll(notesOfUnits.getOrDefault(unit, List.of())));
        if (Files.exists(written)) {
            dates.read(written);
        }
    }

    private static Map<String, Sentence> byId(List<Sentence> source, List<Sentence> target) {
        Map<String, Sentence> all = new HashMap<>();
        source.forEach(sentence -> all.put(sentence.id(), sentence));
        target.forEach(sentence -> all.put(sentence.id(), sentence));
        return all;
    }

    private static Sentence sentence(Map<String, Sentence> known, String id) {
        return Optional.ofNullable(known.get(id)).orElseThrow();
    }

    private static List<String> texts(List<String> ids, Map<String, Sentence> known) {
        return ids.stream()
                .map(id -> sentence(known, id).location() + " "
                        + sentence(known, id).text())
                .toList();
    }

    /**
     * Returns the number of the unit of a sentence. The location of a part of a split sentence follows the location of
     * the sentence.
     */
    private int unit(String id) {
        Map.Entry<Location, Integer> at = (Draft.side(id) == Side.SOURCE ? sourceUnits : targetUnits)
                .floorEntry(sentence(sentences, id).location());
        return at == null ? 0 : at.getValue();
    }

    private static List<Annotation> notesOfOthers(Tu unit) {
        Optional<Annotation> own = ReviewedUnits.ReviewNote.of(unit);
        return unit.annotations().stream()
                .filter(annotation -> annotation.isNote() && !own.equals(Optional.of(annotation)))
                .toList();
    }

    /**
     * Returns the counts so far.
     *
     * @param theirs number of units in the version of other programs
     * @param both number of units that both sides changed
     */
    public ReviewedMemory.Saved counts(int theirs, int both) {
        return new ReviewedMemory.Saved("", added, kept, removed, theirs, both, lostCodes);
    }

    @Override
    public Optional<Tu> of(Tu unit, Location location) {
        int own = number++;
        onUnit.run();
        following = List.of();
        List<List<String>> texts = before.get(own);
        if (texts == null) {
            kept++;
            return Optional.of(unit);
        }
        List<ReviewBead> present = beads.getOrDefault(own, List.of());
        if (present.size() == 1
                && texts.get(0).equals(texts(present.get(0).source(), sentences))
                && texts.get(1).equals(texts(present.get(0).target(), sentences))) {
            kept++;
            return Optional.of(signed(annotated(unit, present.get(0)), present.get(0)));
        }
        List<ReviewBead> pairs = present.stream().filter(bead -> !bead.isNull()).toList();
        if (pairs.isEmpty()) {
            removed++;
            lostCodes += codes(unit);
            return Optional.empty();
        }
        List<Tu> revised = new ArrayList<>();
        int source = MemoryUnits.sourceSide(unit, direction).orElseThrow();
        for (ReviewBead bead : pairs) {
            Tu part = revised.isEmpty() ? unit : other(unit, revised.size() + 1);
            revised.add(signed(
                    dates.dated(withNotes(annotated(withTexts(part, bead, texts, source), bead), bead)), bead));
        }
        long codesLeft = revised.stream().mapToLong(MemoryRevision::codes).sum();
        added += revised.size() - 1;
        kept++;
        lostCodes += Math.max(0, codes(unit) - codesLeft);
        following = List.copyOf(revised.subList(1, revised.size()));
        return Optional.of(revised.get(0));
    }

    @Override
    public List<Tu> following() {
        return following;
    }

    private static long codes(Tu unit) {
        return unit.variants().stream()
                .mapToLong(side -> side.content().codes())
                .sum();
    }

    private Tu withTexts(Tu unit, ReviewBead bead, List<List<String>> texts, int source) {
        List<Tuv> sides = new ArrayList<>(unit.variants());
        if (!texts.get(0).equals(texts(bead.source(), sentences))) {
            sides.set(source, sides.get(source).withContent(Content.of(text.sourceText(bead))));
        }
        if (!texts.get(1).equals(texts(bead.target(), sentences))) {
            sides.set(1 - source, sides.get(1 - source).withContent(Content.of(text.targetText(bead))));
        }
        Tu revised = unit.withVariants(sides);
        return unit.property(UnitProperties.BEAD).isEmpty()
                ? revised
                : revised.withAnnotations(replaced(revised.annotations(), UnitProperties.BEAD, bead.type()));
    }

    private Tu withNotes(Tu unit, ReviewBead bead) {
        List<Annotation> all = new ArrayList<>(unit.annotations());
        notes.getOrDefault(bead, List.of()).stream()
                .filter(note -> !all.contains(note))
                .forEach(all::add);
        return all.size() == unit.annotations().size() ? unit : unit.withAnnotations(all);
    }

    private static List<Annotation> replaced(List<Annotation> annotations, String type, String value) {
        return annotations.stream()
                .map(annotation -> annotation.type().equals(type) ? Annotation.property(type, value) : annotation)
                .toList();
    }

    /** Returns another part of a unit. If the unit has an id, the part gets a new unique id. */
    private Tu other(Tu unit, int part) {
        if (unit.id().isEmpty()) {
            return unit;
        }
        int suffix = part;
        while (!ids.add(unit.id() + "-" + suffix)) {
            suffix++;
        }
        return unit.withAttribute("tuid", unit.id() + "-" + suffix);
    }

    private static Tu signed(Tu unit, ReviewBead bead) {
        return bead.confirmation().map(by -> by.sign(unit)).orElse(unit);
    }

    /** Returns a unit with the confirmation, mark and note of its bead. Returns the same unit if nothing changes. */
    private static Tu annotated(Tu unit, ReviewBead bead) {
        String note = bead.note().isBlank() ? "" : bead.note();
        boolean isSame = MemoryUnits.says(unit, UnitProperties.REVIEWED) == bead.isConfirmed()
                && MemoryUnits.says(unit, UnitProperties.MARKED) == bead.isMarked()
                && ReviewedUnits.ReviewNote.of(unit)
                        .map(Annotation::text)
                        .orElse("")
                        .equals(note);
        if (isSame) {
            return unit;
        }
        List<Annotation> annotations = new ArrayList<>(unit.annotations());
        ReviewedUnits.ReviewNote.of(unit).ifPresent(annotations::remove);
        annotations.removeIf(annotation -> UnitProperties.OF_REVIEW.contains(annotation.type())
                && !annotation.type().equals(UnitProperties.EDITED));
        if (bead.isConfirmed()) {
            annotations.removeIf(annotation -> annotation.type().equals(UnitProperties.ALIGNED)
                    || annotation.type().equals(UnitProperties.PROBABILITY));
            annotations.add(Annotation.property(UnitProperties.REVIEWED, UnitProperties.YES));
        }
        if (bead.isMarked()) {
            annotations.add(Annotation.property(UnitProperties.MARKED, UnitProperties.YES));
        }
        if (!note.isEmpty()) {
            annotations.add(Annotation.property(UnitProperties.NOTE_HASH, ReviewedUnits.ReviewNote.hash(note)));
            annotations.add(Annotation.note(note));
        }
        return unit.withAnnotations(annotations);
    }

    /** Sets the dates of the changed units. A unit without changes since an earlier save keeps the date of that save. */
    private static final class ChangeDates {
        private static final String ATTRIBUTE = "changedate";

        /** The dates of an earlier save, by the unit without its date. */
        private final Map<Tu, String> earlier = new HashMap<>();

        private final Instant now;

        ChangeDates(Instant now) {
            this.now = now;
        }

        void read(Path file) throws IOException {
            try (UnitReader reader = UnitReader.tmx(file, damage -> {})) {
                for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                    Tu read = unit.get();
                    read.attribute(ATTRIBUTE).ifPresent(date -> earlier.put(read.withoutChanged(), date));
                }
            }
        }

        Tu dated(Tu unit) {
            return Optional.ofNullable(earlier.get(unit.withoutChanged()))
                    .map(date -> unit.withAttribute(ATTRIBUTE, date))
                    .orElseGet(() -> unit.withChanged(now));
        }
    }
}
