package duiqi.review;

import duiqi.align.Bead;
import duiqi.align.ParallelText;
import duiqi.review.memory.MemoryUnits;
import duiqi.review.step.Draft;
import duiqi.text.Direction;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Holds the initial state of a review. Each sentence is in exactly one bead. Immutable.
 *
 * @param origin origin of the review
 * @param source source sentences in text order
 * @param target target sentences in text order
 * @param beads the beads in any order
 */
public record InitialReview(ReviewOrigin origin, List<Sentence> source, List<Sentence> target, List<ReviewBead> beads) {
    public InitialReview {
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
    public static InitialReview ofMemory(Path memory, Optional<Direction> given) throws IOException {
        return MemoryUnits.read(memory, memory, given, (unit, number) -> {});
    }

    /** Returns the initial state of the review of two aligned texts. */
    public static InitialReview ofTexts(ReviewOrigin origin, ParallelText text) {
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
        return new InitialReview(origin, source, target, beads);
    }

    /** Returns the rows of this state, as the page shows them from top to bottom. */
    public List<ReviewState.Row> rows() {
        return new Draft(this).rows();
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
}
