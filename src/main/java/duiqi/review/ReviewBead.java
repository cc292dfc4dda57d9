package duiqi.review;

import duiqi.check.TextSpan.Side;
import duiqi.exchange.ReviewedUnits.Signature;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds a bead under review. A step that changes its sentences creates beads with new ids. A step that changes only the
 * confirmation, mark or note keeps the id. Immutable.
 *
 * <p>The review has its own class because an {@link duiqi.align.Bead} refers to sentences by number and a
 * {@link duiqi.text.TranslationUnit} contains their text. Both would lose their identity when a sentence is split or
 * edited, and neither has a note.
 *
 * @param id {@code b} and a number
 * @param source ids of its source sentences in text order
 * @param target ids of its target sentences in text order
 * @param probability the probability from the aligner, 0 to 1; 0 for sentences that lost their counterparts; empty for a
 *     bead that a user set by hand
 * @param confirmation who confirmed the bead and when; empty if no user did
 * @param isMarked true if a user marked the bead for later
 * @param note note of a user; empty if there is none
 * @param unit in the review of a memory, the number of its unit, from 0; otherwise empty
 */
public record ReviewBead(
        String id,
        List<String> source,
        List<String> target,
        OptionalDouble probability,
        Optional<Signature> confirmation,
        boolean isMarked,
        String note,
        OptionalInt unit) {
    public ReviewBead {
        source = List.copyOf(source);
        target = List.copyOf(target);
        if (source.isEmpty() && target.isEmpty()) {
            throw new IllegalArgumentException("a bead has no sentence");
        }
        if (probability.isPresent() && !(probability.getAsDouble() >= 0 && probability.getAsDouble() <= 1)) {
            throw new IllegalArgumentException("a probability is not between 0 and 1: " + probability.getAsDouble());
        }
    }

    /**
     * Returns a bead that inherits the marks and notes of other beads, and the first unit of them.
     *
     * @param parents the other beads; empty for a bead without marks and notes
     */
    public static ReviewBead of(
            String id, List<String> source, List<String> target, OptionalDouble probability, List<ReviewBead> parents) {
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
        return new ReviewBead(id, source, target, probability, Optional.empty(), isMarked, notes, unit);
    }

    public ReviewBead withSentences(String otherId, List<String> sources, List<String> targets) {
        return new ReviewBead(otherId, sources, targets, probability, confirmation, isMarked, note, unit);
    }

    /** Returns a copy with another probability; empty for a bead that a user set by hand. */
    public ReviewBead withProbability(OptionalDouble other) {
        return new ReviewBead(id, source, target, other, confirmation, isMarked, note, unit);
    }

    public boolean isConfirmed() {
        return confirmation.isPresent();
    }

    /**
     * Returns a copy with or without confirmation. A confirmed bead keeps its confirmation. For a new confirmation, it is
     * unknown who confirmed the bead.
     */
    public ReviewBead withConfirmed(boolean isRight) {
        Optional<Signature> other = confirmation.or(() -> Optional.of(Signature.UNKNOWN));
        return new ReviewBead(id, source, target, probability, other.filter(any -> isRight), isMarked, note, unit);
    }

    public ReviewBead confirmedBy(Signature signature) {
        return new ReviewBead(id, source, target, probability, Optional.of(signature), isMarked, note, unit);
    }

    public ReviewBead withMarked(boolean isToSee) {
        return new ReviewBead(id, source, target, probability, confirmation, isToSee, note, unit);
    }

    public ReviewBead withNote(String text) {
        return new ReviewBead(id, source, target, probability, confirmation, isMarked, text, unit);
    }

    /** Returns whether a user decided which sentences the bead has. */
    public boolean isSetByHand() {
        return probability.isEmpty();
    }

    /** Returns whether the bead is the decision of a user, which an aligner must keep. */
    public boolean isAnchor() {
        return isConfirmed() || isSetByHand();
    }

    public List<String> side(Side side) {
        return side == Side.SOURCE ? source : target;
    }

    /** Returns the ids of all its sentences, source first, in a new mutable set. */
    public Set<String> sentences() {
        Set<String> sentences = new LinkedHashSet<>(source);
        sentences.addAll(target);
        return sentences;
    }

    public boolean isNull() {
        return source.isEmpty() || target.isEmpty();
    }

    /** Returns the numbers of its source and target sentences, for example {@code 1-2}. */
    public String type() {
        return source.size() + "-" + target.size();
    }
}
