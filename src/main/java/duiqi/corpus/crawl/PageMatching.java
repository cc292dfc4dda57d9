package duiqi.corpus.crawl;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import duiqi.corpus.stage.CorpusUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * Chooses pairs so that each page is in one pair at most: the most probable pair first, then the most probable pair of
 * the other pages, and so on. If pairs are equally probable, the pair with the smallest ids is first.
 *
 * <p>A pair that is the first of both of its pages is always chosen. Each round chooses all of these pairs at the same
 * time and drops the other pairs of their pages, which gives the same pairs as the choice one by one (Preis 1999,
 * Linear time 1/2-approximation algorithm for maximum weighted matching in general graphs). The workers hold
 * intermediate tables until this object is closed.
 */
final class PageMatching implements AutoCloseable {
    static final String PROBABILITY = "probability";

    /** Number of pairs that one task chooses without rounds. It holds about 100 bytes for each chosen pair. */
    private static final long FEW = 1_000_000;

    /** Maximum number of rounds. A round leaves few pairs unless they form long chains. */
    private static final int MAX_ROUNDS = 20;

    private final List<Dataset<Row>> held = new ArrayList<>();
    private final Column[] columns;
    private final Dataset<Row> chosen;

    /**
     * Chooses rows.
     *
     * @param edges rows with the ids of both pages in the columns {@code zh} and {@code en}, each pair once, and the
     *     probability
     */
    PageMatching(Dataset<Row> edges) {
        this(edges, FEW);
    }

    PageMatching(Dataset<Row> edges, long few) {
        columns = Stream.of(edges.columns()).map(functions::col).toArray(Column[]::new);
        Dataset<Row> left = hold(edges);
        List<Dataset<Row>> rounds = new ArrayList<>();
        while (rounds.size() < MAX_ROUNDS && left.count() > few) {
            Dataset<Row> best = hold(best(left));
            rounds.add(best);
            left = hold(left.join(best.select(PageIndex.CHINESE), new String[] {PageIndex.CHINESE}, "left_anti")
                    .join(best.select(PageIndex.ENGLISH), new String[] {PageIndex.ENGLISH}, "left_anti")
                    .select(columns));
        }
        chosen = rounds.stream().reduce(oneByOne(left), Dataset::union);
    }

    /** Returns the chosen rows. They are valid until this object is closed. */
    Dataset<Row> chosen() {
        return chosen;
    }

    @Override
    public void close() {
        held.forEach(Dataset::unpersist);
        held.clear();
    }

    private Dataset<Row> hold(Dataset<Row> table) {
        Dataset<Row> persisted = table.persist(StorageLevel.MEMORY_AND_DISK());
        held.add(persisted);
        return persisted;
    }

    private Dataset<Row> best(Dataset<Row> edges) {
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
                .select(columns);
    }

    private static Dataset<Row> oneByOne(Dataset<Row> edges) {
        MapPartitionsFunction<Row, Row> choosing = PageMatching::choose;
        return edges.coalesce(1)
                .sortWithinPartitions(
                        col(PROBABILITY).desc(),
                        col(PageIndex.CHINESE).asc(),
                        col(PageIndex.ENGLISH).asc())
                .mapPartitions(choosing, Encoders.row(edges.schema()));
    }

    private static Iterator<Row> choose(Iterator<Row> sorted) {
        Set<Long> chinese = new HashSet<>();
        Set<Long> english = new HashSet<>();
        return CorpusUnit.stream(sorted)
                .filter(edge -> {
                    Long zh = edge.getAs(PageIndex.CHINESE);
                    Long en = edge.getAs(PageIndex.ENGLISH);
                    boolean isFree = !chinese.contains(zh) && !english.contains(en);
                    return isFree && chinese.add(zh) && english.add(en);
                })
                .iterator();
    }
}
