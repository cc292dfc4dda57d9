package duiqi.align.gold;

import duiqi.align.Bead;
import duiqi.align.GoldText;
import duiqi.align.TextPair;
import duiqi.text.Location;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds a gold text while distortions change it together with its gold. Beads refer to sentence objects rather than
 * numbers, so that a change does not renumber other sentences; {@link #finish} numbers them. Not thread-safe.
 */
public final class GoldDraft {
    /** Represents a sentence by identity: two sentences with equal text are different. */
    static final class Sentence {
        private final Segment segment;

        Sentence(Segment segment) {
            this.segment = segment;
        }

        String text() {
            return segment.text();
        }
    }

    private final GoldText original;
    private final List<Sentence> chinese;
    private final List<Sentence> english;
    private final List<DraftBead> beads = new ArrayList<>();
    private final Map<Sentence, DraftBead> beadOf = new HashMap<>();

    public GoldDraft(GoldText original) {
        this.original = original;
        chinese = sentences(original.chinese());
        english = sentences(original.english());
        for (Bead gold : original.beads()) {
            DraftBead bead = new DraftBead();
            gold.source().forEach(index -> bead.on(TextPair.Side.CHINESE).add(chinese.get(index)));
            gold.target().forEach(index -> bead.on(TextPair.Side.ENGLISH).add(english.get(index)));
            enter(beads.size(), bead);
        }
    }

    private static List<Sentence> sentences(Text text) {
        return new ArrayList<>(text.segments().stream().map(Sentence::new).toList());
    }

    private void enter(int index, DraftBead bead) {
        beads.add(index, bead);
        for (TextPair.Side side : TextPair.Side.values()) {
            bead.on(side).forEach(sentence -> beadOf.put(sentence, bead));
        }
    }

    /** Returns a copy of the current beads of the gold, in order. */
    public List<DraftBead> beads() {
        return List.copyOf(beads);
    }

    /** Returns a copy of the current sentences of a side, in order. */
    List<Sentence> sentences(TextPair.Side side) {
        return List.copyOf(on(side));
    }

    private List<Sentence> on(TextPair.Side side) {
        return side == TextPair.Side.CHINESE ? chinese : english;
    }

    /** Returns the number of sentences of the other side in the bead of a sentence. */
    int counterparts(TextPair.Side side, int index) {
        DraftBead bead = beadOf.get(on(side).get(index));
        return bead == null ? 0 : bead.on(side.other()).size();
    }

    /** Removes the sentences of one side of a bead. Their counterparts become unpaired, each in its own bead. */
    void removeSide(DraftBead bead, TextPair.Side side) {
        on(side).removeAll(bead.on(side));
        bead.on(side).forEach(beadOf::remove);
        bead.on(side).clear();
        separate(bead, side.other());
    }

    /** Puts each sentence of a bead's side into its own bead. */
    private void separate(DraftBead bead, TextPair.Side side) {
        int index = beads.indexOf(bead);
        beads.remove(index);
        for (Sentence sentence : bead.on(side)) {
            enter(index++, DraftBead.alone(side, sentence));
        }
    }

    /**
     * Returns whether the sentences before and at an index are in the same bead, so that nothing can be inserted
     * between them.
     */
    boolean cutsBead(TextPair.Side side, int index) {
        if (index == 0 || index == on(side).size()) {
            return false;
        }
        DraftBead before = beadOf.get(on(side).get(index - 1));
        return before != null && before == beadOf.get(on(side).get(index));
    }

    /** Inserts unpaired sentences before the sentence at an index. */
    void insert(TextPair.Side side, int index, List<Segment> segments) {
        int beadPlace = 0;
        for (int k = index - 1; k >= 0 && beadPlace == 0; k--) {
            DraftBead before = beadOf.get(on(side).get(k));
            beadPlace = before == null ? 0 : beads.indexOf(before) + 1;
        }
        for (int k = 0; k < segments.size(); k++) {
            Sentence sentence = new Sentence(segments.get(k));
            on(side).add(index + k, sentence);
            enter(beadPlace + k, DraftBead.alone(side, sentence));
        }
    }

    /**
     * Swaps two neighbouring runs of beads on one side and leaves the other side unchanged. Does nothing if the
     * sentences of the two runs are not neighbouring runs.
     *
     * @return true if the runs were swapped
     */
    public boolean swap(TextPair.Side side, List<DraftBead> first, List<DraftBead> second) {
        List<Sentence> former = members(side, first);
        List<Sentence> latter = members(side, second);
        if (former.isEmpty() || latter.isEmpty()) {
            return false;
        }
        int start = on(side).indexOf(former.get(0));
        int end = start + former.size() + latter.size();
        List<Sentence> both = new ArrayList<>(former);
        both.addAll(latter);
        if (end > on(side).size() || !on(side).subList(start, end).equals(both)) {
            return false;
        }
        on(side).subList(start, end).clear();
        on(side).addAll(start, latter);
        on(side).addAll(start + latter.size(), former);
        return true;
    }

    private static List<Sentence> members(TextPair.Side side, List<DraftBead> beads) {
        return beads.stream().flatMap(bead -> bead.on(side).stream()).toList();
    }

    /** Joins the sentence at an index with the next one. Their two beads are joined too. */
    void join(TextPair.Side side, int index) {
        Sentence first = on(side).get(index);
        Sentence second = on(side).remove(index + 1);
        Text pair = new Text("", text(side).language(), List.of(first.segment, second.segment));
        Sentence joined = new Sentence(withText(first.segment, pair.join(List.of(0, 1))));
        on(side).set(index, joined);
        DraftBead into = beadOf.remove(first);
        DraftBead from = beadOf.remove(second);
        if (into == null) {
            into = from;
        }
        if (into == null) {
            return;
        }
        if (from != null && from != into) {
            merge(into, from);
        }
        into.on(side).removeAll(List.of(first, second));
        into.on(side).add(joined);
        beadOf.put(joined, into);
    }

    /**
     * Joins all sentences of neighbouring beads to one sentence on each side. Does nothing if a side has no sentences,
     * or other sentences are between them.
     *
     * @return the joined bead
     */
    Optional<DraftBead> joinAll(List<DraftBead> neighbours) {
        Map<TextPair.Side, List<Sentence>> members = new EnumMap<>(TextPair.Side.class);
        for (TextPair.Side side : TextPair.Side.values()) {
            List<Sentence> own = members(side, neighbours);
            int start = own.isEmpty() ? -1 : on(side).indexOf(own.get(0));
            int end = start + own.size();
            if (start < 0
                    || end > on(side).size()
                    || !on(side).subList(start, end).equals(own)) {
                return Optional.empty();
            }
            members.put(side, own);
        }
        Set<DraftBead> gathered = new HashSet<>();
        members.forEach((side, own) -> {
            int start = on(side).indexOf(own.get(0));
            own.stream().skip(1).forEach(sentence -> join(side, start));
            gathered.add(beadOf.get(on(side).get(start)));
        });
        return gathered.size() == 1 ? Optional.of(gathered.iterator().next()) : Optional.empty();
    }

    private void merge(DraftBead into, DraftBead from) {
        beads.remove(from);
        for (TextPair.Side side : TextPair.Side.values()) {
            into.on(side).addAll(from.on(side));
            from.on(side).forEach(sentence -> beadOf.replace(sentence, into));
        }
    }

    /**
     * Splits the sentence at an index in two.
     *
     * @param offset start of the second part, in UTF-16 units
     */
    void split(TextPair.Side side, int index, int offset) {
        Sentence whole = on(side).get(index);
        Segment segment = whole.segment;
        Location location = segment.location();
        String rest = segment.text().substring(offset);
        int column = location.column()
                + segment.text()
                        .codePointCount(
                                0, offset + rest.length() - rest.stripLeading().length());
        Sentence first = new Sentence(
                withText(segment, segment.text().substring(0, offset).strip()));
        Sentence second = new Sentence(new Segment(
                rest.strip(),
                new Location(location.file(), location.line(), column),
                segment.paragraph(),
                segment.kind()));
        on(side).set(index, first);
        on(side).add(index + 1, second);
        DraftBead bead = beadOf.remove(whole);
        if (bead == null) {
            return;
        }
        bead.on(side).remove(whole);
        bead.on(side).addAll(List.of(first, second));
        beadOf.put(first, bead);
        beadOf.put(second, bead);
        if (bead.isNull()) {
            separate(bead, side);
        }
    }

    private static Segment withText(Segment segment, String text) {
        return new Segment(text, segment.location(), segment.paragraph(), segment.kind());
    }

    private Text text(TextPair.Side side) {
        return side == TextPair.Side.CHINESE ? original.chinese() : original.english();
    }

    /**
     * Returns the text with all changes.
     *
     * @param mark suffix of its name, which distinguishes it from the original
     */
    public GoldText finish(String mark) {
        Map<Sentence, Integer> numbers = new HashMap<>();
        for (TextPair.Side side : TextPair.Side.values()) {
            for (Sentence sentence : on(side)) {
                numbers.put(sentence, numbers.size() - (side == TextPair.Side.CHINESE ? 0 : chinese.size()));
            }
        }
        List<Bead> gold = new ArrayList<>();
        for (DraftBead bead : beads) {
            gold.add(new Bead(
                    numbers(numbers, bead.on(TextPair.Side.CHINESE)),
                    numbers(numbers, bead.on(TextPair.Side.ENGLISH)),
                    1));
        }
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
            segments.add(new Segment(segment.text(), segment.location(), paragraph, segment.kind()));
        }
        return new Text(text(side).name(), text(side).language(), segments);
    }

    /**
     * Holds a bead of a {@link GoldDraft}: sentences that translate each other, in no particular order. Not
     * thread-safe.
     */
    public static final class DraftBead {
        private final List<Sentence> chinese = new ArrayList<>();
        private final List<Sentence> english = new ArrayList<>();

        static DraftBead alone(TextPair.Side side, Sentence sentence) {
            DraftBead bead = new DraftBead();
            bead.on(side).add(sentence);
            return bead;
        }

        /** Returns the sentences of one side. Changes to the list change the bead. */
        List<Sentence> on(TextPair.Side side) {
            return side == TextPair.Side.CHINESE ? chinese : english;
        }

        boolean isNull() {
            return chinese.isEmpty() || english.isEmpty();
        }
    }
}
