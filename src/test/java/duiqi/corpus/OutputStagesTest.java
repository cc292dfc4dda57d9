package duiqi.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@Tag("spark")
@ResourceLock("spark")
class OutputStagesTest {
    @Test
    void distributesBookToSeveralFilesInStretches() {
        Dataset<Row> units = LocalSpark.units(IntStream.range(0, 120)
                        .mapToObj(id -> SampleUnits.of(id, "好", "Good"))
                        .toList())
                .withColumnRenamed("zh_positions", "source_positions")
                .withColumnRenamed("en_positions", "target_positions");

        List<List<Integer>> files = OutputStages.inFiles(units, 4, 10).javaRDD().glom().collect().stream()
                .map(rows -> rows.stream()
                        .map(row -> row.<Integer>getList(row.fieldIndex("source_positions"))
                                .get(0))
                        .toList())
                .toList();

        assertThat(files)
                .hasSize(4)
                .allSatisfy(file -> assertThat(file).isNotEmpty().isSorted());
        assertThat(files.stream().flatMap(List::stream)).hasSize(120).doesNotHaveDuplicates();
        for (List<Integer> file : files) {
            assertThat(file.size() % 10).isZero();
            assertThat(file.stream().map(position -> position / 10).distinct()).hasSize(file.size() / 10);
        }
    }
}
