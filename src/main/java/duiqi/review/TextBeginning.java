package duiqi.review;

import duiqi.align.Bead;
import duiqi.align.ParallelText;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Lets a review begin with an alignment. Stateless. */
public final class TextBeginning {
    private TextBeginning() {}

    /** The beginning of a review of two texts as they were aligned. */
    public static InitialReview of(ReviewOrigin origin, ParallelText text) {
        List<Sentence> source = sentences('s', text.source().segments());
        List<Sentence> target = sentences('t', text.target().segments());
        List<ReviewBead> beads = new ArrayList<>();
        for (Bead bead : text.alignment().beads()) {
            beads.add(new ReviewBead(
                    "b" + (beads.size() + 1),
                    bead.source().stream().map(index -> source.get(index).id()).toList(),
                    bead.target().stream().map(index -> target.get(index).id()).toList(),
                    bead.probability(),
                    false,
                    false,
                    "",
                    OptionalInt.empty()));
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
