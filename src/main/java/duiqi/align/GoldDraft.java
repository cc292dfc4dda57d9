package duiqi.align;

import duiqi.bitext.Location;
import duiqi.bitext.Segment;
import duiqi.bitext.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A gold text while it is being changed, its gold in step. Sentences are known by themselves and not by their numbers, so that
 * no change needs to renumber what it does not touch; {@link #finish} numbers them. Not thread-safe.
 */
final class GoldDraft {
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

    /** A bead of the gold: the sentences that render each other, in no particular order. */
    static final class Group {
        private final List<Sentence> chinese = new ArrayList<>();
        private final List<Sentence> english = new ArrayList<>();

        List<Sentence> on(Side side) {
            return side == Side.CHINESE ? chinese : english;
        }

        boolean isNull() {
            return chinese.isEmpty() || english.isEmpty();
        }

        private static Group alone(Side side, Sentence sentence) {
            Group group = new Group();
            group.on(side).add(sentence);
            return group;
        }
    }

    private final GoldText original;
    private final List<Sentence> chinese;
    private final List<Sentence> english;
    private final List<Group> groups = new ArrayList<>();
    private final Map<Sentence, Group> groupOf = new HashMap<>();

    GoldDraft(GoldText original) {
        this.original = original;
        chinese = sentences(original.chinese());
        english = sentences(original.english());
        for (Bead bead : original.beads()) {
            Group group = new Group();
            bead.source().forEach(index -> group.chinese.add(chinese.get(index)));
            bead.target().forEach(index -> group.english.add(english.get(index)));
            enter(groups.size(), group);
        }
    }

    private static List<Sentence> sentences(Text text) {
        return new ArrayList<>(text.segments().stream().map(Sentence::new).toList());
    }

    private void enter(int place, Group group) {
        groups.add(place, group);
        group.chinese.forEach(sentence -> groupOf.put(sentence, group));
        group.english.forEach(sentence -> groupOf.put(sentence, group));
    }

    /** The beads of the gold as they are now, in order; a copy. */
    List<Group> groups() {
        return List.copyOf(groups);
    }

    /** The sentences of a side as they are now, in order; a copy. */
    List<Sentence> sentences(Side side) {
        return List.copyOf(on(side));
    }

    private List<Sentence> on(Side side) {
        return side == Side.CHINESE ? chinese : english;
    }

    /** How many sentences of the other side the sentence at a place is rendered by, together with others perhaps. */
    int partners(Side side, int place) {
        Group group = groupOf.get(on(side).get(place));
        return group == null ? 0 : group.on(side.other()).size();
    }

    /** Takes the sentences of one side of a bead away; what rendered them is left without partner, each sentence by itself. */
    void lose(Group group, Side side) {
        on(side).removeAll(group.on(side));
        group.on(side).forEach(groupOf::remove);
        group.on(side).clear();
        scatter(group, side.other());
    }

    /** Sentences without partner stand in a bead each. */
    private void scatter(Group group, Side side) {
        int place = groups.indexOf(group);
        groups.remove(place);
        for (Sentence sentence : group.on(side)) {
            enter(place++, Group.alone(side, sentence));
        }
    }

    /** Whether a bead of the gold holds the sentences both before and after a place, so that nothing can be put between. */
    boolean cutsBead(Side side, int place) {
        if (place == 0 || place == on(side).size()) {
            return false;
        }
        Group before = groupOf.get(on(side).get(place - 1));
        return before != null && before == groupOf.get(on(side).get(place));
    }

    /** Puts sentences without partner before the sentence that stands at a place. */
    void insert(Side side, int place, List<Segment> segments) {
        int groupPlace = 0;
        for (int k = place - 1; k >= 0 && groupPlace == 0; k--) {
            Group before = groupOf.get(on(side).get(k));
            groupPlace = before == null ? 0 : groups.indexOf(before) + 1;
        }
        for (int k = 0; k < segments.size(); k++) {
            Sentence sentence = new Sentence(segments.get(k));
            on(side).add(place + k, sentence);
            enter(groupPlace + k, Group.alone(side, sentence));
        }
    }

    /**
     * Swaps two neighbouring runs of beads on one side, and leaves the other side as it is. Does nothing where the sentences of
     * the two runs are not two neighbouring runs themselves.
     *
     * @return whether it did
     */
    boolean swap(Side side, List<Group> first, List<Group> second) {
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

    private static List<Sentence> members(Side side, List<Group> groups) {
        return groups.stream().flatMap(group -> group.on(side).stream()).toList();
    }

    /** Makes one of the sentence at a place and the next; beads that the two stood in become one. */
    void join(Side side, int place) {
        Sentence first = on(side).get(place);
        Sentence second = on(side).remove(place + 1);
        Text pair = new Text("", text(side).language(), List.of(first.segment, second.segment));
        Sentence joined = new Sentence(withText(first.segment, pair.join(List.of(0, 1))));
        on(side).set(place, joined);
        Group into = groupOf.remove(first);
        Group from = groupOf.remove(second);
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
        groupOf.put(joined, into);
    }

    private void merge(Group into, Group from) {
        groups.remove(from);
        for (Side side : Side.values()) {
            into.on(side).addAll(from.on(side));
            from.on(side).forEach(sentence -> groupOf.replace(sentence, into));
        }
    }

    /**
     * Makes two of the sentence at a place.
     *
     * @param offset where the second begins, in UTF-16 units
     */
    void split(Side side, int place, int offset) {
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
        Group group = groupOf.remove(whole);
        if (group == null) {
            return;
        }
        group.on(side).remove(whole);
        group.on(side).addAll(List.of(first, second));
        groupOf.put(first, group);
        groupOf.put(second, group);
        if (group.isNull()) {
            scatter(group, side);
        }
    }

    private static Segment withText(Segment segment, String text) {
        return new Segment(text, segment.location(), segment.paragraph(), segment.kind());
    }

    private Text text(Side side) {
        return side == Side.CHINESE ? original.chinese() : original.english();
    }

    /**
     * The text as it is now.
     *
     * @param mark what its name gets, to tell it from the original
     */
    GoldText finish(String mark) {
        Map<Sentence, Integer> numbers = new HashMap<>();
        for (Side side : Side.values()) {
            for (Sentence sentence : on(side)) {
                numbers.put(sentence, numbers.size() - (side == Side.CHINESE ? 0 : chinese.size()));
            }
        }
        List<Bead> beads = new ArrayList<>();
        for (Group group : groups) {
            beads.add(new Bead(numbers(numbers, group.chinese), numbers(numbers, group.english), 1));
        }
        return new GoldText(original.name() + mark, finish(Side.CHINESE), finish(Side.ENGLISH), beads);
    }

    private static List<Integer> numbers(Map<Sentence, Integer> numbers, List<Sentence> sentences) {
        return sentences.stream().map(numbers::get).sorted().toList();
    }

    /** Numbers the paragraphs anew, since a paragraph may stand in the middle of others now. */
    private Text finish(Side side) {
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
}
