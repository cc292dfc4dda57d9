package duiqi.corpus.duplicate;

import duiqi.corpus.stage.CorpusUnit;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/** Makes pairs of near duplicates without texts: random graphs of eight units with eight pairs. */
public final class MadeUpPairs {
    private static final int GROUP = 8;

    /** Number of different probabilities. */
    private static final int PROBABILITIES = 50;

    private static final int TASKS = 32;

    private MadeUpPairs() {}

    /** Counts the dropped units, and the rounds that decided it. */
    public record Decision(long dropped, int rounds) {}

    /** Decides which units to keep. */
    public static Decision decide(SparkSession spark, long count, Path folder) {
        MapFunction<Long, Row> making = MadeUpPairs::pair;
        Dataset<Row> pairs = spark.range(0, count, 1, TASKS)
                .map(making, Encoders.row(NearUnits.PAIRS))
                .persist(StorageLevel.MEMORY_AND_DISK());
        long dropped = NearUnits.DuplicateChains.of(pairs, folder).count();
        pairs.unpersist();
        String[] rounds =
                java.nio.file.Path.of(folder.toUri()).toFile().list((parent, name) -> name.startsWith("open-"));
        return new Decision(dropped, rounds == null ? 0 : rounds.length);
    }

    /** Returns a pair of a unit and another unit of its group, with the worse unit first. */
    private static Row pair(long number) {
        long other = number / GROUP * GROUP
                + (number % GROUP + 1 + Math.floorMod(CorpusUnit.Hashes.mix(number + 1), GROUP - 1)) % GROUP;
        double rank = rank(number);
        double otherRank = rank(other);
        long high = CorpusUnit.Hashes.mix(number);
        long otherHigh = CorpusUnit.Hashes.mix(other);
        boolean isWorse = rank != otherRank ? rank > otherRank : high > otherHigh;
        return isWorse
                ? RowFactory.create(high, number, rank, otherHigh, other, otherRank)
                : RowFactory.create(otherHigh, other, otherRank, high, number, rank);
    }

    private static double rank(long number) {
        return -Math.floorMod(CorpusUnit.Hashes.mix(~number), PROBABILITIES) / (double) PROBABILITIES;
    }
}
