package duiqi.review;

import duiqi.align.Aligner;
import duiqi.align.Bead;
import duiqi.align.HardBoundaries;
import duiqi.align.HardBoundaries.Gate;
import duiqi.align.ParallelText;
import duiqi.align.TextPair;
import duiqi.review.step.BeadRows;
import duiqi.review.step.Draft;
import duiqi.review.step.Snapshot;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Aligns again the beads that the user has neither confirmed nor set by hand. The other beads are anchors: new beads do
 * not cross an anchor that fills one row, and the aligner also learns from its words. The aligner does not see the
 * sentences of other anchors, or of anchors without a counterpart. The note and mark of a removed bead move to the bead
 * that contains its first sentence. Use an instance once.
 */
public final class Realignment {
    private final ReviewOrigin origin;
    private final ReviewState state;
    private final Set<String> anchored = new HashSet<>();
    private final Set<String> hidden = new HashSet<>();
    private final List<Sentence> source = new ArrayList<>();
    private final List<Sentence> target = new ArrayList<>();
    private final Map<String, ReviewBead> byFirstSentence = new HashMap<>();

    private Realignment(ReviewOrigin origin, ReviewState state) {
        this.origin = origin;
        this.state = state;
    }

    /**
     * Aligns all beads except the anchors again.
     *
     * @return the state with which {@link Review#replace} replaces the current state
     */
    public static InitialReview of(ReviewOrigin origin, ReviewState state, Aligner aligner) {
        return new Realignment(origin, state).align(aligner);
    }

    private InitialReview align(Aligner aligner) {
        List<ReviewState.Row> rows = BeadRows.rows(
                state.source(), state.target(), Snapshot.positions(state.source(), state.target()), state.beads());
        for (ReviewState.Row row : rows) {
            if (row.bead().isAnchor()) {
                anchored.addAll(row.bead().sentences());
                if (row.pieces() > 1 || row.bead().isNull()) {
                    hidden.addAll(row.bead().sentences());
                }
            }
        }
        state.source().stream().filter(one -> !hidden.contains(one.id())).forEach(source::add);
        state.target().stream().filter(one -> !hidden.contains(one.id())).forEach(target::add);
        return beginning(groups(beads(aligner, gates(rows))));
    }

    /**
     * Returns boundaries before and after each visible anchor. Boundaries at the ends of the texts are omitted,
     * because they separate nothing.
     */
    private HardBoundaries gates(List<ReviewState.Row> rows) {
        Set<Gate> gates = new LinkedHashSet<>();
        int i = 0;
        int j = 0;
        for (ReviewState.Row row : rows) {
            Set<String> sentences = row.bead().sentences();
            int sources = hidden.containsAll(sentences) ? 0 : row.source().size();
            int targets = hidden.containsAll(sentences) ? 0 : row.target().size();
            boolean isGate = row.bead().isAnchor() && sources > 0;
            if (isGate) {
                gates.add(new Gate(i, j));
            }
            i += sources;
            j += targets;
            if (isGate) {
                gates.add(new Gate(i, j));
            }
        }
        gates.remove(new Gate(0, 0));
        gates.remove(new Gate(i, j));
        return new HardBoundaries(List.copyOf(gates));
    }

    private List<Bead> beads(Aligner aligner, HardBoundaries gates) {
        ParallelText whole = ReviewText.of(origin, state);
        Text left = shown(whole.source(), state.source());
        Text right = shown(whole.target(), state.target());
        return aligner.align(TextPair.of(left, right, gates)).text().alignment().beads();
    }

    private Text shown(Text text, List<Sentence> sentences) {
        List<Segment> shown = new ArrayList<>();
        for (int k = 0; k < sentences.size(); k++) {
            if (!hidden.contains(sentences.get(k).id())) {
                shown.add(text.segments().get(k));
            }
        }
        return new Text(text.name(), text.language(), shown);
    }

    /** Returns the new beads as sets of sentence ids, with their probabilities. */
    private Map<Set<String>, Double> groups(List<Bead> beads) {
        Map<Set<String>, Double> groups = new LinkedHashMap<>();
        for (Bead bead : beads) {
            Set<String> sentences = new LinkedHashSet<>();
            bead.source().forEach(index -> sentences.add(source.get(index).id()));
            bead.target().forEach(index -> sentences.add(target.get(index).id()));
            sentences.removeAll(anchored);
            if (!sentences.isEmpty()) {
                groups.put(sentences, bead.probability());
            }
        }
        return groups;
    }

    private InitialReview beginning(Map<Set<String>, Double> groups) {
        Map<Set<String>, ReviewBead> before = new HashMap<>();
        Draft.Ids ids = new Draft.Ids();
        for (ReviewBead bead : state.beads()) {
            ids.see(bead.id());
            before.put(bead.sentences(), bead);
            byFirstSentence.put(bead.sentences().iterator().next(), bead);
        }
        List<ReviewBead> beads = new ArrayList<>(
                state.beads().stream().filter(ReviewBead::isAnchor).toList());
        groups.forEach((sentences, probability) -> {
            String id = Optional.ofNullable(before.get(sentences))
                    .map(ReviewBead::id)
                    .orElseGet(ids::bead);
            beads.add(bead(id, sentences, probability));
        });
        return new InitialReview(origin, state.source(), state.target(), beads);
    }

    private ReviewBead bead(String id, Set<String> sentences, double probability) {
        List<ReviewBead> parents = new ArrayList<>();
        for (String sentence : sentences) {
            Optional.ofNullable(byFirstSentence.get(sentence)).ifPresent(parents::add);
        }
        return ReviewBead.of(
                id,
                sentences.stream().filter(sentence -> sentence.startsWith("s")).toList(),
                sentences.stream().filter(sentence -> sentence.startsWith("t")).toList(),
                OptionalDouble.of(probability),
                parents);
    }
}
