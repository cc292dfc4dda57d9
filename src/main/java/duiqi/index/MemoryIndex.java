package duiqi.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Searches the index of a memory that {@link IndexWriter} wrote. The files are mapped into memory, so opening them is
 * fast and needs no heap, even for large files. Immutable and thread-safe.
 */
public final class MemoryIndex implements Closeable {
    /**
     * Minimum percentages of the search rounds; enough good matches in an early round make later rounds unnecessary.
     */
    private static final int[] ROUNDS = {100, 90, 80, 0};

    private final List<Shard> shards;

    private MemoryIndex(List<Shard> shards) {
        this.shards = List.copyOf(shards);
    }

    /**
     * Opens an index.
     *
     * @param files its files in the order in which they were written
     * @throws duiqi.text.FormatException if a file is missing, incomplete, of another version, or not an index
     */
    public static MemoryIndex open(List<Path> files) throws IOException {
        List<Shard> shards = new ArrayList<>();
        for (Path file : files) {
            shards.add(Shard.open(file, shards.size()));
        }
        return new MemoryIndex(shards);
    }

    /**
     * Reads all files and compares their checksums. Opening an index does not do this.
     *
     * @throws duiqi.text.FormatException if a file is damaged
     */
    public void verify() throws IOException {
        for (Shard shard : shards) {
            shard.verify();
        }
    }

    /** Returns the number of units. */
    public long size() {
        return shards.stream().mapToLong(Shard::units).sum();
    }

    /**
     * Returns the units whose text on one side is most similar to a text. The search is exact: it finds all best units
     * by {@link Match#score}. Equal scores are ordered by similarity, then by date (newest first), then by position in
     * the memory.
     *
     * @param context the neighbours of the text; units have neighbours only on the side that is their source
     * @return the matches, the best first
     */
    public List<Match> search(UnitSide side, String text, Context context, SearchOptions options) {
        FuzzySearch.Query query = FuzzySearch.Query.of(side, text, context);
        BestMatches best = new BestMatches(options);
        ShardSide.SearchBuffers scratch = new ShardSide.SearchBuffers();
        List<FuzzySearch> searches = new ArrayList<>();
        shards.forEach(shard -> searches.add(new FuzzySearch(shard, query, best, scratch)));
        BestMatches.DistanceBound done = BestMatches.DistanceBound.NONE;
        for (int round : ROUNDS) {
            BestMatches.DistanceBound wanted =
                    BestMatches.DistanceBound.ofPercentage(round).stricter(best.bound());
            // All remaining units are less similar than the last completed round required.
            if (round < ROUNDS[0] && !done.isStricterThan(wanted)) {
                break;
            }
            searches.forEach(search -> search.run(wanted));
            done = wanted;
        }
        return best.matches();
    }

    /** Finds the units that contain all phrases of a query. */
    public Concordance find(Concordance.Query query) {
        return ConcordanceSearch.of(shards, query);
    }

    /** Releases the index. The system frees the mapped files when no object refers to the index any more. */
    @Override
    public void close() {
        // The system keeps mapped files until the buffers are collected; the channels are already closed.
    }
}
