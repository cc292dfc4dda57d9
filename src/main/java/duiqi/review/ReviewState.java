package duiqi.review;

import duiqi.check.TextSpan.Side;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Holds the current state of an alignment under review. Each sentence is in exactly one bead. Immutable.
 *
 * @param version number of steps since the review began
 * @param source source sentences in text order
 * @param target target sentences in text order
 * @param beads beads in page order
 */
public record ReviewState(long version, List<Sentence> source, List<Sentence> target, List<ReviewBead> beads) {
    public ReviewState {
        source = List.copyOf(source);
        target = List.copyOf(target);
        beads = List.copyOf(beads);
    }

    /** Returns the sentences of a bead on one side. */
    public List<Sentence> sentences(ReviewBead bead, Side side) {
        Set<String> ids = Set.copyOf(bead.side(side));
        return (side == Side.SOURCE ? source : target)
                .stream().filter(sentence -> ids.contains(sentence.id())).toList();
    }

    /**
     * Represents a row of the page: a bead, or one piece of a bead. A bead has several pieces if its sentences are not
     * adjacent, for example because it crosses another bead. Read from top to bottom, each column contains all
     * sentences in text order. Immutable.
     *
     * @param bead the bead
     * @param piece index of the piece in its bead, from 0
     * @param pieces number of pieces; 1 if the bead fits in one row
     * @param source source sentences; empty if there are none
     * @param target target sentences; empty if there are none
     */
    public record Row(ReviewBead bead, int piece, int pieces, List<Sentence> source, List<Sentence> target) {
        public Row {
            Objects.checkIndex(piece, pieces);
            source = List.copyOf(source);
            target = List.copyOf(target);
        }

        /** Returns its sentences on one side. */
        public List<Sentence> side(Side side) {
            return side == Side.SOURCE ? source : target;
        }
    }

    /**
     * Describes how a step changes the rows: it replaces consecutive rows by others. Immutable.
     *
     * @param version version of the review after the step
     * @param label name of the step for users, for example "merge" or "undo merge"
     * @param from index of the first replaced row, from 0
     * @param removed number of replaced rows
     * @param rows the new rows
     * @param focus id of the bead to show after the step; empty if there is none
     */
    public record Change(long version, String label, int from, int removed, List<Row> rows, Optional<String> focus) {
        public Change {
            rows = List.copyOf(rows);
        }
    }

    /**
     * Describes the progress of a review. Immutable.
     *
     * @param version number of steps since the review began, including undo and redo
     * @param undo label of the step that undo reverts; empty if there is none
     * @param redo label of the step that redo repeats; empty if there is none
     * @param unsaved number of steps between the state in the memory and the current state; a step and its undo cancel
     *     each other
     * @param undoStep version that the step made that undo reverts; 0 if there is none
     */
    public record Status(long version, Optional<String> undo, Optional<String> redo, long unsaved, long undoStep) {}
}
