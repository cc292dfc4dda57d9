package duiqi.review;

import duiqi.align.Alignment;
import duiqi.align.Bead;
import duiqi.align.ParallelText;
import duiqi.check.TextSpan.Side;
import duiqi.review.step.Snapshot;
import duiqi.text.Language;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Converts a review into a parallel text, and spans of that text back into spans of the sentences of the review.
 * Immutable.
 */
public final class ReviewText {
    private final ReviewState state;
    private final ParallelText text;
    private final Map<String, Bead> beads = new HashMap<>();

    public ReviewText(ReviewState state, ReviewOrigin origin) {
        this.state = state;
        Text source = text(origin.name(Side.SOURCE), origin.sourceLanguage(), state.source());
        Text target = text(origin.name(Side.TARGET), origin.targetLanguage(), state.target());
        Map<String, Integer> positions = Snapshot.positions(state.source(), state.target());
        List<Bead> inOrder = new ArrayList<>();
        for (ReviewBead bead : state.beads()) {
            // A bead that a user set by hand has no probability, but an alignment needs one.
            Bead plain = new Bead(
                    indices(bead.source(), positions),
                    indices(bead.target(), positions),
                    bead.probability().orElse(1));
            beads.put(bead.id(), plain);
            inOrder.add(plain);
        }
        this.text = new ParallelText(
                source,
                target,
                new Alignment(state.source().size(), state.target().size(), inOrder));
    }

    /** Returns the two edited texts with their beads in page order. */
    public static ParallelText of(ReviewOrigin origin, ReviewState state) {
        return new ReviewText(state, origin).text();
    }

    private static Text text(String name, Language language, List<Sentence> sentences) {
        List<Segment> segments = new ArrayList<>();
        int paragraph = -1;
        for (Sentence sentence : sentences) {
            paragraph += paragraph < 0 || sentence.beginsParagraph() ? 1 : 0;
            segments.add(new Segment(
                    sentence.text(),
                    sentence.location(),
                    paragraph,
                    sentence.isHeading() ? Paragraph.Kind.HEADING : Paragraph.Kind.TEXT));
        }
        return new Text(name, language, segments);
    }

    private static List<Integer> indices(List<String> ids, Map<String, Integer> known) {
        List<Integer> indices = new ArrayList<>();
        for (String id : ids) {
            Integer index = known.get(id);
            if (index == null) {
                throw new IllegalArgumentException("a bead contains sentence " + id + ", which does not exist");
            }
            indices.add(index);
        }
        return indices.stream().sorted().toList();
    }

    ParallelText text() {
        return text;
    }

    /** Returns the bead of the alignment. */
    Bead bead(ReviewBead bead) {
        Bead plain = beads.get(bead.id());
        if (plain == null) {
            throw new IllegalArgumentException("bead " + bead.id() + " does not exist");
        }
        return plain;
    }

    public String sourceText(ReviewBead bead) {
        return text.sourceText(bead(bead));
    }

    public String targetText(ReviewBead bead) {
        return text.targetText(bead(bead));
    }

    /**
     * Returns the spans in the source sentences that a range of the source text of a bead covers.
     *
     * @param start index of the first UTF-16 unit
     * @param end index after the last UTF-16 unit; if the range is empty, the result is one empty span
     */
    List<Sentence.Span> inSource(ReviewBead bead, int start, int end) {
        return parts(text.source(), state.source(), bead(bead).source(), start, end);
    }

    /** Returns the spans in the target sentences that a range of the target text of a bead covers. */
    List<Sentence.Span> inTarget(ReviewBead bead, int start, int end) {
        return parts(text.target(), state.target(), bead(bead).target(), start, end);
    }

    private static List<Sentence.Span> parts(
            Text side, List<Sentence> sentences, List<Integer> indices, int start, int end) {
        List<Sentence.Span> parts = new ArrayList<>();
        for (int k = 0; k < indices.size(); k++) {
            Sentence sentence = sentences.get(indices.get(k));
            int length = sentence.text().length();
            int offset = side.join(indices.subList(0, k + 1)).length() - length;
            int from = Math.max(0, start - offset);
            int to = Math.min(length, end - offset);
            boolean isPoint = start == end && from == to && start >= offset;
            if (from < to || (isPoint && parts.isEmpty())) {
                parts.add(new Sentence.Span(sentence.id(), from, to));
            }
        }
        return parts;
    }
}
