package duiqi.align.gold;

import duiqi.align.Bead;
import duiqi.align.GoldText;
import duiqi.align.TextPair;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds a gold text while {@link Distortion} changes it together with its gold. Beads refer to sentence objects rather
 * than numbers, so that a change does not renumber other sentences; {@link #finish} numbers them. Not thread-safe.
 */
public final class GoldDraft {
    /** Represents a sentence by identity, with the bead that contains it: two sentences with equal text are different. */
    private static final class Sentence {
        private Segment segment;
        private @Nullable DraftBead bead;

        Sentence(Segment segment) {
            this.segment = segment;
        }

        void setText(String text) {
            segment = new Segment(text, segment.location(), segment.paragraph(), segment.kind());
        }
    }

    /** Holds a bead of a {@link GoldDraft}: sentences that translate each other. Not thread-safe. */
    public static final class DraftBead {
        private final List<Sentence> chinese = new ArrayList<>();
        private final List<Sentence> english = new ArrayList<>();

        private List<Sentence> on(TextPair.Side side) {
            return side == TextPair.Side.CHINESE ? chinese : english;
        }

        private void add(TextPair.Side side, Sentence sentence) {
            on(side).add(sentence);
            sentence.bead = this;
        }
    }

    private final GoldText original;
    private final Map<TextPair.Side, List<Sentence>> sentences = new EnumMap<>(TextPair.Side.class);
    private final List<DraftBead> beads = new ArrayList<>();

    public GoldDraft(GoldText original) {
        this.original = original;
        for (TextPair.Side side : TextPair.Side.values()) {
            sentences.put(
                    side,
                    new ArrayList<>(
                            text(side).segments().stream().map(Sentence::new).toList()));
        }
        for (Bead gold : original.beads()) {
            DraftBead bead = new DraftBead();
            gold.source()
                    .forEach(k -> bead.add(
                            TextPair.Side.CHINESE, on(TextPair.Side.CHINESE).get(k)));
            gold.target()
                    .forEach(k -> bead.add(
                            TextPair.Side.ENGLISH, on(TextPair.Side.ENGLISH).get(k)));
            beads.add(bead);
        }
    }

    private Text text(TextPair.Side side) {
        return side == TextPair.Side.CHINESE ? original.chinese() : original.english();
    }

    private List<Sentence> on(TextPair.Side side) {
        return sentences.getOrDefault(side, List.of());
    }

    /** Returns a copy of the current beads of the gold, in order. */
    public List<DraftBead> beads() {
        return List.copyOf(beads);
    }

    /** Returns the current number of sentences of a side. */
    int size(TextPair.Side side) {
        return on(side).size();
    }

    /** Removes the sentences of one side of a bead. Their counterparts become unpaired, each in its own bead. */
    void removeSide(DraftBead bead, TextPair.Side side) {
        on(side).removeAll(bead.on(side));
        bead.on(side).clear();
        separate(bead, side.other());
    }

    /** Puts each sentence of a bead's side into its own bead. */
    private void separate(DraftBead bead, TextPair.Side side) {
        int index = beads.indexOf(bead);
        beads.remove(index);
        addAlone(index, side, bead.on(side));
    }

    private void addAlone(int index, TextPair.Side side, List<Sentence> unpaired) {
        for (int k = 0; k < unpaired.size(); k++) {
            DraftBead bead = new DraftBead();
            bead.add(side, unpaired.get(k));
            beads.add(index + k, bead);
        }
    }

    /**
     * Returns whether the sentences before and at an index are in the same bead, so that nothing can be inserted
     * between them.
     */
    boolean cutsBead(TextPair.Side side, int index) {
        if (index == 0 || index == size(side)) {
            return false;
        }
        DraftBead before = on(side).get(index - 1).bead;
        return before != null && before == on(side).get(index).bead;
    }

    /** Inserts an unpaired sentence before the sentence at an index. */
    void insert(TextPair.Side side, int index, Segment segment) {
        int place = 0;
        for (int k = index - 1; k >= 0 && place == 0; k--) {
            place = beads.indexOf(on(side).get(k).bead) + 1;
        }
        Sentence sentence = new Sentence(segment);
        on(side).add(index, sentence);
        addAlone(place, side, List.of(sentence));
    }

    /**
     * Swaps two neighbouring runs of beads on one side and leaves the other side unchanged. Does nothing if the
     * sentences of the two runs are not neighbouring runs.
     *
     * @return true if the runs were swapped
     */
    public boolean swap(TextPair.Side side, List<DraftBead> first, List<DraftBead> second) {
        List<Sentence> former = members(side, first);
        List<Sentence> both = new ArrayList<>(former);
        both.addAll(members(side, second));
        int start = start(side, both);
        if (start < 0 || former.isEmpty() || former.size() == both.size()) {
            return false;
        }
        Collections.rotate(on(side).subList(start, start + both.size()), -former.size());
        return true;
    }

    private static List<Sentence> members(TextPair.Side side, List<DraftBead> beads) {
        return beads.stream().flatMap(bead -> bead.on(side).stream()).toList();
    }

    /** Returns the index of the first of some sentences, or -1 if they are not a run of neighbours. */
    private int start(TextPair.Side side, List<Sentence> run) {
        int start = run.isEmpty() ? -1 : on(side).indexOf(run.get(0));
        int end = start + run.size();
        return start >= 0 && end <= size(side) && on(side).subList(start, end).equals(run) ? start : -1;
    }

    /** Joins the sentence at an index with the next one. Their two beads are joined too. */
    void join(TextPair.Side side, int index) {
        Sentence first = on(side).get(index);
        Sentence second = on(side).remove(index + 1);
        first.setText(new Text("", text(side).language(), List.of(first.segment, second.segment)).join(List.of(0, 1)));
        DraftBead into = first.bead;
        DraftBead from = second.bead;
        if (from == null) {
            return;
        }
        from.on(side).remove(second);
        if (into == null) {
            from.add(side, first);
        } else if (into != from) {
            beads.remove(from);
            for (TextPair.Side each : TextPair.Side.values()) {
                from.on(each).forEach(sentence -> into.add(each, sentence));
            }
        }
    }

    /**
     * Joins all sentences of neighbouring beads to one sentence on each side. Does nothing if a side has no sentences,
     * or other sentences are between them.
     *
     * @return the joined bead; empty also if the sentences of the two sides are not in one bead
     */
    Optional<DraftBead> joinAll(List<DraftBead> neighbours) {
        Map<TextPair.Side, List<Sentence>> runs = new EnumMap<>(TextPair.Side.class);
        for (TextPair.Side side : TextPair.Side.values()) {
            runs.put(side, members(side, neighbours));
        }
        if (runs.entrySet().stream().anyMatch(run -> start(run.getKey(), run.getValue()) < 0)) {
            return Optional.empty();
        }
        runs.forEach((side, run) -> {
            int start = start(side, run);
            run.stream().skip(1).forEach(sentence -> join(side, start));
        });
        Set<Optional<DraftBead>> joined = runs.values().stream()
                .map(run -> Optional.ofNullable(run.get(0).bead))
                .collect(Collectors.toSet());
        return joined.size() == 1 ? joined.iterator().next() : Optional.empty();
    }

    /**
     * Returns the text with all changes.
     *
     * @param mark suffix of its name, which distinguishes it from the original
     */
    public GoldText finish(String mark) {
        Map<Sentence, Integer> numbers = new HashMap<>();
        for (List<Sentence> side : sentences.values()) {
            for (int k = 0; k < side.size(); k++) {
                numbers.put(side.get(k), k);
            }
        }
        List<Bead> gold = beads.stream()
                .map(bead -> new Bead(numbers(numbers, bead.chinese), numbers(numbers, bead.english), 1))
                .toList();
        return new GoldText(original.name() + mark, finish(TextPair.Side.CHINESE), finish(TextPair.Side.ENGLISH), gold);
    }

    private static List<Integer> numbers(Map<Sentence, Integer> numbers, List<Sentence> sentences) {
        return sentences.stream().map(numbers::get).sorted().toList();
    }

    /** Numbers the paragraphs again, since a paragraph may now be inside another. */
    private Text finish(TextPair.Side side) {
        List<Segment> segments = new ArrayList<>();
        int paragraph = -1;
        String last = "";
        for (Sentence sentence : on(side)) {
            Segment segment = sentence.segment;
            String block = segment.location().file() + ":" + segment.paragraph();
            paragraph += block.equals(last) ? 0 : 1;
            last = block;
            segments.add(segment.inParagraph(paragraph));
        }
        return new Text(text(side).name(), text(side).language(), segments);
    }
}
