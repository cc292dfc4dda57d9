package duiqi.review;

import duiqi.check.TextSpan.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts another state in the place of the present one, with ids of its own for what is new. Used once. */
final class StateReplacement {
    private final Draft draft;
    private final InitialReview state;
    private final Map<String, String> names = new HashMap<>();

    StateReplacement(Draft draft, InitialReview state) {
        this.draft = draft;
        this.state = state;
    }

    Effect effect() {
        List<Splice> splices = new ArrayList<>();
        splice(Side.SOURCE, state.source()).ifPresent(splices::add);
        splice(Side.TARGET, state.target()).ifPresent(splices::add);
        Map<String, ReviewBead> removed = new LinkedHashMap<>();
        draft.beads().forEach(bead -> removed.put(bead.id(), bead));
        List<ReviewBead> added = new ArrayList<>();
        for (ReviewBead bead : state.beads()) {
            List<String> source = named(bead.source());
            List<String> target = named(bead.target());
            Optional<ReviewBead> before = draft.bead(bead.id())
                    .filter(same ->
                            same.source().equals(source) && same.target().equals(target));
            String id = before.isPresent() ? bead.id() : draft.ids().bead();
            ReviewBead after = new ReviewBead(
                    id,
                    source,
                    target,
                    bead.probability(),
                    bead.isConfirmed(),
                    bead.isMarked(),
                    bead.note(),
                    bead.unit());
            if (before.equals(Optional.of(after))) {
                removed.remove(id);
            } else {
                added.add(after);
            }
        }
        Optional<Effect.OriginChange> origin = Optional.of(new Effect.OriginChange(draft.origin(), state.origin()))
                .filter(change -> !change.before().equals(change.after()));
        return new Effect(splices, List.copyOf(removed.values()), added, origin);
    }

    private Optional<Splice> splice(Side side, List<Sentence> sentences) {
        List<Sentence> before = draft.sentences(side);
        Set<String> known = new HashSet<>();
        before.forEach(sentence -> known.add(sentence.id()));
        List<Sentence> after = new ArrayList<>();
        for (Sentence sentence : sentences) {
            String id =
                    known.remove(sentence.id()) ? sentence.id() : draft.ids().sentence(side);
            if (names.put(sentence.id(), id) != null) {
                throw new IllegalArgumentException("two sentences have the id " + sentence.id());
            }
            after.add(new Sentence(
                    id,
                    sentence.text(),
                    sentence.location(),
                    sentence.beginsParagraph(),
                    sentence.isHeading(),
                    sentence.isEdited()));
        }
        return before.equals(after) ? Optional.empty() : Optional.of(new Splice(side, 0, before, after));
    }

    private List<String> named(List<String> sentences) {
        return sentences.stream()
                .map(sentence -> Optional.ofNullable(names.get(sentence))
                        .orElseThrow(() -> new IllegalArgumentException(sentence + " is no sentence of the new state")))
                .toList();
    }
}
