package duiqi.review;

import duiqi.align.Alignment;
import duiqi.align.Bead;
import duiqi.align.ParallelText;
import duiqi.check.TextSpan;
import duiqi.check.TextSpan.Side;
import duiqi.text.Language;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Converts a review into a parallel text, and spans of that text back into spans of the sentences of the review.
 * Immutable.
 */
public final class ReviewText {
    private final ReviewState state;
    private final ParallelText text;
    private final Map<String, Bead> beads = new HashMap<>();

    public ReviewText(ReviewState state) {
        this.state = state;
        ReviewOrigin origin = state.origin();
        Map<String, Integer> indices =
                new HashMap<>(2 * (state.source().size() + state.target().size()));
        Text source = text(origin.name(Side.SOURCE), origin.sourceLanguage(), state.source(), indices);
        Text target = text(origin.name(Side.TARGET), origin.targetLanguage(), state.target(), indices);
        List<Bead> inOrder = new ArrayList<>();
        for (ReviewBead bead : state.beads()) {
            // A bead that a user set by hand has no probability, but an alignment needs one.
            Bead plain = new Bead(
                    indices(bead.source(), indices),
                    indices(bead.target(), indices),
                    bead.probability().orElse(1));
            beads.put(bead.id(), plain);
            inOrder.add(plain);
        }
        this.text = new ParallelText(
                source,
                target,
                new Alignment(state.source().size(), state.target().size(), inOrder));
    }

    private static Text text(String name, Language language, List<Sentence> sentences, Map<String, Integer> indices) {
        List<Segment> segments = new ArrayList<>();
        int paragraph = -1;
        for (Sentence sentence : sentences) {
            indices.put(sentence.id(), segments.size());
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
        return ids.stream()
                .map(id -> Optional.ofNullable(known.get(id))
                        .orElseThrow(() -> new IllegalArgumentException(
                                "a bead contains sentence " + id + ", which does not exist")))
                .sorted()
                .toList();
    }

    /** Returns the two edited texts with their beads in page order. */
    public ParallelText text() {
        return text;
    }

    Bead bead(ReviewBead bead) {
        return Optional.ofNullable(beads.get(bead.id()))
                .orElseThrow(() -> new IllegalArgumentException("bead " + bead.id() + " does not exist"));
    }

    public String sourceText(ReviewBead bead) {
        return text.sourceText(bead(bead));
    }

    public String targetText(ReviewBead bead) {
        return text.targetText(bead(bead));
    }

    /**
     * Returns the spans in the sentences of a bead that a span of its text covers. For an empty span, the result is one
     * empty span.
     */
    List<Sentence.Span> spans(ReviewBead bead, TextSpan span) {
        boolean isSource = span.side() == Side.SOURCE;
        List<Integer> indices = isSource ? bead(bead).source() : bead(bead).target();
        List<Sentence.Span> parts = new ArrayList<>();
        for (int k = 0; k < indices.size(); k++) {
            Sentence sentence = (isSource ? state.source() : state.target()).get(indices.get(k));
            int length = sentence.text().length();
            int offset = (isSource ? text.source() : text.target())
                            .join(indices.subList(0, k + 1))
                            .length()
                    - length;
            int from = Math.max(0, span.start() - offset);
            int to = Math.min(length, span.end() - offset);
            boolean isPoint = span.start() == span.end() && from == to && span.start() >= offset;
            if (from < to || (isPoint && parts.isEmpty())) {
                parts.add(new Sentence.Span(sentence.id(), from, to));
            }
        }
        return parts;
    }
}
