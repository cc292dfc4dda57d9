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
 * The changes of a step: enough to make it and to take it back. Immutable.
 *
 * @param splices the changes of the texts, one after the other
 * @param removed the beads that are gone or change
 * @param added the beads that are new or have changed
 * @param origin the origins before and after, when the step changes it
 */
public record Effect(
        List<Splice> splices, List<ReviewBead> removed, List<ReviewBead> added, Optional<OriginChange> origin) {
    static final Effect NONE = new Effect(List.of(), List.of(), List.of());

    /** The origin of a review before and after a step. */
    public record OriginChange(ReviewOrigin before, ReviewOrigin after) {}

    /** Makes the effect of a step that keeps the origin. */
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

    /** Returns whether it changes a text. */
    boolean changes(Side side) {
        return splices.stream().anyMatch(splice -> splice.side() == side);
    }

    /** Returns whether the same sentences stay in the same beads. */
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

    /** Returns the effect that takes it back. */
    public Effect inverse() {
        List<Splice> back =
                new ArrayList<>(splices.stream().map(Splice::inverse).toList());
        Collections.reverse(back);
        return new Effect(
                back, added, removed, origin.map(change -> new OriginChange(change.after(), change.before())));
    }

    /**
     * A change of one text: sentences that follow each other are replaced by others. Immutable.
     *
     * @param side the side of the text
     * @param from number of the first that is replaced, from 0
     * @param removed the sentences before
     * @param added the sentences afterwards
     */
    public record Splice(Side side, int from, List<Sentence> removed, List<Sentence> added) {
        public Splice {
            removed = List.copyOf(removed);
            added = List.copyOf(added);
        }

        /** Returns whether the same sentences stay there, with other texts. */
        boolean keepsSentences() {
            boolean isSame = removed.size() == added.size();
            for (int k = 0; isSame && k < removed.size(); k++) {
                isSame = removed.get(k).id().equals(added.get(k).id());
            }
            return isSame;
        }

        /** Returns the effect that takes it back. */
        Splice inverse() {
            return new Splice(side, from, added, removed);
        }
    }
}
