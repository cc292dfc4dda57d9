package duiqi.benchmark;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.OperatingSystemMXBean;
import duiqi.align.Aligner;
import duiqi.align.GoldText;
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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Measures the speed of aligning a {@linkplain SyntheticCorpus made-up corpus} in this process: document by document in
 * one thread, like {@code duiqi align}, and then by Spark with one and with two tasks at a time. The unit is sentences
 * of both sides for each second of each task.
 */
final class CorpusSpeed {
    private static final JsonMapper JSON = new JsonMapper();
    private static final double MILLION = 1e6;
    private static final String BOOK = "book ";

    private CorpusSpeed() {}

    /**
     * Runs the measurement.
     *
     * @param arguments number of documents, or {@code book} and the number of Chinese sentences of one document, which is
     *     aligned with two tasks at a time; then folders of annotated texts, separated by spaces
     */
    public static void main(String[] arguments) throws IOException {
        String command = String.join(" ", arguments);
        boolean isBook = command.startsWith(BOOK);
        List<String> words =
                List.of(command.substring(isBook ? BOOK.length() : 0).split(" "));
        int size = Integer.parseInt(words.get(0));
        Path folder = Files.createTempDirectory("corpus-speed");
        try {
            List<GoldText> texts = new ArrayList<>();
            for (String gold : words.subList(1, words.size())) {
                texts.addAll(GoldText.in(Path.of(gold)));
            }
            Path corpus = folder.resolve("corpus.jsonl");
            new SyntheticCorpus(texts, 1).write(corpus, isBook ? 0 : size, isBook ? size : 0);
            Machine.print(System.out, "CorpusSpeed " + command);
            if (isBook) {
                spark(corpus, folder.resolve("book"), 2, Double.NaN);
                return;
            }
            plain(corpus);
            double plain = plain(corpus);
            double one = spark(corpus, folder.resolve("one"), 1, plain);
            double two = spark(corpus, folder.resolve("two"), 2, plain);
            say("two tasks at a time do in the time of one %.2f times as much", one / two);
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** Returns the sentences a second in one thread. */
    private static double plain(Path corpus) throws IOException {
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
        double seconds = (System.nanoTime() - start) / (1000 * MILLION);
        say(
                "one thread, as duiqi align: %d sentences in %.1f s, %.0f a second",
                sentences, seconds, sentences / seconds);
        return sentences / seconds;
    }

    /** Returns the duration of the whole run in seconds. */
    private static double spark(Path corpus, Path output, int tasks, double plain) throws IOException {
        List<CorpusRun.CorpusListener.StageFigures> stages = new ArrayList<>();
        CorpusRun.CorpusListener listener = new CorpusRun.CorpusListener() {
            @Override
            public void progress(String stage, int done, int parts) {}

            @Override
            public void done(CorpusRun.CorpusListener.StageFigures figures) {
                stages.add(figures);
            }
        };
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        long processor = system.getProcessCpuTime();
        long start = System.nanoTime();
        CorpusRun.CorpusSummary summary;
        try (CorpusSession session = CorpusSession.open(Optional.of("local[" + tasks + "]"))) {
            summary = new CorpusRun(session, settings(corpus, output), Clock.systemUTC(), listener).run();
        }
        double seconds = (System.nanoTime() - start) / (1000 * MILLION);
        long sentences = summary.chineseSentences() + summary.englishSentences();
        say(
                "Spark, %d at a time: %d sentences in %.1f s, %.1f s of processors, %.0f sentences a second for each task",
                tasks,
                sentences,
                seconds,
                (system.getProcessCpuTime() - processor) / (1000 * MILLION),
                sentences / seconds / tasks);
        say("  heap at most %.0f MB", peak() / MILLION);
        say(
                "  %-32s %9s %9s %9s %12s %12s %9s %9s %9s",
                "stage", "seconds", "busy", "of all", "sent./s/task", "to plain", "tasks", "median", "longest");
        for (CorpusRun.CorpusListener.StageFigures stage : stages) {
            double time = seconds(stage.time());
            double rate = sentences / Math.max(1e-3, time) / tasks;
            say(
                    "  %-32s %9.1f %8.0f%% %8.0f%% %12.0f %12.2f %9d %8.2fs %9.2f",
                    stage.stage(),
                    time,
                    100 * seconds(stage.tasks().busy()) / Math.max(1e-3, time * tasks),
                    100 * time / seconds,
                    rate,
                    rate / plain,
                    stage.tasks().count(),
                    seconds(stage.tasks().median()),
                    seconds(stage.tasks().longest())
                            / Math.max(1e-3, seconds(stage.tasks().median())));
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

    private static void say(String form, Object... values) {
        System.out.printf(Locale.ROOT, form + "%n", values);
    }
}
