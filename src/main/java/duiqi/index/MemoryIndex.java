package duiqi.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks up sentences and words in the index of a memory, which {@link IndexWriter} wrote. The files are mapped into memory, so that
 * opening takes no time and no heap whatever their size. Immutable; any number of threads may search at once.
 */
public final class MemoryIndex implements Closeable {
    /** Percentages to look for first: what is found there spares looking for less. */
    private static final int[] ROUNDS = {100, 90, 80, 0};

    private final List<Shard> shards;

    private MemoryIndex(List<Shard> shards) {
        this.shards = List.copyOf(shards);
    }

    /**
     * Opens an index.
     *
     * @param files its files in the order in which they were written
     * @throws duiqi.text.FormatException if a file is missing, is no index, is of another version, or is not whole
     */
    public static MemoryIndex open(List<Path> files) throws IOException {
        List<Shard> shards = new ArrayList<>();
        for (Path file : files) {
            shards.add(Shard.open(file, shards.size()));
        }
        return new MemoryIndex(shards);
    }

    /**
     * Reads all files and compares their checksums, which opening does not.
     *
     * @throws duiqi.text.FormatException if a file is damaged
     */
    public void verify() throws IOException {
        for (Shard shard : shards) {
            shard.verify();
        }
    }

    /** Returns how many units there are. */
    public long size() {
        return shards.stream().mapToLong(Shard::units).sum();
    }

    /**
     * Returns the units whose text of one side is most like a text. None that is among the best by {@link Match#score} is missed; of the
     * same score those of more similar texts go first, then newer ones, then those that stand first in the memory.
     *
     * @param context the neighbours of the text, if it is a source; nothing is known of those of targets
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
                    BestMatches.DistanceBound.ofPercentage(round).stricter(best.tolerance());
            // What is not seen yet is less like the query than the last completed round asked for.
            if (round < ROUNDS[0] && !done.isStricterThan(wanted)) {
                break;
            }
            searches.forEach(search -> search.run(wanted));
            done = wanted;
        }
        return best.matches();
    }

    /** Finds the units that have all of some words or phrases. */
    public Concordance find(Concordance.Query query) {
        return ConcordanceSearch.of(shards, query);
    }

    /** Lets go of the files. Their memory is given back when nothing refers to the index any more. */
    @Override
    public void close() {
        // The system keeps mapped files until the buffers are collected; the channels are closed already.
    }
}
