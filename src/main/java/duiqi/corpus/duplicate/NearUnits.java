package duiqi.corpus.duplicate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import duiqi.corpus.CorpusSettings.Duplicates;
import duiqi.corpus.duplicate.Deduplication.UnitId;
import duiqi.corpus.duplicate.UnitFeatures.MinHash;
import duiqi.corpus.stage.CorpusUnit;
import duiqi.lexicon.EnglishTokenizer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.sketch.BloomFilter;

/**
 * Finds pairs of near duplicates. Units with a common band of their {@link MinHash} form a group. Each unit is compared
 * only with the best units of its group, so the time is linear in the size of the group. Only units with similar
 * sketches are compared by their texts.
 */
final class NearUnits {
    static final String WORSE_HIGH = "worse_high";
    static final String WORSE_LOW = "worse_low";
    static final String WORSE_RANK = "worse_rank";
    static final String BETTER_HIGH = "better_high";
    static final String BETTER_LOW = "better_low";
    static final String BETTER_RANK = "better_rank";

    private static final StructType BANDED = Deduplication.EqualUnits.required(
            "band_high bigint, band_low bigint, rank double, high bigint, low bigint, zh_sketch bigint, en_sketch bigint");

    static final StructType PAIRS =
            Deduplication.EqualUnits.required("worse_high bigint, worse_low bigint, worse_rank double,"
                    + " better_high bigint, better_low bigint, better_rank double");

    private static final StructType TEXTS =
            Deduplication.EqualUnits.required("text_high bigint, text_low bigint, zh string, en string");

    /** Share of units whose texts are read although they are not in a pair. */
    private static final double FALSE_ALARMS = 0.01;

    /**
     * Maximum number of units for which the filter has its full effect. Then it has 24 MB. If there are more, it lets
     * more texts pass, which are only moved in vain.
     */
    private static final long MAX_FILTERED = 20_000_000;

    private NearUnits() {}

    /** Returns pairs that may be similar, each once, with the worse unit first. */
    static Dataset<Row> candidates(Dataset<Row> equal, Duplicates settings) {
        FlatMapFunction<Row, Row> banding = NearUnits::banded;
        int most = MinHash.mostDifferences(settings.similarity());
        MapPartitionsFunction<Row, Row> meeting = rows -> new Groups(rows, most);
        return equal.filter(Deduplication.EqualUnits.isSelf(
                        Deduplication.EqualUnits.STAYS_HIGH, Deduplication.EqualUnits.STAYS_LOW))
                .select(
                        Deduplication.EqualUnits.HIGH,
                        Deduplication.EqualUnits.LOW,
                        Deduplication.EqualUnits.RANK,
                        Deduplication.EqualUnits.BANDS,
                        Deduplication.EqualUnits.CHINESE_SKETCH,
                        Deduplication.EqualUnits.ENGLISH_SKETCH)
                .flatMap(banding, Encoders.row(BANDED))
                .repartition(col("band_high"), col("band_low"))
                .sortWithinPartitions(
                        "band_high",
                        "band_low",
                        Deduplication.EqualUnits.RANK,
                        Deduplication.EqualUnits.HIGH,
                        Deduplication.EqualUnits.LOW)
                .mapPartitions(meeting, Encoders.row(PAIRS))
                .dropDuplicates(new String[] {WORSE_HIGH, WORSE_LOW, BETTER_HIGH, BETTER_LOW});
    }

    private static Iterator<Row> banded(Row unit) {
        ByteBuffer bands = ByteBuffer.wrap(unit.<byte[]>getAs(3));
        List<Row> rows = new ArrayList<>(MinHash.BANDS);
        while (bands.hasRemaining()) {
            rows.add(RowFactory.create(
                    bands.getLong(),
                    bands.getLong(),
                    unit.getDouble(2),
                    unit.getLong(0),
                    unit.getLong(1),
                    unit.getLong(4),
                    unit.getLong(5)));
        }
        return rows.iterator();
    }

    /** Pairs the units of each band. The units of a band are sorted, best first. */
    private static final class Groups implements Iterator<Row> {
        /**
         * Maximum number of mutually dissimilar units that represent a group. A unit that is similar to none of them
         * can form a pair in another group.
         */
        private static final int MAX_LEADERS = 16;

        private final Iterator<Row> rows;
        private final int mostDifferences;
        private final List<Row> leaders = new ArrayList<>(MAX_LEADERS);
        private Iterator<Row> pairs = Collections.emptyIterator();

        Groups(Iterator<Row> rows, int mostDifferences) {
            this.rows = rows;
            this.mostDifferences = mostDifferences;
        }

