package duiqi.review.step;

import duiqi.check.TextSpan.Side;
import duiqi.review.ReviewBead;
import duiqi.review.ReviewOrigin;
import duiqi.review.Sentence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
}
