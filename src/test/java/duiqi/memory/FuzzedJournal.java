package duiqi.memory;

import duiqi.memory.live.AdditionJournal;
import duiqi.text.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs the journal's reader on fuzzed input. */
public final class FuzzedJournal {
    private FuzzedJournal() {}

    /** Returns a journal with one pair. */
    public static byte[] written(Path folder) throws IOException {
        Path memory = folder.resolve("a.tmx");
        try (AdditionJournal journal = AdditionJournal.open(memory)) {
            journal.append(new AddedPair(
                    "水。",
                    "Water.",
                    Direction.INTO_ENGLISH,
                    Optional.of("li"),
                    Optional.of("so"),
                    Instant.parse("2026-11-24T08:00:00Z")));
            return Files.readAllBytes(AdditionJournal.of(memory));
        }
    }

    /** Reads a journal twice and checks that no pair is lost in between. */
    public static void read(Path folder, byte[] content) throws IOException {
        Path memory = folder.resolve("a.tmx");
        Files.write(AdditionJournal.of(memory), content);
        List<AddedPair> once = found(memory);
        List<AddedPair> again = found(memory);
        if (!once.equals(again)) {
            throw new AssertionError("read again: " + again + "\nafter: " + once);
        }
    }

    private static List<AddedPair> found(Path memory) throws IOException {
        try (AdditionJournal journal = AdditionJournal.open(memory)) {
            return journal.found();
        }
    }
}
