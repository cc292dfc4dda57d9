package duiqi.review;

import duiqi.align.Aligner;
import duiqi.align.Bead;
import duiqi.review.step.Draft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Aligns again the beads that the user has neither confirmed nor set by hand. The other beads are anchors: new beads do
 * not cross an anchor that fills one row, and the aligner also learns from its words. The aligner does not see the
 * sentences of other anchors, or of anchors without a counterpart. The note and mark of a removed bead move to the bead
 * that contains its first sentence.
 */
public final class Realignment {
    private Realignment() {}

    /**
     * Aligns all beads except the anchors again.
     *
     * @return the state with which {@link Review#replace} replaces the current state
     */
    public static ReviewState of(ReviewState state, Aligner aligner) {
        AnchoredRows shown = AnchoredRows.of(
                state.origin(),
                state.rows(),
                row -> row.bead().isAnchor() && (row.pieces() > 1 || row.bead().isNull()),
                ReviewBead::isAnchor);
        Map<Set<String>, ReviewBead> before = new HashMap<>();
        Map<String, ReviewBead> byFirstSentence = new HashMap<>();
        Set<String> anchored = new HashSet<>();
        List<ReviewBead> beads = new ArrayList<>();
        Draft.Ids ids = new Draft.Ids();
        for (ReviewBead bead : state.beads()) {
            ids.see(bead.id());
            before.put(bead.sentences(), bead);
            byFirstSentence.put(bead.sentences().iterator().next(), bead);
            if (bead.isAnchor()) {
                anchored.addAll(bead.sentences());
                beads.add(bead);
            }
        }
        for (Bead bead : aligner.align(shown.pair()).text().alignment().beads()) {
            List<String> source = new ArrayList<>(
                    AnchoredRows.ids(bead.source(), shown.state().source()));
            List<String> target = new ArrayList<>(
                    AnchoredRows.ids(bead.target(), shown.state().target()));
            source.removeAll(anchored);
            target.removeAll(anchored);
            Set<String> sentences = new LinkedHashSet<>(source);
            sentences.addAll(target);
            if (!sentences.isEmpty()) {
                List<ReviewBead> parents = sentences.stream()
                        .flatMap(id -> Stream.ofNullable(byFirstSentence.get(id)))
                        .toList();
                String id = Optional.ofNullable(before.get(sentences))
                        .map(ReviewBead::id)
                        .orElseGet(ids::bead);
                beads.add(ReviewBead.of(id, source, target, OptionalDouble.of(bead.probability()), parents));
            }
        }
        return new ReviewState(state.origin(), state.version(), state.source(), state.target(), beads);
    }
}
