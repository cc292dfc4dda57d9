package duiqi.corpus.duplicate;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import duiqi.corpus.CorpusSettings;
import duiqi.corpus.LocalSpark;
import duiqi.corpus.SampleUnits;
import duiqi.corpus.stage.CorpusUnit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("spark")
@ResourceLock("spark")
class DeduplicationTest {
    private static final String LONG_CHINESE = "在过去的几十年里，许多国家的科学家一起建造了望远镜，观察遥远的星系，并且把所得到的数据公开给所有的人使用。";
    private static final String LONG_ENGLISH =
            "Over the past decades scientists from many countries have built telescopes together, watched distant"
                    + " galaxies, and opened the data they gained to everybody who wants to use them for research.";

    private static List<String> duplicates(List<CorpusUnit> units, CorpusSettings.Duplicates settings)
            throws IOException {
        return duplicates(LocalSpark.units(units), settings);
    }

    private static List<String> duplicates(Dataset<Row> units, CorpusSettings.Duplicates settings) throws IOException {
        return Deduplication.duplicates(units, settings, CorpusSettings.Languages.STANDARD).collectAsList().stream()
                .map(row -> number(row.getString(0)) + " " + row.getString(1) + " " + number(row.getString(2)))
                .sorted()
                .toList();
    }

    private static int number(String id) {
        return Integer.parseInt(id, 16);
    }

    @Test
    void keepsMostProbableThenFirstOfEqualUnits() throws IOException {
        List<CorpusUnit> units = List.of(
                SampleUnits.of(1, "谢谢。", "Thank you.", 0.7),
                SampleUnits.of(3, "谢谢。", "Thank you.", 0.8),
                SampleUnits.of(2, "谢谢。", "Thank you.", 0.8),
                SampleUnits.of(4, "谢谢。", "Thanks.", 0.9),
                SampleUnits.of(5, "谢谢", "thank you", 0.95));

        assertThat(duplicates(units, new CorpusSettings.Duplicates(CorpusSettings.Sameness.EXACT, 0.9)))
                .containsExactly("1 exact 2", "3 exact 2");
        assertThat(duplicates(units, CorpusSettings.Duplicates.STANDARD))
                .containsExactly("1 near 5", "2 near 5", "3 near 5");
    }

    @Test
    void findsNearDuplicatesExceptWithOtherNumbers() throws IOException {
        List<CorpusUnit> units = List.of(
                SampleUnits.of(1, LONG_CHINESE, LONG_ENGLISH, 0.8),
                SampleUnits.of(2, LONG_CHINESE.replace("许多", "很多"), LONG_ENGLISH.replace("gained", "got"), 0.9),
                SampleUnits.of(3, LONG_CHINESE.replace("几十", "三十"), LONG_ENGLISH, 0.9),
                SampleUnits.of(4, LONG_CHINESE, "Something quite different.", 0.9),
                SampleUnits.of(5, "完全不同的内容。", LONG_ENGLISH, 0.9));

        assertThat(duplicates(units, CorpusSettings.Duplicates.STANDARD)).containsExactly("1 near 2");
        assertThat(duplicates(units, new CorpusSettings.Duplicates(CorpusSettings.Sameness.NEAR, 1)))
                .isEmpty();
    }

    @Test
    void passesDuplicatesOnWhenTheirUnitIsDropped() throws IOException {
        List<CorpusUnit> units = List.of(
                SampleUnits.of(1, LONG_CHINESE, LONG_ENGLISH, 0.8),
                SampleUnits.of(2, LONG_CHINESE, LONG_ENGLISH, 0.7),
                SampleUnits.of(3, LONG_CHINESE.replace("许多", "很多"), LONG_ENGLISH, 0.9),
                SampleUnits.of(4, LONG_CHINESE.replace("许多", "很多"), LONG_ENGLISH, 0.6));

        assertThat(duplicates(units, CorpusSettings.Duplicates.STANDARD))
                .containsExactly("1 near 3", "2 near 3", "4 exact 3");
        Dataset<Row> duplicates = Deduplication.duplicates(
                LocalSpark.units(units), CorpusSettings.Duplicates.STANDARD, CorpusSettings.Languages.STANDARD);
        assertThat(Deduplication.counts(duplicates).collectAsList())
                .extracting(row -> number(row.getString(0)) + ": " + row.getLong(1))
                .containsExactly("3: 4");
    }

