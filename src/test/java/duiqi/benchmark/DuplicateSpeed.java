package duiqi.benchmark;

import duiqi.corpus.CorpusSettings;
import duiqi.corpus.duplicate.Deduplication;
import duiqi.corpus.duplicate.MadeUpPairs;
import duiqi.corpus.stage.CorpusUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Measures how Spark finds the duplicates of made-up units, with two tasks at a time in this process.
 *
 * <ul>
 * <li>{@code pairs N}: decides which units of N pairs of near duplicates to keep. The units form random graphs of eight
 * units.
 * <li>{@code equal N}: finds the duplicates of N units. One of twenty has the same texts; the others are different.
 * </ul>
 */
final class DuplicateSpeed {
    private static final int PARTITIONS = 32;
    private static final int CHARACTERS = 10;
    private static final int WORDS = 6;

    /** One of this many units is the frequent one. */
    private static final int FREQUENT = 20;

    /** Shortest median of the tasks of a stage in the output, in nanoseconds. */
    private static final long SHORTEST = 20_000_000;

    private DuplicateSpeed() {}

    /** Records the processor times of the tasks of each Spark stage. Other work on the machine hardly changes them. */
    private static final class Tasks extends SparkListener {
        private final Map<Integer, List<Long>> stages = new TreeMap<>();

        @Override
        public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
            stages.computeIfAbsent(end.stageId(), none -> new ArrayList<>())
                    .add(end.taskMetrics().executorCpuTime());
        }

        /** Returns the processor time of all tasks in seconds. */
        synchronized double seconds() {
            return stages.values().stream()
                            .flatMap(List::stream)
                            .mapToLong(Long::longValue)
                            .sum()
                    / 1e9;
        }

        /** Prints the stages whose median task is not too short to measure. */
        synchronized void print() {
            stages.forEach((stage, times) -> {
                List<Long> sorted = times.stream().sorted().toList();
                long median = sorted.get(sorted.size() / 2);
                long longest = sorted.get(sorted.size() - 1);
                if (median >= SHORTEST) {
                    say(
                            "  stage %3d: %3d tasks, median %5d ms, longest %5d ms, longest / median %.2f",
                            stage, sorted.size(), median / 1_000_000, longest / 1_000_000, (double) longest / median);
                }
            });
        }
    }

    /**
     * Runs the measurement.
     *
     * @param arguments {@code pairs} or {@code equal}, and the number of pairs or units, separated by spaces
     */
    public static void main(String[] arguments) throws IOException {
        String[] words = String.join(" ", arguments).split(" ");
        long count = Long.parseLong(words[1]);
        Machine.print(System.out, "DuplicateSpeed " + String.join(" ", words));
        Path folder = Files.createTempDirectory("duplicate-speed");
        try (SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.log.level", "ERROR")
                .config("spark.local.dir", folder.toString())
                .config("spark.sql.shuffle.partitions", PARTITIONS)
                .config("spark.sql.adaptive.coalescePartitions.enabled", "false")
                // Each file becomes a task.
                .config("spark.sql.files.openCostInBytes", "134217728")
                .getOrCreate()) {
            Path rounds = folder.resolve("rounds");
            // The first run only compiles the code.
            for (long number : new long[] {count / 10, count}) {
                if (words[0].equals("pairs")) {
                    pairs(spark, number, rounds);
                } else {
                    equal(spark, number, folder, rounds);
                }
            }
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static void pairs(SparkSession spark, long count, Path rounds) {
        Tasks tasks = new Tasks();
        spark.sparkContext().addSparkListener(tasks);
        long start = System.nanoTime();
        MadeUpPairs.Decision decision = MadeUpPairs.decide(spark, count, new org.apache.hadoop.fs.Path(rounds.toUri()));
        double seconds = (System.nanoTime() - start) / 1e9;
        say(
                "%,d pairs: %,d units dropped in %d rounds, %.0f s, processor %.0f s, %,.0f pairs a second of processor",
                count, decision.dropped(), decision.rounds(), seconds, tasks.seconds(), count / tasks.seconds());
        spark.sparkContext().removeSparkListener(tasks);
    }

    private static void equal(SparkSession spark, long count, Path folder, Path rounds) throws IOException {
        String table = folder.resolve("units-" + count).toString();
        MapFunction<Long, Row> making = number -> equal(number).row();
        spark.range(0, count, 1, PARTITIONS)
                .map(making, Encoders.row(CorpusUnit.SCHEMA))
                .write()
                .parquet(table);
        Tasks tasks = new Tasks();
        spark.sparkContext().addSparkListener(tasks);
        long start = System.nanoTime();
        try (Deduplication found = new Deduplication(
                spark.read().parquet(table),
                CorpusSettings.Duplicates.STANDARD,
                CorpusSettings.Languages.STANDARD,
                new org.apache.hadoop.fs.Path(rounds.toUri()))) {
            long dropped = found.duplicates().count();
            double seconds = (System.nanoTime() - start) / 1e9;
            say(
                    "%,d units: %,d dropped, %.0f s, processor %.0f s, %,.0f units a second of processor",
                    count, dropped, seconds, tasks.seconds(), count / tasks.seconds());
        }
        tasks.print();
        spark.sparkContext().removeSparkListener(tasks);
    }

    private static CorpusUnit equal(long number) {
        Random own = new Random(number % FREQUENT == 0 ? 0 : number * 31 + 7);
        StringBuilder english = new StringBuilder(word(own));
        for (int word = 1; word < WORDS; word++) {
            english.append(' ').append(word(own));
        }
        return unit(number, characters(own), english.toString(), new Random(number).nextDouble());
    }

    private static String characters(Random random) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < CHARACTERS; k++) {
            text.append((char) (0x4E00 + random.nextInt(5000)));
        }
        return text.toString();
    }

    private static String word(Random random) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < WORDS; k++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    private static CorpusUnit unit(long number, String chinese, String english, double probability) {
        String id = HexFormat.of().toHexDigits(CorpusUnit.Hashes.mix(number))
                + HexFormat.of().toHexDigits(number);
        return new CorpusUnit(
                id,
                new CorpusUnit.Place("document", List.of((int) number), List.of((int) number)),
                chinese,
                english,
                "1-1",
                new CorpusUnit.Scores(probability, 1),
                Map.of(),
                Optional.empty());
    }

    private static void say(String form, Object... values) {
        System.out.printf(Locale.ROOT, form + "%n", values);
    }
}
