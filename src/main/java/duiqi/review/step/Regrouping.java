package duiqi.review.step;

import duiqi.check.TextSpan.Side;
import duiqi.review.ReviewBead;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Moves sentences of some beads to other beads. The note and mark of a bead stay with its remaining sentences. If none
 * remain, they move with its first sentence, so that no note is lost. A bead that a user creates has the probability 1,
 * but is not confirmed. Use an instance once.
 */
public final class Regrouping {
    private final Snapshot now;
    private final Map<String, ReviewBead> beads = new LinkedHashMap<>();
    private final List<Group> groups = new ArrayList<>();

    /**
     * Holds the sentences of a new bead.
     *
     * @param sentences ids of the sentences
     * @param rest the bead that keeps these sentences; empty for a new bead
     */
    private record Group(Set<String> sentences, Optional<ReviewBead> rest) {}

    /**
     * Creates an empty regrouping.
     *
     * @param beads all beads whose sentences move
     */
    Regrouping(Snapshot now, List<ReviewBead> beads) {
        this.now = now;
        beads.stream().sorted(Comparator.comparingInt(now::firstRow)).forEach(bead -> this.beads.put(bead.id(), bead));
    }

    /** Adds a new bead. */
    Regrouping join(Set<String> sentences) {
        groups.add(new Group(sentences, Optional.empty()));
        return this;
    }

    /** Assigns sentences to an existing bead. A bead without sentences is removed. */
    Regrouping leave(ReviewBead bead, Set<String> sentences) {
        if (!sentences.isEmpty()) {
            groups.add(new Group(sentences, Optional.of(bead)));
        }
        return this;
    }

    /** Returns the effect of all changes. */
    Effect effect(Draft.Ids ids) {
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
                        ids.bead(), side(sentences, Side.SOURCE), side(sentences, Side.TARGET), 1, parents.get(k)));
            }
        }
        return Effect.ofBeads(List.copyOf(removed.values()), added);
    }

    /** Returns, for each group, the beads from which it inherits the mark and note. */
    private List<List<ReviewBead>> parents() {
        List<List<ReviewBead>> parents = new ArrayList<>();
        Set<String> left = new HashSet<>();
        Map<String, Integer> places = new HashMap<>();
        for (int k = 0; k < groups.size(); k++) {
            Group group = groups.get(k);
            parents.add(new ArrayList<>(group.rest().stream().toList()));
            group.rest().ifPresent(bead -> left.add(bead.id()));
            for (String sentence : group.sentences()) {
                places.put(sentence, k);
            }
        }
        for (ReviewBead bead : beads.values()) {
            if (!left.contains(bead.id())) {
                String first = bead.sentences().iterator().next();
                parents.get(Optional.ofNullable(places.get(first)).orElseThrow())
                        .add(bead);
            }
        }
        return parents;
    }

    private List<String> side(Set<String> sentences, Side side) {
        return sentences.stream()
                .filter(sentence -> Snapshot.side(sentence) == side)
                .sorted(Comparator.comparingInt(now::position))
                .toList();
    }
}
