package duiqi.review;

import duiqi.check.TextSpan.Side;
import duiqi.review.step.Draft;
import duiqi.review.step.Regrouping;
import duiqi.review.step.Step;
import duiqi.text.Location;
import duiqi.text.XmlCharacters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Describes a change that a user makes to an alignment. Ids are those of {@link ReviewBead} and {@link Sentence}. Undo
 * reverts one operation at a time.
 */
public sealed interface Operation {
    /** Returns the step of the operation on an alignment, which stays as it is. */
    Step on(Draft now) throws RejectedException;

    /** Returns the ids of the sentences whose texts it replaces, and of the beads whose notes it replaces. */
    default Set<String> replacedTexts() {
        return Set.of();
    }

    /**
     * Moves sentences across the boundary between two adjacent beads on one side. The beads keep their order. A bead
     * without sentences is removed.
     *
     * @param sentence the sentence with which the lower bead begins on that side after the operation. If it is in the
     *     upper bead, it and all sentences after it move down. If it is in the lower bead, all sentences before it move
     *     up.
     */
    record Boundary(Side side, String above, String below, String sentence) implements Operation {
        @Override
        public Step on(Draft now) throws RejectedException {
            ReviewBead upper = now.knownBead(above);
            ReviewBead lower = now.knownBead(below);
            int place = now.position(now.known(sentence).id());
            List<String> both = new ArrayList<>(upper.side(side));
            both.addAll(lower.side(side));
            List<Integer> places = both.stream().map(now::position).toList();
            if (upper.equals(lower) || !places.equals(places.stream().sorted().toList())) {
                throw RejectedException.impossible("the pairs are not adjacent", "link the sentences instead");
            }
            if (!both.contains(sentence)) {
                throw RejectedException.impossible(
                        "the sentence is in neither of the two pairs", "choose a sentence next to the boundary");
            }
            Set<String> first = without(upper, both);
            Set<String> second = without(lower, both);
            both.forEach(id -> (now.position(id) < place ? first : second).add(id));
            return new Regrouping(now, List.of(upper, lower))
                    .leave(upper, first)
                    .leave(lower, second)
                    .step("move", any(second, first));
        }
    }

    /**
     * Moves the first sentence of a bead on one side to the bead above, or its last sentence to the bead below.
     *
     * @param isUp true to move the first sentence up, false to move the last sentence down
     */
    record Shift(Side side, String bead, boolean isUp) implements Operation {
        @Override
        public Step on(Draft now) throws RejectedException {
            ReviewBead from = now.knownBead(bead);
            List<String> own = from.side(side);
            if (own.isEmpty()) {
                throw RejectedException.impossible("the pair has no sentence on this side", "choose the other side");
            }
            String sentence = own.get(isUp ? 0 : own.size() - 1);
            List<ReviewState.Row> rows = now.rows();
            int row = now.row(sentence);
            // The next row may contain another piece of the same bead.
            while (row >= 0 && row < rows.size() && rows.get(row).bead().equals(from)) {
                row += isUp ? -1 : 1;
            }
            if (row < 0 || row >= rows.size()) {
                throw RejectedException.impossible(
                        "no pair " + (isUp ? "above" : "below") + " this one",
                        "move the sentence in the other direction");
            }
            ReviewBead to = rows.get(row).bead();
            Set<String> rest = without(from, Set.of(sentence));
            Set<String> joined = to.sentences();
            joined.add(sentence);
            Regrouping regrouping = new Regrouping(now, List.of(from, to));
            if (isUp) {
                regrouping.leave(to, joined).leave(from, rest);
            } else {
                regrouping.leave(from, rest).leave(to, joined);
            }
            // The focus stays on the bead that loses sentences, because users often move several sentences in a row.
            return regrouping.step("move", any(rest, joined));
        }
    }

    record Merge(List<String> beads) implements Operation {
        @Override
        public Step on(Draft now) throws RejectedException {
            List<ReviewBead> merged = now.knownBeads(beads);
            if (merged.size() < 2) {
                throw RejectedException.impossible("a single pair cannot be merged", "select two or more pairs");
            }
            Set<String> all = new LinkedHashSet<>();
            merged.forEach(bead -> all.addAll(bead.sentences()));
            return new Regrouping(now, merged)
                    .join(all, Optional.empty())
                    .step("merge", all.iterator().next());
        }
    }

