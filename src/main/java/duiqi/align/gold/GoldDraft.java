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
 * A gold text while it is being changed, its gold in step. Sentences are known by themselves and not by their numbers, so that
 * no change needs to renumber what it does not touch; {@link #finish} numbers them. Not thread-safe.
 */
public final class GoldDraft {
    /** A sentence; two of the same words are still two. */
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

    private void enter(int place, DraftBead bead) {
        beads.add(place, bead);
        for (TextPair.Side side : TextPair.Side.values()) {
            bead.on(side).forEach(sentence -> beadOf.put(sentence, bead));
        }
    }

    /** Returns the beads of the gold as they are now, in order; a copy. */
    public List<DraftBead> beads() {
        return List.copyOf(beads);
    }

    /** Returns the sentences of a side as they are now, in order; a copy. */
    List<Sentence> sentences(TextPair.Side side) {
        return List.copyOf(on(side));
    }

    private List<Sentence> on(TextPair.Side side) {
        return side == TextPair.Side.CHINESE ? chinese : english;
    }

    /** Returns how many sentences of the other side the sentence at a place is rendered by, together with others perhaps. */
    int partners(TextPair.Side side, int place) {
        DraftBead bead = beadOf.get(on(side).get(place));
        return bead == null ? 0 : bead.on(side.other()).size();
    }

    /** Takes the sentences of one side of a bead away; what rendered them is left without partner, each sentence by itself. */
    void lose(DraftBead bead, TextPair.Side side) {
        on(side).removeAll(bead.on(side));
        bead.on(side).forEach(beadOf::remove);
        bead.on(side).clear();
        scatter(bead, side.other());
    }

    /** Sentences without partner stand in a bead each. */
    private void scatter(DraftBead bead, TextPair.Side side) {
        int place = beads.indexOf(bead);
        beads.remove(place);
        for (Sentence sentence : bead.on(side)) {
            enter(place++, DraftBead.alone(side, sentence));
        }
    }

    /** Returns whether a bead of the gold holds the sentences both before and after a place, so that nothing can be put between. */
    boolean cutsBead(TextPair.Side side, int place) {
        if (place == 0 || place == on(side).size()) {
            return false;
        }
        DraftBead before = beadOf.get(on(side).get(place - 1));
        return before != null && before == beadOf.get(on(side).get(place));
    }

    /** Puts sentences without partner before the sentence that stands at a place. */
    void insert(TextPair.Side side, int place, List<Segment> segments) {
        int beadPlace = 0;
        for (int k = place - 1; k >= 0 && beadPlace == 0; k--) {
            DraftBead before = beadOf.get(on(side).get(k));
            beadPlace = before == null ? 0 : beads.indexOf(before) + 1;
        }
        for (int k = 0; k < segments.size(); k++) {
            Sentence sentence = new Sentence(segments.get(k));
            on(side).add(place + k, sentence);
            enter(beadPlace + k, DraftBead.alone(side, sentence));
        }
    }

    /**
     * Swaps two neighbouring runs of beads on one side, and leaves the other side as it is. Does nothing where the sentences of
     * the two runs are not two neighbouring runs themselves.
     *
     * @return whether it did
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

    /** Makes one of the sentence at a place and the next; beads that the two stood in become one. */
    void join(TextPair.Side side, int place) {
        Sentence first = on(side).get(place);
        Sentence second = on(side).remove(place + 1);
        Text pair = new Text("", text(side).language(), List.of(first.segment, second.segment));
        Sentence joined = new Sentence(withText(first.segment, pair.join(List.of(0, 1))));
        on(side).set(place, joined);
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
     * Makes one sentence on each side of all sentences of neighbouring beads. Does nothing where they have none on a side, or
     * others stand between them.
     *
     * @return the bead that they make
     */
    Optional<DraftBead> gather(List<DraftBead> neighbours) {
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
     * Makes two of the sentence at a place.
     *
     * @param offset where the second begins, in UTF-16 units
     */
    void split(TextPair.Side side, int place, int offset) {
        Sentence whole = on(side).get(place);
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
        on(side).set(place, first);
        on(side).add(place + 1, second);
        DraftBead bead = beadOf.remove(whole);
        if (bead == null) {
            return;
        }
        bead.on(side).remove(whole);
        bead.on(side).addAll(List.of(first, second));
        beadOf.put(first, bead);
        beadOf.put(second, bead);
        if (bead.isNull()) {
            scatter(bead, side);
        }
    }

    private static Segment withText(Segment segment, String text) {
        return new Segment(text, segment.location(), segment.paragraph(), segment.kind());
    }

    private Text text(TextPair.Side side) {
        return side == TextPair.Side.CHINESE ? original.chinese() : original.english();
    }

    /**
     * Returns the text as it is now.
     *
     * @param mark what its name gets, to tell it from the original
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

    /** Numbers the paragraphs anew, since a paragraph may stand in the middle of others now. */
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

    /** A bead of a {@link GoldDraft}: the sentences that render each other, in no particular order. Not thread-safe. */
    public static final class DraftBead {
        private final List<Sentence> chinese = new ArrayList<>();
        private final List<Sentence> english = new ArrayList<>();

        static DraftBead alone(TextPair.Side side, Sentence sentence) {
            DraftBead bead = new DraftBead();
            bead.on(side).add(sentence);
            return bead;
        }

        /** Returns the sentences of one side; what is done to the list is done to the bead. */
        List<Sentence> on(TextPair.Side side) {
            return side == TextPair.Side.CHINESE ? chinese : english;
        }

        boolean isNull() {
            return chinese.isEmpty() || english.isEmpty();
        }
    }
}
