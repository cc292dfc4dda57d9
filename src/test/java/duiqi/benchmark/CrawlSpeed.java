package duiqi.benchmark;

import duiqi.corpus.CorpusRun;
import duiqi.corpus.CorpusSession;
import duiqi.corpus.PairRun;
import duiqi.corpus.crawl.WarcFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures the speed of {@code duiqi corpus pair} with one task at a time. It prints the pages a second of each stage and
 * of the whole run, by elapsed time and by processor time of the process.
 */
final class CrawlSpeed {
    private static final double NANOS = 1e9;
    private static final double MEGA = 1e6;

    private CrawlSpeed() {}

    /**
     * Runs the measurement.
     *
     * @param arguments a WARC file, a folder of WARC files, or a folder of HTML pages, which it packs into a WARC file; then
     *     how often the folder is packed, each time under another address and with another text
     */
    public static void main(String[] arguments) throws Exception {
        Bench bench = new Bench(CrawlSpeed.class, arguments);
        Path input = Path.of(bench.next("."));
        int times = bench.nextNumber(1);
        Bench.inFolder(folder -> {
            List<Path> pages = Bench.files(input, ".*\\.html");
            Path warc = pages.isEmpty() ? input : folder.resolve("pages.warc.gz");
            if (!pages.isEmpty()) {
                pack(bench, input, pages, warc, times);
            }
            run(bench, warc, folder.resolve("output"));
        });
    }

    private static void pack(Bench bench, Path folder, List<Path> pages, Path warc, int times) throws IOException {
        long bytes = 0;
        try (WarcFile file = new WarcFile(warc)) {
            for (int time = 0; time < times; time++) {
                for (Path page : pages) {
                    String html = Files.readString(page);
                    bytes += html.length();
                    file.page(
                            "https://site" + time + ".example.org/" + folder.relativize(page),
                            html.replace("</p>", " " + time + ".</p>"));
                }
            }
        }
        bench.say(
                "%d pages, %.1f MB of HTML, %.1f MB of WARC",
                times * pages.size(), bytes / MEGA, Files.size(warc) / MEGA);
    }

    /** Holds the times at the end of a stage. */
    private record Mark(String stage, long elapsed, long processor) {
        static Mark now(String stage) {
            return new Mark(stage, System.nanoTime(), Bench.processTime());
        }
    }

    private static void run(Bench bench, Path input, Path output) throws IOException {
        List<Mark> marks = new ArrayList<>();
        PairRun.Settings settings =
                new PairRun.Settings(input.toString(), output.toString(), PairRun.Settings.FOLDER, 0.5, "benchmark");
        try (CorpusSession session = CorpusSession.open(Optional.of("local[1]"))) {
            marks.add(Mark.now("start"));
            CorpusRun.CorpusListener listener = CorpusSpeed.listener(figures -> marks.add(Mark.now(figures.stage())));
            PairRun.PairSummary summary = new PairRun(session, settings, Clock.systemUTC(), listener).run();
            bench.say("%s%n  %-24s %9s %9s %9s %9s", summary, "stage", "seconds", "pages/s", "cpu s", "pages/cpu s");
            for (int k = 1; k < marks.size(); k++) {
                print(bench, marks.get(k - 1), marks.get(k), marks.get(k).stage(), summary.pages());
            }
            print(bench, marks.get(0), marks.get(marks.size() - 1), "all", summary.pages());
        }
    }

    private static void print(Bench bench, Mark from, Mark to, String name, long pages) {
        double elapsed = (to.elapsed() - from.elapsed()) / NANOS;
        double processor = (to.processor() - from.processor()) / NANOS;
        bench.say("  %-24s %9.1f %9.1f %9.1f %9.1f", name, elapsed, pages / elapsed, processor, pages / processor);
    }
}