    /**
     * Splits a bead into two.
     *
     * @param source number of source sentences that stay in the first part
     * @param target number of target sentences that stay in the first part
     */
    record Split(String bead, int source, int target) implements Operation {
        @Override
        public Step on(Draft now) throws RejectedException {
            ReviewBead whole = now.knownBead(bead);
            int sources = whole.source().size();
            int targets = whole.target().size();
            boolean isWithin = source >= 0 && source <= sources && target >= 0 && target <= targets;
            if (!isWithin || source + target == 0 || source + target == sources + targets) {
                throw RejectedException.impossible(
                        "a " + whole.type() + " pair cannot be split after " + source + "-" + target,
                        "keep a sentence in each part");
            }
            Set<String> upper = new LinkedHashSet<>(whole.source().subList(0, source));
            upper.addAll(whole.target().subList(0, target));
            return new Regrouping(now, List.of(whole))
                    .join(upper, Optional.empty())
                    .join(without(whole, upper), Optional.empty())
                    .step("split", upper.iterator().next());
        }
    }

    /** Removes beads, so that each of their sentences becomes unpaired. */
    record Unlink(List<String> beads) implements Operation {
        @Override
        public Step on(Draft now) throws RejectedException {
            List<ReviewBead> whole = now.knownBeads(beads);
            whole.removeIf(bead -> bead.sentences().size() == 1);
            if (whole.isEmpty()) {
                throw RejectedException.impossible(
                        "an unpaired sentence cannot be unlinked", "link it, or leave it unpaired");
            }
            Regrouping regrouping = new Regrouping(now, whole);
            for (ReviewBead bead : whole) {
                // Alternates between the sides, so that sentences that may be translations of each other stay close.
                for (int k = 0; k < Math.max(bead.source().size(), bead.target().size()); k++) {
                    for (Side side : Side.values()) {
                        if (k < bead.side(side).size()) {
                            regrouping.join(Set.of(bead.side(side).get(k)), Optional.empty());
                        }
                    }
                }
            }
            return regrouping.step("unlink", whole.get(0).sentences().iterator().next());
        }
    }

    /** Removes beads of a memory with their sentences. The next save removes their units. */
    record Delete(List<String> beads) implements Operation {
        @Override
        public Step on(Draft now) throws RejectedException {
            if (!now.origin().isMemory()) {
                throw RejectedException.impossible(
                        "a review of two texts keeps all sentences", "unlink the pair, and the memory omits it");
            }
            List<ReviewBead> deleted = now.knownBeads(beads);
            // The positions of the other sentences stay the same if the last one goes first.
            List<Step.Splice> splices = deleted.stream()
                    .flatMap(bead -> bead.sentences().stream())
                    .sorted(Comparator.<String>comparingInt(now::position).reversed())
                    .map(id -> splice(now, now.sentences(Draft.side(id)).get(now.position(id)), List.of()))
                    .toList();
            return new Step("delete", Optional.empty(), splices, deleted, List.of());
        }
    }

    /**
     * Links sentences of both sides. The sentences do not have to be adjacent.
     *
     * @param goal the sentence whose bead stays whole; the other sentences leave their beads and join it. If all
     *     sentences are in this bead already, or if the goal is empty, the sentences leave their beads and make a bead
     *     of their own.
     */
    record Link(List<String> source, List<String> target, Optional<String> goal) implements Operation {
        @Override
        public Step on(Draft now) throws RejectedException {
            if (source.isEmpty() || target.isEmpty()) {
                throw RejectedException.impossible(
                        "a link needs sentences on both sides", "select sentences on the other side too");
            }
            Set<String> joined = new LinkedHashSet<>(source);
            joined.addAll(target);
            Set<ReviewBead> from = new LinkedHashSet<>();
            for (String id : joined) {
                from.add(now.beadOf(now.known(id).id()));
            }
            if (!areOnTheirSides(source, target)) {
                throw RejectedException.impossible(
                        "a sentence cannot be linked on the other side", "link it on its own side");
            }
            Optional<ReviewBead> base = Optional.empty();
            if (goal.isPresent()) {
                ReviewBead bead = now.beadOf(now.known(goal.get()).id());
                // Sentences of one bead cannot join it. The user wants only them.
                base = Optional.of(bead).filter(kept -> !kept.sentences().containsAll(joined));
            }
            base.ifPresent(kept -> {
                joined.addAll(kept.sentences());
                from.add(kept);
            });
            Regrouping regrouping = new Regrouping(now, List.copyOf(from)).join(joined, base);
            from.forEach(bead -> regrouping.leave(bead, without(bead, joined)));
            return regrouping.step("link", joined.iterator().next());
        }
    }

