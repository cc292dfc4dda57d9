package duiqi.review;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An alignment under review as it stands. Each sentence is in exactly one bead. Immutable.
 *
 * @param version how many steps have been made since the review was begun
 * @param source the source sentences in the order of the text
 * @param target the target sentences in the order of the text
 * @param beads in the order in which they stand on the page
 */
public record ReviewState(long version, List<Sentence> source, List<Sentence> target, List<ReviewBead> beads) {
    public ReviewState {
        source = List.copyOf(source);
        target = List.copyOf(target);
        beads = List.copyOf(beads);
    }

    /**
     * A row of the page: a bead, or a piece of one whose sentences do not stand together, as when two beads cross. Both columns of all
     * rows, read downwards, have all sentences in the order of their texts. Immutable.
     *
     * @param bead the bead
     * @param piece which piece of it this is, from 0
     * @param pieces how many there are; 1 when the bead is a row
     * @param source the sentences on the left; empty when there are none
     * @param target the sentences on the right; empty when there are none
     */
    public record Row(ReviewBead bead, int piece, int pieces, List<Sentence> source, List<Sentence> target) {
        public Row {
            Objects.checkIndex(piece, pieces);
            source = List.copyOf(source);
            target = List.copyOf(target);
        }
    }

    /**
     * The change of the rows by a step: some rows that follow each other are replaced by others. Immutable.
     *
     * @param version of the review after the step
     * @param label what the step was, for a person: "merge", "undo merge"
     * @param from number of the first row that is replaced, from 0
     * @param removed the number of rows that are replaced
     * @param rows the rows that replace them
     * @param focus the id of the bead to show afterwards; empty when there is none
     */
    public record Change(long version, String label, int from, int removed, List<Row> rows, Optional<String> focus) {
        public Change {
            rows = List.copyOf(rows);
        }
    }

    /**
     * The progress of a review. Immutable.
     *
     * @param version how many steps have been made since it was begun, undoing and redoing among them
     * @param undo label of the step that undoing takes back; empty when there is none
     * @param redo label of the step that redoing makes again; empty when there is none
     * @param unsaved steps since the memory was last written
     */
    public record Status(long version, Optional<String> undo, Optional<String> redo, long unsaved) {}
}
