package duiqi.memory;

import java.nio.file.Path;

/**
 * A memory in a folder of memories, and what its place there says of it, as OmegaT has it. Immutable.
 *
 * @param path the file
 * @param name its path in the folder, with {@code /} between its parts
 * @param role how far its matches are trusted
 * @param penalty points that every match of it loses
 */
public record MemoryFile(Path path, String name, Role role, int penalty) {
    /** How far the matches of a memory are trusted. */
    public enum Role {
        /** As any. */
        PLAIN,
        /** Under {@code auto}: an exact match is put in without asking. */
        AUTO,
        /** Under {@code enforce}: of equal matches its own comes first, and it overrides what is there. */
        ENFORCE,
        /** Under {@code mt}: all of it was translated by a machine. */
        MACHINE
    }

    public MemoryFile {
        if (penalty < 0) {
            throw new IllegalArgumentException("a penalty is not negative: " + penalty);
        }
    }
}
