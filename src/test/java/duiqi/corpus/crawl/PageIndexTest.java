package duiqi.corpus.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.corpus.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@Tag("spark")
@ResourceLock("spark")
class PageIndexTest {
    private static final int FEATURE = PageIndex.Kind.FEATURE.index();

    private static void add(List<Row> postings, long key, int chinese, int english) {
        for (int k = 0; k < chinese + english; k++) {
            boolean isChinese = k < chinese;
            // The positions of the pages with the same number are equal.
            int number = isChinese ? k : k - chinese;
            long position = (key * 31 + number * 17L) % 256;
            postings.add(RowFactory.create(
                    FEATURE, key, 16 * position + 15, isChinese, (isChinese ? 1000L : 2000L) + number));
        }
    }

    private static List<String> meetings(List<Row> postings, int partitions) {
        Dataset<Row> table = LocalSpark.session()
                .createDataFrame(postings, PageIndex.POSTING)
                .repartition(partitions);
        return PageIndex.meetings(table).collectAsList().stream()
                .map(row -> "%d %d %d %d %.2f"
                        .formatted(
                                row.<Long>getAs("zh"),
                                row.<Long>getAs("en"),
                                row.<Long>getAs("shared"),
                                row.<Long>getAs("weight"),
                                row.<Double>getAs("position_order")))
                .sorted()
                .collect(Collectors.toList());
    }

    @Test
    void pairsPagesWithRareFeaturesInAnyPartitions() {
        List<Row> postings = new ArrayList<>();
        for (long key = 1; key <= 3; key++) {
            add(postings, key, 1, 2);
        }
        add(postings, 4, 60, 1);
        add(postings, 5, 1, 60);
        add(postings, 6, 20, 20);
        add(postings, 7, 3, 0);
        List<String> met = meetings(postings, 1);

        // A feature of 1 x 2 pages weighs 15 ln(200 / 2), rounded.
        assertThat(met)
                .containsExactly(
                        "0 2000 3 207 0.00",
                        "0 2001 3 207 0.00",
                        "1000 0 3 207 0.00",
                        "1000 2000 3 207 1.00",
                        "1000 2001 3 207 1.00");
        assertThat(meetings(postings, 3)).isEqualTo(met);
    }
}
