package duiqi.review;

import duiqi.check.TextSpan.Side;
import java.util.List;
import java.util.Objects;

/**
 * A change of the sentences of one text: some that follow each other are replaced by others. Immutable.
 *
 * @param side of which text
 * @param from number of the first that is replaced, from 0
 * @param removed what stands there before
 * @param added what stands there afterwards
 */
record Splice(Side side, int from, List<Sentence> removed, List<Sentence> added) {
    Splice {
        Objects.requireNonNull(side, "side");
        removed = List.copyOf(removed);
        added = List.copyOf(added);
    }

    /** What takes it back. */
    Splice inverse() {
        return new Splice(side, from, added, removed);
    }
}