    /** Removes a sentence from its bead, so that it is unpaired. The other sentences of the bead stay together. */
    record Detach(String sentence) implements Operation {
        @Override
        public Step on(Draft now) throws RejectedException {
            ReviewBead bead = now.beadOf(now.known(sentence).id());
            Set<String> rest = without(bead, Set.of(sentence));
            if (rest.isEmpty()) {
                throw RejectedException.impossible("the sentence is already unpaired", "link it, or leave it unpaired");
            }
            return new Regrouping(now, List.of(bead))
                    .leave(bead, rest)
                    .join(Set.of(sentence), Optional.empty())
                    .step("detach", sentence);
        }
    }

    /** Exchanges the target sentences of two beads. A bead without sentences is removed. */
    record Swap(String above, String below) implements Operation {
        @Override
        public Step on(Draft now) throws RejectedException {
            ReviewBead one = now.knownBead(above);
            ReviewBead two = now.knownBead(below);
            Set<String> upper = new LinkedHashSet<>(one.source());
            upper.addAll(two.target());
            Set<String> lower = new LinkedHashSet<>(two.source());
            lower.addAll(one.target());
            if (one.equals(two) || upper.equals(one.sentences()) || lower.equals(one.sentences())) {
                throw RejectedException.impossible(
                        "the two pairs have nothing to exchange", "choose two pairs that have sentences on both sides");
            }
            return new Regrouping(now, List.of(one, two))
                    .join(upper, Optional.of(one))
                    .join(lower, Optional.of(two))
                    .step("swap", any(upper, lower));
        }
    }

    /**
     * Decides that the sentences of a bead have no counterpart: confirms them as unpaired. The sentences of the given
     * side become unpaired and unconfirmed, each in a bead of its own.
     *
     * @param side the side that has nothing to correspond to the other side; without effect if one side is empty
     */
    record NoCounterpart(Side side, String bead) implements Operation {
        @Override
        public Step on(Draft now) throws RejectedException {
            String label = "no counterpart";
            ReviewBead whole = now.knownBead(bead);
            if (whole.isNull()) {
                return annotated(now, label, List.of(bead), one -> one.withConfirmed(true));
            }
            Set<String> kept = without(whole, whole.side(side));
            Regrouping regrouping = new Regrouping(now, List.of(whole)).join(kept, Optional.of(whole));
            whole.side(side).forEach(regrouping::lose);
            Step step = regrouping.step(label, kept.iterator().next());
            List<ReviewBead> added = step.added().stream()
                    .map(one -> one.withConfirmed(one.sentences().equals(kept)))
                    .toList();
            return new Step(label, step.focus(), List.of(), step.removed(), added);
        }
    }

    /**
     * Adds a sentence to a bead that has none on this side, for example a missing translation. The sentence goes between
     * those of the rows above and below. Only the review and its memory get it, not the text file. The text must not be
     * blank.
     */
    record Insert(Side side, String bead, String text) implements Operation {
        @Override
        public Step on(Draft now) throws RejectedException {
            ReviewBead before = now.knownBead(bead);
            String clean = XmlCharacters.only(text).strip();
            if (!before.side(side).isEmpty()) {
                throw RejectedException.impossible("the pair has a sentence on this side", "edit that sentence");
            }
            if (clean.isEmpty()) {
                throw RejectedException.impossible("a sentence cannot be empty", "type its text");
            }
            Sentence other = now.known(before.sentences().iterator().next());
            List<Sentence> texts = now.sentences(side);
            int place = now.rows().subList(0, now.row(other.id())).stream()
                    .mapToInt(row -> row.side(side).size())
                    .sum();
            Location location = texts.isEmpty()
                    ? new Location(now.origin().name(side), 1, 1)
                    : texts.get(Math.max(0, place - 1)).location();
            Sentence added = new Sentence(
                    now.ids().sentence(side), clean, location, other.beginsParagraph(), other.isHeading(), true, true);
            List<String> own = List.of(added.id());
            ReviewBead after = before.withSentences(
                            now.ids().bead(),
                            side == Side.SOURCE ? own : before.source(),
                            side == Side.TARGET ? own : before.target())
                    .withConfirmed(false)
                    .withProbability(OptionalDouble.empty());
            return new Step(
                    "add sentence",
                    Optional.of(after.id()),
                    List.of(new Step.Splice(side, place, List.of(), List.of(added))),
                    List.of(before),
                    List.of(after));
        }
    }

    /**
     * Changes the texts of sentences in one step, for example to replace a word everywhere. If an edit is not possible,
     * none is made. A sentence with the text in the file does not count as edited. The texts must not be blank.
     *
     * @param texts texts by the id of the sentence
     */
    record Edit(Map<String, String> texts) implements Operation {
        public Edit {
            texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
        }

