package duiqi.review;

import duiqi.review.Operation.RejectedException;
import duiqi.review.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Holds what a page showed when its user made an operation. The operation is rejected if another page changed this in
 * the meantime. Immutable.
 *
 * @param version version of the rows that the page showed
 * @param texts texts that the operation replaces, as the user saw them: of sentences by their ids, notes by the id of
 *     the bead
 */
public record Basis(long version, Map<String, String> texts) {
    public Basis {
        texts = Map.copyOf(texts);
    }

    /**
     * Describes a text that two users changed.
     *
     * @param id id of the sentence, or of the bead for a note
     * @param before the text that the user saw
     * @param mine the text that the user wants to store
     * @param theirs the current text
     */
    public record TextConflict(String id, String before, String mine, String theirs) {}

    /**
     * Checks that an operation overwrites no text that the user did not see, and that its beads are those that the user
     * saw. Marks overwrite nothing.
     *
     * @param step the step of the operation on the current state
     * @param isChanged returns whether a bead with an id changed after the version
     */
    void requireCurrent(Operation operation, Step step, Predicate<String> isChanged) throws RejectedException {
        List<TextConflict> conflicts = new ArrayList<>();
        for (Step.Splice splice : step.splices()) {
            splice.removed()
                    .forEach(sentence -> conflict(
                                    sentence.id(),
                                    sentence.text(),
                                    splice.added().stream()
                                            .findFirst()
                                            .map(Sentence::text)
                                            .orElse(""))
                            .ifPresent(conflicts::add));
        }
        if (operation instanceof Operation.Note note) {
            step.removed()
                    .forEach(bead -> conflict(
                                    bead.id(), bead.note(), note.texts().getOrDefault(bead.id(), ""))
                            .ifPresent(conflicts::add));
        }
        if (!conflicts.isEmpty()) {
            throw RejectedException.conflict(conflicts);
        }
        boolean showsBeads = !(operation instanceof Operation.Note) && !(operation instanceof Operation.Mark);
        if (showsBeads && step.removed().stream().map(ReviewBead::id).anyMatch(isChanged)) {
            throw RejectedException.isGone();
        }
    }

    private Optional<TextConflict> conflict(String id, String now, String mine) {
        return Optional.ofNullable(texts.get(id))
                .filter(before -> !before.equals(now))
                .map(before -> new TextConflict(id, before, mine, now));
    }
}
