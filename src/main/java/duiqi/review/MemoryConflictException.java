package duiqi.review;

import java.nio.file.Path;

/** A memory that was not written, since others have changed it. */
public final class MemoryConflictException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient MemoryConflict conflict;

    MemoryConflictException(Path memory, MemoryConflict conflict) {
        super(memory + " was changed by others: " + conflict.added() + " added, " + conflict.removed() + " removed, "
                + conflict.changed() + " changed");
        this.conflict = conflict;
    }

    public MemoryConflict conflict() {
        return conflict;
    }

    /** What to do. */
    public String remedy() {
        return "save with what the others did, or look at the memory first";
    }
}
