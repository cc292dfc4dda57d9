package duiqi.review;

import duiqi.align.Bead;
import duiqi.align.ParallelText;
import duiqi.review.memory.MemoryUnits;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The beginning of a review. Each sentence is in exactly one bead. Immutable.
 *
 * @param origin where it comes from
 * @param source the source sentences in the order of the text
 * @param target the target sentences in the order of the text
 * @param beads the beads, in any order
 */
public record InitialReview(ReviewOrigin origin, List<Sentence> source, List<Sentence> target, List<ReviewBead> beads) {
    public InitialReview {
        source = List.copyOf(source);
        target = List.copyOf(target);
        beads = List.copyOf(beads);
    }

    /**
     * Returns the beginning of the review of a memory. Its units stand in the order of the file, each a bead, its sides cut into
     * sentences. Confirmations, marks and notes of an earlier review hold again. Units in more or other languages than Chinese and
     * English are not shown, nor are those without text; of inline codes the text is shown.
     *
     * @throws duiqi.text.FormatException if there is no such memory, it is damaged so that units of it would be lost, or it has
     *     nothing to review
     */
    public static InitialReview ofMemory(Path memory) throws IOException {
        return MemoryUnits.read(memory, memory);
    }

    /** Returns the beginning of a review of two texts as they were aligned. */
    public static InitialReview ofTexts(ReviewOrigin origin, ParallelText text) {
        List<Sentence> source = sentences('s', text.source().segments());
        List<Sentence> target = sentences('t', text.target().segments());
        List<ReviewBead> beads = new ArrayList<>();
        for (Bead bead : text.alignment().beads()) {
            beads.add(ReviewBead.of(
                    "b" + (beads.size() + 1),
                    bead.source().stream().map(index -> source.get(index).id()).toList(),
                    bead.target().stream().map(index -> target.get(index).id()).toList(),
                    bead.probability(),
                    List.of()));
        }
        return new InitialReview(origin, source, target, beads);
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
