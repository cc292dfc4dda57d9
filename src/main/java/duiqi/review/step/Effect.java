package duiqi.review.step;

import duiqi.check.TextSpan.Side;
import duiqi.exchange.ReviewedUnits.Signature;
import duiqi.review.ReviewBead;
import duiqi.review.ReviewOrigin;
import duiqi.review.Sentence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Holds the changes of a step, with all data to apply and to revert them. Immutable.
 *
 * @param splices changes of the texts, in the order in which they apply
 * @param removed beads that are removed or changed
 * @param added beads that are new or changed
 * @param origin origins before and after the step; empty if the origin does not change
 */
public record Effect(
        List<Splice> splices, List<ReviewBead> removed, List<ReviewBead> added, Optional<OriginChange> origin) {
    static final Effect NONE = new Effect(List.of(), List.of(), List.of());

    public record OriginChange(ReviewOrigin before, ReviewOrigin after) {}

    /** Creates the effect of a step that keeps the origin. */
    Effect(List<Splice> splices, List<ReviewBead> removed, List<ReviewBead> added) {
        this(splices, removed, added, Optional.empty());
    }

    public Effect {
        splices = List.copyOf(splices);
        removed = List.copyOf(removed);
        added = List.copyOf(added);
    }

    static Effect ofBeads(List<ReviewBead> removed, List<ReviewBead> added) {
        return new Effect(List.of(), removed, added);
    }

    public boolean isNone() {
        return equals(NONE);
    }

    /** Returns whether the effect changes the text of a side. */
    boolean changes(Side side) {
        return splices.stream().anyMatch(splice -> splice.side() == side);
    }

    /** Returns whether all sentences stay in the same beads. */
    boolean keepsRows() {
        Map<String, ReviewBead> before = new HashMap<>();
        removed.forEach(bead -> before.put(bead.id(), bead));
        return removed.size() == added.size()
                && added.stream()
                        .allMatch(bead -> Optional.ofNullable(before.get(bead.id()))
                                .filter(old -> old.source().equals(bead.source())
                                        && old.target().equals(bead.target()))
                                .isPresent())
                && splices.stream().allMatch(Splice::keepsSentences);
    }

    /**
     * Returns the effect with the signature of the user in the confirmations that it adds. Beads whose sentences were
     * confirmed before keep their signature.
     */
    private Effect signed(Signature by) {
        Set<String> before = new HashSet<>();
        removed.stream().filter(ReviewBead::isConfirmed).forEach(bead -> before.addAll(bead.sentences()));
        List<ReviewBead> signed = added.stream()
                .map(bead -> bead.confirmation().equals(Optional.of(Signature.UNKNOWN))
                                && bead.sentences().stream().noneMatch(before::contains)
                        ? bead.confirmedBy(by)
                        : bead)
                .toList();
        return new Effect(splices, removed, signed, origin);
    }

    /** Returns the effect that reverts this effect. */
    public Effect inverse() {
        List<Splice> back =
                new ArrayList<>(splices.stream().map(Splice::inverse).toList());
        Collections.reverse(back);
        return new Effect(
                back, added, removed, origin.map(change -> new OriginChange(change.after(), change.before())));
    }

    /**
     * Replaces consecutive sentences of one text by others. Immutable.
     *
     * @param side side of the text
     * @param from index of the first replaced sentence, from 0
     * @param removed the old sentences
     * @param added the new sentences
     */
    public record Splice(Side side, int from, List<Sentence> removed, List<Sentence> added) {
        public Splice {
            removed = List.copyOf(removed);
            added = List.copyOf(added);
        }

        /** Returns whether the sentences stay the same except for their texts. */
        boolean keepsSentences() {
            boolean isSame = removed.size() == added.size();
            for (int k = 0; isSame && k < removed.size(); k++) {
                isSame = removed.get(k).id().equals(added.get(k).id());
            }
            return isSame;
        }

        /** Returns the splice that reverts this splice. */
        Splice inverse() {
            return new Splice(side, from, added, removed);
        }
    }

    /**
     * Moves sentences of some beads to other beads. The note and mark of a bead stay with its remaining sentences. If none
     * remain, they move with its first sentence, so that no note is lost.
     *
     * <p>A bead that gets other sentences is set by hand, but not confirmed. This includes the remaining sentences of a pair,
     * because the user saw them. Sentences that lose all their counterparts are an exception: no user decided that they have
     * none. They get the probability 0. Use an instance once.
     */
    static final class Regrouping {
        private final Snapshot now;
        private final Map<String, ReviewBead> beads = new LinkedHashMap<>();
        private final List<Group> groups = new ArrayList<>();

        /**
         * Holds the sentences of a new bead.
         *
         * @param sentences ids of the sentences
         * @param rest the bead that keeps these sentences; empty for a new bead
         * @param probability the probability of the new bead
         */
        private record Group(Set<String> sentences, Optional<ReviewBead> rest, OptionalDouble probability) {}

        /**
         * Creates an empty regrouping.
         *
         * @param beads all beads whose sentences move
         */
        Regrouping(Snapshot now, List<ReviewBead> beads) {
            this.now = now;
            beads.stream()
                    .sorted(Comparator.comparingInt(now::firstRow))
                    .forEach(bead -> this.beads.put(bead.id(), bead));
        }

        /** Adds a new bead. */
        Regrouping join(Set<String> sentences) {
            return join(Optional.empty(), sentences);
        }

        /**
         * Adds a new bead. Without sentences, it does nothing.
         *
         * @param heir the bead whose note and mark the new bead gets
         */
        Regrouping join(Optional<ReviewBead> heir, Set<String> sentences) {
            return add(new Group(sentences, heir, OptionalDouble.empty()));
        }

        /** Adds a new bead that is not set by hand. */
        Regrouping join(Set<String> sentences, double probability) {
            return add(new Group(sentences, Optional.empty(), OptionalDouble.of(probability)));
        }

        /** Leaves the other sentences of a bead. A bead without sentences is removed. */
        Regrouping leave(ReviewBead bead, Set<String> sentences) {
            boolean losesCounterparts = !bead.isNull()
                    && (side(sentences, Side.SOURCE).isEmpty()
                            || side(sentences, Side.TARGET).isEmpty());
            return add(new Group(
                    sentences, Optional.of(bead), losesCounterparts ? OptionalDouble.of(0) : OptionalDouble.empty()));
        }

        private Regrouping add(Group group) {
            if (!group.sentences().isEmpty()) {
                groups.add(group);
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
                            ids.bead(),
                            side(sentences, Side.SOURCE),
                            side(sentences, Side.TARGET),
                            groups.get(k).probability(),
                            parents.get(k)));
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

    /**
     * Holds a step that undo can revert and redo can repeat. Immutable.
     *
     * @param label name of the step for users
     * @param effect its effect
     * @param focus id of the bead to show after the step; empty if there is none
     */
    public record Step(String label, Effect effect, Optional<String> focus) {
        /** Returns the step with the signature of the user in the confirmations that it adds. */
        public Step signed(Signature by) {
            return new Step(label, effect.signed(by), focus);
        }
    }
}
