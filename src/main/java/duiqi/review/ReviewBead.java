package duiqi.review;

import duiqi.check.TextSpan.Side;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A bead under review. A step that changes its sentences makes beads with new ids; a step that changes what people say of it does not.
 * Immutable.
 *
 * <p>An {@link duiqi.align.Bead} numbers its sentences, and a {@link duiqi.text.TranslationUnit} holds their text: neither would stay the
 * same bead when a person cuts or edits a sentence, and neither has room for a note.
 *
 * @param id {@code b} and a number
 * @param source ids of its source sentences, in the order of the text
 * @param target ids of its target sentences, in the order of the text
 * @param probability the probability that the aligner gave it, 0 to 1; 1 for a bead that a person made
 * @param isConfirmed whether a person said that it is right
 * @param isMarked whether a person wants to come back to it
 * @param note a person's note; empty when there is none
 * @param unit the number of the unit that it was read from, from 0, in the review of a memory; empty otherwise
 */
public record ReviewBead(
        String id,
        List<String> source,
        List<String> target,
        double probability,
        boolean isConfirmed,
        boolean isMarked,
        String note,
        OptionalInt unit) {
    public ReviewBead {
        source = List.copyOf(source);
        target = List.copyOf(target);
        if (source.isEmpty() && target.isEmpty()) {
            throw new IllegalArgumentException("a bead has sentences on one side at least");
        }
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("a probability lies between 0 and 1, not at " + probability);
        }
    }

    /**
     * Returns a bead that takes over the marks and the notes of others, and the first unit that one of them has.
     *
     * @param parents the others; none for a bead of which nobody has said anything
     */
    public static ReviewBead of(
            String id, List<String> source, List<String> target, double probability, List<ReviewBead> parents) {
        String notes = parents.stream()
                .map(ReviewBead::note)
                .filter(note -> !note.isEmpty())
                .distinct()
                .collect(Collectors.joining("; "));
        OptionalInt unit = parents.stream()
                .map(ReviewBead::unit)
                .filter(OptionalInt::isPresent)
                .findFirst()
                .orElse(OptionalInt.empty());
        boolean isMarked = parents.stream().anyMatch(ReviewBead::isMarked);
        return new ReviewBead(id, source, target, probability, false, isMarked, notes, unit);
    }

    /** Returns the same bead with other sentences, under another id. */
    public ReviewBead withSentences(String otherId, List<String> sources, List<String> targets) {
        return new ReviewBead(otherId, sources, targets, probability, isConfirmed, isMarked, note, unit);
    }

    /** Returns the same bead, confirmed or not. */
    public ReviewBead withConfirmed(boolean isRight) {
        return new ReviewBead(id, source, target, probability, isRight, isMarked, note, unit);
    }

    /** Returns the same bead, marked or not. */
    public ReviewBead withMarked(boolean isToSee) {
        return new ReviewBead(id, source, target, probability, isConfirmed, isToSee, note, unit);
    }

    /** Returns the same bead with another note. */
    public ReviewBead withNote(String text) {
        return new ReviewBead(id, source, target, probability, isConfirmed, isMarked, text, unit);
    }

    /** Returns the ids of its sentences on one side. */
    public List<String> side(Side side) {
        return side == Side.SOURCE ? source : target;
    }

    /** Returns the ids of all its sentences, those of the source first, in a set of the caller's own. */
    public Set<String> sentences() {
        Set<String> sentences = new LinkedHashSet<>(source);
        sentences.addAll(target);
        return sentences;
    }

    /** Returns whether one side is empty. */
    public boolean isNull() {
        return source.isEmpty() || target.isEmpty();
    }

    /** Returns the numbers of its sentences, such as {@code 1-2}. */
    public String type() {
        return source.size() + "-" + target.size();
    }
}
