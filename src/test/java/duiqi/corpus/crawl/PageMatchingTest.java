package duiqi.corpus.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.corpus.LocalSpark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@Tag("spark")
@ResourceLock("spark")
class PageMatchingTest {
    private static final StructType EDGES =
            StructType.fromDDL("zh bigint NOT NULL, en bigint NOT NULL, probability double NOT NULL");

    private record Edge(long zh, long en, double probability) {}

    /** Returns edges between few pages with few different probabilities, so that many pairs compete. */
    private static List<Edge> edges(Random random, int pages, int count) {
        Set<String> seen = new HashSet<>();
        List<Edge> edges = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            long zh = random.nextInt(pages) - pages / 2L;
            long en = random.nextInt(pages) - pages / 2L;
            if (seen.add(zh + " " + en)) {
                edges.add(new Edge(zh, en, random.nextInt(8) / 8.0));
            }
        }
        return edges;
    }

    private static Set<Edge> oneByOne(List<Edge> edges) {
        Set<Long> zh = new HashSet<>();
        Set<Long> en = new HashSet<>();
        Set<Edge> chosen = new HashSet<>();
        edges.stream()
                .sorted(Comparator.comparingDouble((Edge edge) -> -edge.probability)
                        .thenComparingLong(Edge::zh)
                        .thenComparingLong(Edge::en))
                .filter(edge -> !zh.contains(edge.zh) && !en.contains(edge.en))
                .forEach(edge -> {
                    zh.add(edge.zh);
                    en.add(edge.en);
                    chosen.add(edge);
                });
        return chosen;
    }

    private static Set<Edge> inRounds(List<Edge> edges, long few) {
        Dataset<Row> table = LocalSpark.session()
                .createDataFrame(
                        edges.stream()
                                .map(edge -> RowFactory.create(edge.zh, edge.en, edge.probability))
                                .toList(),
                        EDGES)
                .repartition(2);
        Set<Edge> chosen = new HashSet<>();
        PageMatching.of(table, few)
                .collectAsList()
                .forEach(row -> chosen.add(new Edge(row.getLong(0), row.getLong(1), row.getDouble(2))));
        return chosen;
    }

    @Test
    void choosesInRoundsAsOneByOne() {
        List<Edge> edges = edges(new Random(1), 20, 100);
        assertThat(inRounds(edges, 10)).isEqualTo(oneByOne(edges));
    }

    @Test
    void choosesFewPairsInOneTask() {
        List<Edge> edges = edges(new Random(3), 20, 60);
        assertThat(inRounds(edges, 1000)).isEqualTo(oneByOne(edges));
    }
}