    /** Returns a chain: each sentence is similar only to the previous and the next one. */
    private static List<CorpusUnit> chain(int length) {
        List<CorpusUnit> units = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            StringBuilder chinese = new StringBuilder();
            StringBuilder english = new StringBuilder();
            for (int j = 0; j < 40; j++) {
                // Two of forty characters are new in each sentence, so three of 39 bigrams: a Jaccard index of 36 / 42.
                int word = j < 2 * i ? 100 + j : j;
                chinese.append(Character.toString('甲' + word * 7));
                english.append(" w").append((char) ('a' + word / 26)).append((char) ('a' + word % 26));
            }
            units.add(
                    SampleUnits.of(i + 1, chinese.toString(), english.toString().strip(), 0.99 - i * 0.01));
        }
        return units;
    }

    @Test
    void dropsOnlyUnitsSimilarToKeptUnitInChainInAnyPartitioning() throws IOException {
        CorpusSettings.Duplicates settings = new CorpusSettings.Duplicates(CorpusSettings.Sameness.NEAR, 0.85);
        Dataset<Row> units = LocalSpark.units(chain(7));
        assertThat(duplicates(units, settings)).containsExactly("2 near 1", "4 near 3", "6 near 5");
        assertThat(duplicates(units.repartition(5, col("zh")), settings)).isEqualTo(duplicates(units, settings));
    }

    @Test
    void findsNoDuplicatesInEmptyTable() throws IOException {
        assertThat(duplicates(List.of(), CorpusSettings.Duplicates.STANDARD)).isEmpty();
    }

    /** Returns random pairs of units, each with the worse unit first, and a chain of all units. */
    private static List<Row> pairs(Random random, int units, int count) {
        double[] ranks =
                random.doubles(units).map(rank -> Math.floor(rank * 20)).toArray();
        List<String> order = IntStream.range(0, units)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer unit) -> ranks[unit])
                        .thenComparing(String::valueOf))
                .map(String::valueOf)
                .toList();
        Set<List<Integer>> places = new HashSet<>();
        for (int place = 1; place < units; place++) {
            places.add(List.of(place, place - 1));
        }
        while (places.size() < units + count) {
            int worse = 1 + random.nextInt(units - 1);
            places.add(List.of(worse, random.nextInt(worse)));
        }
        return places.stream()
                .map(place -> {
                    String worse = order.get(place.get(0));
                    String better = order.get(place.get(1));
                    return RowFactory.create(
                            worse, ranks[Integer.parseInt(worse)], better, ranks[Integer.parseInt(better)]);
                })
                .toList();
    }

    /** Decides pair by pair in one process. */
    private static List<String> decided(List<Row> pairs) {
        Map<String, String> gone = new HashMap<>();
        pairs.stream()
                .sorted(Comparator.comparingDouble((Row pair) -> pair.getDouble(1))
                        .thenComparing(pair -> pair.getString(0))
                        .thenComparingDouble(pair -> pair.getDouble(3))
                        .thenComparing(pair -> pair.getString(2)))
                .forEach(pair -> {
                    if (!gone.containsKey(pair.getString(2))) {
                        gone.putIfAbsent(pair.getString(0), pair.getString(2));
                    }
                });
        return gone.entrySet().stream()
                .map(entry -> entry.getKey() + "," + entry.getValue())
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"9, 0, 0", "60, 150, 40", "30, 30, 1000"})
    void decidesInRoundsAsInOneProcess(int units, int count, long pairsOfTask) {
        List<Row> pairs = pairs(new Random(units + count), units, count);
        Dataset<Row> table = LocalSpark.session().createDataFrame(pairs, NearUnits.PAIRS);

        assertThat(NearUnits.DuplicateChains.of(table, pairsOfTask).collectAsList().stream()
                        .map(row -> row.mkString(","))
                        .sorted()
                        .toList())
                .isEqualTo(decided(pairs))
                .isNotEmpty();
    }
}
