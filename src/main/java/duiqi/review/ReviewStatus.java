package duiqi.review;

import java.util.Objects;
import java.util.Optional;

/**
 * How far a review has come. Immutable.
 *
 * @param version how many steps have been made since it was begun, undoing and redoing among them
 * @param undo label of the step that undoing takes back; empty when there is none
 * @param redo label of the step that redoing makes again; empty when there is none
 * @param unsaved steps since the memory was last written
 */
public record ReviewStatus(long version, Optional<String> undo, Optional<String> redo, long unsaved) {
    public ReviewStatus {
        Objects.requireNonNull(undo, "undo");
        Objects.requireNonNull(redo, "redo");
    }
}
