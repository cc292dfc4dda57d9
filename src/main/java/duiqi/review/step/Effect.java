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
 * What a step changes: enough to make it and to take it back. Immutable.
 *
 * @param splices of the texts, one after the other
 * @param removed beads that are no more, or not as they were
 * @param added beads that are new, or as they are now
 * @param origin where the review comes from, where that is another afterwards
 */
public record Effect(
        List<Splice> splices, List<ReviewBead> removed, List<ReviewBead> added, Optional<OriginChange> origin) {
    static final Effect NONE = new Effect(List.of(), List.of(), List.of());

    /** Where the review comes from before and after a step. */
    public record OriginChange(ReviewOrigin before, ReviewOrigin after) {}

    /** A step after which the review comes from where it came from. */
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

    /** Whether a text is another afterwards. */
    boolean changes(Side side) {
        return splices.stream().anyMatch(splice -> splice.side() == side);
    }

    /** Whether the same sentences are in the same beads afterwards, whatever they and their beads say. */
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

    /** What takes it back. */
    public Effect inverse() {
        List<Splice> back =
                new ArrayList<>(splices.stream().map(Splice::inverse).toList());
        Collections.reverse(back);
        return new Effect(
                back, added, removed, origin.map(change -> new OriginChange(change.after(), change.before())));
    }

    /**
     * A change of the sentences of one text: some that follow each other are replaced by others. Immutable.
     *
     * @param side of which text
     * @param from number of the first that is replaced, from 0
     * @param removed what stands there before
     * @param added what stands there afterwards
     */
    public record Splice(Side side, int from, List<Sentence> removed, List<Sentence> added) {
        public Splice {
            removed = List.copyOf(removed);
            added = List.copyOf(added);
        }

        /** Whether the same sentences stand there afterwards, with other texts. */
        boolean keepsSentences() {
            boolean isSame = removed.size() == added.size();
            for (int k = 0; isSame && k < removed.size(); k++) {
                isSame = removed.get(k).id().equals(added.get(k).id());
            }
            return isSame;
        }

        /** What takes it back. */
        Splice inverse() {
            return new Splice(side, from, added, removed);
        }
    }
}
