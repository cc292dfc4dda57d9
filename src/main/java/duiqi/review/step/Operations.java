package duiqi.review.step;

import duiqi.check.TextSpan.Side;
import duiqi.review.Operation;
import duiqi.review.RejectedException;
import duiqi.review.ReviewBead;
import duiqi.review.Sentence;
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
    public Step step(Operation operation) throws RejectedException {
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
        } else if (operation instanceof Operation.Confirm confirm) {
            return annotated(confirm, confirm.beads(), bead -> bead.withConfirmed(confirm.isConfirmed()));
        } else if (operation instanceof Operation.Mark mark) {
            return annotated(mark, mark.beads(), bead -> bead.withMarked(mark.isMarked()));
        } else if (operation instanceof Operation.Note note) {
            return annotated(
                    note,
                    List.copyOf(note.texts().keySet()),
                    bead -> bead.withNote(XmlCharacters.only(note.texts().getOrDefault(bead.id(), ""))
                            .strip()));
        } else if (operation instanceof Operation.Edit edit) {
            return edited(edit, List.of(edit));
        } else if (operation instanceof Operation.EditAll all) {
            return edited(all, all.edits());
        } else if (operation instanceof Operation.Cut cut) {
            return step(cut);
        } else if (operation instanceof Operation.Regroup regroup) {
            return step(regroup);
        }
        throw new IllegalArgumentException("unknown operation: " + operation);
    }

    private Step step(Operation.Boundary boundary) throws RejectedException {
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
    private Step moved(Operation operation, ReviewBead above, ReviewBead below, Set<String> down, Set<String> up) {
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

    private Step step(Operation.Shift shift) throws RejectedException {
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
        Set<String> rest = bead.sentences();
        rest.remove(sentence);
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

    private Step step(Operation.Merge merge) throws RejectedException {
        List<ReviewBead> beads = beads(merge.beads());
        if (beads.size() < 2) {
            throw RejectedException.impossible("a single pair cannot be merged", "select two or more pairs");
        }
        Set<String> all = new LinkedHashSet<>();
        beads.forEach(bead -> all.addAll(bead.sentences()));
        return step(merge, new Effect.Regrouping(now, beads).join(all).effect(draft.ids()), all);
    }

    private Step step(Operation.Split split) throws RejectedException {
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
                new Effect.Regrouping(now, List.of(bead)).join(upper).join(lower).effect(draft.ids()),
                upper);
    }

    private Step step(Operation.Unlink unlink) throws RejectedException {
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

    private Step step(Operation.Link link) throws RejectedException {
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
        Effect.Regrouping regrouping = new Effect.Regrouping(now, List.copyOf(from)).join(joined);
        for (ReviewBead bead : from) {
            Set<String> rest = bead.sentences();
            rest.removeAll(joined);
            regrouping.leave(bead, rest);
        }
        return step(link, regrouping.effect(draft.ids()), joined);
    }

    private Step step(Operation.Regroup regroup) throws RejectedException {
        List<ReviewBead> beads = beads(regroup.beads());
        List<String> free = new ArrayList<>();
        beads.forEach(bead -> free.addAll(bead.sentences()));
        Effect.Regrouping regrouping = new Effect.Regrouping(now, beads);
        boolean isPossible = !regroup.groups().isEmpty();
        for (Operation.Regroup.Group group : regroup.groups()) {
            Set<String> sentences = new LinkedHashSet<>(group.source());
            sentences.addAll(group.target());
            isPossible &= !sentences.isEmpty() && group.probability() >= 0 && group.probability() <= 1;
            for (List<String> side : List.of(group.source(), group.target())) {
                for (String id : side) {
                    isPossible &= free.remove(id) && (Snapshot.side(id) == Side.SOURCE) == (side == group.source());
                }
            }
            regrouping.join(sentences, group.probability());
        }
        if (!isPossible || !free.isEmpty()) {
            throw RejectedException.impossible(
                    "the new pairs do not have the sentences of the old ones", "show the runner-up again");
        }
        return step(regroup, regrouping.effect(draft.ids()), beads.get(0).sentences());
    }

    private Step annotated(Operation operation, List<String> ids, UnaryOperator<ReviewBead> change)
            throws RejectedException {
        List<ReviewBead> beads = beads(ids);
        List<ReviewBead> changed =
                beads.stream().filter(bead -> !change.apply(bead).equals(bead)).toList();
        Effect effect = Effect.ofBeads(changed, changed.stream().map(change).toList());
        return new Step(operation.label(), effect, beads.stream().findFirst().map(ReviewBead::id));
    }

    /** Returns a step that then shows the bead with the first of the given sentences. */
    private static Step step(Operation operation, Effect effect, Set<String> focus) {
        String sentence = focus.iterator().next();
        return new Step(
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

    /** Edits sentences. If a new text equals the text in the file, the sentence no longer counts as edited. */
    private Step edited(Operation operation, List<Operation.Edit> edits) throws RejectedException {
        List<Effect.Splice> splices = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Operation.Edit edit : edits) {
            Sentence before = now.sentence(sentence(edit.sentence()));
            String text = XmlCharacters.only(edit.text()).strip();
            if (text.isEmpty()) {
                throw RejectedException.impossible("a sentence cannot be empty", "unlink it if it has no translation");
            }
            if (!seen.add(before.id())) {
                throw RejectedException.impossible("two edits change the same sentence", "send one edit of it");
            }
            if (!text.equals(before.text())) {
                boolean isEdited = !draft.original(before.id()).equals(Optional.of(text));
                splices.add(splice(before, List.of(before.withText(text, isEdited))));
            }
        }
        Optional<String> focus = edits.stream()
                .findFirst()
                .map(edit -> now.beadOf(edit.sentence()).id());
        return new Step(operation.label(), new Effect(splices, List.of(), List.of()), focus);
    }

    /** Splits a sentence. Its bead keeps its other sentences, its mark, its note and its confirmation. */
    private Step step(Operation.Cut cut) throws RejectedException {
        Sentence whole = now.sentence(sentence(cut.sentence()));
        String text = whole.text();
        int offset = cut.offset();
        boolean isWithin = offset > 0 && offset < text.length();
        if (!isWithin
                || text.substring(0, offset).isBlank()
                || text.substring(offset).isBlank()) {
            throw RejectedException.impossible("one part would be empty", "split where there is text on both sides");
        }
        if (Character.isSurrogatePair(text.charAt(offset - 1), text.charAt(offset))) {
            throw RejectedException.impossible("a character cannot be split", "split before or after it");
        }
        int start = offset;
        while (Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        Sentence first = whole.withText(text.substring(0, offset).stripTrailing(), whole.isEdited());
        Sentence second = new Sentence(
                draft.ids().sentence(Snapshot.side(whole.id())),
                text.substring(start),
                whole.location().after(text, 0, start),
                false,
                whole.isHeading(),
                whole.isEdited());
        ReviewBead before = now.beadOf(whole.id());
        ReviewBead after = before.withSentences(
                draft.ids().bead(),
                with(before.source(), whole.id(), second.id()),
                with(before.target(), whole.id(), second.id()));
        Effect.Splice splice = splice(whole, List.of(first, second));
        return new Step(
                cut.label(), new Effect(List.of(splice), List.of(before), List.of(after)), Optional.of(after.id()));
    }

    /** Inserts an id after another id, if the list contains the other one. */
    private static List<String> with(List<String> ids, String first, String second) {
        List<String> all = new ArrayList<>(ids);
        int place = all.indexOf(first);
        if (place >= 0) {
            all.add(place + 1, second);
        }
        return all;
    }

    private Effect.Splice splice(Sentence before, List<Sentence> after) {
        return new Effect.Splice(Snapshot.side(before.id()), now.position(before.id()), List.of(before), after);
    }
}
