package duiqi.review;

import duiqi.check.TextSpan.Side;
import java.util.List;

/**
 * An operation of a person on an alignment. Ids are those of {@link ReviewBead} and {@link Sentence}. Each operation is one step to
 * undo.
 */
public sealed interface Operation {
    /** Returns its name on the page, such as "merge". */
    String label();

    /**
     * Moves sentences over the boundary between two neighbours of one side. The beads keep their order, and one that is left without
     * sentences is gone.
     *
     * @param sentence the sentence that the lower bead is to begin with on that side; all from it to the boundary change over. It is
     *     in the bead above (they go down) or, as the first that stays, in the bead below (those before it go up)
     */
    record Boundary(Side side, String above, String below, String sentence) implements Operation {
        @Override
        public String label() {
            return "move";
        }
    }

    /**
     * Moves the first sentence of a bead to the one before it on that side, or its last to the one after it.
     *
     * @param isUp whether the first goes up, otherwise the last goes down
     */
    record Shift(Side side, String bead, boolean isUp) implements Operation {
        @Override
        public String label() {
            return "move";
        }
    }

    /** Joins two or more beads in one. */
    record Merge(List<String> beads) implements Operation {
        @Override
        public String label() {
            return "merge";
        }
    }

    /**
     * Splits a bead in two.
     *
     * @param source how many of its source sentences stay in the first part
     * @param target how many of its target sentences do
     */
    record Split(String bead, int source, int target) implements Operation {
        @Override
        public String label() {
            return "split";
        }
    }

    /** Takes beads apart: none of their sentences then has a partner. */
    record Unlink(List<String> beads) implements Operation {
        @Override
        public String label() {
            return "unlink";
        }
    }

    /** Joins sentences of both sides, wherever they stand, in one bead, and takes them out of those they were in. */
    record Link(List<String> source, List<String> target) implements Operation {
        @Override
        public String label() {
            return "link";
        }
    }

    /** Changes the text of a sentence, which must not become blank. */
    record Edit(String sentence, String text) implements Operation {
        @Override
        public String label() {
            return "edit";
        }
    }

    /**
     * Cuts a sentence in two, which stay in its bead.
     *
     * @param offset index of a UTF-16 unit in its text, with text on both sides; white space there is dropped
     */
    record Cut(String sentence, int offset) implements Operation {
        @Override
        public String label() {
            return "cut";
        }
    }

    /** Confirms beads, or takes it back. */
    record Confirm(List<String> beads, boolean isConfirmed) implements Operation {
        @Override
        public String label() {
            return isConfirmed ? "confirm" : "unconfirm";
        }
    }

    /** Marks beads to come back to, or takes it back. */
    record Mark(List<String> beads, boolean isMarked) implements Operation {
        @Override
        public String label() {
            return isMarked ? "mark" : "unmark";
        }
    }

    /** Sets the note of a bead; an empty text removes it. */
    record Note(String bead, String text) implements Operation {
        @Override
        public String label() {
            return "note";
        }
    }
}
