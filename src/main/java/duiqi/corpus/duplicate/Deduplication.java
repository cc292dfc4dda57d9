package duiqi.corpus.duplicate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import duiqi.corpus.CorpusSettings;
import duiqi.corpus.CorpusSettings.Duplicates;
import duiqi.corpus.CorpusSettings.Languages;
import duiqi.corpus.duplicate.UnitFeatures.MinHash;
import duiqi.corpus.stage.CorpusUnit;
import duiqi.exchange.Tu;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.memory.UnitKey;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Finds the duplicate units of a corpus. duiqi keeps the most probable unit of a group of duplicates. If several are
 * equally probable, it keeps the unit with the smallest id. The partitions of the units do not change the result.
 *
 * <p>Two units are
 *
 * <ul>
 * <li>exact duplicates if both texts are equal, as in {@code duiqi tm dedupe};
 * <li>near duplicates if they differ only in case, character width, white space and punctuation, as in
 * {@code duiqi tm dedupe --near}, or if all numbers are equal and {@link UnitFeatures} shows that both sides have the
 * required similarity.
 * </ul>
 *
 * <p>A comparison of the texts confirms each duplicate: see {@link NearUnits.DuplicateChains}. If two units differ only in case
 * and punctuation, both are kept or dropped with the best of them. The workers hold intermediate tables until this
 * object is closed. The driver holds no units; it holds one filter of at most 24 MB: see {@link NearUnits#verified}.
 * Not thread-safe.
 */
public final class Deduplication implements AutoCloseable {
    /** Values of {@link #KIND}. */
    static final String EXACT = "exact";

    static final String NEAR = "near";

    /** Columns of {@link #duplicates}: the dropped unit, the kind of duplicate, and the unit that replaces it. */
    public static final String ID = CorpusUnit.ID;

    public static final String KIND = "kind";
    public static final String STAYS = "stays";

    /** Column with the number of units that a unit represents, including itself. */
    public static final String UNITS = "units";

    /** Schema of {@link #duplicates}. */
    public static final StructType DUPLICATES = EqualUnits.required("id string, kind string, stays string");

    private final List<Dataset<Row>> held = new ArrayList<>();
    private final Path folder;
    private final Dataset<Row> duplicates;

    /**
     * Finds the duplicates.
     *
     * @param units rows of {@link CorpusUnit} without dropped units; only the id, both texts and the probability are
     *     used
     * @param settings the rules that find duplicates
     * @param languages the languages of the texts
     * @param folder a folder for intermediate tables, which {@link #close} deletes; all workers can write it
     */
    public Deduplication(Dataset<Row> units, Duplicates settings, CorpusSettings.Languages languages, Path folder) {
        this.folder = folder;
        Dataset<Row> local = hold(EqualUnits.local(units, settings, languages));
        Dataset<Row> equal = hold(EqualUnits.of(local));
        Dataset<Row> resolved = settings.near() ? withNear(equal, units, settings) : equal;
        duplicates = named(all(resolved, local));
    }

    /**
     * Returns the table of {@link EqualUnits#of} with the units that replace near duplicates. The keys of these units
     * are null, because the texts differ.
     */
    private Dataset<Row> withNear(Dataset<Row> equal, Dataset<Row> units, Duplicates settings) {
        Dataset<Row> candidates = hold(NearUnits.candidates(equal, settings));
        if (candidates.isEmpty()) {
            return equal;
        }
        Dataset<Row> pairs = hold(NearUnits.verified(candidates, units, settings));
        return equal.join(
                        NearUnits.DuplicateChains.of(pairs, folder),
                        col(EqualUnits.STAYS_HIGH)
                                .equalTo(col(NearUnits.WORSE_HIGH))
                                .and(col(EqualUnits.STAYS_LOW).equalTo(col(NearUnits.WORSE_LOW))),
                        "left")
                .withColumn(EqualUnits.STAYS_HIGH, coalesce(col(NearUnits.BETTER_HIGH), col(EqualUnits.STAYS_HIGH)))
                .withColumn(EqualUnits.STAYS_LOW, coalesce(col(NearUnits.BETTER_LOW), col(EqualUnits.STAYS_LOW)))
                .withColumn(
                        EqualUnits.STAYS_EXACT_HIGH,
                        when(col(NearUnits.BETTER_HIGH).isNull(), col(EqualUnits.STAYS_EXACT_HIGH)));
    }

    private Dataset<Row> hold(Dataset<Row> table) {
        Dataset<Row> persisted = table.persist(StorageLevel.MEMORY_AND_DISK());
        held.add(persisted);
        return persisted;
    }

    /**
     * Returns all duplicates: the best units of their partitions, and the others.
     *
     * @param resolved the best units of each partition, with the units that replace them
     */
    private static Dataset<Row> all(Dataset<Row> resolved, Dataset<Row> local) {
        Column[] found = {
            col(EqualUnits.HIGH),
            col(EqualUnits.LOW),
            when(
                            col(EqualUnits.EXACT_HIGH)
                                    .equalTo(col(EqualUnits.STAYS_EXACT_HIGH))
                                    .and(col(EqualUnits.EXACT_LOW).equalTo(col(EqualUnits.STAYS_EXACT_LOW))),
                            lit(EXACT))
                    .otherwise(lit(NEAR)),
            col(EqualUnits.STAYS_HIGH),
            col(EqualUnits.STAYS_LOW)
        };
        Dataset<Row> bests = resolved.select(
                col(EqualUnits.HIGH).as(EqualUnits.BEST_HIGH),
                col(EqualUnits.LOW).as(EqualUnits.BEST_LOW),
                col(EqualUnits.STAYS_HIGH),
                col(EqualUnits.STAYS_LOW),
                col(EqualUnits.STAYS_EXACT_HIGH),
                col(EqualUnits.STAYS_EXACT_LOW));
        return resolved.filter(not(EqualUnits.isSelf(EqualUnits.STAYS_HIGH, EqualUnits.STAYS_LOW)))
                .select(found)
                .union(local.filter(not(EqualUnits.isSelf(EqualUnits.BEST_HIGH, EqualUnits.BEST_LOW)))
                        .join(bests, new String[] {EqualUnits.BEST_HIGH, EqualUnits.BEST_LOW})
                        .select(found));
    }

    private static Dataset<Row> named(Dataset<Row> found) {
        MapFunction<Row, Row> naming = row -> RowFactory.create(
                new UnitId(row.getLong(0), row.getLong(1)).toString(),
                row.getString(2),
                new UnitId(row.getLong(3), row.getLong(4)).toString());
        return found.map(naming, Encoders.row(DUPLICATES));
    }

    /**
     * Returns a row with {@link #ID}, {@link #KIND} and {@link #STAYS} for each dropped unit. The rows are valid until
     * this object is closed.
     */
    public Dataset<Row> duplicates() {
        return duplicates;
    }

    /**
     * Returns {@link #ID} and {@link #UNITS} of the units that represent several units.
     *
     * @param duplicates the rows of {@link #duplicates}
     */
    public static Dataset<Row> counts(Dataset<Row> duplicates) {
        return duplicates.groupBy(col(STAYS).as(ID)).agg(count(lit(1)).plus(1).as(UNITS));
    }

    @Override
    public void close() throws IOException {
        held.forEach(Dataset::unpersist);
        held.clear();
        folder.getFileSystem(duplicates.sparkSession().sparkContext().hadoopConfiguration())
                .delete(folder, true);
    }

    /**
     * Holds the id of a unit in 16 bytes, which Spark moves faster than 32 digits. Immutable.
     *
     * @param high the first 64 bits minus 2^63, so that ids sort like their digits
     * @param low the last 64 bits minus 2^63
     */
    public record UnitId(long high, long low) implements Comparable<UnitId> {
        private static final int DIGITS = 16;

        /**
         * Parses an id.
         *
         * @param digits the 32 lower-case hexadecimal digits of the id of a {@link CorpusUnit}
         */
        public static UnitId of(String digits) {
            if (digits.length() != 2 * DIGITS) {
                throw new IllegalArgumentException(
                        "the id of a unit has 32 hexadecimal digits, not \"" + digits + "\"");
            }
            return new UnitId(
                    HexFormat.fromHexDigitsToLong(digits, 0, DIGITS) ^ Long.MIN_VALUE,
                    HexFormat.fromHexDigitsToLong(digits, DIGITS, 2 * DIGITS) ^ Long.MIN_VALUE);
        }

        @Override
        public int compareTo(UnitId other) {
            int first = Long.compare(high, other.high);
            return first != 0 ? first : Long.compare(low, other.low);
        }

        @Override
        public String toString() {
            HexFormat hex = HexFormat.of();
            return hex.toHexDigits(high ^ Long.MIN_VALUE) + hex.toHexDigits(low ^ Long.MIN_VALUE);
        }
    }

    /**
     * Finds the same duplicates as {@code duiqi tm dedupe}. It finds the best unit of each key first in each partition,
     * then among the best units of all partitions. So a sentence that is a large part of the corpus is at most one row of
     * each partition in the shuffle. The shuffle has no texts. Both steps sort their partitions, so that the number of
     * duplicates does not matter.
     */
    static final class EqualUnits {
        static final String HIGH = "high";
        static final String LOW = "low";

        /** Column with the negative probability, which sorts the most probable unit first. */
        static final String RANK = "rank";

        /** Key of the exact texts. */
        static final String EXACT_HIGH = "exact_high";

        static final String EXACT_LOW = "exact_low";

        /** The best unit with the same key in the partition. */
        static final String BEST_HIGH = "best_high";

        static final String BEST_LOW = "best_low";

        /** The unit that stays: the best unit with the same key. */
        static final String STAYS_HIGH = "stays_high";

        static final String STAYS_LOW = "stays_low";

        /** Key of the exact texts of the unit that stays. */
        static final String STAYS_EXACT_HIGH = "stays_exact_high";

        static final String STAYS_EXACT_LOW = "stays_exact_low";
        static final String BANDS = "bands";
        static final String CHINESE_SKETCH = "zh_sketch";
        static final String ENGLISH_SKETCH = "en_sketch";

        private static final String[] ORDER = {"key_high", "key_low", RANK, HIGH, LOW};

        private static final StructType KEYED =
                required("key_high bigint, key_low bigint, rank double, high bigint, low bigint,"
                        + " exact_high bigint, exact_low bigint, bands binary, zh_sketch bigint, en_sketch bigint");

        private static final StructType LOCAL =
                KEYED.add(BEST_HIGH, DataTypes.LongType, false).add(BEST_LOW, DataTypes.LongType, false);

        private static final StructType FOUND = required("high bigint, low bigint, rank double, exact_high bigint,"
                + " exact_low bigint, stays_high bigint, stays_low bigint, stays_exact_high bigint,"
                + " stays_exact_low bigint, bands binary, zh_sketch bigint, en_sketch bigint");

        private static final byte[] NO_BANDS = {};

        private EqualUnits() {}

        /** Returns a schema of columns that are never null. */
        static StructType required(String columns) {
            return StructType.fromDDL(columns.replace(",", " NOT NULL,") + " NOT NULL");
        }

        /** Returns whether the two columns have the id of the unit itself. */
        static Column isSelf(String high, String low) {
            return col(HIGH).equalTo(col(high)).and(col(LOW).equalTo(col(low)));
        }

        /** Returns all units with their keys, each with the best unit of its key in its partition. */
        static Dataset<Row> local(Dataset<Row> units, Duplicates settings, Languages languages) {
            MapPartitionsFunction<Row, Row> keying = rows -> keyed(rows, settings, languages.pairing());
            MapPartitionsFunction<Row, Row> finding = rows -> new Groups(rows, EqualUnits::inPartition);
            return units.select(CorpusUnit.ID, CorpusUnit.CHINESE, CorpusUnit.ENGLISH, CorpusUnit.PROBABILITY)
                    .mapPartitions(keying, Encoders.row(KEYED))
                    .sortWithinPartitions(Stream.of(ORDER).map(functions::col).toArray(Column[]::new))
                    .mapPartitions(finding, Encoders.row(LOCAL));
        }

        /**
         * Returns the best units of each partition, each with the unit that stays.
         *
         * @param local the table of {@link #local}
         */
        static Dataset<Row> of(Dataset<Row> local) {
            MapPartitionsFunction<Row, Row> finding = rows -> new Groups(rows, EqualUnits::inCorpus);
            return local.filter(isSelf(BEST_HIGH, BEST_LOW))
                    .drop(BEST_HIGH, BEST_LOW)
                    .repartition(col("key_high"), col("key_low"))
                    .sortWithinPartitions(Stream.of(ORDER).map(functions::col).toArray(Column[]::new))
                    .mapPartitions(finding, Encoders.row(FOUND));
        }

        private static Iterator<Row> keyed(Iterator<Row> rows, Duplicates settings, Languages.Pairing languages) {
            EnglishTokenizer tokenizer = new EnglishTokenizer();
            return CorpusUnit.stream(rows)
                    .map(row -> {
                        String chinese = row.getString(1);
                        String english = row.getString(2);
                        UnitId id = UnitId.of(row.getString(0));
                        Tu unit = languages.of(chinese, english);
                        UnitKey exact = UnitKey.ofTexts(unit);
                        UnitKey key = settings.near() ? UnitKey.ofFoldedTexts(unit) : exact;
                        MinHash hash = settings.near()
                                ? MinHash.of(UnitFeatures.of(chinese, english, tokenizer))
                                : new MinHash(NO_BANDS, 0, 0);
                        return RowFactory.create(
                                key.high(),
                                key.low(),
                                -row.getDouble(3),
                                id.high(),
                                id.low(),
                                exact.high(),
                                exact.low(),
                                hash.bands(),
                                hash.chinese(),
                                hash.english());
                    })
                    .iterator();
        }

        private static Row inPartition(Row row, Row best) {
            return RowFactory.create(
                    row.getLong(0),
                    row.getLong(1),
                    row.getDouble(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row == best ? row.get(7) : NO_BANDS,
                    row.getLong(8),
                    row.getLong(9),
                    best.getLong(3),
                    best.getLong(4));
        }

        private static Row inCorpus(Row row, Row best) {
            return RowFactory.create(
                    row.getLong(3),
                    row.getLong(4),
                    row.getDouble(2),
                    row.getLong(5),
                    row.getLong(6),
                    best.getLong(3),
                    best.getLong(4),
                    best.getLong(5),
                    best.getLong(6),
                    row == best ? row.get(7) : NO_BANDS,
                    row.getLong(8),
                    row.getLong(9));
        }

        /** Passes each row with the best row of its key. The rows are sorted by key, best first. */
        private static final class Groups implements Iterator<Row> {
            private final Iterator<Row> rows;
            private final BinaryOperator<Row> found;
            private final Queue<Row> bests = new ArrayDeque<>(1);

            Groups(Iterator<Row> rows, BinaryOperator<Row> found) {
                this.rows = rows;
                this.found = found;
            }

            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Row next() {
                Row row = rows.next();
                Row best = bests.peek();
                if (best == null || best.getLong(0) != row.getLong(0) || best.getLong(1) != row.getLong(1)) {
                    bests.clear();
                    bests.add(row);
                    best = row;
                }
                return found.apply(row, best);
            }
        }
    }
}
