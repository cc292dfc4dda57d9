package duiqi.review.step;

import duiqi.check.TextSpan.Side;
import duiqi.exchange.ReviewedUnits.Signature;
import duiqi.review.ReviewBead;
import duiqi.review.ReviewOrigin;
import duiqi.review.Sentence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Holds a step of a review, with all data to make it and to revert it. Immutable.
 *
 * @param label name of the step for users
 * @param focus id of the bead to show after the step; empty if there is none
 * @param splices changes of the texts, in the order in which they apply
 * @param removed beads that are removed or changed
 * @param added beads that are new or changed
 * @param origin origins before and after the step; empty if the origin does not change
 */
public record Step(
        String label,
        Optional<String> focus,
        List<Splice> splices,
        List<ReviewBead> removed,
        List<ReviewBead> added,
        Optional<OriginChange> origin) {
    public record OriginChange(ReviewOrigin before, ReviewOrigin after) {}

    public Step {
        splices = List.copyOf(splices);
        removed = List.copyOf(removed);
        added = List.copyOf(added);
    }

    public Step(
            String label,
            Optional<String> focus,
            List<Splice> splices,
            List<ReviewBead> removed,
            List<ReviewBead> added) {
        this(label, focus, splices, removed, added, Optional.empty());
    }

    public boolean isNone() {
        return splices.isEmpty() && removed.isEmpty() && added.isEmpty() && origin.isEmpty();
    }

    /**
     * Returns the step with the signature of the user in the confirmations that it adds. Beads whose sentences were
     * confirmed before keep their signature.
     */
    public Step signed(Signature by) {
        Set<String> before = new HashSet<>();
        removed.stream().filter(ReviewBead::isConfirmed).forEach(bead -> before.addAll(bead.sentences()));
        List<ReviewBead> signed = added.stream()
                .map(bead -> bead.confirmation().equals(Optional.of(Signature.UNKNOWN))
                                && bead.sentences().stream().noneMatch(before::contains)
                        ? bead.confirmedBy(by)
                        : bead)
                .toList();
        return new Step(label, focus, splices, removed, signed, origin);
    }

    public Step inverse() {
        List<Splice> back =
                new ArrayList<>(splices.stream().map(Splice::inverse).toList());
        Collections.reverse(back);
        return new Step(
                "undo " + label,
                removed.stream().findFirst().map(ReviewBead::id).or(() -> focus),
                back,
                added,
                removed,
                origin.map(change -> new OriginChange(change.after(), change.before())));
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

        Splice inverse() {
            return new Splice(side, from, added, removed);
        }
    }
}
