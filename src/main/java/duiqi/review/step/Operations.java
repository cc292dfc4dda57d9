package duiqi.review.step;

import duiqi.check.TextSpan.Side;
import duiqi.review.Operation;
import duiqi.review.Operation.RejectedException;
import duiqi.review.ReviewBead;
import duiqi.text.XmlCharacters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Converts an operation into a step of an alignment. Use an instance for one operation. */
public final class Operations {
    private final Snapshot now;
    private final Draft draft;

    public Operations(Snapshot now, Draft draft) {
        this.now = now;
        this.draft = draft;
    }

    /**
     * Returns the step of an operation.
     *
     * @return the step; its effect is {@link Effect#NONE} if the operation changes nothing
     */
    public Effect.Step step(Operation operation) throws RejectedException {
        if (operation instanceof Operation.Boundary boundary) {
            return step(boundary);
        } else if (operation instanceof Operation.Shift shift) {
            return step(shift);
        } else if (operation instanceof Operation.Merge merge) {
            return step(merge);
        } else if (operation instanceof Operation.Split split) {
            return step(split);
        } else if (operation instanceof Operation.Unlink unlink) {
            return step(unlink);
        } else if (operation instanceof Operation.Link link) {
            return step(link);
        } else if (operation instanceof Operation.Detach detach) {
            return step(detach);
        } else if (operation instanceof Operation.Swap swap) {
            return step(swap);
        } else if (operation instanceof Operation.NoCounterpart unpaired) {
            return step(unpaired);
        } else if (operation instanceof Operation.Regroup regroup) {
            return step(regroup);
        }
        return stepWithin(operation);
    }

    /** Returns the step of an operation after which all old sentences are in the same beads. */
    private Effect.Step stepWithin(Operation operation) throws RejectedException {
        if (operation instanceof Operation.Confirm confirm) {
            return annotated(confirm, confirm.beads(), bead -> bead.withConfirmed(confirm.isConfirmed()));
        } else if (operation instanceof Operation.Mark mark) {
            return annotated(mark, mark.beads(), bead -> bead.withMarked(mark.isMarked()));
        } else if (operation instanceof Operation.Note note) {
            return annotated(
                    note,
                    List.copyOf(note.texts().keySet()),
                    bead -> bead.withNote(XmlCharacters.only(note.texts().getOrDefault(bead.id(), ""))
                            .strip()));
        }
        return new SentenceOperations(now, draft).step(operation);
    }

    private Effect.Step step(Operation.Boundary boundary) throws RejectedException {
        ReviewBead above = bead(boundary.above());
        ReviewBead below = bead(boundary.below());
        String sentence = sentence(boundary.sentence());
        List<String> upper = above.side(boundary.side());
        List<String> lower = below.side(boundary.side());
        boolean follow = upper.isEmpty()
                || lower.isEmpty()
                || now.position(upper.get(upper.size() - 1)) < now.position(lower.get(0));
        if (above.equals(below) || !follow) {
            throw RejectedException.impossible("the pairs are not adjacent", "link the sentences instead");
        }
        if (!upper.contains(sentence) && !lower.contains(sentence)) {
            throw RejectedException.impossible(
                    "the sentence is in neither of the two pairs", "choose a sentence next to the boundary");
        }
        int place = now.position(sentence);
        Set<String> down = ids(upper, id -> now.position(id) >= place);
        Set<String> up = ids(lower, id -> now.position(id) < place);
        return moved(boundary, above, below, down, up);
    }

    /** Returns the step that moves sentences between two beads. */
    private Effect.Step moved(
            Operation operation, ReviewBead above, ReviewBead below, Set<String> down, Set<String> up) {
        Set<String> upper = above.sentences();
        Set<String> lower = below.sentences();
        upper.removeAll(down);
        upper.addAll(up);
        lower.removeAll(up);
        lower.addAll(down);
        Effect effect = new Effect.Regrouping(now, List.of(above, below))
                .leave(above, upper)
                .leave(below, lower)
                .effect(draft.ids());
        return step(operation, effect, lower.isEmpty() ? upper : lower);
    }

    private Effect.Step step(Operation.Shift shift) throws RejectedException {
        ReviewBead bead = bead(shift.bead());
        List<String> own = bead.side(shift.side());
        if (own.isEmpty()) {
            throw RejectedException.impossible("the pair has no sentence on this side", "choose the other side");
        }
        String sentence = own.get(shift.isUp() ? 0 : own.size() - 1);
        int direction = shift.isUp() ? -1 : 1;
        int row = now.row(sentence);
        // The next row may contain another piece of the same bead.
        while (row >= 0 && row < now.rows().size() && now.rows().get(row).bead().equals(bead)) {
            row += direction;
        }
        if (row < 0 || row >= now.rows().size()) {
            throw RejectedException.impossible(
                    "no pair " + (shift.isUp() ? "above" : "below") + " this one",
                    "move the sentence in the other direction");
        }
        ReviewBead other = now.rows().get(row).bead();
        Set<String> rest = without(bead, Set.of(sentence));
        Set<String> joined = other.sentences();
        joined.add(sentence);
        Effect.Regrouping regrouping = new Effect.Regrouping(now, List.of(bead, other));
        if (shift.isUp()) {
            regrouping.leave(other, joined).leave(bead, rest);
        } else {
            regrouping.leave(bead, rest).leave(other, joined);
        }
        // The focus stays on the bead that loses sentences, because users often move several sentences in a row.
        return step(shift, regrouping.effect(draft.ids()), rest.isEmpty() ? joined : rest);
    }

