package duiqi.benchmark;

import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.align.Aligner;
import duiqi.align.GoldText;
import duiqi.corpus.CorpusRun;
import duiqi.corpus.CorpusSession;
import duiqi.corpus.CorpusSettings;
import duiqi.glossary.Glossary;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures the speed of aligning a corpus in this process: document by document in one thread, like {@code duiqi align},
 * and then by Spark with one and with two tasks at a time. The documents are annotated pieces in random order. The unit is
 * sentences of both sides for each second of each task.
 */
final class CorpusSpeed {
    private static final JsonMapper JSON = new JsonMapper();
    private static final double MILLION = 1e6;

    /** Minimum number of sentences of both sides in a document. */
    private static final int SENTENCES = 65;

    private final Bench bench;

    private CorpusSpeed(Bench bench) {
        this.bench = bench;
    }

    /**
     * Runs the measurement.
     *
     * @param arguments number of documents; then folders of annotated texts
     */
    public static void main(String[] arguments) throws Exception {
        Bench bench = new Bench(CorpusSpeed.class, arguments);
        int size = bench.nextNumber(1500);
        List<GoldText> gold = bench.gold();
        Random random = new Random(1);
        List<LongText> documents = Stream.generate(() -> LongText.of(gold, SENTENCES, random))
                .limit(size)
                .toList();
        CorpusSpeed speed = new CorpusSpeed(bench);
        Bench.inFolder(folder -> {
            Path corpus = folder.resolve("corpus.jsonl");
            write(documents, corpus);
            speed.plain(documents);
            double plain = speed.plain(documents);
            double one = speed.spark(corpus, folder.resolve("one"), 1, plain);
            double two = speed.spark(corpus, folder.resolve("two"), 2, plain);
            bench.say("two tasks at a time do in the time of one %.2f times as much", one / two);
        });
    }

    /** Writes documents as JSON lines: every other one as a text, the others as lists of sentences. */
    private static void write(List<LongText> documents, Path corpus) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(corpus)) {
            for (int number = 0; number < documents.size(); number++) {
                boolean isText = number % 2 == 0;
                out.write(JSON.writeValueAsString(Map.of(
                        "id", "d" + number,
                        "zh", side(documents.get(number).chinese(), isText, ""),
                        "en", side(documents.get(number).english(), isText, " "))));
                out.newLine();
            }
        }
    }

    private static Object side(Text text, boolean isText, String between) {
        if (!isText) {
            return text.segments().stream().map(Segment::text).toList();
        }
        return text.segments().stream()
                .collect(Collectors.groupingBy(
                        Segment::paragraph,
                        LinkedHashMap::new,
                        Collectors.mapping(Segment::text, Collectors.joining(between))))
                .values()
                .stream()
                .collect(Collectors.joining("\n\n"));
    }

    /** Returns the sentences a second in one thread. */
    private double plain(List<LongText> documents) {
        Aligner aligner = new Aligner();
        long sentences = 0;
        long start = System.nanoTime();
        for (LongText document : documents) {
            sentences += document.chinese().segments().size()
                    + document.english().segments().size();
            aligner.align(document.chinese(), document.english());
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
    private static CorpusRun.CorpusListener listener(Consumer<CorpusRun.CorpusListener.StageFigures> done) {
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
