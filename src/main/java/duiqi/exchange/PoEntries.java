package duiqi.exchange;

import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The entries of a PO file with their lines. An entry that cannot be read is left out alone. Not thread-safe. */
final class PoEntries implements Closeable {
    private final String name;
    private final PoBlocks blocks;
    private final ReadProblemListener listener;
    private boolean hasEntry;

    /**
     * A block of a file.
     *
     * @param lines of the block
     * @param entry what they say; empty for comments alone, and for what cannot be read
     */
    record Block(List<PoLine> lines, Optional<PoEntry> entry) {
        Block {
            lines = List.copyOf(lines);
        }
    }

    PoEntries(Path file, ReadProblemListener listener) throws IOException {
        this.name = file.toString();
        this.blocks = new PoBlocks(file);
        this.listener = listener;
    }

    /** The blocks of the file. */
    PoBlocks blocks() {
        return blocks;
    }

    /**
     * The next block; empty behind the last.
     *
     * @throws FormatException if the file has no entry
     */
    Optional<Block> next() throws IOException {
        Optional<List<PoLine>> lines = blocks.next();
        if (lines.isEmpty()) {
            if (!hasEntry) {
                throw new FormatException(name, "is no PO file: it has no entry", "use a file with msgid and msgstr");
            }
            return Optional.empty();
        }
        try {
            Optional<PoEntry> entry = PoParser.parse(name, lines.get());
            hasEntry |= entry.isPresent();
            return Optional.of(new Block(lines.get(), entry));
        } catch (FormatException e) {
            boolean isEntry = lines.get().stream().anyMatch(line -> line.kind() == PoLine.Kind.ID);
            if (!hasEntry && !isEntry) {
                throw e;
            }
            hasEntry = true;
            report(e);
            return Optional.of(new Block(lines.get(), Optional.empty()));
        }
    }

    /** Tells of an entry what an exception says, which begins with its place. */
    private void report(FormatException e) throws FormatException {
        String[] place =
                String.valueOf(e.getMessage()).substring(name.length() + 1).split(":", 3);
        Location location = new Location(name, Integer.parseInt(place[0]), Integer.parseInt(place[1]));
        String problem = place[2].substring(1, place[2].lastIndexOf("; "));
        listener.found(new ReadProblem(location, "", "an entry cannot be read: " + problem, ReadProblem.Kind.LOST));
    }

    @Override
    public void close() throws IOException {
        blocks.close();
    }
}
