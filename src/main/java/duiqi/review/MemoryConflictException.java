package duiqi.review;

import java.nio.file.Path;
import java.util.List;

/** Tells that a memory was not written, since others have changed it. */
public final class MemoryConflictException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Conflict conflict;

    MemoryConflictException(Path memory, Conflict conflict) {
        super(memory + " was changed by others: " + conflict.added() + " added, " + conflict.removed() + " removed, "
                + conflict.changed() + " changed");
        this.conflict = conflict;
    }

    public Conflict conflict() {
        return conflict;
    }

    /** Returns what the user can do. */
    public String remedy() {
        return "save with what the others did, or look at the memory first";
    }

    /**
     * The changes of others to a memory since a review read or wrote it. Immutable.
     *
     * @param added how many units are new
     * @param removed how many are gone
     * @param changed how many have other texts, properties or notes
     * @param examples some of them
     */
    public record Conflict(int added, int removed, int changed, List<Example> examples) {
        /**
         * A unit that others changed.
         *
         * @param what {@code added}, {@code removed} or {@code changed}
         * @param source its source text, as it is now where it is there
         * @param target its rendering
         */
        public record Example(String what, String source, String target) {}

        public Conflict {
            examples = List.copyOf(examples);
        }
    }
}
