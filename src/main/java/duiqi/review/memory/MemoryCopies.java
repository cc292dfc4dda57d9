package duiqi.review.memory;

import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.io.AtomicFile;
import duiqi.io.FileState;
import duiqi.io.InputFile;
import duiqi.memory.MemoryDiff;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Stores copies of a memory next to the log of its review: the original memory, the memory last written, and for each
 * change by another program the memory before and after it. Not thread-safe.
 */
public final class MemoryCopies {
    private final Path folder;
    private final Path memory;
    private final String extension;

    /**
     * Creates the copies of a memory without writing files.
     *
     * @param folder folder of the copies
     * @param memory path of the memory
     */
    public MemoryCopies(Path folder, Path memory) {
        this.folder = folder;
        this.memory = memory;
        // The extension selects compression.
        this.extension = memory.toString().toLowerCase(Locale.ROOT).endsWith(".gz") ? ".tmx.gz" : ".tmx";
    }

    public record Merge(Path ours, Path theirs) {}

    public Path original() {
        return folder.resolve("original" + extension);
    }

    public Path written() {
        return folder.resolve("written" + extension);
    }

    /** Returns a path at which no file ever exists. */
    public Path none() {
        return folder.resolve("none" + extension);
    }

    /** Returns the path at which the new memory is prepared. */
    public Path draft() {
        return folder.resolve("draft" + extension);
    }

    /** Returns whether the review has written the memory. If not, it has only read it. */
    public boolean isWritten() throws IOException {
        return Files.exists(written()) && (!Files.exists(original()) || Files.mismatch(written(), original()) >= 0);
    }

    /**
     * Returns whether the memory differs from the one with a known hash, and from those that the review wrote or was
     * about to write.
     */
    public boolean isChanged(Optional<String> known) throws IOException {
        return !isSame(memory, written())
                && !isSame(memory, draft())
                && !hash(memory).equals(known);
    }

    public List<Merge> merges() {
        List<Merge> merges = new ArrayList<>();
        for (int k = 1; Files.exists(merge(k).theirs); k++) {
            merges.add(merge(k));
        }
        return merges;
    }

    private Merge merge(int number) {
        return new Merge(folder.resolve("ours-" + number + extension), folder.resolve("theirs-" + number + extension));
    }

    /** Stores the changes that other programs made since the memory was last written. */
    public void addMerge() throws IOException {
        Merge next = merge(merges().size() + 1);
        if (Files.exists(written())) {
            copy(written(), next.ours);
        } else {
            Files.deleteIfExists(next.ours);
        }
        copy(memory, next.theirs);
    }

    /**
     * Rejects a memory that another program damaged. Its unreadable units would count as removed.
     *
     * @throws FormatException if a text of the memory cannot be read
     */
    public void requireSound() throws IOException {
        if (!Files.exists(memory)) {
            return;
        }
        Path copy = Files.exists(written()) ? written() : original();
        String remedy = "repair it, or replace it by the copy " + copy;
        try (UnitReader reader = open(remedy)) {
            Optional<Tu> unit = reader.next();
            while (unit.isPresent()) {
                unit = reader.next();
            }
        }
    }

    private UnitReader open(String remedy) throws IOException {
        ReadProblem.Listener listener = damage -> {
            if (damage.isLost()) {
                throw new FormatException(damage.location(), damage.problem(), remedy);
            }
        };
        try {
            return UnitReader.tmx(memory, listener);
        } catch (FormatException unreadable) {
            throw new FormatException(memory.toString(), "another program damaged it", remedy, unreadable);
        }
    }

    private Path decisions() {
        return folder.resolve("decisions.txt");
    }

    /** Returns the keys of the versions of units that the user dropped when the changes of other programs were merged. */
    public Set<String> dropped() throws IOException {
        return Files.exists(decisions())
                ? InputFile.text(decisions(), StandardCharsets.UTF_8)
                        .lines()
                        .collect(Collectors.toCollection(LinkedHashSet::new))
                : Set.of();
    }

    public void drop(Collection<String> keys) throws IOException {
        Set<String> all = new LinkedHashSet<>(dropped());
        if (all.addAll(keys)) {
            byte[] lines = (String.join("\n", all) + "\n").getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(decisions(), out -> out.write(lines));
        }
    }

    public static void copy(Path from, Path to) throws IOException {
        if (!isSame(from, to)) {
            AtomicFile.write(to, out -> Files.copy(from, out));
        }
    }

    private static boolean isSame(Path one, Path other) throws IOException {
        try {
            return Files.mismatch(one, other) < 0;
        } catch (NoSuchFileException missing) {
            return false;
        }
    }

    /**
     * Returns the differences between two memories. A file that does not exist counts as an empty memory.
     *
     * @throws FormatException if a text of a memory cannot be read
     */
    public static MemoryDiff diff(Path before, Path after) throws IOException {
        return MemoryDiff.of(source(before), source(after), MemoryUnits.KEEPING_ALL);
    }

    /** Returns a memory, or an empty memory if the file does not exist. */
    private static UnitReader.Source source(Path file) {
        return listener -> Files.exists(file)
                ? UnitReader.tmx(file, listener)
                : new UnitReader(Optional::empty, new Location(file.toString(), 1, 1));
    }

    /** Returns the SHA-256 of a file in hexadecimal. Empty if the file does not exist. */
    public static Optional<String> hash(Path file) throws IOException {
        try {
            return Optional.of(FileState.hash(file));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        }
    }
}
