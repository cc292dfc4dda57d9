package duiqi.review.step;

import duiqi.check.TextSpan.Side;
import duiqi.review.Operation;
import duiqi.review.Operation.RejectedException;
import duiqi.review.ReviewBead;
import duiqi.review.Sentence;
import duiqi.text.Location;
import duiqi.text.XmlCharacters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Converts an operation on the sentences of the texts into a step. Use an instance for one operation. */
final class SentenceOperations {
    private final Snapshot now;
    private final Draft draft;

    SentenceOperations(Snapshot now, Draft draft) {
        this.now = now;
        this.draft = draft;
    }

    /** Returns the step of an operation. */
    Effect.Step step(Operation operation) throws RejectedException {
        if (operation instanceof Operation.Edit edit) {
            return edited(edit, List.of(edit));
        } else if (operation instanceof Operation.EditAll all) {
            return edited(all, all.edits());
        } else if (operation instanceof Operation.Cut cut) {
            return step(cut);
        } else if (operation instanceof Operation.Insert insert) {
            return step(insert);
        }
        throw new IllegalArgumentException("unknown operation: " + operation);
    }

    /** Edits sentences. If a new text equals the text in the file, the sentence no longer counts as edited. */
    private Effect.Step edited(Operation operation, List<Operation.Edit> edits) throws RejectedException {
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
        return new Effect.Step(operation.label(), new Effect(splices, List.of(), List.of()), focus);
    }

    /** Splits a sentence. Its bead keeps its other sentences, its mark, its note and its confirmation. */
    private Effect.Step step(Operation.Cut cut) throws RejectedException {
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
                whole.isEdited(),
                whole.isAdded());
        ReviewBead before = now.beadOf(whole.id());
        ReviewBead after = before.withSentences(
                draft.ids().bead(),
                with(before.source(), whole.id(), second.id()),
                with(before.target(), whole.id(), second.id()));
        Effect.Splice splice = splice(whole, List.of(first, second));
        return new Effect.Step(
                cut.label(), new Effect(List.of(splice), List.of(before), List.of(after)), Optional.of(after.id()));
    }

    /** Adds a sentence to a bead that has none on its side, between the sentences of the rows above and below. */
    private Effect.Step step(Operation.Insert insert) throws RejectedException {
        Side side = insert.side();
        ReviewBead before = draft.bead(insert.bead()).orElseThrow(RejectedException::beadIsGone);
        String text = XmlCharacters.only(insert.text()).strip();
        if (!before.side(side).isEmpty()) {
            throw RejectedException.impossible("the pair has a sentence on this side", "edit that sentence");
        }
        if (text.isEmpty()) {
            throw RejectedException.impossible("a sentence cannot be empty", "type its text");
        }
        List<Sentence> texts = draft.sentences(side);
        int place = now.placeOf(side, now.firstRow(before));
        Location location = texts.isEmpty()
                ? new Location(draft.origin().name(side), 1, 1)
                : texts.get(Math.max(0, place - 1)).location();
        Sentence other = now.sentence(before.sentences().iterator().next());
        Sentence added = new Sentence(
                draft.ids().sentence(side), text, location, other.beginsParagraph(), other.isHeading(), true, true);
        List<String> own = List.of(added.id());
        ReviewBead after = before.withSentences(
                        draft.ids().bead(),
                        side == Side.SOURCE ? own : before.source(),
                        side == Side.TARGET ? own : before.target())
                .withConfirmed(false)
                .withProbability(OptionalDouble.empty());
        Effect.Splice splice = new Effect.Splice(side, place, List.of(), List.of(added));
        return new Effect.Step(
                insert.label(), new Effect(List.of(splice), List.of(before), List.of(after)), Optional.of(after.id()));
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

    private String sentence(String id) throws RejectedException {
        if (!now.has(id)) {
            throw RejectedException.sentenceIsGone();
        }
        return id;
    }
}
