package duiqi.corpus;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Decides which units stay of those that are nearly the same. A unit goes if one that is like it, and better, stays: best units
 * first, as if all went through one list. So whatever goes is like the one that stays for it, and not merely like one that is like
 * one: of a chain in which each is like the next, every second stays or so.
 *
 * <p>In each round the units with no better like stay, those like them go, and the others are looked at again. On chains that are in
 * order of probability this takes as many rounds as they are long, hence a bound; what is undecided then stays.
 */
final class Survivors {
    private static final int MOST_ROUNDS = 12;

    private Survivors() {}

    /**
     * Units that go, and for each the best that stays and is like it.
     *
     * @param pairs of {@link NearUnits#verified}
     * @param held what must be released in the end
     */
    static Dataset<Row> of(Dataset<Row> pairs, List<Dataset<Row>> held) {
        Dataset<Row> gone = decided(pairs.limit(0));
        Dataset<Row> open = pairs;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Dataset<Row> staying = open.select(NearUnits.BETTER_HIGH, NearUnits.BETTER_LOW)
                    .distinct()
                    .join(
                            open.select(col(NearUnits.WORSE_HIGH), col(NearUnits.WORSE_LOW)).toDF("u_high", "u_low"),
                            col(NearUnits.BETTER_HIGH).equalTo(col("u_high")).and(col(NearUnits.BETTER_LOW).equalTo(col("u_low"))),
                            "left_anti")
                    .toDF("u_high", "u_low");
            Dataset<Row> going = decided(open.join(
                            staying,
                            col(NearUnits.BETTER_HIGH).equalTo(col("u_high")).and(col(NearUnits.BETTER_LOW).equalTo(col("u_low")))))
                    .persist();
            held.add(going);
            gone = gone.union(going);
            open = without(without(open, going, NearUnits.WORSE_HIGH, NearUnits.WORSE_LOW), going, NearUnits.BETTER_HIGH, NearUnits.BETTER_LOW)
                    .persist();
            held.add(open);
            if (open.isEmpty()) {
                break;
            }
        }
        return gone;
    }

    /** For each unit that goes the best of those that stay for it. */
    private static Dataset<Row> decided(Dataset<Row> pairs) {
        return pairs.groupBy(NearUnits.WORSE_HIGH, NearUnits.WORSE_LOW)
                .agg(min(struct(NearUnits.BETTER_RANK, NearUnits.BETTER_HIGH, NearUnits.BETTER_LOW)).as("best"))
                .select(
                        col(NearUnits.WORSE_HIGH),
                        col(NearUnits.WORSE_LOW),
                        col("best." + NearUnits.BETTER_HIGH),
                        col("best." + NearUnits.BETTER_LOW));
    }

    private static Dataset<Row> without(Dataset<Row> pairs, Dataset<Row> going, String high, String low) {
        return pairs.join(
                going.select(NearUnits.WORSE_HIGH, NearUnits.WORSE_LOW).toDF("u_high", "u_low"),
                col(high).equalTo(col("u_high")).and(col(low).equalTo(col("u_low"))),
                "left_anti");
    }
}
