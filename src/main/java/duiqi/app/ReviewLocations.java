package duiqi.app;

import duiqi.memory.MemoryFile;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where a review is kept: beside its memory, in a hidden folder that lookups pass over.
 *
 * @param memory the memory that is written
 * @param log the steps
 * @param copies a folder for copies of the memory, by which changes of others are told
 */
record ReviewLocations(Path memory, Path log, Path copies) {
    private static final String MEMORIES = "tm";
    private static final String FOLDER = ".review";
    private static final String MEMORY_END = ".tmx";
    private static final String LOG_END = ".jsonl";
    private static final String COPIES_END = ".copies";

    /** Those of a memory. */
    static ReviewLocations of(Path memory) {
        Path folder = memory.resolveSibling(FOLDER);
        String name = name(memory);
        return new ReviewLocations(memory, folder.resolve(name + LOG_END), folder.resolve(name + COPIES_END));
    }

    /**
     * Those of two texts.
     *
     * @param output a file, or a folder for several pairs; empty for {@code tm/NAME.tmx}
     * @param isOnly whether there are no other texts
     */
    static ReviewLocations of(TextPairSpec job, Optional<Path> output, boolean isOnly, Path folder)
            throws FormatException {
        boolean isFile =
                output.filter(path -> isOnly && !Files.isDirectory(path)).isPresent();
        Path memory = isFile
                ? output.orElseThrow()
                : output.orElse(folder.resolve(MEMORIES)).resolve(job.name() + MEMORY_END);
        if (isFile && !isMemory(memory.toString())) {
            throw new FormatException(
                    memory.toString(), "is no name for a memory", "let it end in " + MEMORY_END + ", or name a folder");
        }
        return of(memory);
    }

    /** All memories of a project, and reviews of which no memory has been written yet. */
    static List<ReviewLocations> ofProject(Path folder) throws IOException {
        Path memories = folder.resolve(MEMORIES);
        Map<Path, ReviewLocations> found = new TreeMap<>();
        if (Files.isDirectory(memories)) {
            for (MemoryFile file : MemoryFile.in(memories)) {
                if (isMemory(file.path().toString())) {
                    found.put(file.path(), of(file.path()));
                }
            }
            for (Path log : logs(memories.resolve(FOLDER))) {
                String name = String.valueOf(log.getFileName());
                Path memory = memories.resolve(name.substring(0, name.length() - LOG_END.length()) + MEMORY_END);
                found.putIfAbsent(memory, of(memory));
            }
        }
        if (found.isEmpty()) {
            throw new FormatException(
                    memories.toString(),
                    "there is no memory and no review begun",
                    "name a Chinese text and its English rendering, or a memory");
        }
        return new ArrayList<>(found.values());
    }

    private static List<Path> logs(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(LOG_END)
                            && !String.valueOf(file.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    static boolean isMemory(String name) {
        return name.endsWith(MEMORY_END);
    }

    /** What the memory is called without its ending. */
    String name() {
        return name(memory);
    }

    private static String name(Path memory) {
        String name = String.valueOf(memory.getFileName());
        return isMemory(name) ? name.substring(0, name.length() - MEMORY_END.length()) : name;
    }
}
