package duiqi.review;

import duiqi.align.Alignment;
import duiqi.align.Bead;
import duiqi.align.ParallelText;
import duiqi.bitext.Language;
import duiqi.bitext.Paragraph;
import duiqi.bitext.Segment;
import duiqi.bitext.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes two texts with their alignment of a review, as units, writers and checks want them. Stateless. */
public final class ReviewTexts {
    private ReviewTexts() {}

    /** The texts as they were edited, and their beads in the order of the page. */
    public static ParallelText of(Origin origin, ReviewState state) {
        Map<String, Integer> positions = Snapshot.positions(state.source(), state.target());
        List<Bead> beads = state.beads().stream()
                .map(bead -> new Bead(
                        bead.source().stream()
                                .map(id -> position(positions, id))
                                .toList(),
                        bead.target().stream()
                                .map(id -> position(positions, id))
                                .toList(),
                        bead.probability()))
                .toList();
        return new ParallelText(
                text(name(origin, origin.source()), origin.sourceLanguage(), state.source()),
                text(name(origin, origin.target()), origin.targetLanguage(), state.target()),
                new Alignment(state.source().size(), state.target().size(), beads));
    }

    private static int position(Map<String, Integer> positions, String sentence) {
        return Optional.ofNullable(positions.get(sentence)).orElseThrow();
    }

    private static String name(Origin origin, Optional<Origin.File> file) {
        return file.map(Origin.File::name).orElse(origin.memory().toString());
    }

    private static Text text(String name, Language language, List<Sentence> sentences) {
        List<Segment> segments = new ArrayList<>();
        int paragraph = 0;
        for (Sentence sentence : sentences) {
            if (sentence.beginsParagraph() && !segments.isEmpty()) {
                paragraph++;
            }
            Paragraph.Kind kind = sentence.isHeading() ? Paragraph.Kind.HEADING : Paragraph.Kind.TEXT;
            segments.add(new Segment(sentence.text(), sentence.location(), paragraph, kind));
        }
        return new Text(name, language, segments);
    }
}
