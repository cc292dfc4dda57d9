package duiqi.memory.live;

import duiqi.memory.MemoryFile;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
 * The identities of the memories of some places, which tell whether they have changed without reading them. Immutable.
 *
 * @param files what each file is known by
 */
public record MemoryState(Map<Path, String> files) {
    public MemoryState {
        files = Map.copyOf(files);
    }

    /**
     * Returns the state of now.
     *
     * @throws FormatException if a place is no more
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

    /** Returns what a file is known by; empty text when it is not there. */
    public static String of(Path file) throws IOException {
        try {
            return Files.exists(file) ? FileIdentity.of(file).name() : "";
        } catch (IOException e) {
            if (Files.exists(file)) {
                throw e;
            }
            return ""; // it was taken away while it was looked at
        }
    }

    /** Returns the files that are not the same in both, be it that one has them and the other has not. */
    public Set<Path> differing(MemoryState other) {
        Set<Path> all = new HashSet<>(files.keySet());
        all.addAll(other.files.keySet());
        all.removeIf(file -> Objects.equals(files.get(file), other.files.get(file)));
        return all;
    }

    /** Returns the same with some files as they are in another. */
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
     * An identity that tells whether the content of a file has changed without reading it: path, size, times of change, and what the
     * system knows it by. Immutable.
     *
     * @param name a short form of all of them, fit for a file name
     * @param changed when the file was changed last
     */
    public record FileIdentity(String name, Instant changed) {
        /** Part of every name, to be counted up whenever an index is written otherwise. */
        private static final String VERSION = "2";

        /** File systems count time in steps of up to two seconds; within a step a change may leave no trace (git, racy-git.txt). */
        private static final Duration STEP = Duration.ofSeconds(3);

        private static final int NAME_BYTES = 8;

        static FileIdentity of(Path file) throws IOException {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                Instant modified = attributes.lastModifiedTime().toInstant();
                Instant stated = stated(file);
                String all = String.join(
                        "\n",
                        VERSION,
                        file.toRealPath().toString(),
                        Long.toString(attributes.size()),
                        modified.toString(),
                        stated.toString(),
                        String.valueOf(attributes.fileKey()));
                return new FileIdentity(shortHash(all), stated.isAfter(modified) ? stated : modified);
            } catch (NoSuchFileException e) {
                throw new FormatException(file.toString(), "there is no such file", "check its name and folder", e);
            }
        }

        /** Returns a short name for a folder by its path. */
        public static String name(Path folder) throws IOException {
            return shortHash(folder.toRealPath().toString());
        }

        private static String shortHash(String text) {
            byte[] hash = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, NAME_BYTES);
        }

        /** When the system last noted a change of any kind, which no program can set back; not every system tells. */
        private static Instant stated(Path file) throws IOException {
            try {
                return ((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant();
            } catch (UnsupportedOperationException | IllegalArgumentException unknown) {
                return Instant.EPOCH;
            }
        }

        /** Returns whether the file may be changed once more without another identity. */
        boolean isYoung(Instant now) {
            return Duration.between(changed, now).abs().compareTo(STEP) < 0;
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}
