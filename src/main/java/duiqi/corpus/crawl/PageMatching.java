package duiqi.corpus.crawl;

import static org.apache.spark.sql.functions.expr;

import duiqi.corpus.stage.CorpusUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Chooses pairs so that each page is in one pair at most: the most probable pair first, then the most probable pair of
 * the other pages, and so on. If pairs are equally probable, the pair with the smallest ids is first.
 *
 * <p>A pair that is the first of both of its pages is always chosen. Each round chooses all of these pairs at the same
 * time and drops the other pairs of their pages, which gives the same pairs as the choice one by one (Preis 1999,
 * Linear time 1/2-approximation algorithm for maximum weighted matching in general graphs).
 */
final class PageMatching {
    /** Number of pairs that one task chooses without rounds. It holds about 100 bytes for each chosen pair. */
    private static final long FEW = 1_000_000;

    /** Maximum number of rounds. A round leaves few pairs unless they form long chains. */
    private static final int MAX_ROUNDS = 20;

    private PageMatching() {}

    /**
     * Returns the chosen rows. Spark caches intermediate tables.
     *
     * @param edges rows with the ids of both pages in the columns {@code zh} and {@code en}, each pair once, and the
     *     probability
     */
    static Dataset<Row> of(Dataset<Row> edges) {
        return of(edges, FEW);
    }

    static Dataset<Row> of(Dataset<Row> edges, long few) {
        Dataset<Row> left = edges.persist();
        List<Dataset<Row>> rounds = new ArrayList<>();
        while (rounds.size() < MAX_ROUNDS && left.count() > few) {
            Dataset<Row> best = left.withColumn("of_zh", rank("zh"))
                    .withColumn("of_en", rank("en"))
                    .filter("of_zh = 1 AND of_en = 1")
                    .drop("of_zh", "of_en")
                    .persist();
            rounds.add(best);
            left = left.join(best.select("zh"), new String[] {"zh"}, "left_anti")
                    .join(best.select("en"), new String[] {"en"}, "left_anti")
                    .selectExpr(edges.columns())
                    .persist();
        }
        MapPartitionsFunction<Row, Row> choosing = PageMatching::oneByOne;
        Dataset<Row> last = left.coalesce(1)
                .sortWithinPartitions(expr("-probability"), expr("zh"), expr("en"))
                .mapPartitions(choosing, Encoders.row(edges.schema()));
        return rounds.stream().reduce(last, Dataset::union);
    }

    private static Column rank(String page) {
        return expr("row_number() OVER (PARTITION BY " + page + " ORDER BY probability DESC, zh, en)");
    }

    private static Iterator<Row> oneByOne(Iterator<Row> sorted) {
        Set<Long> chinese = new HashSet<>();
        Set<Long> english = new HashSet<>();
        return CorpusUnit.stream(sorted)
                .filter(edge -> {
                    Long zh = edge.getAs("zh");
                    Long en = edge.getAs("en");
                    boolean isFree = !chinese.contains(zh) && !english.contains(en);
                    return isFree && chinese.add(zh) && english.add(en);
                })
                .iterator();
    }
}
