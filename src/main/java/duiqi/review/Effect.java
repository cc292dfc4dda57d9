package duiqi.review;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a step changes: enough to make it and to take it back. Immutable.
 *
 * @param splices of the texts, one after the other
 * @param removed beads that are no more, or not as they were
 * @param added beads that are new, or as they are now
 */
record Effect(List<Splice> splices, List<ReviewBead> removed, List<ReviewBead> added) {
    static final Effect NONE = new Effect(List.of(), List.of(), List.of());

    Effect {
        splices = List.copyOf(splices);
        removed = List.copyOf(removed);
        added = List.copyOf(added);
    }

    static Effect ofBeads(List<ReviewBead> removed, List<ReviewBead> added) {
        return new Effect(List.of(), removed, added);
    }

    boolean isNone() {
        return equals(NONE);
    }

    /** What takes it back. */
    Effect inverse() {
        List<Splice> back =
                new ArrayList<>(splices.stream().map(Splice::inverse).toList());
        Collections.reverse(back);
        return new Effect(back, added, removed);
    }
}
