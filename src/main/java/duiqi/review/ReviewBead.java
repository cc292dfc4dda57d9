package duiqi.review;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A bead under review. Whatever changes which sentences it joins makes beads with new ids; what people say of it does not. Immutable.
 *
 * @param id {@code b} and a number
 * @param source ids of its source sentences, in the order of the text
 * @param target ids of its target sentences, in the order of the text
 * @param probability how likely the aligner held it to be right, 0 to 1; 1 for what a person made
 * @param isConfirmed whether a person said that it is right
 * @param isMarked whether a person wants to come back to it
 * @param note what a person says of it; empty when nothing
 * @param unit of a memory under review, the number of the unit that it was read from, from 0; empty otherwise
 */
public record ReviewBead(
        String id,
        List<String> source,
        List<String> target,
        double probability,
        boolean isConfirmed,
        boolean isMarked,
        String note,
        OptionalInt unit) {
    public ReviewBead {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(note, "note");
        Objects.requireNonNull(unit, "unit");
        source = List.copyOf(source);
        target = List.copyOf(target);
        if (source.isEmpty() && target.isEmpty()) {
            throw new IllegalArgumentException("a bead has sentences on one side at least");
        }
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("a probability lies between 0 and 1, not at " + probability);
        }
    }

    /** Whether one side is empty. */
    public boolean isNull() {
        return source.isEmpty() || target.isEmpty();
    }

    /** Such as {@code 1-2}. */
    public String type() {
        return source.size() + "-" + target.size();
    }
}
