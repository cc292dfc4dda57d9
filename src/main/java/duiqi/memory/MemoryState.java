package duiqi.memory;

import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * What tells the memories of some places from what they were at another time without reading them. Immutable.
 *
 * @param files what each file is known by
 */
record MemoryState(Map<Path, String> files) {
    MemoryState {
        files = Map.copyOf(files);
    }

    /**
     * Of now.
     *
     * @throws FormatException if a place is no more
     */
    static MemoryState of(List<Path> places) throws IOException {
        Map<Path, String> files = new TreeMap<>();
        for (Path place : places) {
            for (MemoryFile file : MemoryFolder.files(place)) {
                String identity = of(file.path());
                if (!identity.isEmpty()) {
                    files.put(file.path(), identity);
                }
            }
        }
        return new MemoryState(files);
    }

    /** What a file is known by; empty text when it is not there. */
    static String of(Path file) throws IOException {
        try {
            return Files.exists(file) ? FileIdentity.of(file).name() : "";
        } catch (IOException e) {
            if (Files.exists(file)) {
                throw e;
            }
            return ""; // it was taken away while it was looked at
        }
    }

    /** The files that are not the same in both, be it that one has them and the other has not. */
    Set<Path> differing(MemoryState other) {
        Set<Path> all = new HashSet<>(files.keySet());
        all.addAll(other.files.keySet());
        all.removeIf(file -> Objects.equals(files.get(file), other.files.get(file)));
        return all;
    }

    /** The same with some files as they are in another. */
    MemoryState with(Set<Path> held, MemoryState other) {
        Map<Path, String> all = new TreeMap<>(files);
        for (Path file : held) {
            all.remove(file);
            if (other.files.containsKey(file)) {
                all.put(file, String.valueOf(other.files.get(file)));
            }
        }
        return new MemoryState(all);
    }
}
