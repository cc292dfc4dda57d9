package duiqi.corpus.duplicate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import duiqi.corpus.CorpusSettings;
import duiqi.corpus.CorpusSettings.Duplicates;
import duiqi.corpus.stage.CorpusUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Finds the duplicate units of a corpus. The most probable of several duplicates stays; among equally probable ones, the one with the
 * smallest id. The partitions of the units do not change the result.
 *
 * <p>Two units are
 *
 * <ul>
 *   <li>exact duplicates if both texts are equal, as for {@code duiqi tm dedupe};
 *   <li>near duplicates if they differ only in case, width, white space and punctuation, as with its {@code --near}, or if {@link
 *       UnitFeatures} finds both sides at least as similar as the settings demand, and all numbers equal.
 * </ul>
 *
 * <p>A comparison of the texts confirms each duplicate of a unit that stays: see {@link DuplicateChains}. Units that differ only in case
 * and punctuation share the fate of the best of them. The workers hold intermediate tables until the close. Not thread-safe.
 */
public final class Deduplication implements AutoCloseable {
    /** Values of {@link #KIND}. */
    static final String EXACT = "exact";

    static final String NEAR = "near";

    /** The columns of {@link #duplicates}: the unit that goes, the kind of sameness, and the unit that stays in its place. */
    public static final String ID = CorpusUnit.ID;

    public static final String KIND = "kind";
    public static final String STAYS = "stays";

    /** The column with the number of units that a unit stands for, itself included. */
    public static final String UNITS = "units";

    /** The schema of {@link #duplicates}. */
    public static final StructType DUPLICATES = EqualUnits.required("id string, kind string, stays string");

    private final List<Dataset<Row>> held = new ArrayList<>();
    private final Dataset<Row> duplicates;

    /**
     * Finds the duplicates.
     *
     * @param units rows of {@link CorpusUnit}, without those that are dropped; their id, both texts and probability count
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

    /** Returns all duplicates; a near duplicate hands its exact duplicates on to the unit that stays. */
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

    /** Returns a row for each unit that goes, with {@link #ID}, {@link #KIND} and {@link #STAYS}; they last until the close. */
    public Dataset<Row> duplicates() {
        return duplicates;
    }

    /**
     * Returns {@link #ID} and {@link #UNITS} of the units that stand for others too.
     *
     * @param duplicates the rows of {@link #duplicates}
     */
    public static Dataset<Row> counts(Dataset<Row> duplicates) {
        return duplicates.groupBy(col(STAYS).as(ID)).agg(count(lit(1)).plus(1).as(UNITS));
    }

    /** Frees the intermediate tables. */
    @Override
    public void close() {
        held.forEach(Dataset::unpersist);
        held.clear();
    }

    /**
     * Decides which near duplicates stay. It takes the units in order, the best first. A unit goes if a better one that stays is similar
     * to it. A unit that goes is therefore similar to the one that stays in its place: in a chain where each unit is similar to the next
     * alone, every second unit stays.
     *
     * <p>Each decision needs the earlier ones, so that the driver makes all of them. It takes one pair after the other, and holds the
     * units that go, about 200 bytes each.
     */
    private static final class DuplicateChains {
        private static final StructType GONE =
                EqualUnits.required("worse_high bigint, worse_low bigint, better_high bigint, better_low bigint");

        private DuplicateChains() {}

        /**
         * Returns the units that go, each with the best similar unit that stays.
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
     * The id of a unit in 16 bytes, which Spark moves faster than the 32 digits. Immutable.
     *
     * @param high the first 64 bits less 2 to the 63rd, so that ids compare as their digits do
     * @param low the last 64 bits less 2 to the 63rd
     */
    public record UnitId(long high, long low) implements Comparable<UnitId> {
        private static final int DIGITS = 16;

        /**
         * Reads an id.
         *
         * @param digits the 32 hexadecimal digits of {@link CorpusUnit} in lower case
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
}