        @Override
        public Set<String> replacedTexts() {
            return texts.keySet();
        }

        @Override
        public Step on(Draft now) throws RejectedException {
            List<Step.Splice> splices = new ArrayList<>();
            for (Map.Entry<String, String> edit : texts.entrySet()) {
                Sentence before = now.known(edit.getKey());
                String text = XmlCharacters.only(edit.getValue()).strip();
                if (text.isEmpty()) {
                    throw RejectedException.impossible(
                            "a sentence cannot be empty", "unlink it if it has no translation");
                }
                if (!text.equals(before.text())) {
                    boolean isEdited = !now.original(before.id()).equals(Optional.of(text));
                    splices.add(splice(now, before, List.of(before.withText(text, isEdited))));
                }
            }
            return new Step(
                    texts.size() == 1 ? "edit" : String.format(Locale.ROOT, "edit of %,d sentences", texts.size()),
                    texts.keySet().stream().findFirst().map(id -> now.beadOf(id).id()),
                    splices,
                    List.of(),
                    List.of());
        }
    }

    /**
     * Splits a sentence into two. Both parts stay in its bead, which keeps its mark, its note and its confirmation.
     *
     * @param offset index of a UTF-16 unit in the text, with text on both sides; white space at the split is dropped
     */
    record Cut(String sentence, int offset) implements Operation {
        @Override
        public Set<String> replacedTexts() {
            return Set.of(sentence);
        }

        @Override
        public Step on(Draft now) throws RejectedException {
            Sentence whole = now.known(sentence);
            String text = whole.text();
            boolean isWithin = offset > 0 && offset < text.length();
            if (!isWithin
                    || text.substring(0, offset).isBlank()
                    || text.substring(offset).isBlank()) {
                throw RejectedException.impossible(
                        "one part would be empty", "split where there is text on both sides");
            }
            if (Character.isSurrogatePair(text.charAt(offset - 1), text.charAt(offset))) {
                throw RejectedException.impossible("a character cannot be split", "split before or after it");
            }
            String rest = text.substring(offset).stripLeading();
            Sentence first = whole.withText(text.substring(0, offset).stripTrailing(), whole.isEdited());
            Sentence second = new Sentence(
                    now.ids().sentence(Draft.side(sentence)),
                    rest,
                    whole.location().after(text, 0, text.length() - rest.length()),
                    false,
                    whole.isHeading(),
                    whole.isEdited(),
                    whole.isAdded());
            ReviewBead before = now.beadOf(sentence);
            ReviewBead after = before.withSentences(
                    now.ids().bead(), with(before.source(), second.id()), with(before.target(), second.id()));
            return new Step(
                    "split sentence",
                    Optional.of(after.id()),
                    List.of(splice(now, whole, List.of(first, second))),
                    List.of(before),
                    List.of(after));
        }

        /** Inserts the second part after the first one, if the list contains this. */
        private List<String> with(List<String> ids, String second) {
            List<String> all = new ArrayList<>(ids);
            if (all.contains(sentence)) {
                all.add(all.indexOf(sentence) + 1, second);
            }
            return all;
        }
    }

    record Confirm(List<String> beads, boolean isConfirmed) implements Operation {
        @Override
        public Step on(Draft now) throws RejectedException {
            String label = isConfirmed ? "confirm" : "unconfirm";
            return annotated(now, label, beads, bead -> bead.withConfirmed(isConfirmed));
        }
    }

    record Mark(List<String> beads, boolean isMarked) implements Operation {
        @Override
        public Step on(Draft now) throws RejectedException {
            return annotated(now, isMarked ? "mark" : "unmark", beads, bead -> bead.withMarked(isMarked));
        }
    }

    /**
     * Sets the notes of beads in one step. An empty text removes a note.
     *
     * @param texts notes by the id of the bead
     */
    record Note(Map<String, String> texts) implements Operation {
        public Note {
            texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
        }

        @Override
        public Set<String> replacedTexts() {
            return texts.keySet();
        }

        @Override
        public Step on(Draft now) throws RejectedException {
            return annotated(
                    now,
                    texts.size() == 1 ? "note" : String.format(Locale.ROOT, "note on %,d pairs", texts.size()),
                    texts.keySet(),
                    bead -> bead.withNote(XmlCharacters.only(texts.getOrDefault(bead.id(), ""))
                            .strip()));
        }
    }

