package duiqi.review.step;

import duiqi.check.TextSpan.Side;
import duiqi.review.ReviewBead;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Moves sentences of some beads to other beads. The note and mark of a bead stay with its remaining sentences. If none
 * remain, they move with its first sentence, so that no note is lost.
 *
 * <p>A bead that gets other sentences is set by hand, but not confirmed. This includes the remaining sentences of a pair,
 * because the user saw them. Sentences that lose all their counterparts are an exception: no user decided that they have
 * none. They get the probability 0. Use an instance once.
 */
public final class Regrouping {
    private final Draft now;
    private final Map<String, ReviewBead> beads = new LinkedHashMap<>();
    private final List<Group> groups = new ArrayList<>();

    /**
     * Holds the sentences of a new bead.
     *
     * @param sentences ids of the sentences
     * @param heir the bead whose note and mark the new bead gets; empty if there is none
     * @param probability the probability of the new bead
     */
    private record Group(Set<String> sentences, Optional<ReviewBead> heir, OptionalDouble probability) {}

    /**
     * Creates an empty regrouping.
     *
     * @param beads all beads whose sentences move
     */
    public Regrouping(Draft now, List<ReviewBead> beads) {
        this.now = now;
        beads.stream()
                .sorted(Comparator.comparingInt(bead ->
                        bead.sentences().stream().mapToInt(now::row).min().orElseThrow()))
                .forEach(bead -> this.beads.put(bead.id(), bead));
    }

    /** Adds a new bead that is set by hand. Without sentences, it does nothing. */
    public Regrouping join(Set<String> sentences, Optional<ReviewBead> heir) {
        return add(sentences, heir, OptionalDouble.empty());
    }

    /** Leaves the other sentences of a bead. A bead without sentences is removed. */
    public Regrouping leave(ReviewBead bead, Set<String> sentences) {
        boolean losesCounterparts = !bead.isNull()
                && (side(sentences, Side.SOURCE).isEmpty()
                        || side(sentences, Side.TARGET).isEmpty());
        return add(sentences, Optional.of(bead), losesCounterparts ? OptionalDouble.of(0) : OptionalDouble.empty());
    }

    /** Adds an unpaired sentence. No user decided that it has no counterpart. */
    public Regrouping lose(String sentence) {
        return add(Set.of(sentence), Optional.empty(), OptionalDouble.of(0));
    }

    private Regrouping add(Set<String> sentences, Optional<ReviewBead> heir, OptionalDouble probability) {
        if (!sentences.isEmpty()) {
            groups.add(new Group(sentences, heir, probability));
        }
        return this;
    }

    /**
     * Returns the step of all changes.
     *
     * @param focus a sentence of the bead to show after the step
     */
    public Step step(String label, String focus) {
        Map<String, ReviewBead> removed = new LinkedHashMap<>(beads);
        List<ReviewBead> added = new ArrayList<>();
        List<List<ReviewBead>> parents = parents();
        for (int k = 0; k < groups.size(); k++) {
            Set<String> sentences = groups.get(k).sentences();
            ReviewBead before = now.beadOf(sentences.iterator().next());
            if (removed.containsKey(before.id()) && before.sentences().equals(sentences)) {
                removed.remove(before.id());
            } else {
                added.add(ReviewBead.of(
                        now.ids().bead(),
                        side(sentences, Side.SOURCE),
                        side(sentences, Side.TARGET),
                        groups.get(k).probability(),
                        parents.get(k)));
            }
        }
        Optional<String> shown = added.stream()
                .filter(bead -> bead.sentences().contains(focus))
                .map(ReviewBead::id)
                .findFirst();
        return new Step(label, shown, List.of(), List.copyOf(removed.values()), added);
    }

    /** Returns, for each group, the beads from which it inherits the mark and note. */
    private List<List<ReviewBead>> parents() {
        List<List<ReviewBead>> parents = new ArrayList<>();
        Set<String> left = new HashSet<>();
        for (Group group : groups) {
            parents.add(new ArrayList<>(group.heir().stream().toList()));
            group.heir().ifPresent(bead -> left.add(bead.id()));
        }
        for (ReviewBead bead : beads.values()) {
            String first = bead.sentences().iterator().next();
            for (int k = 0; k < groups.size() && !left.contains(bead.id()); k++) {
                if (groups.get(k).sentences().contains(first)) {
                    parents.get(k).add(bead);
                }
            }
        }
        return parents;
    }

    private List<String> side(Set<String> sentences, Side side) {
        return sentences.stream()
                .filter(sentence -> Draft.side(sentence) == side)
                .sorted(Comparator.comparingInt(now::position))
                .toList();
    }
}
