package duiqi.benchmark;

import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.align.Aligner;
import duiqi.align.TextPair;
import duiqi.corpus.CorpusRun;
import duiqi.corpus.CorpusSession;
import duiqi.corpus.CorpusSettings;
import duiqi.glossary.Glossary;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Measures the speed of aligning a {@linkplain SyntheticCorpus made-up corpus} in this process: document by document in
 * one thread, like {@code duiqi align}, and then by Spark with one and with two tasks at a time. The unit is sentences
 * of both sides for each second of each task.
 */
final class CorpusSpeed {
    private static final JsonMapper JSON = new JsonMapper();
    private static final double MILLION = 1e6;

    private final Bench bench;

    private CorpusSpeed(Bench bench) {
        this.bench = bench;
    }

    /**
     * Runs the measurement.
     *
     * @param arguments number of documents, or {@code book} and the number of Chinese sentences of one document, which is
     *     aligned with two tasks at a time; then folders of annotated texts
     */
    public static void main(String[] arguments) throws Exception {
        Bench bench = new Bench(CorpusSpeed.class, arguments);
        boolean isBook = bench.take("book");
        int size = bench.nextNumber(1500);
        CorpusSpeed speed = new CorpusSpeed(bench);
        Bench.inFolder(folder -> {
            Path corpus = folder.resolve("corpus.jsonl");
            new SyntheticCorpus(bench.gold(), 1).write(corpus, isBook ? 0 : size, isBook ? size : 0);
            if (isBook) {
                speed.spark(corpus, folder.resolve("book"), 2, Double.NaN);
                return;
            }
            speed.plain(corpus);
            double plain = speed.plain(corpus);
            double one = speed.spark(corpus, folder.resolve("one"), 1, plain);
            double two = speed.spark(corpus, folder.resolve("two"), 2, plain);
            bench.say("two tasks at a time do in the time of one %.2f times as much", one / two);
        });
    }

    /** Returns the sentences a second in one thread. */
    private double plain(Path corpus) throws IOException {
        Aligner aligner = new Aligner();
        long sentences = 0;
        long start = System.nanoTime();
        try (Stream<String> lines = Files.lines(corpus)) {
            for (String line : (Iterable<String>) lines::iterator) {
                TextPair pair = SyntheticCorpus.texts(JSON.readTree(line));
                sentences += pair.chinese().segments().size()
                        + pair.english().segments().size();
                aligner.align(pair);
            }
        }
        double seconds = Bench.seconds(start);
        bench.say(
                "one thread, as duiqi align: %d sentences in %.1f s, %.0f a second",
                sentences, seconds, sentences / seconds);
        return sentences / seconds;
    }

    /** Returns the duration of the whole run in seconds. */
    private double spark(Path corpus, Path output, int tasks, double plain) throws IOException {
        List<CorpusRun.CorpusListener.StageFigures> stages = new ArrayList<>();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        long processor = Bench.processTime();
        long start = System.nanoTime();
        CorpusRun.CorpusSummary summary;
        try (CorpusSession session = CorpusSession.open(Optional.of("local[" + tasks + "]"))) {
            summary = new CorpusRun(session, settings(corpus, output), Clock.systemUTC(), listener(stages::add)).run();
        }
        double seconds = Bench.seconds(start);
        long sentences = summary.chineseSentences() + summary.englishSentences();
        bench.say(
                "Spark, %d at a time: %d sentences in %.1f s, %.1f s of processors, %.0f sentences a second for each task",
                tasks, sentences, seconds, (Bench.processTime() - processor) / 1e9, sentences / seconds / tasks);
        bench.say("  heap at most %.0f MB", peak() / MILLION);
        bench.say(
                "  %-32s %9s %9s %9s %12s %12s %9s %9s %9s",
                "stage", "seconds", "busy", "of all", "sent./s/task", "to plain", "tasks", "mean", "longest");
        for (CorpusRun.CorpusListener.StageFigures stage : stages) {
            double time = seconds(stage.time());
            double rate = sentences / Math.max(1e-3, time) / tasks;
            bench.say(
                    "  %-32s %9.1f %8.0f%% %8.0f%% %12.0f %12.2f %9d %8.2fs %8.2fs",
                    stage.stage(),
                    time,
                    100 * seconds(stage.busy()) / Math.max(1e-3, time * tasks),
                    100 * time / seconds,
                    rate,
                    rate / plain,
                    stage.tasks(),
                    seconds(stage.busy()) / Math.max(1, stage.tasks()),
                    seconds(stage.longest()));
        }
        return seconds;
    }

    private static CorpusSettings settings(Path corpus, Path output) {
        return new CorpusSettings(
                new CorpusSettings.Input(
                        corpus.toString(),
                        CorpusSettings.Columns.STANDARD,
                        CorpusSettings.Languages.STANDARD,
                        CorpusSettings.Input.MAX_DOCUMENT_LENGTH),
                output.toString(),
                true,
                CorpusSettings.Filter.STANDARD,
                CorpusSettings.Duplicates.STANDARD,
                new CorpusSettings.Terms(new Glossary(List.of()), CorpusSettings.Terms.MIN_UNITS, 1000),
                0,
                "benchmark");
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / (1000 * MILLION);
    }

    /** Returns a listener that passes on the figures of each stage. */
    static CorpusRun.CorpusListener listener(Consumer<CorpusRun.CorpusListener.StageFigures> done) {
        return new CorpusRun.CorpusListener() {
            @Override
            public void progress(String stage, int number, int parts) {}

            @Override
            public void done(CorpusRun.CorpusListener.StageFigures figures) {
                done.accept(figures);
            }
        };
    }
}
