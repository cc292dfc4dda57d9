package duiqi.review;

import duiqi.check.TextSpan.Side;
import duiqi.text.Location;
import duiqi.text.XmlCharacters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes the text of sentences, and where one ends and the next begins. Used for one operation. */
final class Wording {
    private final Snapshot now;
    private final Draft draft;

    Wording(Snapshot now, Draft draft) {
        this.now = now;
        this.draft = draft;
    }

    /** A sentence that has the text of its file again is as if it had never been edited. */
    Step step(Operation.Edit edit) throws RefusedException {
        Sentence before = sentence(edit.sentence());
        String text = XmlCharacters.only(edit.text()).strip();
        if (text.isEmpty()) {
            throw Refusals.impossible(
                    "a sentence without text would be none", "unlink it if nothing in the other text belongs to it");
        }
        Optional<String> focus = Optional.of(now.beadOf(before.id()).id());
        if (text.equals(before.text())) {
            return new Step(edit.label(), Effect.NONE, focus);
        }
        boolean isEdited = !draft.original(before.id()).equals(Optional.of(text));
        Sentence after = new Sentence(
                before.id(), text, before.location(), before.beginsParagraph(), before.isHeading(), isEdited);
        return new Step(edit.label(), new Effect(List.of(splice(before, List.of(after))), List.of(), List.of()), focus);
    }

    /** Neither what is joined with what nor what people said of it is touched, so a cut leaves a confirmed bead confirmed. */
    Step step(Operation.Cut cut) throws RefusedException {
        Sentence whole = sentence(cut.sentence());
        String text = whole.text();
        int offset = cut.offset();
        boolean isWithin = offset > 0 && offset < text.length();
        if (!isWithin
                || text.substring(0, offset).isBlank()
                || text.substring(offset).isBlank()) {
            throw Refusals.impossible("one part would be without text", "cut where there is text on both sides");
        }
        if (Character.isSurrogatePair(text.charAt(offset - 1), text.charAt(offset))) {
            throw Refusals.impossible("this would cut a character in two", "cut before or behind it");
        }
        int start = offset;
        while (Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        Location place = whole.location().after(text, 0, start);
        Sentence first = new Sentence(
                whole.id(),
                text.substring(0, offset).stripTrailing(),
                whole.location(),
                whole.beginsParagraph(),
                whole.isHeading(),
                whole.isEdited());
        Sentence second = new Sentence(
                draft.ids().sentence(side(whole)),
                text.substring(start),
                place,
                false,
                whole.isHeading(),
                whole.isEdited());
        ReviewBead before = now.beadOf(whole.id());
        ReviewBead after = new ReviewBead(
                draft.ids().bead(),
                with(before.source(), whole.id(), second.id()),
                with(before.target(), whole.id(), second.id()),
                before.probability(),
                before.isConfirmed(),
                before.isMarked(),
                before.note(),
                before.unit());
        return new Step(
                cut.label(),
                new Effect(List.of(splice(whole, List.of(first, second))), List.of(before), List.of(after)),
                Optional.of(after.id()));
    }

    private static List<String> with(List<String> ids, String first, String second) {
        List<String> all = new ArrayList<>(ids);
        int place = all.indexOf(first);
        if (place >= 0) {
            all.add(place + 1, second);
        }
        return all;
    }

    private Splice splice(Sentence before, List<Sentence> after) {
        return new Splice(side(before), now.position(before.id()), List.of(before), after);
    }

    private static Side side(Sentence sentence) {
        return Snapshot.side(sentence.id());
    }

    private Sentence sentence(String id) throws RefusedException {
        if (!now.has(id)) {
            throw Refusals.sentenceIsGone();
        }
        return now.sentence(id);
    }
}
