package duiqi.review;

import java.nio.file.Path;
import java.util.List;

/** Reports that duiqi did not write a memory because another program changed it. */
public final class MemoryConflictException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Conflict conflict;

    MemoryConflictException(Path memory, Conflict conflict) {
        super(memory + " was changed by another program: " + conflict.added() + " added, " + conflict.removed()
                + " removed, " + conflict.changed() + " changed");
        this.conflict = conflict;
    }

    public Conflict conflict() {
        return conflict;
    }

    /** Returns the remedy for the user. */
    public String remedy() {
        return "merge the changes, or look at the memory first";
    }

    /**
     * Counts the changes of other programs to a memory since the review read or wrote it. Immutable.
     *
     * @param added number of new units
     * @param removed number of removed units
     * @param changed number of units with other texts, properties or notes
     * @param examples some of these units
     */
    public record Conflict(int added, int removed, int changed, List<Example> examples) {
        /**
         * Describes a unit that another program changed.
         *
         * @param what {@code added}, {@code removed} or {@code changed}
         * @param source its source text: the current one, or the last one if the unit was removed
         * @param target its target text
         */
        public record Example(String what, String source, String target) {}

        public Conflict {
            examples = List.copyOf(examples);
        }
    }
}