    private Effect.Step step(Operation.Merge merge) throws RejectedException {
        List<ReviewBead> beads = beads(merge.beads());
        if (beads.size() < 2) {
            throw RejectedException.impossible("a single pair cannot be merged", "select two or more pairs");
        }
        Set<String> all = new LinkedHashSet<>();
        beads.forEach(bead -> all.addAll(bead.sentences()));
        return step(merge, new Effect.Regrouping(now, beads).join(all).effect(draft.ids()), all);
    }

    private Effect.Step step(Operation.Split split) throws RejectedException {
        ReviewBead bead = bead(split.bead());
        int sources = bead.source().size();
        int targets = bead.target().size();
        boolean isWithin =
                split.source() >= 0 && split.source() <= sources && split.target() >= 0 && split.target() <= targets;
        int first = split.source() + split.target();
        if (!isWithin || first == 0 || first == sources + targets) {
            throw RejectedException.impossible(
                    "a " + bead.type() + " pair cannot be split after " + split.source() + "-" + split.target(),
                    "keep a sentence in each part");
        }
        Set<String> upper = new LinkedHashSet<>(bead.source().subList(0, split.source()));
        upper.addAll(bead.target().subList(0, split.target()));
        Set<String> lower = bead.sentences();
        lower.removeAll(upper);
        return step(
                split,
                new Effect.Regrouping(now, List.of(bead))
                        .join(upper)
                        .join(lower)
                        .effect(draft.ids()),
                upper);
    }

    private Effect.Step step(Operation.Unlink unlink) throws RejectedException {
        List<ReviewBead> beads = new ArrayList<>(beads(unlink.beads()));
        beads.removeIf(bead -> bead.sentences().size() == 1);
        if (beads.isEmpty()) {
            throw RejectedException.impossible(
                    "an unpaired sentence cannot be unlinked", "link it, or leave it unpaired");
        }
        Effect.Regrouping regrouping = new Effect.Regrouping(now, beads);
        for (ReviewBead bead : beads) {
            // Alternates between the sides, so that sentences that may be translations of each other stay close.
            for (int k = 0; k < Math.max(bead.source().size(), bead.target().size()); k++) {
                for (List<String> side : List.of(bead.source(), bead.target())) {
                    if (k < side.size()) {
                        regrouping.join(Set.of(side.get(k)));
                    }
                }
            }
        }
        return step(unlink, regrouping.effect(draft.ids()), beads.get(0).sentences());
    }

    private Effect.Step step(Operation.Link link) throws RejectedException {
        if (link.source().isEmpty() || link.target().isEmpty()) {
            throw RejectedException.impossible(
                    "a link needs sentences on both sides", "select sentences on the other side too");
        }
        Set<String> joined = new LinkedHashSet<>();
        Set<ReviewBead> from = new LinkedHashSet<>();
        for (List<String> side : List.of(link.source(), link.target())) {
            for (String id : side) {
                joined.add(sentence(id));
                from.add(now.beadOf(id));
                if ((Snapshot.side(id) == Side.SOURCE) != (side == link.source())) {
                    throw RejectedException.impossible(
                            "a sentence cannot be linked on the other side", "link it on its own side");
                }
            }
        }
        Optional<ReviewBead> base = Optional.empty();
        if (link.goal().isPresent()) {
            ReviewBead bead = now.beadOf(sentence(link.goal().get()));
            // Sentences of one bead cannot join it. The user wants only them.
            base = Optional.of(bead).filter(kept -> !kept.sentences().containsAll(joined));
        }
        base.map(ReviewBead::sentences).ifPresent(joined::addAll);
        base.ifPresent(from::add);
        Effect.Regrouping regrouping = new Effect.Regrouping(now, List.copyOf(from)).join(base, joined);
        for (ReviewBead bead : from) {
            regrouping.leave(bead, without(bead, joined));
        }
        return step(link, regrouping.effect(draft.ids()), joined);
    }

