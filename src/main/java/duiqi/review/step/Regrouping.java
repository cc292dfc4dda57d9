package duiqi.review.step;

import duiqi.check.TextSpan.Side;
import duiqi.review.ReviewBead;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts the sentences of some beads in other beads. What people said of a bead stays with what is left of it, and goes with its first
 * sentence where nothing is left: no note is lost. A bead that a person made is certain, but confirmed only when that person says so.
 * Used once.
 */
public final class Regrouping {
    private final Snapshot now;
    private final Map<String, ReviewBead> beads = new LinkedHashMap<>();
    private final List<Group> groups = new ArrayList<>();

    /**
     * Sentences to be in one bead.
     *
     * @param sentences their ids
     * @param rest what this is the rest of; empty when it is something new
     */
    private record Group(Set<String> sentences, Optional<ReviewBead> rest) {}

    /**
     * @param beads those whose sentences are put elsewhere, each of them
     */
    Regrouping(Snapshot now, List<ReviewBead> beads) {
        this.now = now;
        beads.stream().sorted(Comparator.comparingInt(now::firstRow)).forEach(bead -> this.beads.put(bead.id(), bead));
    }

    /** The ids of all sentences of a bead. */
    public static Set<String> sentences(ReviewBead bead) {
        return Stream.concat(bead.source().stream(), bead.target().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Makes a new bead. */
    Regrouping join(Set<String> sentences) {
        groups.add(new Group(sentences, Optional.empty()));
        return this;
    }

    /** Leaves a bead some sentences, be they its own or not; a bead without any is gone. */
    Regrouping leave(ReviewBead bead, Set<String> sentences) {
        if (!sentences.isEmpty()) {
            groups.add(new Group(sentences, Optional.of(bead)));
        }
        return this;
    }

    /** What changes thereby. */
    Effect effect(Draft.Ids ids) {
        Map<String, ReviewBead> removed = new LinkedHashMap<>(beads);
        List<ReviewBead> added = new ArrayList<>();
        List<List<ReviewBead>> parents = parents();
        for (int k = 0; k < groups.size(); k++) {
            Set<String> sentences = groups.get(k).sentences();
            ReviewBead before = now.beadOf(sentences.iterator().next());
            if (removed.containsKey(before.id()) && sentences(before).equals(sentences)) {
                removed.remove(before.id());
            } else {
                added.add(bead(ids.bead(), sentences, parents.get(k)));
            }
        }
        return Effect.ofBeads(List.copyOf(removed.values()), added);
    }

    /** For each group, the beads that it takes over from. */
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
                String first = sentences(bead).iterator().next();
                parents.get(Optional.ofNullable(places.get(first)).orElseThrow())
                        .add(bead);
            }
        }
        return parents;
    }

    private ReviewBead bead(String id, Set<String> sentences, List<ReviewBead> parents) {
        return new ReviewBead(
                id,
                side(sentences, Side.SOURCE),
                side(sentences, Side.TARGET),
                1,
                false,
                parents.stream().anyMatch(ReviewBead::isMarked),
                notes(parents),
                parents.stream()
                        .map(ReviewBead::unit)
                        .filter(OptionalInt::isPresent)
                        .findFirst()
                        .orElse(OptionalInt.empty()));
    }

    /** The notes of some beads in one. */
    public static String notes(List<ReviewBead> beads) {
        return beads.stream()
                .map(ReviewBead::note)
                .filter(note -> !note.isEmpty())
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private List<String> side(Set<String> sentences, Side side) {
        return sentences.stream()
                .filter(sentence -> Snapshot.side(sentence) == side)
                .sorted(Comparator.comparingInt(now::position))
                .toList();
    }
}
