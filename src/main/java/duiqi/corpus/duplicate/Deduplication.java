package duiqi.corpus.duplicate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import duiqi.corpus.CorpusSettings;
import duiqi.corpus.CorpusSettings.Duplicates;
import duiqi.corpus.CorpusSettings.Languages;
import duiqi.corpus.duplicate.UnitFeatures.MinHash;
import duiqi.corpus.stage.CorpusUnit;
import duiqi.exchange.Tu;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.memory.UnitKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
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
 * <p>A comparison of the texts confirms each duplicate: see {@link DuplicateChains}. If two units differ only in case
 * and punctuation, both are kept or dropped with the best of them. The workers hold intermediate tables until this
 * object is closed. Not thread-safe.
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
    private final Dataset<Row> duplicates;

    /**
     * Finds the duplicates.
     *
     * @param units rows of {@link CorpusUnit} without dropped units; only the id, both texts and the probability are
     *     used
     * @param settings the rules that find duplicates
     * @param languages the languages of the texts
     */
    public Deduplication(Dataset<Row> units, Duplicates settings, CorpusSettings.Languages languages) {
        Dataset<Row> equal = hold(EqualUnits.of(units, settings, languages));
        Dataset<Row> same = equal.filter(col(EqualUnits.KIND).isNotNull())
                .select(EqualUnits.HIGH, EqualUnits.LOW, EqualUnits.KIND, EqualUnits.STAYS_HIGH, EqualUnits.STAYS_LOW);
        duplicates = named(settings.near() ? withNear(same, equal, units, settings) : same);
    }

    private Dataset<Row> withNear(Dataset<Row> same, Dataset<Row> equal, Dataset<Row> units, Duplicates settings) {
        Dataset<Row> candidates = hold(NearUnits.candidates(equal, settings));
        if (candidates.isEmpty()) {
            return same;
        }
        return with(same, DuplicateChains.of(NearUnits.verified(candidates, units, settings)));
    }

    private Dataset<Row> hold(Dataset<Row> table) {
        Dataset<Row> persisted = table.persist(StorageLevel.MEMORY_AND_DISK());
        held.add(persisted);
        return persisted;
    }

    /**
     * Returns all duplicates. The exact duplicates of a near duplicate refer to the unit that replaces the near
     * duplicate.
     */
    private static Dataset<Row> with(Dataset<Row> same, Dataset<Row> near) {
        Dataset<Row> handedOn = same.join(
                        near,
                        col(EqualUnits.STAYS_HIGH)
                                .equalTo(col(NearUnits.WORSE_HIGH))
                                .and(col(EqualUnits.STAYS_LOW).equalTo(col(NearUnits.WORSE_LOW))),
                        "left")
                .select(
                        col(EqualUnits.HIGH),
                        col(EqualUnits.LOW),
                        when(col(NearUnits.BETTER_HIGH).isNull(), col(EqualUnits.KIND))
                                .otherwise(lit(NEAR)),
                        coalesce(col(NearUnits.BETTER_HIGH), col(EqualUnits.STAYS_HIGH)),
                        coalesce(col(NearUnits.BETTER_LOW), col(EqualUnits.STAYS_LOW)));
        return handedOn.union(near.select(
                col(NearUnits.WORSE_HIGH),
                col(NearUnits.WORSE_LOW),
                lit(NEAR),
                col(NearUnits.BETTER_HIGH),
                col(NearUnits.BETTER_LOW)));
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
    public void close() {
        held.forEach(Dataset::unpersist);
        held.clear();
    }

    /**
     * Decides which near duplicates to keep. It processes the units in order, best first, and drops a unit if it is
     * similar to a better unit that it keeps. So each dropped unit is similar to the unit that replaces it. In a chain
     * in which each unit is similar only to the next one, every second unit is kept.
     *
     * <p>Each decision depends on earlier ones, so the driver makes all of them. It reads one pair at a time, and holds
     * only the dropped units in memory, about 200 bytes each.
     */
    private static final class DuplicateChains {
        private static final StructType GONE =
                EqualUnits.required("worse_high bigint, worse_low bigint, better_high bigint, better_low bigint");

        private DuplicateChains() {}

        /**
         * Returns the dropped units, each with the best similar unit that is kept.
         *
         * @param pairs the rows of {@link NearUnits#verified}
         */
        static Dataset<Row> of(Dataset<Row> pairs) {
            Map<UnitId, UnitId> gone = new HashMap<>();
            Column[] order = Stream.of(
                            NearUnits.WORSE_RANK,
                            NearUnits.WORSE_HIGH,
                            NearUnits.WORSE_LOW,
                            NearUnits.BETTER_RANK,
                            NearUnits.BETTER_HIGH,
                            NearUnits.BETTER_LOW)
                    .map(functions::col)
                    .toArray(Column[]::new);
            Iterator<Row> sorted = pairs.select(order).sort(order).toLocalIterator();
            while (sorted.hasNext()) {
                Row pair = sorted.next();
                UnitId better = new UnitId(pair.getLong(4), pair.getLong(5));
                if (!gone.containsKey(better)) {
                    gone.putIfAbsent(new UnitId(pair.getLong(1), pair.getLong(2)), better);
                }
            }
            List<Row> rows = gone.entrySet().stream()
                    .map(entry -> RowFactory.create(
                            entry.getKey().high(),
                            entry.getKey().low(),
                            entry.getValue().high(),
                            entry.getValue().low()))
                    .toList();
            return pairs.sparkSession().createDataFrame(rows, GONE);
        }
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
     * Finds the same duplicates as {@code duiqi tm dedupe}. Its table contains all units; each duplicate refers to a better
     * unit. One shuffle without the texts groups units with the same hash. It sorts each partition, so that the number of
     * duplicates does not matter.
     */
    static final class EqualUnits {
        static final String HIGH = "high";
        static final String LOW = "low";

        /** Column with the negative probability, which sorts the most probable unit first. */
        static final String RANK = "rank";

        /** Column with the kind of duplicate; null for a unit that is kept. */
        static final String KIND = "kind";

        static final String STAYS_HIGH = "stays_high";
        static final String STAYS_LOW = "stays_low";
        static final String BANDS = "bands";
        static final String CHINESE_SKETCH = "zh_sketch";
        static final String ENGLISH_SKETCH = "en_sketch";

        private static final StructType KEYED =
                required("key_high bigint, key_low bigint, rank double, high bigint, low bigint,"
                        + " exact_high bigint, exact_low bigint, bands binary, zh_sketch bigint, en_sketch bigint");

        private static final StructType FOUND = StructType.fromDDL("high bigint NOT NULL, low bigint NOT NULL,"
                + " rank double NOT NULL, kind string, stays_high bigint NOT NULL, stays_low bigint NOT NULL,"
                + " bands binary NOT NULL, zh_sketch bigint NOT NULL, en_sketch bigint NOT NULL");

        private static final byte[] NO_BANDS = {};

        private EqualUnits() {}

        /** Returns a schema of columns that are never null. */
        static StructType required(String columns) {
            return StructType.fromDDL(columns.replace(",", " NOT NULL,") + " NOT NULL");
        }

        static Dataset<Row> of(Dataset<Row> units, Duplicates settings, Languages languages) {
            MapPartitionsFunction<Row, Row> keying = rows -> keyed(rows, settings, languages.pairing());
            MapPartitionsFunction<Row, Row> finding = Groups::new;
            return units.select(CorpusUnit.ID, CorpusUnit.CHINESE, CorpusUnit.ENGLISH, CorpusUnit.PROBABILITY)
                    .mapPartitions(keying, Encoders.row(KEYED))
                    .repartition(col("key_high"), col("key_low"))
                    .sortWithinPartitions("key_high", "key_low", RANK, HIGH, LOW)
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

        private static final class Groups implements Iterator<Row> {
            private final Iterator<Row> rows;
            private final Queue<Row> bests = new ArrayDeque<>(1);

            Groups(Iterator<Row> rows) {
                this.rows = rows;
            }

            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Row next() {
                Row row = rows.next();
                Row best = bests.peek();
                boolean isSame = best != null && isSame(row, best, 0);
                if (!isSame) {
                    bests.clear();
                    bests.add(row);
                }
                Row stays = isSame ? best : row;
                return RowFactory.create(
                        row.getLong(3),
                        row.getLong(4),
                        row.getDouble(2),
                        isSame ? (isSame(row, stays, 5) ? Deduplication.EXACT : Deduplication.NEAR) : null,
                        stays.getLong(3),
                        stays.getLong(4),
                        isSame ? NO_BANDS : row.get(7),
                        row.getLong(8),
                        row.getLong(9));
            }

            private static boolean isSame(Row one, Row other, int column) {
                return one.getLong(column) == other.getLong(column)
                        && one.getLong(column + 1) == other.getLong(column + 1);
            }
        }
    }
}
