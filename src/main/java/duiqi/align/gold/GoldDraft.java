package duiqi.align.gold;

import duiqi.align.Bead;
import duiqi.align.GoldText;
import duiqi.align.TextPair.Side;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Holds a gold text while {@link Distortion} changes it together with its gold. Beads refer to sentences rather than
 * numbers, so that a change does not renumber other sentences; {@link #finish} numbers them. Sentences with equal text
 * differ in their location. Not thread-safe.
 */
public final class GoldDraft {
    /** Holds a bead of a {@link GoldDraft}: sentences that translate each other. Immutable. */
    record DraftBead(List<Segment> chinese, List<Segment> english) {
        private static DraftBead alone(Side side, Segment sentence) {
            return side == Side.CHINESE
                    ? new DraftBead(List.of(sentence), List.of())
                    : new DraftBead(List.of(), List.of(sentence));
        }

        private List<Segment> on(Side side) {
            return side == Side.CHINESE ? chinese : english;
        }
    }

    private final GoldText original;
    private final List<Segment> chinese;
    private final List<Segment> english;
    private final List<DraftBead> beads = new ArrayList<>();

    public GoldDraft(GoldText original) {
        this.original = original;
        chinese = new ArrayList<>(original.chinese().segments());
        english = new ArrayList<>(original.english().segments());
        for (Bead gold : original.beads()) {
            beads.add(new DraftBead(
                    gold.source().stream().map(chinese::get).toList(),
                    gold.target().stream().map(english::get).toList()));
        }
    }

    private Text text(Side side) {
        return side == Side.CHINESE ? original.chinese() : original.english();
    }

    private List<Segment> on(Side side) {
        return side == Side.CHINESE ? chinese : english;
    }

    /** Returns a copy of the current beads of the gold, in order. */
    List<DraftBead> beads() {
        return List.copyOf(beads);
    }

    /** Returns the current number of sentences of a side. */
    int size(Side side) {
        return on(side).size();
    }

    /** Removes the sentences of one side of a bead. Their counterparts become unpaired, each in its own bead. */
    void removeSide(DraftBead bead, Side side) {
        on(side).removeAll(bead.on(side));
        int index = beads.indexOf(bead);
        beads.remove(index);
        beads.addAll(
                index,
                bead.on(side.other()).stream()
                        .map(sentence -> DraftBead.alone(side.other(), sentence))
                        .toList());
    }

    /**
     * Returns whether the sentences before and at an index are in the same bead, so that nothing can be inserted
     * between them.
     */
    boolean cutsBead(Side side, int index) {
        return index < size(side)
                && beads.stream().anyMatch(bead -> bead.on(side).containsAll(on(side).subList(index - 1, index + 1)));
    }

    /** Inserts an unpaired sentence before the sentence at an index. */
    void insert(Side side, int index, Segment segment) {
        int place = 0;
        for (int k = index - 1; k >= 0 && place == 0; k--) {
            Segment before = on(side).get(k);
            place = 1
                    + IntStream.range(0, beads.size())
                            .filter(b -> beads.get(b).on(side).contains(before))
                            .findFirst()
                            .orElse(-1);
        }
        on(side).add(index, segment);
        beads.add(place, DraftBead.alone(side, segment));
    }

    /**
     * Joins all sentences of neighbouring beads to one sentence on each side. Does nothing if no bead has two sides, or
     * other sentences are between them.
     *
     * @return the joined bead; empty if nothing was joined
     */
    Optional<DraftBead> joinAll(List<DraftBead> neighbours) {
        boolean isPaired = neighbours.stream().anyMatch(bead -> !bead.chinese.isEmpty() && !bead.english.isEmpty());
        if (!isPaired || !isRun(Side.CHINESE, neighbours) || !isRun(Side.ENGLISH, neighbours)) {
            return Optional.empty();
        }
        DraftBead joined =
                new DraftBead(List.of(join(Side.CHINESE, neighbours)), List.of(join(Side.ENGLISH, neighbours)));
        beads.set(beads.indexOf(neighbours.get(0)), joined);
        beads.removeAll(neighbours);
        return Optional.of(joined);
    }

    private static List<Segment> members(Side side, List<DraftBead> beads) {
        return beads.stream().flatMap(bead -> bead.on(side).stream()).toList();
    }

    /** Returns whether the sentences of some beads, one at least, are neighbours in the order of the beads. */
    private boolean isRun(Side side, List<DraftBead> neighbours) {
        List<Segment> run = members(side, neighbours);
        int start = on(side).indexOf(run.get(0));
        int end = start + run.size();
        return end <= size(side) && on(side).subList(start, end).equals(run);
    }

    private Segment join(Side side, List<DraftBead> neighbours) {
        List<Segment> run = members(side, neighbours);
        Segment first = run.get(0);
        String text = new Text("", text(side).language(), run)
                .join(IntStream.range(0, run.size()).boxed().toList());
        Segment joined = new Segment(text, first.location(), first.paragraph(), first.kind());
        on(side).set(on(side).indexOf(first), joined);
        on(side).removeAll(run.subList(1, run.size()));
        return joined;
    }

    /**
     * Returns the text with all changes.
     *
     * @param mark suffix of its name, which distinguishes it from the original
     */
    public GoldText finish(String mark) {
        List<Bead> gold = beads.stream()
                .map(bead -> new Bead(numbers(Side.CHINESE, bead), numbers(Side.ENGLISH, bead), 1))
                .toList();
        return new GoldText(original.name() + mark, finish(Side.CHINESE), finish(Side.ENGLISH), gold);
    }

    private List<Integer> numbers(Side side, DraftBead bead) {
        return bead.on(side).stream().map(on(side)::indexOf).sorted().toList();
    }

    /** Numbers the paragraphs again, since a paragraph may now be inside another. */
    private Text finish(Side side) {
        List<Segment> segments = new ArrayList<>();
        int paragraph = -1;
        String last = "";
        for (Segment segment : on(side)) {
            String block = segment.location().file() + ":" + segment.paragraph();
            paragraph += block.equals(last) ? 0 : 1;
            last = block;
            segments.add(segment.inParagraph(paragraph));
        }
        return new Text(text(side).name(), text(side).language(), segments);
    }
}
