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
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Changes the units of a memory according to its review. A unit with unchanged sentences keeps its text and inline
 * tags. If units were merged, the first unit gets the text and the others are removed. If a unit was split, its first
 * part keeps the position and properties of the unit, and the other parts follow it. Unpaired units are removed. Units
 * that the review did not touch are copied without being read. Use an instance for one copy.
 */
public final class MemoryRevision implements TmxRewrite.Plan {
    private final ReviewText text;
    private final ReviewState beginning;
    private final int[] sourceUnits;
    private final int[] targetUnits;
    private final Map<String, Sentence> first;
    private final Map<String, Sentence> sentences;

    /** Numbers of the units whose beads or sentences differ from those at the beginning. */
    private final BitSet touched = new BitSet();

    /** The beads of the beginning, by unit number. */
    private final Map<Integer, ReviewBead> before = new HashMap<>();

    /** The beads of touched units. */
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
     * Compares a review with its beginning.
     *
     * @param copies copies of the memory at the beginning of the review and after earlier saves
     * @param now date of units that change for the first time
     * @param onUnit runs for each unit that is copied
     */
    public MemoryRevision(MemoryCopies copies, ReviewState beginning, ReviewState state, Instant now, Runnable onUnit)
            throws IOException {
        this.text = new ReviewText(state);
        this.beginning = beginning;
        this.dates = new ChangeDates(copies, now);
        this.onUnit = onUnit;
        this.direction = state.origin().direction();
        sourceUnits = units(Side.SOURCE);
        targetUnits = units(Side.TARGET);
        first = byId(beginning);
        sentences = byId(state);
        Map<String, ReviewBead> old = new HashMap<>();
        for (ReviewBead bead : beginning.beads()) {
            old.put(bead.id(), bead);
            before.put(bead.unit().orElseThrow(), bead);
            touched.set(bead.unit().orElseThrow());
        }
        List<ReviewBead> changed = new ArrayList<>();
        for (ReviewBead bead : state.beads()) {
            boolean isSame = bead.equals(old.get(bead.id()))
                    && bead.sentences().stream()
                            .allMatch(id -> sentence(sentences, id).equals(first.get(id)));
            if (isSame) {
                touched.clear(bead.unit().orElseThrow());
            } else {
                changed.add(bead);
            }
        }
        Map<String, Integer> homes = new HashMap<>();
        Map<Integer, ReviewBead> receivers = new HashMap<>();
        for (ReviewBead bead : changed) {
            List<String> known = bead.sentences().stream()
                    .filter(id -> !sentence(sentences, id).isAdded())
                    .toList();
            // A sentence that the user added has the location of a neighbour, which may be in another unit.
            int home = (known.isEmpty() ? bead.sentences() : known)
                    .stream().mapToInt(this::unit).min().orElseThrow();
            homes.put(bead.id(), home);
            touched.set(home);
            known.forEach(id -> receivers.putIfAbsent(unit(id), bead));
        }
        for (ReviewBead bead : state.beads()) {
            int home = Optional.ofNullable(homes.get(bead.id()))
                    .orElseGet(() -> bead.unit().orElseThrow());
            if (touched.get(home)) {
                beads.computeIfAbsent(home, unit -> new ArrayList<>()).add(bead);
            }
        }
        receivers.keySet().removeAll(beads.keySet());
        if (!receivers.isEmpty() || beads.values().stream().anyMatch(parts -> parts.size() > 1)) {
            readOthers(copies.original(), receivers);
        }
    }

    private int[] units(Side side) {
        return beginning.beads().stream()
                .flatMapToInt(bead -> IntStream.generate(bead.unit()::getAsInt)
                        .limit(bead.side(side).size()))
                .toArray();
    }

    /** Reads the ids of all units, and the notes on merged units. */
    private void readOthers(Path original, Map<Integer, ReviewBead> receivers) throws IOException {
        try (UnitReader reader = UnitReader.tmx(original, MemoryUnits.KEEPING_ALL)) {
            int own = 0;
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                ids.add(unit.get().id());
                ReviewBead receiver = receivers.get(own++);
                if (receiver != null) {
                    notes.computeIfAbsent(receiver, one -> new ArrayList<>()).addAll(notesOfOthers(unit.get()));
                }
            }
        }
    }

    private static Map<String, Sentence> byId(ReviewState state) {
        Map<String, Sentence> all = new HashMap<>();
        state.source().forEach(sentence -> all.put(sentence.id(), sentence));
        state.target().forEach(sentence -> all.put(sentence.id(), sentence));
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
        boolean isSource = Draft.side(id) == Side.SOURCE;
        int at = Collections.binarySearch(
                isSource ? beginning.source() : beginning.target(),
                sentence(sentences, id),
                Comparator.comparing(Sentence::location));
        // Without an exact match, the result gives the index of the next sentence.
        int last = at >= 0 ? at : -at - 2;
        return last < 0 ? 0 : (isSource ? sourceUnits : targetUnits)[last];
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
    public boolean keepsNext() {
        boolean isKept = !touched.get(number);
        if (isKept) {
            number++;
            kept++;
            onUnit.run();
        }
        return isKept;
    }

    @Override
    public Optional<Tu> of(Tu unit, Location location) throws IOException {
        int own = number++;
        onUnit.run();
        following = List.of();
        ReviewBead old = before.get(own);
        if (old == null) {
            kept++;
            return Optional.of(unit);
        }
        List<List<String>> texts = List.of(texts(old.source(), first), texts(old.target(), first));
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
}