    private Effect.Step step(Operation.Regroup regroup) throws RejectedException {
        List<ReviewBead> beads = beads(regroup.beads());
        List<String> free = new ArrayList<>();
        beads.forEach(bead -> free.addAll(bead.sentences()));
        Effect.Regrouping regrouping = new Effect.Regrouping(now, beads);
        boolean isPossible = !regroup.groups().isEmpty();
        for (Operation.Regroup.Group group : regroup.groups()) {
            Set<String> sentences = new LinkedHashSet<>(group.source());
            sentences.addAll(group.target());
            isPossible &= !sentences.isEmpty();
            for (List<String> side : List.of(group.source(), group.target())) {
                for (String id : side) {
                    isPossible &= free.remove(id) && (Snapshot.side(id) == Side.SOURCE) == (side == group.source());
                }
            }
            regrouping.join(sentences);
        }
        if (!isPossible || !free.isEmpty()) {
            throw RejectedException.impossible(
                    "the new pairs do not have the sentences of the old ones", "show the runner-up again");
        }
        return step(regroup, regrouping.effect(draft.ids()), beads.get(0).sentences());
    }

    private Effect.Step step(Operation.Detach detach) throws RejectedException {
        String sentence = sentence(detach.sentence());
        ReviewBead bead = now.beadOf(sentence);
        if (bead.sentences().size() == 1) {
            throw RejectedException.impossible("the sentence is already unpaired", "link it, or leave it unpaired");
        }
        Set<String> alone = Set.of(sentence);
        Effect.Regrouping regrouping = new Effect.Regrouping(now, List.of(bead))
                .leave(bead, without(bead, alone))
                .join(alone);
        return step(detach, regrouping.effect(draft.ids()), alone);
    }

    private Effect.Step step(Operation.Swap swap) throws RejectedException {
        ReviewBead above = bead(swap.above());
        ReviewBead below = bead(swap.below());
        Set<String> upper = new LinkedHashSet<>(above.source());
        upper.addAll(below.target());
        Set<String> lower = new LinkedHashSet<>(below.source());
        lower.addAll(above.target());
        if (above.equals(below) || upper.equals(above.sentences()) || lower.equals(above.sentences())) {
            throw RejectedException.impossible(
                    "the two pairs have nothing to exchange", "choose two pairs that have sentences on both sides");
        }
        Effect.Regrouping regrouping = new Effect.Regrouping(now, List.of(above, below))
                .join(Optional.of(above), upper)
                .join(Optional.of(below), lower);
        return step(swap, regrouping.effect(draft.ids()), upper.isEmpty() ? lower : upper);
    }

    private Effect.Step step(Operation.NoCounterpart unpaired) throws RejectedException {
        ReviewBead bead = bead(unpaired.bead());
        if (bead.isNull()) {
            return annotated(unpaired, List.of(bead.id()), one -> one.withConfirmed(true));
        }
        Set<String> lost = new LinkedHashSet<>(bead.side(unpaired.side()));
        Set<String> kept = without(bead, lost);
        Effect.Regrouping regrouping = new Effect.Regrouping(now, List.of(bead)).join(Optional.of(bead), kept);
        // No user decided that these sentences have no counterpart.
        lost.forEach(sentence -> regrouping.join(Set.of(sentence), 0));
        Effect effect = regrouping.effect(draft.ids());
        List<ReviewBead> added = effect.added().stream()
                .map(one -> one.withConfirmed(one.sentences().equals(kept)))
                .toList();
        return step(unpaired, Effect.ofBeads(effect.removed(), added), kept);
    }

    private static Set<String> without(ReviewBead bead, Set<String> sentences) {
        Set<String> rest = bead.sentences();
        rest.removeAll(sentences);
        return rest;
    }

    private Effect.Step annotated(Operation operation, List<String> ids, UnaryOperator<ReviewBead> change)
            throws RejectedException {
        List<ReviewBead> beads = beads(ids);
        List<ReviewBead> changed =
                beads.stream().filter(bead -> !change.apply(bead).equals(bead)).toList();
        Effect effect = Effect.ofBeads(changed, changed.stream().map(change).toList());
        return new Effect.Step(
                operation.label(), effect, beads.stream().findFirst().map(ReviewBead::id));
    }

    /** Returns a step that then shows the bead with the first of the given sentences. */
    private static Effect.Step step(Operation operation, Effect effect, Set<String> focus) {
        String sentence = focus.iterator().next();
        return new Effect.Step(
                operation.label(),
                effect,
                effect.added().stream()
                        .filter(bead -> bead.sentences().contains(sentence))
                        .map(ReviewBead::id)
                        .findFirst());
    }

    private static Set<String> ids(List<String> ids, Predicate<String> which) {
        Set<String> chosen = new HashSet<>(ids);
        chosen.removeIf(which.negate());
        return chosen;
    }

    private ReviewBead bead(String id) throws RejectedException {
        return draft.bead(id).orElseThrow(RejectedException::beadIsGone);
    }

    private List<ReviewBead> beads(List<String> ids) throws RejectedException {
        List<ReviewBead> beads = new ArrayList<>();
        for (String id : new LinkedHashSet<>(ids)) {
            beads.add(bead(id));
        }
        return beads;
    }

    private String sentence(String id) throws RejectedException {
        if (!now.has(id)) {
            throw RejectedException.sentenceIsGone();
        }
        return id;
    }
}
