package duiqi.memory;

import duiqi.bitext.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
     * @throws FormatException if a place is no more, or a file goes while it is looked at
     */
    static MemoryState of(List<Path> places) throws IOException {
        Map<Path, String> files = new TreeMap<>();
        for (Path place : places) {
            for (MemoryFile file : MemoryFolder.files(place)) {
                files.put(file.path(), FileIdentity.of(file.path()).name());
            }
        }
        return new MemoryState(files);
    }

    /** What a file is known by; empty text when it is not there. */
    static String of(Path file) throws IOException {
        return Files.exists(file) ? FileIdentity.of(file).name() : "";
    }
}
