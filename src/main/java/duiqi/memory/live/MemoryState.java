package duiqi.memory.live;

import duiqi.io.FileState;
import duiqi.memory.MemoryFile;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Holds the identities of all memories in some files and folders, to detect changes without reading the files.
 * Immutable.
 *
 * @param files the name of the identity of each file
 */
public record MemoryState(Map<Path, String> files) {
    public MemoryState {
        files = Map.copyOf(files);
    }

    /**
     * Returns the current state.
     *
     * @throws FormatException if a file or folder no longer exists
     */
    public static MemoryState of(List<Path> places) throws IOException {
        Map<Path, String> files = new TreeMap<>();
        for (Path place : places) {
            for (MemoryFile file : MemoryFile.in(place)) {
                String identity = of(file.path());
                if (!identity.isEmpty()) {
                    files.put(file.path(), identity);
                }
            }
        }
        return new MemoryState(files);
    }

    /** Returns the name of a file's identity, or an empty text if the file does not exist. */
    public static String of(Path file) throws IOException {
        try {
            return Files.exists(file) ? FileIdentity.of(file).name() : "";
        } catch (IOException e) {
            if (Files.exists(file)) {
                throw e;
            }
            return ""; // Another program deleted the file meanwhile.
        }
    }

    /** Returns the files that differ between two states, including files that only one of them contains. */
    public Set<Path> differing(MemoryState other) {
        Set<Path> all = new HashSet<>(files.keySet());
        all.addAll(other.files.keySet());
        all.removeIf(file -> Objects.equals(files.get(file), other.files.get(file)));
        return all;
    }

    /** Returns this state with some files as they are in another state. */
    public MemoryState with(Set<Path> held, MemoryState other) {
        Map<Path, String> all = new TreeMap<>(files);
        for (Path file : held) {
            all.remove(file);
            if (other.files.containsKey(file)) {
                all.put(file, String.valueOf(other.files.get(file)));
            }
        }
        return new MemoryState(all);
    }

    /**
     * Identifies the content of a file without reading it, by path, size, times of change, and file key of the system.
     * Immutable.
     *
     * @param name a short hash of these values, valid as a file name
     * @param changed the time of the last change
     */
    public record FileIdentity(String name, Instant changed) {
        /** Version of the index format, part of each name; increase it when the format changes. */
        private static final String VERSION = "2";

        /**
         * Age below which a date is not trusted: file systems count time in steps of up to two seconds, and a change
         * within a step may leave no trace (git, racy-git.txt).
         */
        private static final Duration MIN_AGE = Duration.ofSeconds(3);

        private static final int NAME_BYTES = 8;

        static FileIdentity of(Path file) throws IOException {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                Instant modified = attributes.lastModifiedTime().toInstant();
                Instant statusChange = statusChange(file);
                String all = String.join(
                        "\n",
                        VERSION,
                        file.toRealPath().toString(),
                        Long.toString(attributes.size()),
                        modified.toString(),
                        statusChange.toString(),
                        String.valueOf(attributes.fileKey()));
                return new FileIdentity(shortHash(all), statusChange.isAfter(modified) ? statusChange : modified);
            } catch (NoSuchFileException e) {
                throw new FormatException(file.toString(), "there is no such file", "check its name and folder", e);
            }
        }

        /** Returns a short name for a folder, made from its path. */
        public static String name(Path folder) throws IOException {
            return shortHash(folder.toRealPath().toString());
        }

        private static String shortHash(String text) {
            byte[] hash = FileState.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, NAME_BYTES);
        }

        /**
         * Returns the time of the last status change, which no program can set back, or the epoch on systems without
         * it.
         */
        private static Instant statusChange(Path file) throws IOException {
            try {
                return ((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant();
            } catch (UnsupportedOperationException | IllegalArgumentException unknown) {
                return Instant.EPOCH;
            }
        }

        /** Returns whether the file could change again without a change of identity. */
        boolean isRecent(Instant now) {
            return Duration.between(changed, now).abs().compareTo(MIN_AGE) < 0;
        }
    }
}