    /**
     * Replaces beads by others with the same sentences, such as the beads of an {@link Alternative}. The new beads are set
     * by hand, because the user chose them.
     *
     * @param beads ids of the replaced beads
     * @param groups the new beads; each sentence of the replaced beads is in exactly one of them
     */
    record Regroup(List<String> beads, List<Group> groups) implements Operation {
        /**
         * Describes a new bead.
         *
         * @param source ids of its source sentences
         * @param target ids of its target sentences
         */
        public record Group(List<String> source, List<String> target) {}

        @Override
        public Step on(Draft now) throws RejectedException {
            List<ReviewBead> replaced = now.knownBeads(beads);
            List<String> free = new ArrayList<>();
            replaced.forEach(bead -> free.addAll(bead.sentences()));
            Regrouping regrouping = new Regrouping(now, replaced);
            boolean isPossible = !groups.isEmpty();
            for (Group group : groups) {
                List<String> sentences = new ArrayList<>(group.source());
                sentences.addAll(group.target());
                isPossible &= !sentences.isEmpty() && areOnTheirSides(group.source(), group.target());
                for (String id : sentences) {
                    isPossible &= free.remove(id);
                }
                regrouping.join(new LinkedHashSet<>(sentences), Optional.empty());
            }
            if (!isPossible || !free.isEmpty()) {
                throw RejectedException.impossible(
                        "the new pairs do not have the sentences of the old ones", "show the alternative again");
            }
            return regrouping.step(
                    "regroup", replaced.get(0).sentences().iterator().next());
        }
    }

    private static Set<String> without(ReviewBead bead, Collection<String> sentences) {
        Set<String> rest = bead.sentences();
        rest.removeAll(sentences);
        return rest;
    }

    /** Returns a sentence of a set, or of another set if the first one is empty. */
    private static String any(Set<String> sentences, Set<String> others) {
        return (sentences.isEmpty() ? others : sentences).iterator().next();
    }

    private static boolean areOnTheirSides(List<String> source, List<String> target) {
        return source.stream().allMatch(id -> Draft.side(id) == Side.SOURCE)
                && target.stream().allMatch(id -> Draft.side(id) == Side.TARGET);
    }

    private static Step.Splice splice(Draft now, Sentence before, List<Sentence> after) {
        return new Step.Splice(Draft.side(before.id()), now.position(before.id()), List.of(before), after);
    }

    private static Step annotated(Draft now, String label, Collection<String> ids, UnaryOperator<ReviewBead> change)
            throws RejectedException {
        List<ReviewBead> beads = now.knownBeads(ids);
        List<ReviewBead> changed =
                beads.stream().filter(bead -> !change.apply(bead).equals(bead)).toList();
        return new Step(
                label,
                beads.stream().findFirst().map(ReviewBead::id),
                List.of(),
                changed,
                changed.stream().map(change).toList());
    }

    /** Reports that a step was rejected. The review is unchanged. */
    public static final class RejectedException extends Exception {
        private static final long serialVersionUID = 1;
        private static final String CHECK = "check it and try again";

        public enum Reason {
            /** A bead or a sentence no longer exists, for example because another browser tab changed it. */
            GONE,
            /** The step is not possible for this bead or sentence, for example splitting a single sentence. */
            IMPOSSIBLE,
            /** Another task must end first. */
            BUSY
        }

        private final Reason reason;
        private final String remedy;
        private final transient List<Basis.TextConflict> conflicts;

        /**
         * Creates the exception.
         *
         * @param problem the problem, as a clause
         * @param remedy the remedy for the user
         */
        public RejectedException(Reason reason, String problem, String remedy) {
            this(reason, problem, remedy, List.of());
        }

        private RejectedException(Reason reason, String problem, String remedy, List<Basis.TextConflict> conflicts) {
            super(problem);
            this.reason = reason;
            this.remedy = remedy;
            this.conflicts = List.copyOf(conflicts);
        }

        public Reason reason() {
            return reason;
        }

        public String remedy() {
            return remedy;
        }

        /** Returns the texts that another page changed in the meantime. Empty if the step failed for another reason. */
        public List<Basis.TextConflict> conflicts() {
            return conflicts;
        }

        static RejectedException conflict(List<Basis.TextConflict> conflicts) {
            return new RejectedException(Reason.GONE, "this text was changed in the meantime", CHECK, conflicts);
        }

        public static RejectedException isGone() {
            return new RejectedException(Reason.GONE, "this pair was changed in the meantime", CHECK);
        }

        public static RejectedException impossible(String problem, String remedy) {
            return new RejectedException(Reason.IMPOSSIBLE, problem, remedy);
        }
    }
}
