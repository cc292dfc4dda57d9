package duiqi.corpus.duplicate;

import static org.apache.spark.sql.functions.expr;

import duiqi.corpus.CorpusSettings.Duplicates;
import duiqi.corpus.duplicate.UnitFeatures.MinHash;
import duiqi.corpus.stage.CorpusUnit;
import duiqi.lexicon.EnglishTokenizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Finds pairs of near duplicates. Units with a common band of their {@link MinHash} form a group. Each unit is compared
 * only with the best units of its group, so the time is linear in the size of the group. Only units with similar
 * sketches are compared by their texts.
 */
final class NearUnits {
    static final StructType PAIRS =
            Deduplication.required("worse string, worse_rank double, better string, better_rank double");

    private NearUnits() {}

    /**
     * Returns pairs that may be similar, each once, with the worse unit first.
     *
     * @param bests units with their ids, ranks, bands and sketches
     */
    static Dataset<Row> candidates(Dataset<Row> bests, Duplicates settings) {
        int most = MinHash.mostDifferences(settings.similarity());
        MapPartitionsFunction<Row, Row> meeting = rows -> {
            Leaders leaders = new Leaders(most);
            return CorpusUnit.stream(rows).flatMap(leaders::pairs).iterator();
        };
        return bests.selectExpr("explode(bands) AS band", "rank", "id", "zh_sketch", "en_sketch")
                .repartition(expr("band"))
                .sortWithinPartitions("band", "rank", "id")
                .mapPartitions(meeting, Encoders.row(PAIRS))
                .dropDuplicates(new String[] {"worse", "better"});
    }

    /** Pairs the units of each band with its best ones. The units of a band are sorted, best first. */
    private static final class Leaders {
        /**
         * Maximum number of mutually dissimilar units that represent a group. A unit that is similar to none of them
         * can form a pair in another group.
         */
        private static final int MAX_LEADERS = 16;

        private final int mostDifferences;
        private final List<Row> leaders = new ArrayList<>(MAX_LEADERS);

        Leaders(int mostDifferences) {
            this.mostDifferences = mostDifferences;
        }

        Stream<Row> pairs(Row unit) {
            if (!leaders.isEmpty() && leaders.get(0).getLong(0) != unit.getLong(0)) {
                leaders.clear();
            }
            List<Row> found = new ArrayList<>(1);
            for (Row leader : leaders) {
                if (isLike(unit, leader, 3) && isLike(unit, leader, 4)) {
                    found.add(RowFactory.create(unit.get(2), unit.get(1), leader.get(2), leader.get(1)));
                }
            }
            if (found.isEmpty() && leaders.size() < MAX_LEADERS) {
                leaders.add(unit);
            }
            return found.stream();
        }

        private boolean isLike(Row one, Row other, int sketch) {
            return Long.bitCount(one.getLong(sketch) ^ other.getLong(sketch)) <= mostDifferences;
        }
    }

    /**
     * Returns the pairs of {@link #candidates} that are similar.
     *
     * @param units the ids and texts of all units
     */
    static Dataset<Row> verified(Dataset<Row> candidates, Dataset<Row> units, Duplicates settings) {
        Dataset<Row> texts = units.select("id", "zh", "en");
        MapPartitionsFunction<Row, Row> verifying = rows -> {
            EnglishTokenizer tokenizer = new EnglishTokenizer();
            return CorpusUnit.stream(rows)
                    .filter(pair -> UnitFeatures.of(pair.getString(4), pair.getString(5), tokenizer)
                            .isLike(
                                    UnitFeatures.of(pair.getString(6), pair.getString(7), tokenizer),
                                    settings.similarity()))
                    .map(pair -> RowFactory.create(pair.get(0), pair.get(1), pair.get(2), pair.get(3)))
                    .iterator();
        };
        return candidates
                .join(texts.toDF("better", "b_zh", "b_en"), "better")
                .join(texts.toDF("worse", "w_zh", "w_en"), "worse")
                .select("worse", "worse_rank", "better", "better_rank", "w_zh", "w_en", "b_zh", "b_en")
                .mapPartitions(verifying, Encoders.row(PAIRS));
    }

    /**
     * Decides which near duplicates to keep. The result is the same as if one process took the units in order, best
     * first, and dropped a unit if it is similar to a better unit that is kept. So each dropped unit is similar to the
     * unit that replaces it, the best kept one. In a chain in which each unit is similar only to the next one, every
     * second unit is kept.
     *
     * <p>The workers decide in rounds (Blelloch, Fineman and Shun 2012, Greedy sequential maximal independent set and
     * matching are parallel on average, section 3). In each round, the units without a better undecided unit are kept,
     * and the units similar to them are dropped. The next round has only the pairs of undecided units. When few pairs are
     * left, as in long chains, one task takes them in order. The driver holds only their number.
     */
    static final class DuplicateChains {
        /**
         * Number of pairs that one task takes, times the number of the round: 100 bytes of its memory each. So a long
         * chain does not need a round for each of its units.
         */
        private static final long PAIRS_OF_TASK = 100_000;

        private DuplicateChains() {}

        /**
         * Returns the dropped units, each with the best similar unit that is kept.
         *
         * @param pairs the rows of {@link NearUnits#verified}
         */
        static Dataset<Row> of(Dataset<Row> pairs) {
            return of(pairs, PAIRS_OF_TASK);
        }

        /** Decides with the given number of pairs of one task. */
        static Dataset<Row> of(Dataset<Row> pairs, long pairsOfTask) {
            Dataset<Row> open = pairs;
            List<Dataset<Row>> dropped = new ArrayList<>();
            while (open.count() > pairsOfTask * (dropped.size() + 1)) {
                // A checkpoint ends the plan of a round, so that the next plan does not contain it.
                Dataset<Row> gone =
                        without(open, "better", open).select("worse").distinct().localCheckpoint();
                dropped.add(gone);
                open = without(without(open, "worse", gone), "better", gone).localCheckpoint();
            }
            Dataset<Row> last = inOrder(open);
            if (dropped.isEmpty()) {
                return last;
            }
            Dataset<Row> gone = dropped.stream().reduce(last.select("worse"), Dataset::union);
            return without(pairs, "better", gone)
                    .groupBy("worse")
                    .agg(expr("min(struct(better_rank, better)) AS best"))
                    .select("worse", "best.better");
        }

        /** Returns the pairs in which a unit is not among the worse units of some others. */
        private static Dataset<Row> without(Dataset<Row> pairs, String column, Dataset<Row> others) {
            return pairs.join(others.selectExpr("worse AS other"), expr(column + " = other"), "left_anti");
        }

        /** Decides all pairs in one task. */
        private static Dataset<Row> inOrder(Dataset<Row> pairs) {
            MapPartitionsFunction<Row, Row> deciding = sorted -> {
                Map<String, String> gone = new HashMap<>();
                sorted.forEachRemaining(pair -> {
                    if (!gone.containsKey(pair.getString(3))) {
                        gone.putIfAbsent(pair.getString(1), pair.getString(3));
                    }
                });
                return gone.entrySet().stream()
                        .map(entry -> RowFactory.create(entry.getKey(), entry.getValue()))
                        .iterator();
            };
            return pairs.select("worse_rank", "worse", "better_rank", "better")
                    .repartition(1)
                    .sortWithinPartitions("worse_rank", "worse", "better_rank", "better")
                    .mapPartitions(deciding, Encoders.row(Deduplication.required("worse string, better string")));
        }
    }
}
