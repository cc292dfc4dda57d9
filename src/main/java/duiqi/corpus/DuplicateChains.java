package duiqi.corpus;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Decides which units stay of those that are nearly the same. Units are taken in order, the best first; one goes if one that stays,
 * and is better, is like it. So whatever goes is like the one that stays for it, and not merely like one that is like one: of a
 * chain in which each is like the next alone, every second stays.
 *
 * <p>Each decision needs those before it, hence they are made in one place, the driver. Pairs come to it one after the other; it
 * holds the units that go, about 200 bytes each.
 */
final class DuplicateChains {
    private static final StructType GONE = new StructType()
            .add(NearUnits.WORSE_HIGH, DataTypes.LongType, false)
            .add(NearUnits.WORSE_LOW, DataTypes.LongType, false)
            .add(NearUnits.BETTER_HIGH, DataTypes.LongType, false)
            .add(NearUnits.BETTER_LOW, DataTypes.LongType, false);

    private DuplicateChains() {}

    /**
     * Units that go, and for each the best that stays and is like it.
     *
     * @param pairs of {@link NearUnits#verified}
     */
    static Dataset<Row> of(Dataset<Row> pairs) {
        Map<UnitId, UnitId> gone = new HashMap<>();
        Iterator<Row> sorted = pairs.select(
                        NearUnits.WORSE_RANK,
                        NearUnits.WORSE_HIGH,
                        NearUnits.WORSE_LOW,
                        NearUnits.BETTER_RANK,
                        NearUnits.BETTER_HIGH,
                        NearUnits.BETTER_LOW)
                .sort(
                        NearUnits.WORSE_RANK,
                        NearUnits.WORSE_HIGH,
                        NearUnits.WORSE_LOW,
                        NearUnits.BETTER_RANK,
                        NearUnits.BETTER_HIGH,
                        NearUnits.BETTER_LOW)
                .toLocalIterator();
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
