package duiqi.review;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a step did to the rows: so many of them from one on are replaced by others. Immutable.
 *
 * @param version of the review after the step
 * @param label what the step was, for a person: "merge", "undo merge"
 * @param from number of the first row that is replaced, from 0
 * @param removed how many are
 * @param rows by which
 * @param focus id of the bead to look at afterwards; empty when there is none
 */
public record Change(long version, String label, int from, int removed, List<Row> rows, Optional<String> focus) {
    public Change {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(focus, "focus");
        rows = List.copyOf(rows);
    }
}