        @Override
        public boolean hasNext() {
            while (!pairs.hasNext() && rows.hasNext()) {
                pairs = pairs(rows.next()).iterator();
            }
            return pairs.hasNext();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the last pair was read");
            }
            return pairs.next();
        }

        private List<Row> pairs(Row unit) {
            if (!leaders.isEmpty()
                    && (leaders.get(0).getLong(0) != unit.getLong(0)
                            || leaders.get(0).getLong(1) != unit.getLong(1))) {
                leaders.clear();
            }
            List<Row> found = new ArrayList<>(1);
            for (Row leader : leaders) {
                if (isLike(unit, leader, 5) && isLike(unit, leader, 6)) {
                    found.add(RowFactory.create(
                            unit.getLong(3),
                            unit.getLong(4),
                            unit.get(2),
                            leader.getLong(3),
                            leader.getLong(4),
                            leader.get(2)));
                }
            }
            if (found.isEmpty() && leaders.size() < MAX_LEADERS) {
                leaders.add(unit);
            }
            return found;
        }

        private boolean isLike(Row one, Row other, int sketch) {
            return Long.bitCount(one.getLong(sketch) ^ other.getLong(sketch)) <= mostDifferences;
        }
    }

    /**
     * Returns the pairs of {@link #candidates} that are similar. A Bloom filter on the driver, of at most 24 MB, selects
     * the texts of their units.
     *
     * @param candidates at least one pair
     * @param units the units with their texts
     */
    static Dataset<Row> verified(Dataset<Row> candidates, Dataset<Row> units, Duplicates settings) {
        Dataset<Row> texts = texts(candidates, units);
        MapPartitionsFunction<Row, Row> verifying = rows -> {
            EnglishTokenizer tokenizer = new EnglishTokenizer();
            return CorpusUnit.stream(rows)
                    .filter(pair -> UnitFeatures.of(pair.getString(6), pair.getString(7), tokenizer)
                            .isLike(
                                    UnitFeatures.of(pair.getString(8), pair.getString(9), tokenizer),
                                    settings.similarity()))
                    .map(pair -> RowFactory.create(
                            pair.get(0), pair.get(1), pair.get(2), pair.get(3), pair.get(4), pair.get(5)))
                    .iterator();
        };
        Dataset<Row> better = texts.toDF(BETTER_HIGH, BETTER_LOW, "b_zh", "b_en");
        Dataset<Row> worse = texts.toDF(WORSE_HIGH, WORSE_LOW, "w_zh", "w_en");
        return candidates
                .join(better, new String[] {BETTER_HIGH, BETTER_LOW})
                .join(worse, new String[] {WORSE_HIGH, WORSE_LOW})
                .select(
                        WORSE_HIGH,
                        WORSE_LOW,
                        WORSE_RANK,
                        BETTER_HIGH,
                        BETTER_LOW,
                        BETTER_RANK,
                        "w_zh",
                        "w_en",
                        "b_zh",
                        "b_en")
                .mapPartitions(verifying, Encoders.row(PAIRS));
    }

    private static Dataset<Row> texts(Dataset<Row> candidates, Dataset<Row> units) {
        Broadcast<BloomFilter> wanted = JavaSparkContext.fromSparkContext(
                        units.sparkSession().sparkContext())
                .broadcast(candidates
                        .select(WORSE_HIGH)
                        .union(candidates.select(BETTER_HIGH))
                        .toDF("id")
                        .stat()
                        .bloomFilter("id", Math.min(MAX_FILTERED, 2 * candidates.count()), FALSE_ALARMS));
        MapPartitionsFunction<Row, Row> choosing = rows -> CorpusUnit.stream(rows)
                .flatMap(unit -> {
                    UnitId id = UnitId.of(unit.getString(0));
                    return wanted.value().mightContainLong(id.high())
                            ? Stream.of(RowFactory.create(id.high(), id.low(), unit.get(1), unit.get(2)))
                            : Stream.empty();
                })
                .iterator();
        return units.select(CorpusUnit.ID, CorpusUnit.CHINESE, CorpusUnit.ENGLISH)
                .mapPartitions(choosing, Encoders.row(TEXTS));
    }

    /**
     * Decides which near duplicates to keep. The result is the same as if one process took the units in order, best
     * first, and dropped a unit if it is similar to a better unit that is kept. So each dropped unit is similar to the
     * unit that replaces it, the best kept one. In a chain in which each unit is similar only to the next one, every
     * second unit is kept.
     *
     * <p>The workers decide in rounds (Blelloch, Fineman and Shun 2012, Greedy sequential maximal independent set and
     * matching are parallel on average, section 3). In each round, the units without a better undecided unit are kept,
     * and the units similar to them are dropped. The next round has only the pairs of undecided units. Each round ends
     * with files, so that its plan does not contain earlier rounds. When few pairs are left, as in long chains, one task
     * takes them in order. The driver holds only their number.
     */
    static final class DuplicateChains {
        /**
         * Number of pairs that one task takes, times the number of the round: 100 bytes of its memory each. So a long
         * chain does not need a round for each of its units.
         */
        private static final long PAIRS_OF_TASK = 100_000;

        private static final StructType GONE = Deduplication.EqualUnits.required(
                "worse_high bigint, worse_low bigint, better_high bigint, better_low bigint");

        private DuplicateChains() {}

        /**
         * Returns the dropped units, each with the best similar unit that is kept.
         *
         * @param pairs the rows of {@link NearUnits#verified}
         * @param folder a folder for the files of the rounds
         */
        static Dataset<Row> of(Dataset<Row> pairs, Path folder) {
            return of(pairs, folder, PAIRS_OF_TASK);
        }

        /** Decides with the given number of pairs of one task. */
        static Dataset<Row> of(Dataset<Row> pairs, Path folder, long pairsOfTask) {
            Dataset<Row> open = pairs;
            List<String> dropped = new ArrayList<>();
            while (open.count() > pairsOfTask * (dropped.size() + 1)) {
                int round = dropped.size();
                dropped.add(new Path(folder, "dropped-" + round).toString());
                Dataset<Row> kept = without(open, BETTER_HIGH, BETTER_LOW, open, WORSE_HIGH, WORSE_LOW);
                Dataset<Row> gone = saved(kept.select(WORSE_HIGH, WORSE_LOW).distinct(), dropped.get(round));
                Dataset<Row> others = without(open, WORSE_HIGH, WORSE_LOW, gone, WORSE_HIGH, WORSE_LOW);
                open = saved(
                        without(others, BETTER_HIGH, BETTER_LOW, gone, WORSE_HIGH, WORSE_LOW),
                        new Path(folder, "open-" + round).toString());
            }
            Dataset<Row> last = inOrder(open);
            if (dropped.isEmpty()) {
                return last;
            }
            dropped.add(new Path(folder, "dropped-last").toString());
            saved(last.select(WORSE_HIGH, WORSE_LOW), dropped.get(dropped.size() - 1));
            Dataset<Row> gone = pairs.sparkSession().read().parquet(dropped.toArray(String[]::new));
            return without(pairs, BETTER_HIGH, BETTER_LOW, gone, WORSE_HIGH, WORSE_LOW)
                    .groupBy(WORSE_HIGH, WORSE_LOW)
                    .agg(min(struct(BETTER_RANK, BETTER_HIGH, BETTER_LOW)).as("best"))
                    .select(WORSE_HIGH, WORSE_LOW, "best." + BETTER_HIGH, "best." + BETTER_LOW);
        }

        private static Dataset<Row> saved(Dataset<Row> table, String path) {
            table.write().mode(SaveMode.Overwrite).parquet(path);
            return table.sparkSession().read().schema(table.schema()).parquet(path);
        }

        /** Returns the pairs in which a unit is not among some others. */
        private static Dataset<Row> without(
                Dataset<Row> pairs, String high, String low, Dataset<Row> others, String otherHigh, String otherLow) {
            Dataset<Row> ids = others.select(otherHigh, otherLow).distinct().toDF("id_high", "id_low");
            return pairs.join(ids, col(high).equalTo(col("id_high")).and(col(low).equalTo(col("id_low"))), "left_anti");
        }

        /** Decides all pairs in one task. */
        private static Dataset<Row> inOrder(Dataset<Row> pairs) {
            Column[] order = Stream.of(WORSE_RANK, WORSE_HIGH, WORSE_LOW, BETTER_RANK, BETTER_HIGH, BETTER_LOW)
                    .map(functions::col)
                    .toArray(Column[]::new);
            MapPartitionsFunction<Row, Row> deciding = sorted -> {
                Map<UnitId, UnitId> gone = new HashMap<>();
                sorted.forEachRemaining(pair -> {
                    UnitId better = new UnitId(pair.getLong(4), pair.getLong(5));
                    if (!gone.containsKey(better)) {
                        gone.putIfAbsent(new UnitId(pair.getLong(1), pair.getLong(2)), better);
                    }
                });
                return gone.entrySet().stream()
                        .map(entry -> RowFactory.create(
                                entry.getKey().high(),
                                entry.getKey().low(),
                                entry.getValue().high(),
                                entry.getValue().low()))
                        .iterator();
            };
            return pairs.select(order)
                    .repartition(1)
                    .sortWithinPartitions(order)
                    .mapPartitions(deciding, Encoders.row(GONE));
        }
    }
}
