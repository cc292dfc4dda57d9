package duiqi.review;

import duiqi.align.Aligner;
import duiqi.align.TextPair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Takes over texts that changed under a review. Sentences that are still there, in the same order, keep their ids, edits and cuts;
 * beads all of whose sentences are there stay, with what was said of them; of others what is left keeps their notes and marks.
 */
public final class ChangedTexts {
    private ChangedTexts() {}

    /**
     * Takes the texts over and aligns again what was not confirmed.
     *
     * @param origin the review's, with the hashes of the texts as they are now
     * @param texts the texts as they are now, source and target
     * @return what to {@linkplain Review#replace put in the place} of the state
     */
    public static InitialReview of(ReviewOrigin origin, ReviewState state, TextPair texts, Aligner aligner) {
        return Realignment.of(origin, carried(state, texts), aligner);
    }

    /** The state with the texts as they are now; new sentences are without partner. */
    static ReviewState carried(ReviewState state, TextPair texts) {
        List<Sentence> source = CarriedText.of(state.source(), texts.chinese(), "s");
        List<Sentence> target = CarriedText.of(state.target(), texts.english(), "t");
        Map<String, Integer> places = new HashMap<>();
        source.forEach(sentence -> places.put(sentence.id(), places.size()));
        target.forEach(sentence -> places.put(sentence.id(), places.size()));
        List<ReviewBead> beads = new ArrayList<>();
        Set<String> paired = new HashSet<>();
        int last = 0;
        for (ReviewBead bead : state.beads()) {
            last = Math.max(last, Integer.parseInt(bead.id().substring(1)));
            List<String> sources = left(bead.source(), places);
            List<String> targets = left(bead.target(), places);
            if (!sources.isEmpty() || !targets.isEmpty()) {
                beads.add(bead(bead, sources, targets));
                paired.addAll(sources);
                paired.addAll(targets);
            }
        }
        for (Sentence sentence : source) {
            if (!paired.contains(sentence.id())) {
                beads.add(alone("b" + ++last, List.of(sentence.id()), List.of()));
            }
        }
        for (Sentence sentence : target) {
            if (!paired.contains(sentence.id())) {
                beads.add(alone("b" + ++last, List.of(), List.of(sentence.id())));
            }
        }
        return new ReviewState(state.version(), source, target, beads);
    }

    private static List<String> left(List<String> ids, Map<String, Integer> places) {
        return ids.stream().filter(places::containsKey).toList();
    }

    private static ReviewBead bead(ReviewBead bead, List<String> sources, List<String> targets) {
        boolean isWhole = sources.equals(bead.source()) && targets.equals(bead.target());
        return new ReviewBead(
                bead.id(),
                sources,
                targets,
                bead.probability(),
                isWhole && bead.isConfirmed(),
                bead.isMarked(),
                bead.note(),
                bead.unit());
    }

    private static ReviewBead alone(String id, List<String> sources, List<String> targets) {
        return new ReviewBead(id, sources, targets, 0, false, false, "", OptionalInt.empty());
    }
}
