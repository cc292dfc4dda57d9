package duiqi.corpus.crawl;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import duiqi.corpus.stage.CorpusUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Chooses pairs so that each page is in one pair at most: the most probable pair first, then the most probable pair of
 * the other pages, and so on. If pairs are equally probable, the pair with the smallest ids is first.
 *
 * <p>A pair that is the first of both of its pages is always chosen. Each round chooses all of these pairs at the same
 * time and drops the other pairs of their pages, which gives the same pairs as the choice one by one (Preis 1999,
 * Linear time 1/2-approximation algorithm for maximum weighted matching in general graphs).
 */
final class PageMatching {
    static final String PROBABILITY = "probability";

    /** Number of pairs that one task chooses without rounds; it holds 100 bytes for each. */
    private static final long FEW = 1_000_000;

    private PageMatching() {}

    /**
     * Returns the chosen rows.
     *
     * @param edges rows with the ids of both pages in the columns {@code zh} and {@code en}, each pair once, and the
     *     probability
     */
    static Dataset<Row> chosen(Dataset<Row> edges) {
        return chosen(edges, FEW);
    }

    static Dataset<Row> chosen(Dataset<Row> edges, long few) {
        Dataset<Row> left = edges.persist(StorageLevel.MEMORY_AND_DISK());
        Dataset<Row> chosen = left.limit(0);
        while (left.count() > few) {
            Dataset<Row> best = best(left).persist(StorageLevel.MEMORY_AND_DISK());
            chosen = chosen.union(best);
            left = left.join(best.select(col(PageIndex.CHINESE)), new String[] {PageIndex.CHINESE}, "left_anti")
                    .join(best.select(col(PageIndex.ENGLISH)), new String[] {PageIndex.ENGLISH}, "left_anti")
                    .select(edges.columns()[0], Arrays.copyOfRange(edges.columns(), 1, edges.columns().length))
                    .persist(StorageLevel.MEMORY_AND_DISK());
        }
        return chosen.union(oneByOne(left));
    }

    private static Dataset<Row> best(Dataset<Row> edges) {
        Column rank = struct(
                col(PROBABILITY).multiply(-1).as("rank"),
                col(PageIndex.CHINESE).as("rank_zh"),
                col(PageIndex.ENGLISH).as("rank_en"));
        Dataset<Row> ofChinese = edges.groupBy(PageIndex.CHINESE).agg(min(rank).as("first_of_zh"));
        Dataset<Row> ofEnglish = edges.groupBy(PageIndex.ENGLISH).agg(min(rank).as("first_of_en"));
        return edges.withColumn("rank", rank)
                .join(ofChinese, PageIndex.CHINESE)
                .join(ofEnglish, PageIndex.ENGLISH)
                .filter(col("rank").equalTo(col("first_of_zh")).and(col("rank").equalTo(col("first_of_en"))))
                .select(edges.columns()[0], Arrays.copyOfRange(edges.columns(), 1, edges.columns().length));
    }

    private static Dataset<Row> oneByOne(Dataset<Row> edges) {
        MapPartitionsFunction<Row, Row> choosing = PageMatching::choose;
        return edges.coalesce(1)
                .sortWithinPartitions(
                        col(PROBABILITY).desc(), col(PageIndex.CHINESE).asc(), col(PageIndex.ENGLISH).asc())
                .mapPartitions(choosing, Encoders.row(edges.schema()));
    }

    private static Iterator<Row> choose(Iterator<Row> sorted) {
        Set<Long> chinese = new HashSet<>();
        Set<Long> english = new HashSet<>();
        return CorpusUnit.stream(sorted)
                .filter(edge -> {
                    long zh = edge.getAs(PageIndex.CHINESE);
                    long en = edge.getAs(PageIndex.ENGLISH);
                    boolean isFree = !chinese.contains(zh) && !english.contains(en);
                    if (isFree) {
                        chinese.add(zh);
                        english.add(en);
                    }
                    return isFree;
                })
                .iterator();
    }
}
