package duiqi.review;

import duiqi.align.Bead;
import duiqi.align.ParallelText;
import duiqi.check.TextSpan.Side;
import duiqi.review.memory.MemoryUnits;
import duiqi.review.step.BeadRows;
import duiqi.text.Direction;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Holds the current state of an alignment under review. Each sentence is in exactly one bead. Immutable.
 *
 * @param origin origin of the review
 * @param version number of steps since the review began
 * @param source source sentences in text order
 * @param target target sentences in text order
 * @param beads the beads, in page order unless the state is a new one
 */
public record ReviewState(
        ReviewOrigin origin, long version, List<Sentence> source, List<Sentence> target, List<ReviewBead> beads) {
    public ReviewState {
        source = List.copyOf(source);
        target = List.copyOf(target);
        beads = List.copyOf(beads);
    }

    /**
     * Returns the initial state of the review of a memory. Each unit is a bead, in file order, and its sides are split
     * into sentences. The direction is the one that the header of the file declares, else the order of the sides in the
     * first unit. Confirmations, marks and notes of an earlier review are restored. The review omits units without
     * text and units that do not have exactly one Chinese and one English side. It shows the text of inline tags.
     *
     * @param given direction, which takes precedence over the file; empty to use that of the file
     * @throws duiqi.text.FormatException if the memory does not exist, is so damaged that rewriting it would lose
     *     units, or has no unit to review
     */
    public static ReviewState ofMemory(Path memory, Optional<Direction> given) throws IOException {
        return MemoryUnits.read(memory, memory, given, (unit, number) -> {});
    }

    /** Returns the initial state of the review of two aligned texts. */
    public static ReviewState ofTexts(ReviewOrigin origin, ParallelText text) {
        List<Sentence> source = sentences('s', text.source().segments());
        List<Sentence> target = sentences('t', text.target().segments());
        List<ReviewBead> beads = new ArrayList<>();
        for (Bead bead : text.alignment().beads()) {
            beads.add(ReviewBead.of(
                    "b" + (beads.size() + 1),
                    bead.source().stream().map(index -> source.get(index).id()).toList(),
                    bead.target().stream().map(index -> target.get(index).id()).toList(),
                    OptionalDouble.of(bead.probability()),
                    List.of()));
        }
        return new ReviewState(origin, 0, source, target, beads);
    }

    public List<Row> rows() {
        return BeadRows.rows(source, target, beads);
    }

    private static List<Sentence> sentences(char side, List<Segment> segments) {
        List<Sentence> sentences = new ArrayList<>();
        int paragraph = -1;
        for (Segment segment : segments) {
            sentences.add(new Sentence(
                    side + String.valueOf(sentences.size() + 1),
                    segment.text(),
                    segment.location(),
                    segment.paragraph() != paragraph,
                    segment.kind() == Paragraph.Kind.HEADING,
                    false));
            paragraph = segment.paragraph();
        }
        return sentences;
    }

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
