package duiqi.review;

import duiqi.check.TextSpan.Side;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Describes a change that a user makes to an alignment. Ids are those of {@link ReviewBead} and {@link Sentence}. Undo
 * reverts one operation at a time.
 */
public sealed interface Operation {
    /** Returns the name of the operation on the page, for example "merge". */
    String label();

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
        public String label() {
            return "move";
        }
    }

    /**
     * Moves the first sentence of a bead on one side to the bead above, or its last sentence to the bead below.
     *
     * @param isUp true to move the first sentence up, false to move the last sentence down
     */
    record Shift(Side side, String bead, boolean isUp) implements Operation {
        @Override
        public String label() {
            return "move";
        }
    }

    /** Merges two or more beads into one. */
    record Merge(List<String> beads) implements Operation {
        @Override
        public String label() {
            return "merge";
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
        public String label() {
            return "split";
        }
    }

    /** Removes beads, so that each of their sentences becomes unpaired. */
    record Unlink(List<String> beads) implements Operation {
        @Override
        public String label() {
            return "unlink";
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
        public String label() {
            return "link";
        }
    }

    /** Removes a sentence from its bead, so that it is unpaired. The other sentences of the bead stay together. */
    record Detach(String sentence) implements Operation {
        @Override
        public String label() {
            return "detach";
        }
    }

    /** Exchanges the target sentences of two beads. A bead without sentences is removed. */
    record Swap(String above, String below) implements Operation {
        @Override
        public String label() {
            return "swap";
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
        public String label() {
            return "no counterpart";
        }
    }

    /**
     * Adds a sentence to a bead that has none on this side, for example a missing translation. Only the review and its
     * memory get the sentence, not the text file. The text must not be blank.
     */
    record Insert(Side side, String bead, String text) implements Operation {
        @Override
        public String label() {
            return "add sentence";
        }
    }

    /** Changes the text of a sentence. The text must not be blank. */
    record Edit(String sentence, String text) implements Operation {
        @Override
        public String label() {
            return "edit";
        }

        @Override
        public Set<String> replacedTexts() {
            return Set.of(sentence);
        }
    }

    /**
     * Changes the texts of many sentences in one step, for example to replace a word everywhere. If an edit is not
     * possible, none is made.
     *
     * @param edits at most one edit of each sentence
     */
    record EditAll(List<Edit> edits) implements Operation {
        public EditAll {
            edits = List.copyOf(edits);
        }

        @Override
        public String label() {
            return edits.size() == 1 ? "edit" : String.format(Locale.ROOT, "edit of %,d sentences", edits.size());
        }

        @Override
        public Set<String> replacedTexts() {
            return edits.stream().map(Edit::sentence).collect(Collectors.toSet());
        }
    }

    /**
     * Splits a sentence into two. Both parts stay in its bead.
     *
     * @param offset index of a UTF-16 unit in the text, with text on both sides; white space at the split is dropped
     */
    record Cut(String sentence, int offset) implements Operation {
        @Override
        public String label() {
            return "split sentence";
        }

        @Override
        public Set<String> replacedTexts() {
            return Set.of(sentence);
        }
    }

    /** Confirms beads, or removes their confirmation. */
    record Confirm(List<String> beads, boolean isConfirmed) implements Operation {
        @Override
        public String label() {
            return isConfirmed ? "confirm" : "unconfirm";
        }
    }

    /** Marks beads for later, or removes the mark. */
    record Mark(List<String> beads, boolean isMarked) implements Operation {
        @Override
        public String label() {
            return isMarked ? "mark" : "unmark";
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

        /** Sets the note of one bead. */
        public Note(String bead, String text) {
            this(Map.of(bead, text));
        }

        @Override
        public String label() {
            return texts.size() == 1 ? "note" : String.format(Locale.ROOT, "note on %,d pairs", texts.size());
        }

        @Override
        public Set<String> replacedTexts() {
            return texts.keySet();
        }
    }

    /**
     * Replaces beads by others with the same sentences, such as the beads of a {@link RunnerUp}. The new beads are set
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
        public String label() {
            return "regroup";
        }
    }

    /** Reports that a step was rejected. The review is unchanged. */
    public static final class RejectedException extends Exception {
        private static final long serialVersionUID = 1;
        private static final String CHECK = "check it and try again";

        /** Lists the reasons for a rejection. */
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

        /** Returns the exception for texts that another page changed in the meantime. */
        static RejectedException conflict(List<Basis.TextConflict> conflicts) {
            String problem = conflicts.size() == 1
                    ? "this text was changed in the meantime"
                    : String.format(Locale.ROOT, "%,d texts were changed in the meantime", conflicts.size());
            return new RejectedException(Reason.GONE, problem, CHECK, conflicts);
        }

        /** Returns the exception for a bead that no longer exists. */
        public static RejectedException beadIsGone() {
            return new RejectedException(Reason.GONE, "this pair was changed in the meantime", CHECK);
        }

        /** Returns the exception for a sentence that no longer exists. */
        public static RejectedException sentenceIsGone() {
            return new RejectedException(Reason.GONE, "this sentence was changed in the meantime", CHECK);
        }

        /** Returns the exception for a step that is not possible. */
        public static RejectedException impossible(String problem, String remedy) {
            return new RejectedException(Reason.IMPOSSIBLE, problem, remedy);
        }
    }
}
