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
